#include "text/Decoding.h"

#include "text/Disguise.h"
#include "text/Hidden.h"
#include "text/Utf8.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace chaperone::text {
namespace {

constexpr size_t kMinRun = 24; ///< characters of base64 or hex worth a look
constexpr uint8_t kNoDigit = 0xFF;

/// Base64 and base64url (RFC 4648) in one table: nothing uses both alphabets in one run.
constexpr std::array<uint8_t, 256> makeBase64Table() {
    std::array<uint8_t, 256> table{};
    for (auto& entry : table)
        entry = kNoDigit;
    const char* letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (uint8_t i = 0; i < 62; ++i)
        table[static_cast<uint8_t>(letters[i])] = i;
    table['+'] = table['-'] = 62;
    table['/'] = table['_'] = 63;
    return table;
}
constexpr auto kBase64 = makeBase64Table();

uint8_t base64Digit(char c) {
    return kBase64[static_cast<uint8_t>(c)];
}

uint8_t hexDigit(char c) {
    if (c >= '0' && c <= '9')
        return static_cast<uint8_t>(c - '0');
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? static_cast<uint8_t>(lower - 'a' + 10) : kNoDigit;
}

bool isPrintable(char c) {
    const auto byte = static_cast<uint8_t>(c);
    return byte >= 0x20 ? byte != 0x7F : (c == '\n' || c == '\r' || c == '\t');
}

bool looksLikeText(std::string_view bytes) {
    return bytes.size() >= 6 && isLegible(bytes);
}

/// HTML's names for what stands in ASCII (WHATWG, named character references): the ones that texts
/// are taken apart with.
struct Named {
    std::string_view name;
    char character;
};
constexpr Named kNamed[] = {
    {"amp;", '&'},    {"lt;", '<'},     {"gt;", '>'},     {"quot;", '"'},  {"apos;", '\''},
    {"nbsp;", ' '},   {"colon;", ':'},  {"period;", '.'}, {"comma;", ','}, {"commat;", '@'},
    {"num;", '#'},    {"sol;", '/'},    {"equals;", '='}, {"plus;", '+'},  {"lowbar;", '_'},
    {"dollar;", '$'}, {"percnt;", '%'}, {"ast;", '*'},    {"semi;", ';'},  {"excl;", '!'},
    {"quest;", '?'},  {"hyphen;", '-'}, {"dash;", '-'},   {"lpar;", '('},  {"rpar;", ')'},
    {"lbrack;", '['}, {"rbrack;", ']'}, {"lcub;", '{'},   {"rcub;", '}'},  {"bsol;", '\\'},
};

std::string fromBase64(std::string_view run) {
    std::string bytes;
    bytes.reserve(run.size() / 4 * 3 + 3);
    uint32_t bits = 0;
    int held = 0;
    for (const char c : run) {
        bits = (bits << 6) | base64Digit(c);
        held += 6;
        if (held < 8)
            continue;
        held -= 8;
        bytes.push_back(static_cast<char>((bits >> held) & 0xFF));
    }
    return bytes;
}

std::string fromHex(std::string_view run) {
    std::string bytes;
    bytes.reserve(run.size() / 2);
    for (size_t i = 0; i + 1 < run.size(); i += 2) {
        bytes.push_back(static_cast<char>(hexDigit(run[i]) << 4 | hexDigit(run[i + 1])));
    }
    return bytes;
}

class Decoder {
public:
    Decoder(std::string_view text, const DecodeLimits& limits) : m_text(text), m_limits(limits) {}

