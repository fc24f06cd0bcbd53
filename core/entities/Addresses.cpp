#include "entities/Addresses.h"

#include "detect/Characters.h"
#include "entities/EastAsianAddresses.h"
#include "entities/NameContext.h"
#include "text/Utf8.h"

#include <algorithm>
#include <optional>

namespace chaperone::entities {
namespace {

using namespace detect;

constexpr std::string_view kType = "pii.address";
constexpr std::string_view kDetector = "postal_address";

constexpr size_t kMaxStreetWords = 6;
constexpr size_t kMaxParts = 9;

/// An address as it grows.
struct Growing {
    size_t start = 0;
    size_t end = 0;
    bool weak = false; ///< the word for the street says little
    bool postcode = false;
    bool town = false;     ///< a known one, or beside a postcode or state
    bool more = false;     ///< a unit or a country
    bool yearLike = false; ///< the house number may be a year
};

bool isCapital(const Word& word) {
    return word.shape == Shape::Capital || word.shape == Shape::Upper ||
           word.shape == Shape::Initial || word.shape == Shape::Caseless ||
           word.shape == Shape::Mixed;
}

/// One blank, perhaps no-break, perhaps a dot before it.
size_t skipGap(std::string_view text, size_t at) {
    if (charAt(text, at) == '.')
        ++at;
    if (charAt(text, at) == '\xC2' && charAt(text, at + 1) == '\xA0')
        return at + 2;
    return charAt(text, at) == ' ' ? at + 1 : at;
}

/// "12", "12a", "12-14", "12/3", "221B": where a house number that begins here ends; the same when
/// none does.
size_t houseNumberEnd(std::string_view text, size_t at) {
    const size_t start = at;
    while (isDigit(charAt(text, at)) && at - start < 6)
        ++at;
    if (at == start || at - start > 5)
        return start;
    for (int parts = 0; parts < 3; ++parts) {
        size_t next = at;
        if (charAt(text, next) == '/' || charAt(text, next) == '-')
            ++next;
        size_t from = next;
        while (isDigit(charAt(text, next)) && next - from < 4 && next > at)
            ++next;
        if (isAlpha(charAt(text, next)) && !isWord(charAt(text, next + 1)))
            ++next;
        if (next == from)
            break;
        at = next;
    }
    return isWord(charAt(text, at)) ? start : at;
}

/// A postcode of one of many countries: four to six digits, "SW1A 2AA", "K1A 0B1", "1012 AB",
/// "110 00", "00-950", "12345-678", "D-10115". Where it ends; the same when none begins here.
size_t postcodeEnd(std::string_view text, size_t at) {
    const size_t start = at;
    if (isUpper(charAt(text, at)) && charAt(text, at + 1) == '-' && isDigit(charAt(text, at + 2)))
        at += 2;
    const size_t digits = at;
    while (isDigit(charAt(text, at)) && at - digits < 8)
        ++at;
    const size_t count = at - digits;
    const auto digitsAt = [&](size_t from, size_t wanted) {
        for (size_t i = 0; i < wanted; ++i) {
            if (!isDigit(charAt(text, from + i)))
                return false;
        }
        return !isWord(charAt(text, from + wanted));
    };
    const auto upperAt = [&](size_t from, size_t wanted) {
        for (size_t i = 0; i < wanted; ++i) {
            if (!isUpper(charAt(text, from + i)))
                return false;
        }
        return !isWord(charAt(text, from + wanted));
    };
    if (count == 5 && charAt(text, at) == '-' && digitsAt(at + 1, 4))
        return at + 5;
    if (count == 5 && charAt(text, at) == '-' && digitsAt(at + 1, 3))
        return at + 4;
    if (count == 2 && charAt(text, at) == '-' && digitsAt(at + 1, 3))
        return at + 4;
    if (count == 4 && charAt(text, at) == '-' && digitsAt(at + 1, 3))
        return at + 4;
    if (count == 3 && charAt(text, at) == ' ' && (digitsAt(at + 1, 2) || digitsAt(at + 1, 3)))
        return at + (digitsAt(at + 1, 2) ? 3 : 4);
    if (count == 4 && charAt(text, at) == ' ' && upperAt(at + 1, 2))
        return at + 3;
    if (count >= 4 && count <= 7 && !isWord(charAt(text, at)))
        return at;
    if (count > 0)
        return start;
    // Britain and Canada: letters and digits in two groups.
    size_t outward = start;
    while (isAlnum(charAt(text, outward)) && !isLower(text[outward]) && outward - start < 5)
        ++outward;
    const std::string_view head = text.substr(start, outward - start);
    if (head.size() < 2 || head.size() > 4 || !isUpper(head[0]) ||
        std::none_of(head.begin(), head.end(), isDigit))
        return start;
    const size_t inward = charAt(text, outward) == ' ' ? outward + 1 : outward;
    if (!isDigit(charAt(text, inward)) || !isUpper(charAt(text, inward + 1)) ||
        !isAlnum(charAt(text, inward + 2)) || isLower(text[inward + 2]) ||
        isWord(charAt(text, inward + 3)))
        return start;
    return inward + 3;
}

/// The ends of street names in one word: "Hauptstraße", "Kungsgatan", "Keizersgracht".
constexpr std::string_view kSuffixes[] = {
    "straße", "strasse",  "str",       "weg",   "gasse", "platz",  "allee", "ufer", "damm",
    "steig",  "ring",     "straat",    "laan",  "plein", "gracht", "kade",  "dijk", "singel",
    "dreef",  "gatan",    "vägen",     "gränd", "veien", "gata",   "gade",  "vej",  "katu",
    "polku",  "chaussee", "promenade", "stieg", "pfad",  "steeg"};
/// Of these, those that other words end in too.
constexpr std::string_view kPlainSuffixes[] = {"ring", "weg",  "str",   "vej",  "damm",
                                               "ufer", "pfad", "steig", "gade", "platz"};

/// Gives how well a word is the whole name of a street: 0 not, 1 perhaps, 2 surely.
int endsLikeStreet(std::string_view word) {
    for (const std::string_view suffix : kSuffixes) {
        if (word.size() < suffix.size() + 3 || !word.ends_with(suffix))
            continue;
        const bool plain = std::find(std::begin(kPlainSuffixes), std::end(kPlainSuffixes),
                                     suffix) != std::end(kPlainSuffixes);
        return plain ? 1 : 2;
    }
    return 0;
}

class TextReading {
public:
    TextReading(const Lexicon& lexicon, std::string_view text, std::vector<Finding>& out)
        : m_lexicon(lexicon)
        , m_text(text)
        , m_out(out) {}

