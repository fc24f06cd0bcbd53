#include "crypto/KeyFile.h"

#include "crypto/Hex.h"
#include "crypto/Random.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

namespace chaperone::crypto {
namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool open() const { return m_number >= 0; }
    int number() const { return m_number; }

private:
    int m_number;
};

Error unusable(const std::filesystem::path& file, int cause) {
    return {"key_file_unusable", "The key file " + file.string() + " cannot be used: " +
                                     std::generic_category().message(cause) + "."};
}

Error insecure(const std::filesystem::path& file, const std::string& why) {
    return {"key_file_insecure", "The key file " + file.string() + " " + why};
}

Result<void> checkGuarded(const std::filesystem::path& file, const struct stat& status) {
    if (!S_ISREG(status.st_mode)) {
        return insecure(file, "is not a plain file. Move it away to have a new key made.");
    }
    if (status.st_uid != ::geteuid()) {
        return insecure(file, "belongs to another user. Give it to this user, or move it away to "
                              "have a new key made.");
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return insecure(file, "can be used by other users. Close it with chmod 600; if somebody "
                              "may have read it, move it away to have a new key made.");
    }
    if (status.st_size != static_cast<off_t>(kKeyBytes)) {
        return Error{"key_file_damaged",
                     "The key file " + file.string() + " holds " + std::to_string(status.st_size) +
                         " bytes where a key has " + std::to_string(kKeyBytes) +
                         ". Restore it from a backup, or move it away to have a new key made."};
    }
    return {};
}

/// Nothing while there is no such file.
std::optional<Result<SecretBytes>> readKey(const std::filesystem::path& file) {
    // O_NONBLOCK: a pipe put in the key's place must not hold us up.
    const Descriptor descriptor(
        ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!descriptor.open()) {
        if (errno == ENOENT) {
            return {};
        }
        return errno == ELOOP ? insecure(file, "is a link. Move it away to have a new key made.")
                              : unusable(file, errno);
    }
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0) {
        return unusable(file, errno);
    }
    if (auto guarded = checkGuarded(file, status); !guarded) {
        return guarded.error();
    }
    SecretBytes key(kKeyBytes);
    if (::read(descriptor.number(), key.bytes().data(), kKeyBytes) !=
        static_cast<ssize_t>(kKeyBytes)) {
        return unusable(file, EIO);
    }
    return key;
}

Result<void> writeWhole(const std::filesystem::path& file, const SecretBytes& key) {
    const Descriptor descriptor(::open(
        file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!descriptor.open()) {
        return unusable(file, errno);
    }
    const ssize_t written = ::write(descriptor.number(), key.view().data(), key.size());
    if (written != static_cast<ssize_t>(key.size())) {
        return unusable(file, written < 0 ? errno : ENOSPC);
    }
    if (::fsync(descriptor.number()) != 0) {
        return unusable(file, errno);
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
    // Unlike a rename, a link does not replace a key that another program made meanwhile.
    if (made && ::link(aside.c_str(), file.c_str()) != 0 && errno != EEXIST) {
        made = unusable(file, errno);
    }
    ::unlink(aside.c_str());
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
    return unusable(file, ENOENT);
}

} // namespace chaperone::crypto
