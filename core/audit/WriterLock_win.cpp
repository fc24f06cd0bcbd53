#include "audit/WriterLock.h"

#include <windows.h>

#include <system_error>

namespace chaperone::audit {

struct WriterLock::Handle {
    HANDLE file = INVALID_HANDLE_VALUE;
    ~Handle() {
        if (file != INVALID_HANDLE_VALUE) {
            ::CloseHandle(file);
        }
    }
};

WriterLock::WriterLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}

WriterLock::~WriterLock() = default;

Result<std::unique_ptr<WriterLock>> WriterLock::take(const std::filesystem::path& file) {
    auto handle = std::make_unique<Handle>();
    // Sharing nothing is the lock: a second open fails while this handle lives.
    handle->file = ::CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                 OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle->file == INVALID_HANDLE_VALUE) {
        const DWORD cause = ::GetLastError();
        if (cause != ERROR_SHARING_VIOLATION) {
            return fileError(file, static_cast<int>(cause));
        }
        return Error{"log_locked", "Another agent is already writing the log beside " +
                                       file.string() + ". Stop it first."};
    }
    return std::unique_ptr<WriterLock>(new WriterLock(std::move(handle)));
}

Result<void> createPrivate(const std::filesystem::path& file) {
    // The access list comes from the profile's folder.
    HANDLE handle = ::CreateFileW(file.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                  FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, nullptr);
    if (handle == INVALID_HANDLE_VALUE) {
        return fileError(file, static_cast<int>(::GetLastError()));
    }
    ::CloseHandle(handle);
    return {};
}

Result<void> renameDurably(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (!::MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_WRITE_THROUGH)) {
        return fileError(from, static_cast<int>(::GetLastError()));
    }
    return {};
}

Result<void> appendDurably(const std::filesystem::path& file, const std::string& bytes) {
    HANDLE handle = ::CreateFileW(file.c_str(), FILE_APPEND_DATA | SYNCHRONIZE, FILE_SHARE_READ,
                                  nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) {
        return fileError(file, static_cast<int>(::GetLastError()));
    }
    DWORD written = 0;
    // A half line that a full disk leaves is cut off when the log is opened next.
    const bool good = ::WriteFile(handle, bytes.data(), static_cast<DWORD>(bytes.size()), &written,
                                  nullptr) != 0 &&
                      written == bytes.size() && ::FlushFileBuffers(handle) != 0;
    const DWORD cause = good ? ERROR_SUCCESS : ::GetLastError();
    ::CloseHandle(handle);
    return good ? Result<void>() : fileError(file, static_cast<int>(cause));
}

Error fileError(const std::filesystem::path& file, int systemCode) {
    const std::string reason = file.string() + ": " + std::system_category().message(systemCode);
    switch (systemCode) {
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
    case 1295: // ERROR_DISK_QUOTA_EXCEEDED, which MinGW does not name
        return {"disk_full", "There is no room for the log. " + reason};
    case ERROR_ACCESS_DENIED:
    case ERROR_WRITE_PROTECT:
        return {"log_read_only", "The log cannot be written. " + reason};
    default:
        return {"log_unreadable", "The log cannot be opened. " + reason};
    }
}

} // namespace chaperone::audit