    /// Reads around the number at `at`; gives where reading goes on.
    size_t read(size_t at) {
        size_t after = at;
        while (isWord(charAt(m_text, after)))
            ++after;
        const char left = charBefore(m_text, at);
        if (left == '$' || left == '.' || left == '\'' || left == '+' || left == '-')
            return after;
        for (const auto& attempt :
             {&TextReading::numberFirst, &TextReading::numberLast, &TextReading::postBox}) {
            auto address = (this->*attempt)(at);
            if (!address)
                continue;
            growRight(*address);
            growLeft(*address);
            report(*address);
            return std::max(after, address->end);
        }
        return after;
    }

private:
    Classes classes(const Word& word) const {
        return word.empty() ? 0 : m_lexicon.classes(word.hash);
    }
    std::string_view part(const Word& word) const { return m_text.substr(word.start, word.size()); }

    /// "221B Baker Street", "12, rue de la Paix", "350 5th Ave".
    std::optional<Growing> numberFirst(size_t at) const {
        size_t end = houseNumberEnd(m_text, at);
        if (end == at || isAlnum(charBefore(m_text, at)))
            return std::nullopt;
        Growing address{at, end};
        address.yearLike = (end - at == 4 || charAt(m_text, at + 4) == '-') &&
                           (m_text.substr(at, 2) == "19" || m_text.substr(at, 2) == "20");
        size_t next = charAt(m_text, end) == ',' ? end + 1 : end;
        if (charAt(m_text, next) != ' ')
            return std::nullopt;
        ++next;
        Word first = wordAt(m_text, next);
        // "12 bis rue"
        if (!first.empty() && (part(first) == "bis" || part(first) == "ter")) {
            next = skipGap(m_text, first.end);
            first = wordAt(m_text, next);
        }
        if (!first.empty() && (classes(first) & bit(Class::StreetBefore)) && first.size() > 1)
            return nameAfter(address, first, 1);
        if (charAt(m_text, end) == ',' || (first.empty() && !isDigit(charAt(m_text, next))))
            return std::nullopt;
        bool ordinary = true; // nothing but ordinary words: "2 Release Drive"
        for (size_t words = 0; words < kMaxStreetWords; ++words) {
            size_t wordEnd = next;
            if (isDigit(charAt(m_text, next))) { // "5th", "42nd"
                while (isAlnum(charAt(m_text, wordEnd)) && wordEnd - next < 5)
                    ++wordEnd;
                if (!isLower(m_text[wordEnd - 1]))
                    return std::nullopt;
                ordinary = false;
            } else {
                const Word word = wordAt(m_text, next);
                const bool small =
                    word.shape == Shape::Lower && (part(word) == "of" || part(word) == "the");
                if (word.empty() || (!isCapital(word) && !small))
                    return std::nullopt;
                const Classes kind = classes(word);
                wordEnd = word.end;
                if (words > 0 && (kind & bit(Class::StreetAfter))) {
                    address.end = wordEnd;
                    address.weak = ordinary || (kind & bit(Class::StreetWeak)) != 0;
                    takeDirection(address);
                    return address;
                }
                if (kind & anyOf(Class::Calendar))
                    return std::nullopt; // "12 March ..."
                const bool streetLike =
                    (kind & anyOf(Class::Given, Class::Surname, Class::SurnameWord,
                                  Class::Institution)) != 0 ||
                    part(word) == "High";
                ordinary = ordinary && (kind & bit(Class::Common)) != 0 && !streetLike;
            }
            next = skipGap(m_text, wordEnd);
            if (next == wordEnd)
                return std::nullopt;
        }
        return std::nullopt;
    }

