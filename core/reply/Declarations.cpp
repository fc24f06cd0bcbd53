#include "reply/Declarations.h"

#include <algorithm>
#include <array>

namespace chaperone::reply {
namespace {

constexpr auto npos = std::string_view::npos;

/// Terms of the IPTC vocabulary "Digital Source Type" that speak of trained models.
constexpr std::array<std::string_view, 3> kAiSources{
    "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"};
/// Keys under which generators keep what they were asked for.
constexpr std::array<std::string_view, 6> kGeneratorKeys{
    "parameters", "prompt", "workflow", "invokeai_metadata", "sd-metadata", "Dream"};

bool namesAi(std::string_view text) {
    return std::any_of(kAiSources.begin(), kAiSources.end(),
                       [&](std::string_view term) { return text.find(term) != npos; });
}

uint32_t bigEndian(std::string_view bytes, size_t at) {
    uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

uint32_t littleEndian(std::string_view bytes, size_t at) {
    uint32_t value = 0;
    for (size_t i = 4; i-- > 0;)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

class Reader {
public:
    explicit Reader(std::string_view file) : m_file(file) {}

    Declarations read() {
        using namespace std::string_view_literals;
        if (m_file.starts_with("\xFF\xD8\xFF"sv)) {
            readJpeg();
        } else if (m_file.starts_with("\x89PNG\r\n\x1A\n"sv)) {
            readPng();
        } else if (m_file.size() >= 12 && m_file.starts_with("RIFF"sv) &&
                   m_file.substr(8, 4) == "WEBP"sv) {
            readWebp();
        }
        return std::move(m_out);
    }

private:
    void add(const char* rule, const char* reason, bool ai, size_t start, size_t end) {
        for (Declaration& known : m_out.found) {
            if (known.rule == rule) { // a history in several segments is one
                known.declaresAi = known.declaresAi || ai;
                known.end = end;
                return;
            }
        }
        m_out.found.push_back({rule, reason, ai, start, end});
    }

    void history(size_t start, size_t end) {
        const std::string_view part = m_file.substr(start, end - start);
        if (part.find("c2pa") != npos || hasHistory())
            add("c2pa", "ai_declared_c2pa", namesAi(part), start, end);
    }

    bool hasHistory() const {
        return std::any_of(m_out.found.begin(), m_out.found.end(),
                           [](const Declaration& known) { return known.rule == "c2pa"; });
    }

    void xmp(size_t start, size_t end) {
        const std::string_view part = m_file.substr(start, end - start);
        if (part.find("DigitalSourceType") != npos && namesAi(part))
            add("iptc_source_type", "ai_declared_iptc", true, start, end);
    }

    void broken() { m_out.complete = false; }

    /// Markers up to the picture's data.
    void readJpeg() {
        size_t at = 2;
        for (size_t parts = 0; parts < kMaxParts; ++parts) {
            if (at + 4 > m_file.size() || static_cast<unsigned char>(m_file[at]) != 0xFF) {
                broken();
                return;
            }
            const auto marker = static_cast<unsigned char>(m_file[at + 1]);
            if (marker == 0xFF) { // fill
                ++at;
                continue;
            }
            if (marker == 0xDA || marker == 0xD9)
                return;
            const size_t length =
                static_cast<size_t>(static_cast<unsigned char>(m_file[at + 2])) * 256 +
                static_cast<unsigned char>(m_file[at + 3]);
            const size_t end = at + 2 + length;
            if (length < 2 || end > m_file.size()) {
                broken();
                return;
            }
            if (marker == 0xE1)
                xmp(at + 4, end);
            if (marker == 0xEB && m_file.substr(at + 4, 2) == "JP")
                history(at + 4, end);
            at = end;
        }
        broken();
    }

    void readPng() {
        size_t at = 8;
        for (size_t parts = 0; parts < kMaxParts; ++parts) {
            if (at + 12 > m_file.size()) {
                broken();
                return;
            }
            const size_t length = bigEndian(m_file, at);
            const std::string_view type = m_file.substr(at + 4, 4);
            if (type == "IEND")
                return;
            if (length > m_file.size() - at - 12) {
                broken();
                return;
            }
            pngChunk(type, at + 8, at + 8 + length);
            at += 12 + length;
        }
        broken();
    }

    void pngChunk(std::string_view type, size_t start, size_t end) {
        if (type == "caBX")
            history(start, end);
        if (type != "tEXt" && type != "iTXt" && type != "zTXt")
            return;
        const std::string_view data = m_file.substr(start, end - start);
        const std::string_view key = data.substr(0, std::min(data.find('\0'), data.size()));
        if (std::find(kGeneratorKeys.begin(), kGeneratorKeys.end(), key) != kGeneratorKeys.end())
            add("generator_text", "ai_declared_text", true, start, end);
        xmp(start, end);
    }

    void readWebp() {
        size_t at = 12;
        for (size_t parts = 0; parts < kMaxParts && at < m_file.size(); ++parts) {
            if (at + 8 > m_file.size()) {
                broken();
                return;
            }
            const size_t length = littleEndian(m_file, at + 4);
            const std::string_view type = m_file.substr(at, 4);
            if (length > m_file.size() - at - 8) {
                broken();
                return;
            }
            if (type == "C2PA")
                history(at + 8, at + 8 + length);
            if (type == "XMP ")
                xmp(at + 8, at + 8 + length);
            at += 8 + length + (length & 1);
        }
        if (at < m_file.size())
            broken();
    }

    std::string_view m_file;
    Declarations m_out;
};

} // namespace

Declarations declarationsIn(std::string_view file) {
    return Reader(file).read();
}

} // namespace chaperone::reply
