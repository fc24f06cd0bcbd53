#include "document/Charset.h"
#include "document/Formats.h"
#include "text/Utf8.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace chaperone::document {
namespace {

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return isLetter(c) ? static_cast<char>(c | 0x20) : c; });
    return out;
}

/// The character that `&name;` or `&#number;` stands for, without its marks; 0 when it is none.
char32_t characterOf(std::string_view reference) {
    if (!reference.starts_with('#')) {
        const htmlEntityDesc* known =
            htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(reference).c_str()));
        return known != nullptr ? known->value : 0;
    }
    const bool hex = reference.size() > 1 && (reference[1] == 'x' || reference[1] == 'X');
    const std::string_view digits = reference.substr(hex ? 2 : 1);
    uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    const bool good = error == std::errc() && end == digits.data() + digits.size() && value != 0 &&
                      value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
    return good ? value : 0;
}

void appendResolved(std::string& out, std::string_view text) {
    constexpr size_t kMaxReference = 12;
    while (!text.empty()) {
        const size_t mark = std::min(text.find('&'), text.size());
        out += text.substr(0, mark);
        text.remove_prefix(mark);
        const size_t end = text.substr(0, kMaxReference).find(';');
        const char32_t character =
            end != std::string_view::npos && end > 1 ? characterOf(text.substr(1, end - 1)) : 0;
        if (character != 0) {
            text::append(out, character == 0xA0 ? U' ' : character);
            text.remove_prefix(end + 1);
        } else if (!text.empty()) {
            out += '&';
            text.remove_prefix(1);
        }
    }
}

