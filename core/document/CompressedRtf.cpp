#include "document/CompressedRtf.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace chaperone::document {
namespace {

constexpr size_t kDictionaryBytes = 4096;
constexpr size_t kHeaderBytes = 16;

/// [MS-OXRTFCP] 2.1.2.1: what the dictionary starts with.
constexpr std::string_view kPreset =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

uint32_t word(std::string_view bytes, size_t at) {
    uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i)
        value |= uint32_t{static_cast<uint8_t>(bytes[at + i])} << (8 * i);
    return value;
}

class Decompression {
public:
    explicit Decompression(std::string_view bytes) : m_bytes(bytes) {
        std::copy(kPreset.begin(), kPreset.end(), m_dictionary.begin());
    }

    std::optional<std::string> run(uint64_t maxBytes) {
        while (m_at < m_bytes.size()) {
            const auto kinds = static_cast<uint8_t>(m_bytes[m_at++]);
            for (unsigned bit = 0; bit < 8; ++bit) {
                if (m_at >= m_bytes.size() || m_out.size() > maxBytes)
                    return std::nullopt; // it ends with a mark of its own
                if (((kinds >> bit) & 1U) == 0) {
                    put(m_bytes[m_at++]);
                } else if (!copy()) {
                    return std::move(m_out);
                }
            }
        }
        return std::nullopt;
    }

private:
    void put(char byte) {
        m_out += byte;
        m_dictionary[m_end] = byte;
        m_end = (m_end + 1) % kDictionaryBytes;
    }

    /// False at the end mark: a reference to where the dictionary ends.
    bool copy() {
        const auto high = static_cast<uint8_t>(m_bytes[m_at++]);
        const auto low = static_cast<uint8_t>(m_at < m_bytes.size() ? m_bytes[m_at++] : 0);
        size_t from = size_t{high} << 4U | low >> 4U;
        if (from == m_end)
            return false;
        for (size_t left = (low & 0xFU) + 2; left > 0; --left, from = (from + 1) % kDictionaryBytes)
            put(m_dictionary[from]);
        return true;
    }

    std::string_view m_bytes;
    size_t m_at = kHeaderBytes;
    std::array<char, kDictionaryBytes> m_dictionary{};
    size_t m_end = kPreset.size();
    std::string m_out;
};

} // namespace

std::optional<std::string> decompressedRtf(std::string_view bytes, uint64_t maxBytes) {
    constexpr uint32_t kCompressed = 0x75465A4C;   // "LZFu"
    constexpr uint32_t kUncompressed = 0x414C454D; // "MELA"
    if (bytes.size() < kHeaderBytes)
        return std::nullopt;
    if (word(bytes, 8) == kUncompressed)
        return std::string(bytes.substr(kHeaderBytes));
    if (word(bytes, 8) != kCompressed)
        return std::nullopt;
    return Decompression(bytes).run(maxBytes);
}

} // namespace chaperone::document