    DecodedViews run() {
        findRuns();
        findEscapes();
        findQuotedPrintable();
        for (auto* find : {&hiddenViews, &disguisedViews}) {
            for (View& view : find(m_text))
                add(std::move(view));
        }
        return std::move(m_result);
    }

private:
    /// A run of at least kMinRun must cover every kMinRun-th byte: ordinary text is skipped in
    /// long steps, since a blank is never far.
    void findRuns() {
        size_t from = 0; // the run, if there is one, begins here or later
        while (from + kMinRun <= m_text.size() && !m_result.truncated) {
            size_t probe = from + kMinRun;
            while (probe > from && base64Digit(m_text[probe - 1]) != kNoDigit)
                --probe;
            if (probe > from) {
                from = probe;
                continue;
            }
            size_t end = from + kMinRun;
            while (end < m_text.size() && base64Digit(m_text[end]) != kNoDigit)
                ++end;
            from = decodeRun(from, end);
        }
    }

    /// Decodes the run, and the lines that go on with it. Gives the end of what was used up.
    size_t decodeRun(size_t start, size_t end) {
        const std::string_view run = m_text.substr(start, end - start);
        const bool hex =
            std::all_of(run.begin(), run.end(), [](char c) { return hexDigit(c) != kNoDigit; });
        if (hex && run.size() % 2 == 0) {
            const std::string head = fromHex(run.substr(0, kMinRun));
            if (std::all_of(head.begin(), head.end(), isPrintable)) {
                ViewBuilder view;
                view.transform(fromHex(run), {start, end}, 1, 2);
                keep(view);
                return end;
            }
        }
        return decodeBase64(start, end);
    }

    size_t decodeBase64(size_t start, size_t end) {
        const std::string head = fromBase64(m_text.substr(start, kMinRun));
        if (isUtf16(head))
            return decodeUtf16(start, end);
        if (!std::all_of(head.begin(), head.end(), isPrintable))
            return end;
        ViewBuilder view;
        std::optional<Span> line = Span{start, end};
        while (line) {
            const std::string_view run = m_text.substr(line->start, line->size());
            view.transform(fromBase64(run), *line, 3, 4);
            end = line->end;
            line = run.size() % 4 == 0 ? nextLine(*line) : std::nullopt;
            if (view.size() > m_limits.maxBytes)
                break;
        }
        keep(view);
        return end;
    }

    /// Little-endian UTF-16 of ASCII, as PowerShell's -EncodedCommand takes it.
    static bool isUtf16(std::string_view bytes) {
        for (size_t i = 0; i < bytes.size(); ++i) {
            if (i % 2 == 0 ? !isPrintable(bytes[i]) : bytes[i] != '\0')
                return false;
        }
        return !bytes.empty();
    }

    size_t decodeUtf16(size_t start, size_t end) {
        std::string text;
        const std::string bytes = fromBase64(m_text.substr(start, end - start));
        for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
            if (bytes[i + 1] != '\0')
                return end;
            text.push_back(bytes[i]);
        }
        // Eight letters of base64 are six bytes, which are three characters.
        const size_t whole = (end - start) / 8 * 8;
        const size_t mapped = std::min(text.size(), whole / 8 * 3);
        ViewBuilder view;
        view.transform(std::string_view(text).substr(0, mapped), {start, start + whole}, 3, 8);
        if (mapped < text.size())
            view.replace(std::string_view(text).substr(mapped), {start + whole, end});
        keep(view);
        return end;
    }

    /// Wrapped base64 (RFC 2045 at 76, PEM at 64): the next line belongs to it.
    std::optional<Span> nextLine(Span line) const {
        if (line.size() < 40)
            return std::nullopt;
        size_t at = line.end;
        if (at < m_text.size() && m_text[at] == '\r')
            ++at;
        if (at >= m_text.size() || m_text[at] != '\n')
            return std::nullopt;
        const size_t start = ++at;
        while (at < m_text.size() && base64Digit(m_text[at]) != kNoDigit)
            ++at;
        const bool more = at > start && at - start <= line.size();
        const bool whole = at == m_text.size() || !std::strchr(" .,;:(", m_text[at]);
        return more && whole ? std::optional(Span{start, at}) : std::nullopt;
    }

    void keep(ViewBuilder& builder) {
        View view = builder.take();
        if (looksLikeText(view.text))
            add(std::move(view));
    }

