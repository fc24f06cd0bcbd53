#pragma once

#include "base/Result.h"

#include <filesystem>
#include <memory>
#include <string>

/// What the log asks of the file system beyond the standard library; one sibling an OS.
namespace chaperone::audit {

/// Held while a writer has the log open; freed by the system when the process ends, however it
/// ends. A file of its own beside the log: closing a descriptor of the database itself would drop
/// SQLite's locks.
class WriterLock {
public:
    /// Fails with "log_locked" when another writer holds it (also one in this process), with
    /// "log_read_only", "disk_full" or "log_unreadable" when the file cannot be made.
    static Result<std::unique_ptr<WriterLock>> take(const std::filesystem::path& file);
    ~WriterLock();
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

private:
    struct Handle;
    explicit WriterLock(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

/// Creates an empty file that only this user can use; it must not be there yet.
/// Fails with "log_read_only", "disk_full" or "log_unreadable".
Result<void> createPrivate(const std::filesystem::path& file);

/// Renames within a folder, never over another file, and has the folder on disk when it returns.
/// Fails like createPrivate.
Result<void> renameDurably(const std::filesystem::path& from, const std::filesystem::path& to);

/// Appends to a file that only this user can use, made if need be, and has the bytes on disk when
/// it returns. What fails half-way is taken back. Fails like createPrivate.
Result<void> appendDurably(const std::filesystem::path& file, const std::string& bytes);

/// The error of a log that cannot be reached, for a system error code.
Error fileError(const std::filesystem::path& file, int systemCode);

} // namespace chaperone::audit
