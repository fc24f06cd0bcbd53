#include "reply/Links.h"

#include <algorithm>
#include <cctype>

namespace chaperone::reply {
namespace {

constexpr auto npos = std::string_view::npos;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

bool startsWithNoCase(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(),
                                                     [](char a, char b) { return a == lower(b); });
}

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// `&amp;` and the numeric references that hide a scheme or a host.
std::string unescaped(std::string_view url) {
    std::string out;
    for (size_t at = 0; at < url.size(); ++at) {
        const size_t semicolon = url[at] == '&' ? url.substr(0, at + 10).find(';', at) : npos;
        if (semicolon == npos) {
            if (url[at] != '\t' && url[at] != '\n' && url[at] != '\r') // browsers drop these
                out.push_back(url[at]);
            continue;
        }
        const std::string name = lowered(url.substr(at + 1, semicolon - at - 1));
        unsigned value = 0;
        if (name == "amp") {
            value = '&';
        } else if (name.size() > 2 && name[0] == '#' && name[1] == 'x') {
            value = static_cast<unsigned>(std::strtoul(name.c_str() + 2, nullptr, 16));
        } else if (name.size() > 1 && name[0] == '#') {
            value = static_cast<unsigned>(std::strtoul(name.c_str() + 1, nullptr, 10));
        } else if (name == "colon") {
            value = ':';
        } else if (name == "sol") {
            value = '/';
        }
        if (value == 0 || value > 0x7E) {
            out.push_back(url[at]);
        } else {
            out.push_back(static_cast<char>(value));
            at = semicolon;
        }
    }
    return out;
}

/// What nested brackets may cost.
constexpr size_t kWorkPerByte = 32;
constexpr size_t kWorkAlways = 65536;

class Reader {
public:
    Reader(std::string_view text, const CodeSpans& code, References& references)
        : m_text(text)
        , m_code(code)
        , m_references(references) {}

    std::vector<Link> read() {
        for (size_t at = 0; at < m_text.size();) {
            const size_t next = std::min(m_text.find_first_of("[<hH\\`~", at), m_text.size());
            if (next >= m_text.size())
                break;
            const size_t codeEnd = m_code.endOf(next);
            at = codeEnd > 0 ? codeEnd : step(next);
        }
        return std::move(m_links);
    }

private:
    size_t step(size_t at) {
        switch (m_text[at]) {
        case '\\':
            return at + 2;
        case '[':
            return bracket(at);
        case '<':
            return angle(at);
        case 'h':
        case 'H':
            return bare(at);
        default:
            return at + 1;
        }
    }

    void add(bool image, size_t start, size_t end, std::string_view label) {
        if (end <= start)
            return;
        end = std::min(end, start + kMaxUrlBytes);
        while (end > start && (static_cast<unsigned char>(m_text[end - 1]) & 0xC0) == 0x80 &&
               end == start + kMaxUrlBytes)
            --end;
        m_links.push_back({image, unescaped(m_text.substr(start, end - start)),
                           std::string(label.substr(0, 400)), start, end});
    }

    /// The bracket that closes the one at `at`; nested ones are skipped.
    size_t closing(size_t at) {
        int depth = 0;
        const size_t limit = std::min(m_text.size(), at + 4096);
        if (m_work > kWorkPerByte * m_text.size() + kWorkAlways) {
            m_references.truncated = true;
            return npos;
        }
        for (size_t i = at; i < limit; ++i, ++m_work) {
            if (m_text[i] == '\\') {
                ++i;
            } else if (m_text[i] == '[') {
                ++depth;
            } else if (m_text[i] == ']' && --depth == 0) {
                return i;
            } else if (m_text[i] == '\n' && i + 1 < limit && m_text[i + 1] == '\n') {
                return npos;
            }
        }
        return npos;
    }

    size_t bracket(size_t at) {
        const size_t close = closing(at);
        if (close == npos)
            return at + 1;
        const bool image = at > 0 && m_text[at - 1] == '!';
        const std::string_view label = m_text.substr(at + 1, close - at - 1);
        const char after = close + 1 < m_text.size() ? m_text[close + 1] : '\0';
        if (after == '(') {
            destination(close + 2, image, label);
            // What is within the label is read too: an image inside a link.
            return label.find("![") != npos ? at + 1 : skipTo(close + 2);
        }
        if (after == ':' && startsLine(at)) {
            definition(close + 2, label);
            return skipTo(close + 2);
        }
        std::string_view reference = label;
        if (after == '[') {
            const size_t end = closing(close + 1);
            if (end != npos && end > close + 2)
                reference = m_text.substr(close + 2, end - close - 2);
        }
        use(reference, image, label);
        return label.find_first_of("[<") != npos ? at + 1 : close + 1;
    }

    size_t skipTo(size_t from) const { return m_pastDestination > from ? m_pastDestination : from; }

    bool startsLine(size_t at) const {
        size_t i = at;
        while (i > 0 && (m_text[i - 1] == ' ' || m_text[i - 1] == '\t' || m_text[i - 1] == '>'))
            --i;
        return i == 0 || m_text[i - 1] == '\n';
    }