    /// "Street NW", "St.", "Ave. South", a second word for the street ("Park Ave Drive").
    void takeDirection(Growing& address) const {
        if (charAt(m_text, address.end) == '.')
            ++address.end;
        const Word word = wordAt(m_text, skipGap(m_text, address.end));
        for (const std::string_view direction :
             {"N", "S", "E", "W", "NW", "NE", "SW", "SE", "North", "South", "East", "West"}) {
            if (part(word) == direction)
                address.end = word.end;
        }
        if (charAt(m_text, address.end) == ' ' && (classes(word) & bit(Class::StreetAfter)) &&
            isCapital(word) && (classes(word) & bit(Class::StreetWeak)) == 0)
            address.end = word.end;
    }

    /// "via", "place": in small letters these are words of English, or of programs.
    bool isEnglishToo(const Word& word) const {
        if (word.shape != Shape::Lower || charAt(m_text, word.end) == '.')
            return false;
        for (const std::string_view english :
             {"via", "place", "route", "square",  "passage",   "plaza", "largo",
              "al",  "pl",    "os",    "r",       "str",       "b",     "av",
              "bd",  "cours", "gang",  "impasse", "esplanade", "quai",  "promenade"}) {
            if (part(word) == english)
                return true;
        }
        return false;
    }

    /// The name after a word for the street: "rue de la Paix", "avenue du Général de Gaulle".
    std::optional<Growing> nameAfter(Growing address, const Word& street, size_t wanted) const {
        size_t at = skipGap(m_text, street.end);
        if (charBefore(m_text, at) == '.')
            return std::nullopt; // a member of something: "os.path"
        size_t named = 0;
        address.weak = isEnglishToo(street);
        address.end = street.end;
        for (size_t words = 0; words < kMaxStreetWords + 1; ++words) {
            const Word word = wordAt(m_text, at);
            if (word.empty())
                break;
            const bool small = word.shape == Shape::Lower;
            if (small && (classes(word) & anyOf(Class::Particle, Class::StreetBefore)) == 0 &&
                word.size() > 3)
                break;
            if (!small) {
                address.end = word.end;
                ++named;
            }
            const size_t next = skipGap(m_text, word.end);
            if (next == word.end)
                break;
            at = next;
        }
        if (named < wanted)
            return std::nullopt;
        return address;
    }

