#pragma once

#include "document/Extraction.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::document {

/// A file of files: [MS-CFB], versions 3 and 4. Keeps a view of the bytes. Every number in it is
/// checked: chains that run in circles or out of the file end where they go wrong.
class CompoundFile {
public:
    struct Entry {
        std::string name;  ///< UTF-8
        size_t parent = 0; ///< index of the storage it lies in; the root is 0 and its own parent
        bool isStorage = false;
        uint64_t bytes = 0;
        uint32_t start = 0; ///< first sector
    };

    explicit CompoundFile(std::string_view bytes);

    /// The header makes no sense, or a table is out of the file.
    bool damaged() const { return m_damaged; }
    /// In no order; the first is the root. Empty when damaged.
    const std::vector<Entry>& entries() const { return m_entries; }
    /// The content of a stream; nothing when it is not all there.
    std::optional<std::string> content(const Entry& entry) const;

private:
    bool readHeader();
    void readTables();
    void readDirectory();
    std::optional<std::string> gathered(const Entry& entry, bool mini) const;
    std::string_view sector(uint32_t number) const;
    std::string_view miniSector(uint32_t number) const;
    std::vector<uint32_t> chain(uint32_t start, const std::vector<uint32_t>& table) const;

    std::string_view m_bytes;
    size_t m_sectorBytes = 512;
    std::vector<uint32_t> m_table;     ///< FAT
    std::vector<uint32_t> m_miniTable; ///< MiniFAT
    std::string m_miniStream;
    std::vector<Entry> m_entries;
    bool m_damaged = false;
};

} // namespace chaperone::document
