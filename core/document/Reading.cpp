#include "document/Reading.h"

#include "document/Formats.h"
#include "text/Folding.h"
#include "text/Utf8.h"

#include <algorithm>

namespace chaperone::document {
namespace {

constexpr std::string_view kStep = " > ";
constexpr size_t kMaxNameBytes = 120;
constexpr size_t kMaxPlaceBytes = 1000;

bool isBlank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

/// A zip is found from its end: one file may be a picture to one program and an archive to another.
bool endsWithZip(std::string_view bytes) {
    constexpr size_t kLongestEnd = (size_t{64} << 10) + 22;
    const size_t from = bytes.size() - std::min(bytes.size(), kLongestEnd);
    return bytes.substr(from).find("PK\x05\x06") != std::string_view::npos;
}

std::string wellFormed(std::string text) {
    if (text::isUtf8(text))
        return text;
    std::string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        const text::Decoded next = text::decode(text, at);
        text::append(out, next.character);
        at += next.size;
    }
    return out;
}

} // namespace

std::string inQuotes(std::string_view name) {
    std::string out = "\"";
    for (size_t at = 0; at < name.size();) {
        const text::Decoded next = text::decode(name, at);
        at += next.size;
        if (out.size() > kMaxNameBytes) {
            out += "…";
            break;
        }
        const bool steers = next.character < 0x20 ||
                            (next.character >= 0x7F && next.character < 0xA0) ||
                            text::isInvisible(next.character);
        text::append(out, steers ? 0xFFFD : next.character);
    }
    return out + '"';
}

Within::Within(Reading& reading, std::string_view step)
    : m_reading(reading)
    , m_before(reading.m_where.size()) {
    reading.m_where = reading.placed(step);
}

std::string Reading::placed(std::string_view where) const {
    if (m_where.empty() || where.empty())
        return m_where.empty() ? std::string(where) : m_where;
    if (m_where.size() > kMaxPlaceBytes)
        return m_where;
    return m_where + std::string(kStep) + std::string(where);
}

void Reading::add(std::string_view where, std::string text) {
    if (m_full || isBlank(text))
        return;
    text = wellFormed(std::move(text));
    const uint64_t room = m_limits.textBytes - m_textBytes;
    const bool fits = text.size() <= room;
    if (!fits)
        text.resize(text::borderBefore(text, room));
    m_textBytes += text.size();
    if (!text.empty())
        m_output.part({placed(where), std::move(text)});
    if (!fits)
        stop(Reason::TextBytes);
}

void Reading::unread(std::string_view where, Reason reason) {
    m_output.unread({placed(where), reason});
}

void Reading::stop(Reason reason) {
    if (!m_full)
        unread({}, reason);
    m_full = true;
}

bool Reading::expand(uint64_t bytes) {
    m_expandedBytes += bytes;
    if (m_expandedBytes > m_limits.expandedBytes)
        stop(Reason::ExpandedBytes);
    return !m_full;
}

bool Reading::enter() {
    if (++m_entries > m_limits.entries)
        stop(Reason::Entries);
    return !m_full;
}

bool Reading::mayRecognise() {
    if (m_engines.pictures == nullptr) {
        unread({}, Reason::Unsupported);
        return false;
    }
    if (++m_pictures > m_limits.pictures) {
        // Said once: a document may hold thousands.
        if (m_pictures == m_limits.pictures + 1)
            unread({}, Reason::Pictures);
        return false;
    }
    return true;
}

void Reading::document(std::string_view bytes, std::string_view name) {
    if (m_full || bytes.empty())
        return;
    if (m_depth >= m_limits.depth) {
        unread({}, Reason::Depth);
        return;
    }
    ++m_depth;
    read(bytes, name);
    --m_depth;
}

void Reading::read(std::string_view bytes, std::string_view name) {
    if (bytes.size() > m_limits.inputBytes && m_depth == 1)
        return unread({}, Reason::InputBytes);
    const Kind kind = kindOf(bytes, name);
    readAs(kind, bytes, name);
    const bool mayHide = kind == Kind::Picture || kind == Kind::Pdf || kind == Kind::Other;
    if (mayHide && endsWithZip(bytes)) {
        const Within within(*this, "archive behind it");
        readZip(bytes, *this);
    }
}

void Reading::readAs(Kind kind, std::string_view bytes, std::string_view name) {
    switch (kind) {
    case Kind::Text:
        return readText(bytes, *this);
    case Kind::Html:
        return readHtml(bytes, *this);
    case Kind::Rtf:
        return readRtf(bytes, *this);
    case Kind::Mail:
        return readMail(bytes, *this);
    case Kind::Notebook:
        return readNotebook(bytes, *this);
    case Kind::Zip:
        return readZip(bytes, *this);
    case Kind::Archive:
        return readArchive(bytes, *this);
    case Kind::Compressed:
        return readCompressed(bytes, name, *this);
    case Kind::Pdf:
        return readPdf(bytes, *this);
    case Kind::Compound:
        return readCompound(bytes, *this);
    case Kind::Picture:
        return readPicture(bytes, *this);
    case Kind::Other:
        break;
    }
    unread({}, Reason::Unsupported);
}

} // namespace chaperone::document