    /// "Hauptstraße 12", "Calle Mayor, 5", "ул. Ленина, д. 5", "İstiklal Caddesi No: 12".
    std::optional<Growing> numberLast(size_t at) const {
        const size_t end = houseNumberEnd(m_text, at);
        if (end == at)
            return std::nullopt;
        size_t left = at;
        bool comma = false;
        for (int steps = 0; steps < 6 && left > 0; ++steps) {
            const char c = m_text[left - 1];
            if (c == ' ' || c == '.' || c == ':' || c == ',') {
                comma = comma || c == ',';
                --left;
                continue;
            }
            if (left >= 2 && (m_text.substr(left - 2, 2) == "\xC2\xBA" ||
                              m_text.substr(left - 2, 2) == "\xC2\xB0")) {
                left -= 2;
                continue;
            }
            const Word word =
                wordBefore(m_text, left, left > kMaxWordBytes ? left - kMaxWordBytes : 0);
            if (word.empty() || word.size() > 6 || left == at)
                break;
            const std::string_view small = part(word);
            if (small != "n" && small != "No" && small != "no" && small != "Nr" && small != "nr" &&
                small != "д" && small != "дом" && small != "буд" && small != "num" &&
                small != "número" && small != "בית")
                break;
            left = word.start;
        }
        if (left == at)
            return std::nullopt;
        return streetBefore(at, left, end, comma);
    }

    std::optional<Growing> streetBefore(size_t number, size_t left, size_t end, bool comma) const {
        Growing address{number, end};
        size_t edge = left;
        size_t capitals = 0;
        for (size_t words = 0; words < kMaxStreetWords; ++words) {
            const Word word =
                wordBefore(m_text, edge, edge > kMaxWordBytes ? edge - kMaxWordBytes : 0);
            if (word.empty() || word.start >= edge)
                return std::nullopt;
            const Classes kind = classes(word);
            if (words == 0 && !comma && isCapital(word)) {
                const int street = endsLikeStreet(part(word));
                if (street > 0) {
                    address.start = word.start;
                    address.weak = street < 2;
                    return address;
                }
            }
            if (words == 0 && isCapital(word) &&
                (kind & anyOf(Class::StreetSuffix, Class::StreetAfter)) && !comma)
                return capitalsBefore(address, word);
            const bool dotted = charAt(m_text, word.end) == '.';
            const bool letter =
                word.size() == 1 && (charAt(m_text, word.end) != '/' || capitals == 0);
            capitals += isCapital(word) ? 1 : 0;
            if ((kind & bit(Class::StreetBefore)) && words > 0 && !letter) {
                address.start = word.start;
                address.weak = isEnglishToo(word) ||
                               (!dotted && word.size() == 2 && word.shape != Shape::Caseless);
                return address;
            }
            if (kind & bit(Class::Calendar))
                return std::nullopt;
            if (word.shape == Shape::Lower && (kind & anyOf(Class::Particle, Class::Before)) == 0 &&
                word.size() > 4)
                return std::nullopt;
            size_t next = word.start;
            if (next == 0)
                return std::nullopt;
            // NOLINTNEXTLINE(bugprone-branch-clone): each sign for its own reason
            if (m_text[next - 1] == ' ') {
                --next;
            } else if (next >= 2 && m_text.substr(next - 2, 2) == "\xC2\xA0") {
                next -= 2;
            } else if (m_text[next - 1] == '/' && next >= 2 && m_text[next - 2] != '/') {
                --next; // "C/ Mayor"
            } else if (m_text[next - 1] != '.' || word.shape == Shape::Lower) {
                return std::nullopt;
            }
            if (charBefore(m_text, next) == '/' && next >= 2 && m_text[next - 2] != '/')
                --next;
            if (charBefore(m_text, next) == '.')
                --next;
            edge = next;
        }
        return std::nullopt;
    }

    /// "Berliner Straße 5": the capitals before the word belong to it.
    std::optional<Growing> capitalsBefore(Growing address, const Word& street) const {
        address.start = street.start;
        size_t taken = 0;
        for (; taken < 3; ++taken) {
            if (charBefore(m_text, address.start) != ' ')
                break;
            const Word word =
                wordBefore(m_text, address.start - 1,
                           address.start > kMaxWordBytes ? address.start - kMaxWordBytes : 0);
            if (word.empty() || word.shape == Shape::Lower ||
                (classes(word) & anyOf(Class::Address, Class::Calendar)) ||
                ((classes(word) & bit(Class::Common)) && taken > 0))
                break;
            address.start = word.start;
        }
        if (taken == 0)
            return std::nullopt;
        address.weak = (classes(street) & bit(Class::StreetWeak)) != 0;
        return address;
    }