    void add(View view) {
        if (m_result.bytes + view.text.size() > m_limits.maxBytes ||
            m_result.views.size() >= m_limits.maxViews) {
            m_result.truncated = true;
            return;
        }
        m_result.bytes += view.text.size();
        m_result.views.push_back(std::move(view));
    }

    /// Percent, backslash and HTML escapes: the surrounding line is read with all of them undone.
    void findEscapes() {
        // Each mark is looked for on its own: memchr is many times faster than a search for all.
        constexpr std::string_view kMarks = "%\\&";
        std::array<size_t, kMarks.size()> places{};
        for (size_t i = 0; i < kMarks.size(); ++i)
            places[i] = m_text.find(kMarks[i]);
        while (!m_result.truncated) {
            const size_t found = *std::min_element(places.begin(), places.end());
            if (found == std::string_view::npos)
                return;
            std::string plain;
            const size_t next = escapeAt(found, plain) == 0 ? found + 1 : decodeAround(found);
            for (size_t i = 0; i < kMarks.size(); ++i) {
                if (places[i] < next)
                    places[i] = m_text.find(kMarks[i], next);
            }
        }
    }

    /// RFC 2045, 6.7: an equals sign and two hexadecimal digits, or the end of a line. The whole
    /// text is read so when most of its equals signs are followed like that.
    void findQuotedPrintable() {
        size_t signs = 0;
        size_t escapes = 0;
        for (size_t at = m_text.find('='); at != std::string_view::npos && signs < 64;
             at = m_text.find('=', at + 1)) {
            ++signs;
            escapes += quotedAt(at) > 0;
        }
        if (escapes < 3 || escapes * 4 < signs * 3)
            return;
        ViewBuilder view;
        size_t copied = 0;
        for (size_t at = m_text.find('='); at != std::string_view::npos;
             at = m_text.find('=', at)) {
            const size_t used = quotedAt(at);
            if (used == 0) {
                ++at;
                continue;
            }
            view.copy(m_text.substr(copied, at - copied), copied);
            const int byte = hexByte(at + 1);
            if (byte >= 0) {
                const char plain = static_cast<char>(byte);
                view.replace(std::string_view(&plain, 1), {at, at + used});
            }
            copied = at = at + used;
            if (view.size() > m_limits.maxBytes)
                break;
        }
        view.copy(m_text.substr(copied), copied);
        keep(view);
    }

    size_t quotedAt(size_t at) const {
        const auto upperHex = [&](size_t index) {
            return index < m_text.size() && hexDigit(m_text[index]) != kNoDigit &&
                   !(m_text[index] >= 'a' && m_text[index] <= 'f');
        };
        if (upperHex(at + 1) && upperHex(at + 2))
            return 3;
        const std::string_view next = m_text.substr(std::min(at + 1, m_text.size()), 2);
        return next == "\r\n" ? 3 : next.starts_with('\n') ? 2 : 0;
    }

    size_t decodeAround(size_t escape) {
        constexpr size_t kReachBytes = 256;
        size_t start = escape;
        while (start > m_lastEnd && escape - start < kReachBytes && m_text[start - 1] != '\n') {
            --start;
        }
        start = borderAfter(m_text, start);
        ViewBuilder view;
        size_t at = start;
        size_t lastEscape = escape;
        while (at < m_text.size() && m_text[at] != '\n' && at < lastEscape + kReachBytes) {
            std::string plain;
            const size_t used = escapeAt(at, plain);
            if (used > 0) {
                view.replace(plain, {at, at + used});
                lastEscape = at;
            }
            const size_t step = used > 0 ? used : decode(m_text, at).size;
            if (used == 0)
                view.copy(m_text.substr(at, step), at);
            at += step;
            if (view.size() > m_limits.maxBytes)
                break;
        }
        m_lastEnd = std::max(at, escape + 1);
        keep(view);
        return m_lastEnd;
    }

