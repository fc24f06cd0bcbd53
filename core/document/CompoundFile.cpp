#include "document/CompoundFile.h"

#include "document/Charset.h"

#include <algorithm>

namespace chaperone::document {
namespace {

constexpr uint32_t kLastRegular = 0xFFFFFFFA;
constexpr uint32_t kNone = 0xFFFFFFFF;
constexpr size_t kMiniSectorBytes = 64;
constexpr size_t kMiniStreamCutoff = 4096;
constexpr size_t kEntryBytes = 128;
constexpr size_t kHeaderTables = 109; ///< FAT sectors that the header itself names

/// Little endian; zero past the end.
uint64_t number(std::string_view bytes, size_t at, size_t size) {
    uint64_t value = 0;
    for (size_t i = 0; i < size && at + i < bytes.size(); ++i)
        value |= uint64_t{static_cast<uint8_t>(bytes[at + i])} << (8 * i);
    return value;
}

uint32_t word(std::string_view bytes, size_t at) {
    return static_cast<uint32_t>(number(bytes, at, 4));
}

/// The entries of a directory are trees of siblings; each knows its own by number.
struct Links {
    uint32_t left = kNone;
    uint32_t right = kNone;
    uint32_t child = kNone;
};

/// Goes over the children of each storage without recursion; what was seen is not gone over again.
void findParents(std::vector<CompoundFile::Entry>& entries, const std::vector<Links>& links) {
    std::vector<bool> seen(entries.size());
    std::vector<std::pair<uint32_t, size_t>> open{{links[0].child, 0}};
    while (!open.empty()) {
        const auto [index, parent] = open.back();
        open.pop_back();
        if (index >= entries.size() || seen[index])
            continue;
        seen[index] = true;
        entries[index].parent = parent;
        open.insert(open.end(), {{links[index].left, parent},
                                 {links[index].right, parent},
                                 {links[index].child, index}});
    }
}

} // namespace

CompoundFile::CompoundFile(std::string_view bytes) : m_bytes(bytes) {
    m_damaged = !readHeader();
    if (m_damaged)
        return;
    readTables();
    readDirectory();
    m_damaged = m_damaged || m_entries.empty();
}

bool CompoundFile::readHeader() {
    const uint64_t shift = number(m_bytes, 30, 2);
    m_sectorBytes = size_t{1} << (shift & 31U);
    return m_bytes.size() >= 512 && (shift == 9 || shift == 12);
}

std::string_view CompoundFile::sector(uint32_t number) const {
    const uint64_t start = (uint64_t{number} + 1) * m_sectorBytes;
    return start < m_bytes.size() ? m_bytes.substr(start, m_sectorBytes) : std::string_view();
}

std::string_view CompoundFile::miniSector(uint32_t number) const {
    const uint64_t start = uint64_t{number} * kMiniSectorBytes;
    return start < m_miniStream.size()
               ? std::string_view(m_miniStream).substr(start, kMiniSectorBytes)
               : std::string_view();
}

std::vector<uint32_t> CompoundFile::chain(uint32_t start,
                                          const std::vector<uint32_t>& table) const {
    std::vector<uint32_t> list;
    for (uint32_t at = start; at < table.size() && list.size() <= table.size(); at = table[at])
        list.push_back(at);
    return list;
}

void CompoundFile::readTables() {
    std::vector<uint32_t> tableSectors;
    for (size_t i = 0; i < kHeaderTables; ++i)
        tableSectors.push_back(word(m_bytes, 76 + 4 * i));
    // More of them are named by sectors of their own, each ending in the number of the next.
    const size_t perSector = m_sectorBytes / 4;
    const size_t most = m_bytes.size() / m_sectorBytes + 1;
    uint32_t more = word(m_bytes, 68);
    for (size_t count = 0; more < kLastRegular && count < most; ++count) {
        const std::string_view names = sector(more);
        m_damaged = m_damaged || names.size() < m_sectorBytes;
        for (size_t i = 0; i + 1 < perSector; ++i)
            tableSectors.push_back(names.empty() ? kNone : word(names, 4 * i));
        more = names.empty() ? kNone : word(names, m_sectorBytes - 4);
    }
    for (const uint32_t number : tableSectors) {
        if (number >= kLastRegular)
            continue;
        const std::string_view part = sector(number);
        if (part.size() < m_sectorBytes || m_table.size() > most + perSector) {
            m_damaged = true;
            continue;
        }
        for (size_t i = 0; i < perSector; ++i)
            m_table.push_back(word(part, 4 * i));
    }
    for (const uint32_t number : chain(word(m_bytes, 60), m_table)) {
        const std::string_view part = sector(number);
        for (size_t i = 0; i + 3 < part.size(); i += 4)
            m_miniTable.push_back(word(part, i));
    }
}

void CompoundFile::readDirectory() {
    std::vector<Links> links;
    for (const uint32_t number : chain(word(m_bytes, 48), m_table)) {
        const std::string_view part = sector(number);
        for (size_t at = 0; at + kEntryBytes <= part.size(); at += kEntryBytes) {
            const std::string_view raw = part.substr(at, kEntryBytes);
            const size_t nameBytes = std::min<size_t>(chaperone::document::number(raw, 64, 2), 64);
            Entry entry;
            entry.name = fromUtf16(raw.substr(0, nameBytes < 2 ? 0 : nameBytes - 2));
            entry.isStorage = raw[66] == 1 || raw[66] == 5;
            entry.start = word(raw, 116);
            entry.bytes = chaperone::document::number(raw, 120, m_sectorBytes == 512 ? 4 : 8);
            m_entries.push_back(std::move(entry));
            links.push_back({word(raw, 68), word(raw, 72), word(raw, 76)});
        }
    }
    if (m_entries.empty())
        return;
    findParents(m_entries, links);
    // The root's own content is where small streams lie.
    auto small = gathered(m_entries[0], false);
    m_damaged = m_damaged || !small;
    m_miniStream = small.value_or(std::string());
}

std::optional<std::string> CompoundFile::content(const Entry& entry) const {
    return gathered(entry, entry.bytes < kMiniStreamCutoff);
}

std::optional<std::string> CompoundFile::gathered(const Entry& entry, bool mini) const {
    if (entry.bytes > m_bytes.size())
        return std::nullopt;
    std::string content;
    for (const uint32_t number : chain(entry.start, mini ? m_miniTable : m_table)) {
        if (content.size() >= entry.bytes)
            break;
        content += mini ? miniSector(number) : sector(number);
    }
    if (content.size() < entry.bytes)
        return std::nullopt;
    content.resize(entry.bytes);
    return content;
}

} // namespace chaperone::document
