#include "document/Charset.h"
#include "document/Formats.h"
#include "text/Utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace chaperone::document {
namespace {

constexpr size_t kMaxGroups = 2000;

/// Where the text of a group goes.
enum class Target { Text, Comments, Notes, HeaderFooter, Metadata, Fields, Bytes, Nowhere };

struct Group {
    Target target = Target::Text;
    int unicodeSkip = 1; ///< characters that stand in for one of \u
};

struct Word {
    std::string_view name;
    int value = 0;
    bool hasValue = false;
};

/// Control words that start a group of their own.
struct Destination {
    std::string_view name;
    Target target;
};
constexpr std::array kDestinations{
    Destination{"annotation", Target::Comments},
    Destination{"atnauthor", Target::Comments},
    Destination{"atnid", Target::Comments},
    Destination{"footnote", Target::Notes},
    Destination{"header", Target::HeaderFooter},
    Destination{"headerl", Target::HeaderFooter},
    Destination{"headerr", Target::HeaderFooter},
    Destination{"headerf", Target::HeaderFooter},
    Destination{"footer", Target::HeaderFooter},
    Destination{"footerl", Target::HeaderFooter},
    Destination{"footerr", Target::HeaderFooter},
    Destination{"footerf", Target::HeaderFooter},
    Destination{"info", Target::Metadata},
    Destination{"userprops", Target::Metadata},
    Destination{"docvar", Target::Metadata},
    Destination{"fldinst", Target::Fields},
    Destination{"pict", Target::Bytes},
    Destination{"objdata", Target::Bytes},
    Destination{"nonshppict", Target::Nowhere}, // a second copy for old programs
    Destination{"fonttbl", Target::Nowhere},
    Destination{"colortbl", Target::Nowhere},
    Destination{"stylesheet", Target::Nowhere},
    Destination{"listtable", Target::Nowhere},
    Destination{"listoverridetable", Target::Nowhere},
    Destination{"rsidtbl", Target::Nowhere},
    Destination{"themedata", Target::Nowhere},
    Destination{"colorschememapping", Target::Nowhere},
    Destination{"latentstyles", Target::Nowhere},
    Destination{"datastore", Target::Nowhere},
    Destination{"generator", Target::Nowhere},
    Destination{"xmlnstbl", Target::Nowhere},
    Destination{"objclass", Target::Nowhere},
    Destination{"blipuid", Target::Nowhere},
};

/// Control words that stand for a character.
struct Symbol {
    std::string_view name;
    char32_t character;
};
constexpr std::array kSymbols{
    Symbol{"par", U'\n'},
    Symbol{"line", U'\n'},
    Symbol{"row", U'\n'},
    Symbol{"sect", U'\n'},
    Symbol{"page", U'\n'},
    Symbol{"tab", U'\t'},
    Symbol{"cell", U'\t'},
    Symbol{"nestcell", U'\t'},
    Symbol{"nestrow", U'\n'},
    Symbol{"emdash", U'\x2014'},
    Symbol{"endash", U'\x2013'},
    Symbol{"bullet", U'\x2022'},
    Symbol{"lquote", U'\x2018'},
    Symbol{"rquote", U'\x2019'},
    Symbol{"ldblquote", U'\x201C'},
    Symbol{"rdblquote", U'\x201D'},
    Symbol{"emspace", U' '},
    Symbol{"enspace", U' '},
    Symbol{"~", U' '},
    Symbol{"_", U'-'},
    Symbol{"\n", U'\n'},
    Symbol{"\r", U'\n'},
    Symbol{"\\", U'\\'},
    Symbol{"{", U'{'},
    Symbol{"}", U'}'},
};

template<class Table>
auto find(const Table& table, std::string_view name) {
    return std::find_if(table.begin(), table.end(),
                        [name](const auto& row) { return row.name == name; });
}

int hexValue(char c) {
    int value = -1;
    std::from_chars(&c, &c + 1, value, 16);
    return value;
}

class Rtf {
public:
    Rtf(std::string_view rtf, Reading& reading) : m_rest(rtf), m_reading(reading) {}

    void read() {
        m_groups.emplace_back();
        while (!m_rest.empty() && !m_hostile)
            step();
        flushBytes();
        if (m_hostile || m_groups.size() > 1)
            m_reading.unread({}, m_hostile ? Reason::Hostile : Reason::Truncated);
        give(Target::Text, "");
        give(Target::Comments, "comments");
        give(Target::Notes, "footnotes");
        give(Target::HeaderFooter, "header and footer");
        give(Target::Metadata, "metadata");
        give(Target::Fields, "fields");
    }

private:
    Group& group() { return m_groups.back(); }

    void give(Target target, std::string_view where) {
        m_reading.add(where, std::move(m_texts[target]));
    }

    void step() {
        const char c = m_rest[0];
        if (c == '\\')
            return readControl();
        m_rest.remove_prefix(1);
        if (c == '{') {
            open();
        } else if (c == '}') {
            close();
        } else if (c != '\r' && c != '\n') {
            put(c);
        }
    }

    void open() {
        flushBytes();
        m_skip = 0;
        m_hostile = m_groups.size() >= kMaxGroups;
        m_groups.push_back(m_groups.back());
    }

    void close() {
        flushBytes();
        m_skip = 0;
        if (m_groups.size() == 1)
            return;
        const Target ended = group().target;
        m_groups.pop_back();
        const Target now = group().target;
        if (ended == Target::Bytes && now != Target::Bytes) {
            readEmbedded();
        } else if (ended != now || ended == Target::Metadata) {
            m_texts[ended] += '\n';
        }
    }

