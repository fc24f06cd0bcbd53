#include "audit/WriterLock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace chaperone::audit {
namespace {

int openRetrying(const std::filesystem::path& file, int flags) {
    int descriptor = -1;
    do {
        descriptor = ::open(file.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

} // namespace

struct WriterLock::Handle {
    int descriptor = -1;
    ~Handle() {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
};

WriterLock::WriterLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}

WriterLock::~WriterLock() = default;

Result<std::unique_ptr<WriterLock>> WriterLock::take(const std::filesystem::path& file) {
    auto handle = std::make_unique<Handle>();
    handle->descriptor = openRetrying(file, O_RDWR | O_CREAT);
    if (handle->descriptor < 0) {
        return fileError(file, errno);
    }
    if (::flock(handle->descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) {
            return fileError(file, errno);
        }
        return Error{"log_locked", "Another agent is already writing the log beside " +
                                       file.string() + ". Stop it first."};
    }
    return std::unique_ptr<WriterLock>(new WriterLock(std::move(handle)));
}

Result<void> createPrivate(const std::filesystem::path& file) {
    const int descriptor = openRetrying(file, O_WRONLY | O_CREAT | O_EXCL);
    if (descriptor < 0) {
        return fileError(file, errno);
    }
    ::close(descriptor);
    return {};
}

Result<void> renameDurably(const std::filesystem::path& from, const std::filesystem::path& to) {
    // The writer's lock keeps others out; this is against a file that was left there.
    struct stat status {};
    if (::lstat(to.c_str(), &status) == 0) {
        return fileError(to, EEXIST);
    }
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return fileError(from, errno);
    }
    const int folder =
        openRetrying(to.parent_path().empty() ? "." : to.parent_path(), O_RDONLY | O_DIRECTORY);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    const int cause = errno;
    if (folder >= 0) {
        ::close(folder);
    }
    return synced ? Result<void>() : fileError(to, cause);
}

Result<void> appendDurably(const std::filesystem::path& file, const std::string& bytes) {
    const int descriptor = openRetrying(file, O_WRONLY | O_CREAT | O_APPEND);
    if (descriptor < 0) {
        return fileError(file, errno);
    }
    const off_t before = ::lseek(descriptor, 0, SEEK_END);
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    const bool whole = written == static_cast<ssize_t>(bytes.size());
    int cause = whole || written < 0 ? errno : ENOSPC;
    const bool good = whole && ::fsync(descriptor) == 0;
    cause = whole && !good ? errno : cause;
    if (!good && written > 0 && before >= 0 && ::ftruncate(descriptor, before) != 0) {
        cause = errno; // the half line is cut off when the log is opened next
    }
    ::close(descriptor);
    return good ? Result<void>() : fileError(file, cause);
}

Error fileError(const std::filesystem::path& file, int systemCode) {
    const std::string reason =
        file.string() + ": " + std::generic_category().message(systemCode) + ".";
    switch (systemCode) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {"disk_full", "There is no room for the log. " + reason};
    case EROFS:
    case EACCES:
    case EPERM:
        return {"log_read_only", "The log cannot be written. " + reason};
    default:
        return {"log_unreadable", "The log cannot be opened. " + reason};
    }
}

} // namespace chaperone::audit