template<size_t N>
bool isAny(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Tags within a line: text before and after them is one word.
bool isInline(std::string_view tag) {
    constexpr std::array<std::string_view, 24> kNames{
        "a",   "abbr", "b",    "bdi", "bdo", "big",  "cite",  "code", "del",    "em",  "font", "i",
        "ins", "kbd",  "mark", "q",   "s",   "samp", "small", "span", "strong", "sub", "sup",  "u"};
    return isAny(tag, kNames);
}

bool isCell(std::string_view tag) {
    return tag == "td" || tag == "th";
}

/// What only shapes the page, and is everywhere.
bool isOfLooks(std::string_view attribute) {
    constexpr std::array<std::string_view, 22> kNames{
        "align",   "bgcolor", "border", "cellpadding", "cellspacing", "class",  "color", "colspan",
        "dir",     "face",    "height", "id",          "lang",        "method", "rel",   "role",
        "rowspan", "size",    "style",  "target",      "valign",      "width"};
    return isAny(attribute, kNames);
}

/// Splits HTML by the rules that matter for its text (HTML Living Standard, 13.2.5): forgiving, one
/// pass, no tree, so that nesting costs nothing and nothing is dropped as misplaced.
class HtmlText {
public:
    explicit HtmlText(std::string_view html) : m_rest(html) {}

    void read() {
        while (!m_rest.empty()) {
            const size_t mark = std::min(m_rest.find('<'), m_rest.size());
            appendText(m_rest.substr(0, mark));
            m_rest.remove_prefix(mark);
            if (!m_rest.empty())
                readMarkup();
        }
    }

    std::string shown;
    std::string comments;
    std::string scripts;
    std::string attributes;

private:
    void appendText(std::string_view text) { appendResolved(shown, text); }

    void readMarkup() {
        if (m_rest.starts_with("<!--"))
            return readComment();
        const bool closes = m_rest.starts_with("</");
        const size_t start = closes ? 2 : 1;
        if (m_rest.size() > start && isLetter(m_rest[start]))
            return readTag(closes);
        if (m_rest.starts_with("<!") || m_rest.starts_with("<?") || closes) {
            comments += skipPast(">", start);
            comments += '\n';
            return;
        }
        shown += '<';
        m_rest.remove_prefix(1);
    }

    /// What stands from `from` to before the mark; to the end when there is no mark.
    std::string_view skipPast(std::string_view mark, size_t from) {
        const size_t end = m_rest.find(mark, from);
        const std::string_view passed = m_rest.substr(
            std::min(from, m_rest.size()), end == std::string_view::npos ? end : end - from);
        m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + mark.size());
        return passed;
    }

    void readComment() {
        comments += skipPast("-->", 4);
        comments += '\n';
    }

    void readTag(bool closes) {
        m_rest.remove_prefix(closes ? 2 : 1);
        const size_t end = std::min(m_rest.find_first_of(" \t\r\n\f/>"), m_rest.size());
        const std::string tag = lower(m_rest.substr(0, end));
        m_rest.remove_prefix(end);
        readAttributes();
        if (isCell(tag)) {
            shown += closes ? "\t" : "";
        } else if (!isInline(tag) && !shown.empty() && shown.back() != '\n') {
            shown += '\n';
        }
        if (!closes && (tag == "script" || tag == "style"))
            readRaw("</" + tag);
    }

    void readRaw(const std::string& endTag) {
        size_t end = 0;
        for (;; ++end) {
            end = std::min(m_rest.find('<', end), m_rest.size());
            if (end == m_rest.size() || lower(m_rest.substr(end, endTag.size())) == endTag)
                break;
        }
        scripts += m_rest.substr(0, end);
        scripts += '\n';
        m_rest.remove_prefix(end);
    }

    void readAttributes() {
        for (;;) {
            const size_t start = m_rest.find_first_not_of(" \t\r\n\f/");
            m_rest.remove_prefix(std::min(start, m_rest.size()));
            if (m_rest.empty())
                return;
            if (m_rest[0] == '>') {
                m_rest.remove_prefix(1);
                return;
            }
            readAttribute();
        }
    }

    void readAttribute() {
        const size_t end = std::min(m_rest.find_first_of(" \t\r\n\f/>=", 1), m_rest.size());
        const std::string name = lower(m_rest.substr(0, end));
        m_rest.remove_prefix(end);
        const size_t next = std::min(m_rest.find_first_not_of(" \t\r\n\f"), m_rest.size());
        if (next == m_rest.size() || m_rest[next] != '=')
            return;
        m_rest.remove_prefix(next + 1);
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n\f"), m_rest.size()));
        const std::string_view value = readValue();
        if (!isOfLooks(name)) {
            appendResolved(attributes, value);
            attributes += '\n';
        }
    }

    std::string_view readValue() {
        if (!m_rest.empty() && (m_rest[0] == '"' || m_rest[0] == '\''))
            return skipPast(m_rest.substr(0, 1), 1);
        const size_t end = std::min(m_rest.find_first_of(" \t\r\n\f>"), m_rest.size());
        const std::string_view value = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        return value;
    }

    std::string_view m_rest;
};

/// What the page says of its encoding in its first kilobyte.
std::string declaredCharset(std::string_view bytes) {
    const std::string start = lower(bytes.substr(0, 1024));
    const size_t at = start.find("charset=");
    if (at == std::string::npos)
        return {};
    const size_t from = start.find_first_not_of("\"' ", at + 8);
    const size_t to = from == std::string::npos ? from : start.find_first_of("\"' />;", from);
    return from == std::string::npos ? std::string() : start.substr(from, to - from);
}

std::string decoded(std::string_view bytes) {
    const bool marked = bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") ||
                        bytes.starts_with("\xFE\xFF");
    const std::string charset = marked || text::isUtf8(bytes) ? "" : declaredCharset(bytes);
    return charset.empty() ? toUtf8(bytes) : toUtf8(bytes, charset);
}

} // namespace

void readHtml(std::string_view bytes, Reading& reading) {
    const std::string html = decoded(bytes);
    HtmlText page(html);
    page.read();
    reading.add({}, std::move(page.shown));
    reading.add("comments", std::move(page.comments));
    reading.add("scripts and styles", std::move(page.scripts));
    reading.add("attributes", std::move(page.attributes));
}

} // namespace chaperone::document
