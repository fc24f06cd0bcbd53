#include "crypto/KeyFile.h"

#include "crypto/Hex.h"
#include "crypto/Random.h"

#include <windows.h>

#include <aclapi.h>

#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

// Who may read the file is said by the access list that it inherits from the profile's folder,
// below the user's own AppData; what is checked here is that it is a plain file of this user.
namespace chaperone::crypto {
namespace {

struct CloseHandleOf {
    void operator()(HANDLE handle) const { ::CloseHandle(handle); }
};
using Handle = std::unique_ptr<void, CloseHandleOf>;

Handle own(HANDLE handle) {
    return Handle(handle == INVALID_HANDLE_VALUE ? nullptr : handle);
}

Error unusable(const std::filesystem::path& file, DWORD cause) {
    return {"key_file_unusable", "The key file " + file.string() + " cannot be used: " +
                                     std::system_category().message(static_cast<int>(cause))};
}

Error insecure(const std::filesystem::path& file, const std::string& why) {
    return {"key_file_insecure", "The key file " + file.string() + " " + why};
}

/// The token's user, or the group that owns what an elevated process of the user creates.
std::vector<std::vector<uint8_t>> acceptedOwners() {
    HANDLE raw = nullptr;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &raw)) {
        return {};
    }
    const Handle token(raw);
    std::vector<std::vector<uint8_t>> owners;
    for (const auto kind : {TokenUser, TokenOwner}) {
        DWORD sizeBytes = 0;
        ::GetTokenInformation(token.get(), kind, nullptr, 0, &sizeBytes);
        std::vector<uint8_t> owner(sizeBytes);
        if (sizeBytes > 0 &&
            ::GetTokenInformation(token.get(), kind, owner.data(), sizeBytes, &sizeBytes)) {
            owners.push_back(std::move(owner));
        }
    }
    return owners;
}

bool ownedByUser(HANDLE file) {
    PSID owner = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (::GetSecurityInfo(file, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, &owner, nullptr,
                          nullptr, nullptr, &descriptor) != ERROR_SUCCESS) {
        return false;
    }
    bool owned = false;
    for (const auto& accepted : acceptedOwners()) {
        // TOKEN_USER and TOKEN_OWNER both begin with the pointer to the SID.
        owned = owned || ::EqualSid(owner, *reinterpret_cast<const PSID*>(accepted.data()));
    }
    ::LocalFree(descriptor);
    return owned;
}

Result<void> checkGuarded(const std::filesystem::path& file, HANDLE handle) {
    BY_HANDLE_FILE_INFORMATION facts{};
    if (!::GetFileInformationByHandle(handle, &facts)) {
        return unusable(file, ::GetLastError());
    }
    if ((facts.dwFileAttributes & (FILE_ATTRIBUTE_REPARSE_POINT | FILE_ATTRIBUTE_DIRECTORY)) != 0) {
        return insecure(file, "is not a plain file. Move it away to have a new key made.");
    }
    if (!ownedByUser(handle)) {
        return insecure(file, "belongs to another user. Move it away to have a new key made.");
    }
    if (facts.nFileSizeHigh != 0 || facts.nFileSizeLow != kKeyBytes) {
        return Error{"key_file_damaged",
                     "The key file " + file.string() + " does not hold the " +
                         std::to_string(kKeyBytes) +
                         " bytes of a key. Restore it from a backup, or move it away to have a new "
                         "key made."};
    }
    return {};
}

std::optional<Result<SecretBytes>> readKey(const std::filesystem::path& file) {
    const Handle handle =
        own(::CreateFileW(file.c_str(), GENERIC_READ | READ_CONTROL, FILE_SHARE_READ, nullptr,
                          OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!handle) {
        const DWORD cause = ::GetLastError();
        if (cause == ERROR_FILE_NOT_FOUND) {
            return {};
        }
        return unusable(file, cause);
    }
    if (auto guarded = checkGuarded(file, handle.get()); !guarded) {
        return guarded.error();
    }
    SecretBytes key(kKeyBytes);
    DWORD got = 0;
    if (!::ReadFile(handle.get(), key.bytes().data(), kKeyBytes, &got, nullptr) ||
        got != kKeyBytes) {
        return unusable(file, ERROR_READ_FAULT);
    }
    return key;
}

Result<void> writeWhole(const std::filesystem::path& file, const SecretBytes& key) {
    const Handle handle = own(::CreateFileW(file.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                            FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, nullptr));
    DWORD written = 0;
    if (!handle || !::WriteFile(handle.get(), key.view().data(), kKeyBytes, &written, nullptr) ||
        !::FlushFileBuffers(handle.get())) {
        return unusable(file, ::GetLastError());
    }
    if (written != kKeyBytes) {
        return unusable(file, ERROR_DISK_FULL);
    }
    return {};
}

Result<void> makeKey(const std::filesystem::path& file) {
    auto key = randomBytes(kKeyBytes);
    auto suffix = randomBytes(8);
    if (!key || !suffix) {
        return !key ? key.error() : suffix.error();
    }
    std::filesystem::path aside = file;
    aside += ".new-" + toHex(suffix->view());
    Result<void> made = writeWhole(aside, *key);
    // Without MOVEFILE_REPLACE_EXISTING a key that another program made meanwhile stays.
    if (made && !::MoveFileExW(aside.c_str(), file.c_str(), MOVEFILE_WRITE_THROUGH)) {
        const DWORD cause = ::GetLastError();
        if (cause != ERROR_ALREADY_EXISTS && cause != ERROR_FILE_EXISTS) {
            made = unusable(file, cause);
        }
    }
    ::DeleteFileW(aside.c_str());
    return made;
}

} // namespace

Result<SecretBytes> openKeyFile(const std::filesystem::path& file) {
    if (auto key = readKey(file)) {
        return std::move(*key);
    }
    if (auto made = makeKey(file); !made) {
        return made.error();
    }
    if (auto key = readKey(file)) {
        return std::move(*key);
    }
    return unusable(file, ERROR_FILE_NOT_FOUND);
}

} // namespace chaperone::crypto