    /// Length of the escape at `at` (0 for none) and the text it stands for. Bytes of one character
    /// (%C3%A9) and pairs of surrogates are taken together.
    size_t escapeAt(size_t at, std::string& plain) const {
        switch (m_text[at]) {
        case '%':
            return percentAt(at, plain);
        case '\\':
            return at + 1 < m_text.size() && m_text[at + 1] == 'x' ? byteAt(at, plain)
                                                                   : unicodeAt(at, plain);
        case '&':
            return entityAt(at, plain);
        default:
            return 0;
        }
    }

    /// \x41
    size_t byteAt(size_t at, std::string& plain) const {
        const int byte = hexByte(at + 2);
        if (byte < 0x20 || byte > 0x7E)
            return 0;
        plain.push_back(static_cast<char>(byte));
        return 4;
    }

    /// &#65; &#x41; &amp;
    size_t entityAt(size_t at, std::string& plain) const {
        const std::string_view rest = m_text.substr(at + 1, 12);
        for (const Named& named : kNamed) {
            if (rest.starts_with(named.name)) {
                plain.push_back(named.character);
                return 1 + named.name.size();
            }
        }
        if (!rest.starts_with('#'))
            return 0;
        const bool hex = rest.size() > 1 && (rest[1] == 'x' || rest[1] == 'X');
        char32_t value = 0;
        size_t index = hex ? 2 : 1;
        const size_t first = index;
        for (; index < rest.size() && index < first + 7; ++index) {
            const uint8_t digit = hexDigit(rest[index]);
            if (digit == kNoDigit || (!hex && digit > 9))
                break;
            value = value * (hex ? 16 : 10) + digit;
        }
        const bool ended = index > first && index < rest.size() && rest[index] == ';';
        if (!ended || value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
            return 0;
        append(plain, value);
        return 1 + index + 1;
    }

    int hexByte(size_t at) const {
        if (at + 2 > m_text.size())
            return -1;
        const uint8_t high = hexDigit(m_text[at]);
        const uint8_t low = hexDigit(m_text[at + 1]);
        return high == kNoDigit || low == kNoDigit ? -1 : high << 4 | low;
    }

    size_t percentAt(size_t at, std::string& plain) const {
        size_t end = at;
        size_t needed = 1;
        while (plain.size() < needed && end < m_text.size() && m_text[end] == '%') {
            const int byte = hexByte(end + 1);
            if (byte < 0)
                return 0;
            if (plain.empty())
                needed = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
            plain.push_back(static_cast<char>(byte));
            end += 3;
        }
        return plain.size() == needed && isUtf8(plain) && isPrintable(plain[0]) ? end - at : 0;
    }

    int codeUnit(size_t at) const {
        if (at + 6 > m_text.size() || m_text[at] != '\\' || m_text[at + 1] != 'u')
            return -1;
        const int high = hexByte(at + 2);
        const int low = hexByte(at + 4);
        return high < 0 || low < 0 ? -1 : high << 8 | low;
    }

    size_t unicodeAt(size_t at, std::string& plain) const {
        const int unit = codeUnit(at);
        if (unit < 0x20)
            return 0;
        if (unit < 0xD800 || unit > 0xDFFF) {
            append(plain, static_cast<char32_t>(unit));
            return 6;
        }
        const int second = unit < 0xDC00 ? codeUnit(at + 6) : -1;
        if (second < 0xDC00 || second > 0xDFFF)
            return 0;
        append(plain, 0x10000 + ((static_cast<char32_t>(unit) - 0xD800) << 10) +
                          (static_cast<char32_t>(second) - 0xDC00));
        return 12;
    }

    std::string_view m_text;
    DecodeLimits m_limits;
    DecodedViews m_result;
    size_t m_lastEnd = 0;
};

} // namespace

bool isLegible(std::string_view bytes) {
    return bytes.size() >= 3 && std::all_of(bytes.begin(), bytes.end(), isPrintable) &&
           isUtf8(bytes);
}

DecodedViews decodedViews(std::string_view text, const DecodeLimits& limits) {
    return Decoder(text, limits).run();
}

} // namespace chaperone::text