    /// Start and end of an address that begins at or after `at`.
    text::Span address(size_t at, bool inBrackets) const {
        while (at < m_text.size() && isSpace(m_text[at]))
            ++at;
        if (at < m_text.size() && m_text[at] == '<') {
            const size_t end = std::min(m_text.find_first_of(">\n", at), m_text.size());
            return {at + 1, std::max(end, at + 1)};
        }
        int depth = 0;
        size_t end = at;
        for (; end < m_text.size() && !isSpace(m_text[end]); ++end) {
            if (m_text[end] == '(')
                ++depth;
            if (inBrackets && m_text[end] == ')' && depth-- == 0)
                break;
        }
        return {std::min(at, m_text.size()), end};
    }

    void destination(size_t at, bool image, std::string_view label) {
        const text::Span url = address(at, true);
        add(image, url.start, url.end, label);
        m_pastDestination = url.end;
    }

    void definition(size_t at, std::string_view label) {
        const text::Span url = address(at, false);
        const auto used = m_references.used.find(key(label));
        const bool image = used != m_references.used.end() && used->second.image;
        add(image, url.start, url.end,
            used != m_references.used.end() ? std::string_view(used->second.text)
                                            : std::string_view());
        m_pastDestination = url.end;
    }

    void use(std::string_view reference, bool image, std::string_view text) {
        if (reference.empty() || m_references.used.size() >= kMaxReferences)
            return;
        References::Use& entry = m_references.used[key(reference)];
        entry.image = entry.image || image;
        entry.text = std::string(text.substr(0, 400));
    }

    static std::string key(std::string_view label) { return lowered(label.substr(0, 200)); }

    size_t angle(size_t at) {
        const std::string_view rest = m_text.substr(at + 1);
        if (startsWithNoCase(rest, "http://") || startsWithNoCase(rest, "https://")) {
            const size_t end = std::min(m_text.find_first_of("> \n", at), m_text.size());
            add(false, at + 1, end, {});
            return end;
        }
        if (rest.empty() || !std::isalpha(static_cast<unsigned char>(rest[0])))
            return at + 1;
        return tag(at);
    }

    size_t tag(size_t at) {
        const size_t end = tagEnd(at);
        const std::string_view tag = m_text.substr(at, end - at);
        const std::string name = lowered(tag.substr(1, tag.find_first_of(" \t\n\r/>", 1) - 1));
        const bool anchor = name == "a" || name == "area" || name == "form";
        for (const std::string_view attribute :
             {"src", "href", "srcset", "poster", "background", "data", "action", "xlink:href"}) {
            attributeOf(at, tag, attribute, !anchor, name == "a" ? end : npos);
        }
        styleOf(at, tag);
        return end;
    }

    size_t tagEnd(size_t at) const {
        char quote = 0;
        const size_t limit = std::min(m_text.size(), at + kMaxUrlBytes);
        for (size_t i = at; i < limit; ++i) {
            const char c = m_text[i];
            if (quote != 0) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return limit;
    }

    void attributeOf(size_t base, std::string_view tag, std::string_view name, bool loads,
                     size_t contentAt) {
        const std::string small = lowered(tag);
        for (size_t at = small.find(name); at != npos; at = small.find(name, at + 1)) {
            const bool begins = at > 0 && (isSpace(small[at - 1]) || small[at - 1] == '/' ||
                                           small[at - 1] == '"' || small[at - 1] == '\'');
            size_t value = small.find_first_not_of(" \t\n\r", at + name.size());
            if (!begins || value == npos || small[value] != '=')
                continue;
            value = small.find_first_not_of(" \t\n\r", value + 1);
            if (value == npos)
                return;
            const char quote = small[value];
            const bool quoted = quote == '"' || quote == '\'';
            const size_t start = value + (quoted ? 1 : 0);
            const size_t end =
                std::min(quoted ? small.find(quote, start) : small.find_first_of(" \t\n\r>", start),
                         small.size());
            add(loads, base + start, base + end,
                contentAt == npos ? std::string_view() : content(contentAt));
            return;
        }
    }

    std::string_view content(size_t at) const {
        const size_t end = m_text.substr(0, std::min(m_text.size(), at + 400)).find('<', at);
        return end == npos ? std::string_view() : m_text.substr(at, end - at);
    }

    void styleOf(size_t base, std::string_view tag) {
        const std::string small = lowered(tag);
        for (size_t at = small.find("url("); at != npos; at = small.find("url(", at + 4)) {
            const size_t start = std::min(small.find_first_not_of(" '\"", at + 4), small.size());
            const size_t end = std::min(small.find_first_of(")'\" ", start), small.size());
            add(true, base + start, base + end, {});
        }
    }

    /// A bare address up to where prose goes on.
    size_t bare(size_t at) {
        const std::string_view rest = m_text.substr(at);
        if (!startsWithNoCase(rest, "http://") && !startsWithNoCase(rest, "https://"))
            return at + 1;
        size_t end = std::min(m_text.find_first_of(" \t\n\r<>\"`|", at), m_text.size());
        while (end > at && std::string_view(".,;:!?)'*_]").find(m_text[end - 1]) != npos)
            --end;
        add(false, at, end, {});
        return std::max(end, at + 1);
    }

    std::string_view m_text;
    const CodeSpans& m_code;
    References& m_references;
    std::vector<Link> m_links;
    size_t m_pastDestination = 0;
    size_t m_work = 0; ///< bytes looked at for closing brackets
};

} // namespace

std::vector<Link> linksIn(std::string_view text, const CodeSpans& code, References& references) {
    std::vector<Link> links = Reader(text, code, references).read();
    std::stable_sort(links.begin(), links.end(),
                     [](const Link& a, const Link& b) { return a.start < b.start; });
    return links;
}

} // namespace chaperone::reply