    /// "P.O. Box 123", "Postfach 12 34".
    std::optional<Growing> postBox(size_t at) const {
        if (charBefore(m_text, at) != ' ' || at < 3)
            return std::nullopt;
        const Word word = wordBefore(m_text, at - 1, at > kMaxWordBytes ? at - kMaxWordBytes : 0);
        if (!(classes(word) & bit(Class::PostBox)))
            return std::nullopt;
        Growing address{word.start, at};
        if (part(word) == "Box" || part(word) == "BOX") {
            const size_t from = word.start > 8 ? word.start - 8 : 0;
            const std::string_view before = m_text.substr(from, word.start - from);
            size_t start = std::string_view::npos;
            for (const std::string_view office :
                 {"P.O. ", "P. O. ", "PO ", "P.O ", "p.o. ", "Post "}) {
                if (before.ends_with(office))
                    start = word.start - office.size();
            }
            if (start == std::string_view::npos)
                return std::nullopt;
            address.start = start;
        } else if (word.shape == Shape::Lower || part(word) == "BP") {
            address.weak = true;
        }
        while (isDigit(charAt(m_text, address.end)) ||
               (charAt(m_text, address.end) == ' ' && isDigit(charAt(m_text, address.end + 1)) &&
                address.end - at < 8))
            ++address.end;
        return address;
    }

    /// Over blanks, a comma, and one line end with what indents the next line.
    size_t nextPart(size_t at) const {
        size_t lines = 0;
        const size_t limit = std::min(m_text.size(), at + 12);
        while (at < limit) {
            const char c = m_text[at];
            if (c == '\n' || (c == '\\' && charAt(m_text, at + 1) == 'n')) {
                if (++lines > 1)
                    break;
                at += c == '\n' ? 1 : 2;
            } else if (m_text.substr(at, 2) == "\xD8\x8C") { // the Arabic comma
                at += 2;
            } else if (c == ' ' || c == ',' || c == '\r' || c == '\t' || c == ';' || c == '|' ||
                       (c == '-' && charAt(m_text, at + 1) == ' ')) {
                ++at;
            } else {
                break;
            }
        }
        return at;
    }

    void growRight(Growing& address) const {
        for (size_t parts = 0; parts < kMaxParts; ++parts) {
            const size_t at = nextPart(address.end);
            if (at == address.end || at >= m_text.size())
                break;
            if (!takeUnit(address, at) && !takePostcode(address, at) && !takeTown(address, at))
                break;
        }
    }

    bool takeUnit(Growing& address, size_t at) const {
        if (charAt(m_text, at) == '#' && isAlnum(charAt(m_text, at + 1))) {
            size_t end = at + 1;
            while (isAlnum(charAt(m_text, end)))
                ++end;
            address.end = end;
            return true;
        }
        const Word word = wordAt(m_text, at);
        if (word.empty() || !(classes(word) & bit(Class::Unit)))
            return ordinalFloor(address, at);
        size_t end = word.end;
        while (charAt(m_text, end) == '.' || charAt(m_text, end) == ' ' ||
               charAt(m_text, end) == ':' || charAt(m_text, end) == '#')
            ++end;
        const size_t from = end;
        while (isAlnum(charAt(m_text, end)) ||
               (charAt(m_text, end) == '-' && isAlnum(charAt(m_text, end + 1))))
            ++end;
        if (end == from || end - from > 5 || (!isDigit(m_text[from]) && end - from > 1))
            return false;
        address.end = end;
        address.more = true;
        return true;
    }

    /// "4th Floor", "2. OG", "3º dcha".
    bool ordinalFloor(Growing& address, size_t at) const {
        size_t end = at;
        while (isDigit(charAt(m_text, end)) && end - at < 3)
            ++end;
        if (end == at)
            return false;
        const size_t digits = end;
        while (isLower(charAt(m_text, end)) && end - digits < 3)
            ++end;
        if (m_text.substr(end, 2) == "\xC2\xBA" || m_text.substr(end, 2) == "\xC2\xAA") {
            end += 2;
            address.end = end;
            return true;
        }
        const Word word = wordAt(m_text, skipGap(m_text, end));
        if (word.empty() || word.start == digits || !(classes(word) & bit(Class::Unit)))
            return false;
        address.end = word.end;
        return true;
    }

