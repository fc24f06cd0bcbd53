#pragma once

#include "document/Reading.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct archive;
struct archive_entry;

namespace chaperone::document {

/// Goes through an archive in memory, file by file, with libarchive. Reports to the reading what
/// cannot be read and keeps to its limits. Keeps a view of the bytes.
class Archive {
public:
    enum class Shape { Zip, Any, Compressed };

    /// The names in a zip file, at most that many; fewer when it is damaged.
    static std::vector<std::string> namesInZip(std::string_view bytes, size_t atMost);

    Archive(std::string_view bytes, Shape shape, Reading& reading);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    /// Steps to the next file; folders and links are passed over. False at the end, or when there
    /// is no going on.
    bool next();
    /// Of the file that next() stepped to, as it stands in the archive.
    const std::string& name() const { return m_name; }
    /// The content; nothing when it cannot be read, which has then been reported.
    std::optional<std::string> content();

    /// There is no archive, only one compressed file, which has no name of its own.
    bool isSingleFile() const;
    /// Nothing could be read, and a password is why.
    bool encrypted() const { return m_encrypted > 0 && m_read == 0; }

private:
    Reason failure() const;

    struct Free {
        void operator()(archive* opened) const;
    };

    std::string_view m_bytes;
    Reading& m_reading;
    std::unique_ptr<archive, Free> m_archive;
    archive_entry* m_entry = nullptr;
    std::string m_name;
    uint64_t m_expandedBytes = 0;
    size_t m_read = 0;
    size_t m_encrypted = 0;
    bool m_opened = false;
    bool m_over = false;
};

} // namespace chaperone::document