    void put(char byte) {
        if (m_skip > 0) {
            --m_skip;
        } else if (group().target == Target::Bytes) {
            putHex(byte);
        } else {
            m_bytes += byte;
        }
    }

    void putHex(char c) {
        const int value = hexValue(c);
        if (value < 0)
            return;
        if (m_halfByte < 0) {
            m_halfByte = value;
        } else {
            m_embedded += static_cast<char>(m_halfByte * 16 + value);
            m_halfByte = -1;
        }
    }

    void putCharacter(char32_t character) {
        flushBytes();
        if (group().target != Target::Bytes)
            text::append(m_texts[group().target], character);
    }

    /// Bytes wait until something else comes: a character may be several of them.
    void flushBytes() {
        if (m_bytes.empty())
            return;
        std::string& text = m_texts[group().target];
        text += text::isAscii(m_bytes) ? m_bytes : toUtf8(m_bytes, m_codePage);
        m_bytes.clear();
    }

    Word takeWord() {
        m_rest.remove_prefix(1);
        const auto isLetter = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        };
        size_t end = 0;
        while (end < m_rest.size() && end < 40 && isLetter(m_rest[end]))
            ++end;
        if (end == 0) { // a control symbol
            const Word word{m_rest.substr(0, 1), 0, false};
            m_rest.remove_prefix(word.name.size());
            return word;
        }
        Word word{m_rest.substr(0, end), 0, false};
        m_rest.remove_prefix(end);
        const auto [after, error] =
            std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), word.value);
        word.hasValue = error != std::errc::invalid_argument;
        m_rest.remove_prefix(static_cast<size_t>(after - m_rest.data()));
        if (m_rest.starts_with(' '))
            m_rest.remove_prefix(1);
        return word;
    }

    void readControl() {
        const Word word = takeWord();
        if (word.name == "'")
            return readHexByte();
        if (word.name == "u" && word.hasValue)
            return readUnicode(word.value);
        if (word.name == "bin")
            return readBinary(word.value);
        if (word.name == "uc") {
            group().unicodeSkip = std::clamp(word.value, 0, 8);
        } else if (word.name == "ansicpg") {
            m_codePage = word.value;
        } else if (const auto symbol = find(kSymbols, word.name); symbol != kSymbols.end()) {
            if (m_skip > 0) {
                --m_skip;
            } else {
                putCharacter(symbol->character);
            }
        } else if (const auto known = find(kDestinations, word.name);
                   known != kDestinations.end() && group().target != Target::Nowhere) {
            flushBytes();
            group().target = known->target;
        }
    }

    void readHexByte() {
        if (m_rest.size() < 2)
            return;
        const int high = hexValue(m_rest[0]);
        const int low = hexValue(m_rest[1]);
        m_rest.remove_prefix(2);
        if (high < 0 || low < 0)
            return;
        if (m_skip > 0) {
            --m_skip;
        } else if (group().target != Target::Bytes) {
            m_bytes += static_cast<char>(high * 16 + low);
        }
    }

    /// UTF-16 units as signed numbers.
    void readUnicode(int value) {
        const auto unit = static_cast<char32_t>(static_cast<uint16_t>(value));
        if (unit >= 0xD800 && unit < 0xDC00) {
            m_high = unit;
        } else if (unit >= 0xDC00 && unit < 0xE000) {
            putCharacter(m_high != 0 ? 0x10000 + ((m_high - 0xD800) << 10U) + (unit - 0xDC00)
                                     : 0xFFFD);
            m_high = 0;
        } else {
            putCharacter(unit);
        }
        m_skip = group().unicodeSkip;
    }

    void readBinary(int size) {
        const size_t count = std::min(m_rest.size(), static_cast<size_t>(std::max(size, 0)));
        if (group().target == Target::Bytes) {
            m_embedded += m_rest.substr(0, count);
        } else if (group().target != Target::Nowhere) {
            m_bytes += m_rest.substr(0, count);
        }
        m_rest.remove_prefix(count);
    }

    /// A picture as it is, an object behind a header of OLE 1 ([MS-OLEDS] 2.2).
    void readEmbedded() {
        const std::string bytes = std::move(m_embedded);
        m_embedded.clear();
        m_halfByte = -1;
        if (bytes.empty() || !m_reading.enter())
            return;
        const Within within(m_reading, "picture or object " + std::to_string(++m_count));
        using std::string_view_literals::operator""sv;
        for (const std::string_view magic : {"\xD0\xCF\x11\xE0"sv, "PK\x03\x04"sv}) {
            if (const size_t at = bytes.find(magic); at != std::string::npos && at < 1024)
                return m_reading.document(std::string_view(bytes).substr(at), {});
        }
        m_reading.document(bytes, {});
    }

    std::string_view m_rest;
    Reading& m_reading;
    std::vector<Group> m_groups;
    std::map<Target, std::string> m_texts;
    std::string m_bytes;
    std::string m_embedded;
    int m_codePage = 1252;
    int m_skip = 0;
    int m_halfByte = -1;
    char32_t m_high = 0;
    size_t m_count = 0;
    bool m_hostile = false;
};

} // namespace

void readRtf(std::string_view bytes, Reading& reading) {
    Rtf(bytes, reading).read();
}

} // namespace chaperone::document