    bool takePostcode(Growing& address, size_t at) const {
        if (address.postcode)
            return false;
        const size_t end = postcodeEnd(m_text, at);
        if (end == at)
            return false;
        // A phone number, a date, a price on the next line.
        const char after = charAt(m_text, end);
        if ((after == '-' || after == '/' || after == '.' || after == ':') &&
            isAlnum(charAt(m_text, end + 1)))
            return false;
        address.end = end;
        address.postcode = true;
        return true;
    }

    /// One to four capitals, when a postcode or state is beside them, or they are known, or they
    /// end the line or the part.
    bool takeTown(Growing& address, size_t at) const {
        size_t end = at;
        size_t words = 0;
        bool known = false, country = false, state = false, street = false;
        for (size_t next = at; words < 4;) {
            const Word word = wordAt(m_text, next);
            if (word.empty() ||
                (!isCapital(word) && !(words > 0 && (classes(word) & bit(Class::Particle)))))
                break;
            if (word.shape == Shape::Upper && isDigit(charAt(m_text, word.end)))
                break; // a postcode begins: "NW1"
            if (word.shape == Shape::Caseless && words > 0 &&
                (classes(word) & bit(Class::Place)) == 0)
                break;
            const Classes kind = classes(word);
            if (kind & anyOf(Class::Phone, Class::Field, Class::Closing, Class::Greeting))
                break;
            if (words == 0 && (kind & bit(Class::Common)) &&
                (kind & anyOf(Class::Place, Class::State)) == 0)
                break;
            known = known || (kind & bit(Class::Place)) != 0;
            country = country || (kind & bit(Class::Country)) != 0;
            state = state || ((kind & bit(Class::State)) != 0 && word.shape == Shape::Upper &&
                              word.size() <= 3);
            street = street || (kind & anyOf(Class::Given)) != 0;
            end = word.end;
            ++words;
            const size_t gap = skipGap(m_text, word.end);
            if (gap == word.end)
                break;
            next = gap;
        }
        if (words == 0)
            return false;
        const size_t after = nextPart(end);
        const bool codeFollows = !address.postcode && postcodeEnd(m_text, after) != after;
        const Word following = wordAt(m_text, after);
        const bool stateFollows = !following.empty() && after > end &&
                                  following.shape == Shape::Upper &&
                                  (classes(following) & anyOf(Class::State, Class::Country));
        const char c = charAt(m_text, end);
        const bool closes = c == '\0' || c == '\n' || c == '\r' || c == '.' || c == ',' ||
                            c == '"' || c == ';' || c == ')' || c == '<' || c == '|' || c == '\\';
        const char before = charBefore(m_text, at);
        const bool sameLine =
            m_text.substr(address.end, at - address.end).find('\n') == std::string_view::npos;
        const bool afterCode = address.postcode && !address.town && before == ' ' && sameLine;
        if (!codeFollows && !stateFollows && !known && !country && !state && !afterCode &&
            !(sameLine && closes && before == ' ' && words <= 3 && !address.town && !address.weak &&
              charAt(m_text, address.end) == ','))
            return false;
        address.town = address.town || known || codeFollows || stateFollows || afterCode || state;
        address.more = address.more || country;
        address.end = end;
        return true;
    }

    /// "10115 Berlin, Hauptstraße 5", "г. Москва, ул. Ленина, д. 5", "Flat 2, 12 High Street".
    void growLeft(Growing& address) const {
        for (int parts = 0; parts < 3; ++parts) {
            size_t end = address.start;
            while (end > 0 && m_text[end - 1] == ' ' && address.start - end < 3)
                --end;
            if (end == address.start || end == 0 || m_text[end - 1] != ',')
                return;
            --end;
            size_t start = end;
            while (start > 0 && end - start < 48 && m_text[start - 1] != ',' &&
                   m_text[start - 1] != '\n' && m_text[start - 1] != ':' &&
                   m_text[start - 1] != ';' && m_text[start - 1] != '"')
                --start;
            while (start < end && (m_text[start] == ' ' || !text::startsCharacter(m_text[start])))
                ++start;
            const std::string_view piece = m_text.substr(start, end - start);
            if (piece.empty() || end - start >= 48)
                return;
            const Word first = wordAt(m_text, start);
            const Word last = wordBefore(m_text, end, start);
            const size_t code = postcodeEnd(m_text, start);
            const bool isCode = code > start && (code == end || charAt(m_text, code) == ' ') &&
                                isDigit(m_text[start]) && (code - start >= 5 || code < end) &&
                                !address.postcode;
            const bool town = !last.empty() &&
                              (classes(last) & anyOf(Class::Place, Class::Country)) &&
                              piece.size() < 32;
            const bool abbreviated = piece.starts_with("г. ") || piece.starts_with("м. ") ||
                                     piece.starts_with("г.") || piece.ends_with("обл.") ||
                                     piece.ends_with("область");
            const bool unit = !first.empty() && (classes(first) & bit(Class::Unit)) &&
                              isCapital(first) && piece.size() < 14;
            const bool single = town && first.start == last.start;
            if (!isCode && !abbreviated && !unit && !single)
                return;
            address.start = start;
            address.postcode = address.postcode || isCode;
            address.town = address.town || town || abbreviated;
        }
    }

    bool labelled(size_t at) const {
        const size_t key = keyEndBefore(m_text, at);
        if (key != std::string_view::npos &&
            keyClasses(m_lexicon, m_text, key, bit(Class::Address)))
            return true;
        size_t edge = at;
        for (int words = 0; words < 3 && edge > 1; ++words) {
            const Word word =
                wordBefore(m_text, edge - 1, edge > kMaxWordBytes ? edge - kMaxWordBytes : 0);
            if (word.empty())
                return false;
            if (classes(word) & bit(Class::Address))
                return true;
            edge = word.start;
        }
        return false;
    }

    void report(const Growing& address) const {
        const bool label = labelled(address.start);
        const bool placed = address.postcode || address.town;
        Confidence level = Confidence::Low;
        if ((address.postcode && address.town) || (label && (placed || !address.weak))) {
            level = Confidence::High;
        } else if (label || placed || address.more || (!address.weak && !address.yearLike)) {
            level = Confidence::Medium;
        } else if (address.weak) {
            return;
        }
        if (address.weak && address.yearLike && !label && !(address.postcode && address.town))
            return;
        m_out.push_back(
            {kType, kDetector, address.start, address.end, level, label ? "context" : "structure"});
    }

    const Lexicon& m_lexicon;
    std::string_view m_text;
    std::vector<Finding>& m_out;
};

} // namespace

/// Under the heading of an address: words and a number.
std::optional<Finding> addressIn(std::string_view text, const Cell& at) {
    const std::string_view cell = text.substr(at.span.start, at.span.end - at.span.start);
    const bool letters = std::any_of(cell.begin(), cell.end(), [](char c) {
        return isAlpha(c) || static_cast<uint8_t>(c) >= 0xC2;
    });
    const bool digits = std::any_of(cell.begin(), cell.end(), isDigit);
    if (cell.size() < 8 || cell.size() > 160 || !letters || !digits ||
        cell.find(' ') == std::string_view::npos || cell.find("://") != std::string_view::npos)
        return std::nullopt;
    return Finding{kType, kDetector, at.span.start, at.span.end, Confidence::High, "context"};
}

Addresses::Addresses(std::shared_ptr<const Lexicon> lexicon) : m_lexicon(std::move(lexicon)) {}

std::vector<DetectorDescription> Addresses::detectors() const {
    return {{kDetector,
             kType,
             "Postal address",
             "https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions",
             {},
             0}};
}

std::string_view Addresses::analyse(std::string_view text, std::vector<Finding>& out) const {
    TextReading reading(*m_lexicon, text, out);
    for (size_t at = 0; at < text.size();) {
        at = nextDigit(text, at);
        if (at == text.size())
            break;
        if (isWord(charBefore(text, at))) {
            while (isWord(charAt(text, at)))
                ++at;
            continue;
        }
        if (const auto end = findEastAsianAddress(text, at, out)) {
            at = *end;
            continue;
        }
        at = reading.read(at);
    }
    return {};
}

} // namespace chaperone::entities
