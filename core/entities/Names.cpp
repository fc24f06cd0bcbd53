#include "entities/Names.h"

#include "detect/Characters.h"
#include "entities/EastAsianNames.h"
#include "entities/NameRow.h"
#include "text/Utf8.h"

#include <optional>

namespace chaperone::entities {
namespace {

using detect::Confidence;
using detect::Finding;

constexpr std::string_view kType = "pii.person";
constexpr std::string_view kDetector = "person_name";

constexpr size_t kMaxNameWords = 6;
constexpr double kLikely = 0.0;
constexpr double kSure = 1.5;
constexpr double kCertain = 4.0;

bool isGiven(Classes classes) {
    return (classes & bit(Class::Given)) != 0 &&
           (classes & (anyOf(Class::GivenWord, Class::Title) | kNoName)) == 0;
}
bool mayBeGiven(Classes classes) {
    return (classes & anyOf(Class::Given, Class::GivenWord)) != 0;
}
bool isSurname(Classes classes) {
    return (classes & bit(Class::Surname)) != 0 &&
           (classes & (bit(Class::SurnameWord) | kNoName)) == 0;
}
bool mayBeSurname(Classes classes) {
    return (classes & anyOf(Class::Surname, Class::SurnameWord)) != 0;
}

/// A row of words, cut where a name can begin and end.
struct Segment {
    size_t first = 0;
    size_t last = 0;  ///< the last word of it
    size_t words = 0; ///< without initials and particles
    size_t initials = 0;
    size_t unknown = 0;
};

class RowReading {
public:
    RowReading(const Lexicon& lexicon, const NameModel& model, std::string_view text,
               const NameRow& row, const Cue& cue)
        : m_lexicon(lexicon)
        , m_model(model)
        , m_text(text)
        , m_row(row)
        , m_cue(cue) {}

    void find(std::vector<Finding>& out) {
        size_t i = 0;
        while (i < m_row.count) {
            if (takeCue(i)) {
                ++i;
                continue;
            }
            if (!canStart(i)) {
                m_cue = Cue();
                ++i;
                continue;
            }
            const Segment segment = grow(i);
            judge(segment, out);
            m_cue = Cue();
            i = segment.last + 1;
        }
    }

private:
    const NameWord& at(size_t i) const { return m_row[i]; }

    bool hasNext(size_t i) const { return i + 1 < m_row.count; }

    /// A title or salutation inside the row speaks of what follows it.
    bool takeCue(size_t i) {
        const Classes classes = at(i).classes;
        const Shape shape = at(i).word.shape;
        if ((classes & bit(Class::Title)) && shape != Shape::Lower && shape != Shape::Mixed) {
            const bool alsoName = mayBeGiven(classes) && m_cue.kind != Cue::Kind::None;
            if ((hasNext(i) && !alsoName) || m_cue.kind == Cue::Kind::Title) {
                if (m_cue.kind != Cue::Kind::Field && m_cue.kind != Cue::Kind::Signature) {
                    m_cue.kind =
                        at(i).word.shape == Shape::Upper ? Cue::Kind::Role : Cue::Kind::Title;
                }
                return true;
            }
        }
        if (isGiven(classes) || !hasNext(i))
            return false;
        if (shape == Shape::Caseless && (classes & bit(Class::Field)) &&
            (classes & kAnyName) == 0) {
            m_cue.kind = Cue::Kind::Role; // "मेरा नाम अनिल": my name is
            return true;
        }
        if (classes & bit(Class::Greeting)) {
            if (m_cue.kind != Cue::Kind::Field)
                m_cue.kind = Cue::Kind::Greeting;
            return true;
        }
        if ((classes & bit(Class::Role)) && (classes & kAnyName) == 0) {
            if (m_cue.kind == Cue::Kind::None)
                m_cue.kind = Cue::Kind::Role;
            return true;
        }
        return false;
    }

    bool fits(size_t i) const {
        const NameWord& word = at(i);
        const Classes classes = word.classes;
        switch (word.word.shape) {
        case Shape::Lower:
            return false;
        case Shape::Initial:
            return true;
        case Shape::Mixed:
            return (classes & kAnyName) != 0;
        case Shape::Caseless:
            return (classes & kAnyName) != 0 ||
                   (m_cueTitle() &&
                    (classes & (kNoName | anyOf(Class::Before, Class::Speech))) == 0);
        default:
            break;
        }
        if (classes & anyOf(Class::Given, Class::Surname))
            return (classes & kNoName) == 0 || i > 0 || m_cue.kind != Cue::Kind::None || hasNext(i);
        if (classes & kAnyName)
            return true;
        return (classes & (kNoName | anyOf(Class::Title, Class::Greeting, Class::Closing,
                                           Class::Phone, Class::Field, Class::TitleAfter))) == 0;
    }
    bool m_cueTitle() const {
        return m_cue.kind == Cue::Kind::Title || m_cue.kind == Cue::Kind::Field ||
               m_cue.kind == Cue::Kind::Signature;
    }

    bool canStart(size_t i) const {
        if (!fits(i) || isThingOfPerson(i))
            return false;
        const NameWord& word = at(i);
        if (word.word.shape == Shape::Initial)
            return hasNext(i) && charAt(m_text, word.word.end) == '.';
        return true;
    }

    /// "Kündigung von Hans Berg": the name begins after the small word.
    bool isThingOfPerson(size_t i) const {
        if ((at(i).classes & kAnyName) != 0 || !hasNext(i) || at(i + 1).word.shape != Shape::Lower)
            return false;
        size_t next = i + 1;
        while (next < m_row.count && at(next).word.shape == Shape::Lower)
            ++next;
        return next < m_row.count && isGiven(at(next).classes);
    }

    Segment grow(size_t i) const {
        Segment segment{i, i, 0, 0, 0};
        const bool caseless = at(i).word.shape == Shape::Caseless;
        for (size_t j = i; j < m_row.count && j - i < kMaxNameWords; ++j) {
            const NameWord& word = at(j);
            if (word.word.shape == Shape::Lower)
                continue; // a particle; it counts when a name follows
            if (!fits(j) || (word.word.shape == Shape::Caseless) != caseless ||
                (j > i && (word.word.shape == Shape::Upper) != (at(i).word.shape == Shape::Upper) &&
                 at(i).word.shape != Shape::Initial && word.word.shape != Shape::Initial &&
                 !(word.word.shape == Shape::Upper && mayBeSurname(word.classes)))) {
                break;
            }
            // After "Anna Berg" an unknown third word is somebody else's.
            segment.last = j;
            if (word.word.shape == Shape::Initial) {
                ++segment.initials;
            } else {
                ++segment.words;
                segment.unknown += (word.classes & kAnyName) == 0 ? 1 : 0;
            }
        }
        while (segment.last > i && at(segment.last).word.shape == Shape::Initial &&
               charAt(m_text, at(segment.last).word.end) != '.') {
            --segment.last;
        }
        return segment;
    }

    bool speaksAgainst(const Segment& segment) const {
        const Classes next = hasNext(segment.last) ? at(segment.last + 1).classes : 0;
        const bool joined = hasNext(segment.last);
        if (joined && (next & anyOf(Class::Institution, Class::Company, Class::StreetAfter)) &&
            (next & anyOf(Class::Given, Class::Surname)) == 0)
            return true;
        const Classes before = segment.first > 0 ? at(segment.first - 1).classes : m_row.left;
        if ((before & anyOf(Class::Institution, Class::StreetBefore)) != 0 &&
            (before & (kAnyName | anyOf(Class::Title, Class::Particle, Class::Before))) == 0)
            return true;
        if ((segment.words == 1 && afterSaint(segment.first)) || isDate(segment))
            return true;
        const size_t end = at(segment.last).word.end;
        const char after = charAt(m_text, end);
        // "Smith & Sons", a path, a host, a call.
        if (after == '&' || (after == ' ' && charAt(m_text, end + 1) == '&') || after == '/' ||
            after == '(' || after == '_' || after == '\\' ||
            (after == '.' && detect::isWord(charAt(m_text, end + 1))))
            return true;
        const size_t start = at(segment.first).word.start;
        const char left = charBefore(m_text, start);
        return left == '/' || left == '_' || left == '#' || left == '$' || left == '\\' ||
               left == '@' || left == '&' ||
               (left == '.' && start > 1 && detect::isWord(m_text[start - 2])) ||
               (left == ' ' && start > 1 && m_text[start - 2] == '&');
    }

    /// "Thu May 28", "Mon Jan 5": a date as programs write it.
    bool isDate(const Segment& segment) const {
        static constexpr std::string_view kDays = "Mon Tue Wed Thu Fri Sat Sun ";
        static constexpr std::string_view kMonths =
            "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
        if (segment.last != segment.first + 1 || wordText(segment.first).size() != 3 ||
            wordText(segment.last).size() != 3)
            return false;
        const auto isIn = [&](std::string_view names, size_t word) {
            return names.find(std::string(wordText(word)) + ' ') % 4 == 0;
        };
        return isIn(kDays, segment.first) && isIn(kMonths, segment.last);
    }

    /// "St. Patrick", "San Antonio": a place, a church or a day.
    bool afterSaint(size_t i) const {
        if (i == 0)
            return false;
        const std::string_view before = wordText(i - 1);
        for (const std::string_view saint :
             {"St", "Saint", "Sainte", "Sankt", "San", "Santa", "Santo", "São", "Sint"}) {
            if (before == saint)
                return true;
        }
        return false;
    }

    bool mailFollows(const Segment& segment) const {
        size_t end = at(segment.last).word.end;
        while (charAt(m_text, end) == ' ' || charAt(m_text, end) == '"' ||
               charAt(m_text, end) == ',')
            ++end;
        if (charAt(m_text, end) != '<' && charAt(m_text, end) != '(')
            return false;
        const std::string_view rest = m_text.substr(end + 1, 64);
        const size_t sign = rest.find_first_of("@> \n");
        return sign != std::string_view::npos && rest[sign] == '@';
    }

    double modelScore(const Segment& segment) const {
        double sum = 0;
        double counted = 0;
        for (size_t i = segment.first; i <= segment.last; ++i) {
            if (at(i).word.shape == Shape::Lower || at(i).word.shape == Shape::Initial)
                continue;
            sum += m_model.score(m_text, at(i));
            counted += 1;
        }
        return counted > 0 ? sum / counted : -10;
    }

    std::string_view wordText(size_t i) const {
        return m_text.substr(at(i).word.start, at(i).word.size());
    }

    bool surnameLike(size_t i) const {
        return isSurname(at(i).classes) ||
               ((at(i).classes & kAnyName) == 0 && endsLikeSurname(wordText(i)));
    }

    /// What the words alone say.
    enum class Evidence { None, Weak, GivenAlone, Fair, Full };
    Evidence evidence(const Segment& segment) const {
        size_t given = 0, mayGiven = 0, surname = 0, maySurname = 0;
        for (size_t i = segment.first; i <= segment.last; ++i) {
            given += isGiven(at(i).classes) ? 1 : 0;
            mayGiven += mayBeGiven(at(i).classes) ? 1 : 0;
            surname += surnameLike(i) ? 1 : 0;
            maySurname += surnameLike(i) || mayBeSurname(at(i).classes) ? 1 : 0;
        }
        if (segment.words == 1 && segment.initials == 0) {
            return given > 0 ? Evidence::GivenAlone
                             : (surname > 0 || mayGiven > 0 || maySurname > 0 ? Evidence::Weak
                                                                              : Evidence::None);
        }
        if (segment.words == 1) // "J. Smith", "John F."
            return surname > 0 || given > 0 ? Evidence::Fair : Evidence::Weak;
        if (segment.words > 4 || segment.unknown > 2)
            return given + surname > 0 ? Evidence::Weak : Evidence::None;
        const bool firstGiven = mayBeGiven(at(segment.first).classes);
        if (given > 0 && (surname > 0 || given > 1 || maySurname > 1) && segment.unknown <= 1)
            return Evidence::Full;
        if (given > 0 || (mayGiven > 0 && surname > 0))
            return Evidence::Fair;
        if (firstGiven && maySurname > 0)
            return Evidence::Weak;
        return surname + mayGiven > 0 ? Evidence::Weak : Evidence::None;
    }

    std::optional<Confidence> level(const Segment& segment) const {
        const Evidence words = evidence(segment);
        const double score = modelScore(segment);
        const bool upper = at(segment.first).word.shape == Shape::Upper;
        const Classes first = at(segment.first).classes;
        if (upper && words == Evidence::GivenAlone && !m_cueTitle())
            return Confidence::Low;
        if (mailFollows(segment) && words != Evidence::None &&
            !(segment.words == 1 && words == Evidence::Weak))
            return Confidence::High;
        switch (m_cue.kind) {
        case Cue::Kind::Title:
            if (segment.words == 1 && words == Evidence::None)
                return !upper ? Confidence::Medium : Confidence::Low;
            return (first & kNoName) && words <= Evidence::Weak ? Confidence::Medium
                                                                : Confidence::High;
        case Cue::Kind::Field:
            if (m_cue.personKey && words == Evidence::Weak && (first & kNoName))
                return Confidence::Low;
            if (m_cue.personKey) {
                return words == Evidence::None && (upper || segment.words > 4) ? Confidence::Low
                                                                               : Confidence::High;
            }
            if (words >= Evidence::Fair)
                return Confidence::High;
            if (words == Evidence::GivenAlone || (segment.words == 1 && isSurname(first)))
                return Confidence::Medium;
            return segment.words == 2 && score > kSure ? Confidence::Medium : Confidence::Low;
        case Cue::Kind::Signature:
            if (words >= Evidence::GivenAlone)
                return Confidence::High;
            return segment.words <= 3 && endsLine(segment) ? Confidence::Medium : Confidence::Low;
        case Cue::Kind::Greeting:
            if (words >= Evidence::GivenAlone)
                return Confidence::High;
            return words == Evidence::Weak || score > kLikely ? Confidence::Medium
                                                              : Confidence::Low;
        case Cue::Kind::Role:
            if (words >= Evidence::Full)
                return Confidence::High;
            if (words >= Evidence::GivenAlone)
                return Confidence::Medium;
            return segment.words == 2 && score > kLikely ? Confidence::Medium : Confidence::Low;
        case Cue::Kind::Speech:
            if (words == Evidence::GivenAlone && !upper)
                return Confidence::Medium;
            break;
        default:
            break;
        }
        if (upper && words != Evidence::Full)
            return words == Evidence::None ? std::nullopt : std::optional(Confidence::Low);
        if (words == Evidence::Full)
            return score > -2.0 ? Confidence::Medium : Confidence::Low;
        if (words == Evidence::Fair)
            return score > kLikely ? Confidence::Medium : Confidence::Low;
        if (words == Evidence::Weak && segment.words >= 2 && segment.words <= 3)
            return score > kSure ? Confidence::Medium : Confidence::Low;
        if (words == Evidence::GivenAlone) {
            const bool speaks =
                segment.last + 1 == m_row.count && (m_row.right & bit(Class::Speech));
            return speaks ? Confidence::Medium : Confidence::Low;
        }
        const bool particles = segment.last - segment.first + 1 > segment.words + segment.initials;
        if (words == Evidence::None && segment.words == 2 && !particles)
            return score > kCertain ? std::optional(Confidence::Medium) : std::nullopt;
        return std::nullopt;
    }

    bool endsLine(const Segment& segment) const {
        size_t end = at(segment.last).word.end;
        while (charAt(m_text, end) == ' ' || charAt(m_text, end) == ',' ||
               charAt(m_text, end) == '\\')
            ++end;
        const char c = charAt(m_text, end);
        return c == '\0' || c == '\n' || c == '\r' || (c == 'n' && m_text[end - 1] == '\\');
    }

    /// "Berg, Anna": the given name after the comma belongs to it. Gives its end.
    std::optional<size_t> givenAfterComma(const Segment& segment) const {
        const size_t end = at(segment.last).word.end;
        if (segment.words != 1 || hasNext(segment.last) || segment.initials > 0 ||
            m_text.substr(end, 2) != ", ")
            return std::nullopt;
        const Classes family = at(segment.last).classes;
        if (!surnameLike(segment.last) &&
            !(mayBeSurname(family) && (m_cueTitle() || (family & kNoName) == 0)))
            return std::nullopt;
        const Word given = wordAt(m_text, end + 2);
        if (given.shape != Shape::Capital || !isGiven(m_lexicon.classes(given.hash)))
            return std::nullopt;
        size_t last = given.end;
        if (charAt(m_text, last) == ' ' && detect::isUpper(charAt(m_text, last + 1)) &&
            charAt(m_text, last + 2) == '.')
            return last + 3;
        // "Smith, John Brown and ...": a list of names.
        if (charAt(m_text, last) == ' ' &&
            kBeginsName[static_cast<uint8_t>(charAt(m_text, last + 1))])
            return std::nullopt;
        return last;
    }

    void judge(const Segment& segment, std::vector<Finding>& out) {
        if (segment.words == 0 || speaksAgainst(segment))
            return;
        if (at(segment.first).word.size() <= 2 && at(segment.last).word.size() <= 2 &&
            !m_cueTitle())
            return;
        const size_t start = at(segment.first).word.start;
        if (const auto end = givenAfterComma(segment)) {
            const bool said = m_cueTitle();
            out.push_back({kType, kDetector, start, *end,
                           said ? Confidence::High : Confidence::Medium,
                           said ? "context" : "structure"});
            return;
        }
        if (hasNext(segment.last) && (at(segment.last + 1).classes & bit(Class::TitleAfter)) &&
            m_cue.kind != Cue::Kind::Field && at(segment.last + 1).word.shape != Shape::Upper)
            m_cue.kind = Cue::Kind::Title;
        const auto sure = level(segment);
        if (!sure)
            return;
        size_t end = at(segment.last).word.end;
        if (at(segment.last).word.shape == Shape::Initial && charAt(m_text, end) == '.')
            ++end;
        out.push_back({kType, kDetector, start, end, *sure,
                       m_cue.kind == Cue::Kind::None ? "structure" : "context"});
    }

    const Lexicon& m_lexicon;
    const NameModel& m_model;
    std::string_view m_text;
    const NameRow& m_row;
    Cue m_cue;
};

/// Does a value begin here, so that its key may say what it is?
bool mayBeValue(std::string_view text, size_t at) {
    const char left = charBefore(text, at);
    if (left == '"' || left == '>' || left == '\'' || left == ':' || left == '=' || left == '|' ||
        left == '\n' || left == '*' || left == '\x9A' || left == '\x80')
        return true;
    if (left != ' ' && left != '\t')
        return false;
    const char further = charBefore(text, at - 1);
    return further == ':' || further == '=' || further == '|' || further == '*' || further == ' ' ||
           further == '\t';
}

/// Two unknown words with capitals: a name, maybe, that no list holds.
bool isPair(const NameRow& row) {
    return row.count == 2 && row[0].word.shape == Shape::Capital &&
           row[1].word.shape == Shape::Capital &&
           ((row[0].classes | row[1].classes) & ~(kAnyName | bit(Class::Particle))) == 0;
}

/// Does the word before it lead to a name ("señora Echeverri", "sig. Quaranta", "landlord, Rupert
/// ...")?
bool saysName(const Lexicon& lexicon, std::string_view text, size_t at) {
    if (charBefore(text, at) != ' ')
        return false;
    size_t end = at - 1;
    if (charBefore(text, end) == '.' || charBefore(text, end) == ',')
        --end;
    const Word word = wordBefore(text, end, end > kMaxWordBytes ? end - kMaxWordBytes : 0);
    return !word.empty() && (lexicon.classes(word.hash) & anyOf(Class::Title, Class::Greeting,
                                                                Class::Role, Class::Closing)) != 0;
}

} // namespace

/// Under the heading of a name: one to five words of letters; where the heading may be that of
/// things, the first or the last is a known name.
std::optional<Finding> nameIn(const Lexicon& lexicon, std::string_view text, const Cell& cell) {
    size_t words = 0;
    bool known = false;
    for (size_t at = cell.span.start; at < cell.span.end;) {
        const Word word = wordAt(text.substr(0, cell.span.end), at);
        if (word.empty() || word.shape == Shape::Mixed)
            return std::nullopt;
        const Classes classes = lexicon.classes(word.hash);
        known = known || (classes & anyOf(Class::Given, Class::Surname)) != 0;
        ++words;
        at = word.end;
        while (at < cell.span.end && (text[at] == ' ' || text[at] == '.' || text[at] == ','))
            ++at;
    }
    if (words == 0 || words > 5 || (!known && cell.plainName))
        return std::nullopt;
    return Finding{kType, kDetector, cell.span.start, cell.span.end, Confidence::High, "context"};
}

Names::Names(std::shared_ptr<const Lexicon> lexicon, NameModel model)
    : m_lexicon(std::move(lexicon))
    , m_model(std::move(model)) {}

std::vector<detect::DetectorDescription> Names::detectors() const {
    return {{kDetector, kType, "Name of a person", "core/entities/README.md", {}, 0}};
}

std::string_view Names::analyse(std::string_view text, std::vector<Finding>& out) const {
    NameRow row;
    size_t at = 0;
    while (at < text.size()) {
        at = nextNameStart(text, at);
        if (at == text.size())
            break;
        const char left = charBefore(text, at);
        if (static_cast<uint8_t>(text[at]) < 0x80) {
            if (detect::isAlnum(left) || left == '_') { // inside a word
                ++at;
                continue;
            }
        } else {
            const text::Decoded here = text::decode(text, at);
            const Script script = scriptOf(here.character);
            if (script == Script::Han || script == Script::Kana || script == Script::Hangul) {
                at = findEastAsianNames(*m_lexicon, text, at, out);
                continue;
            }
            if (script == Script::None ||
                (script == Script::Latin &&
                 (detect::isAlnum(left) || !isUpperLetter(here.character)))) {
                at += here.size;
                while (script != Script::None && at < text.size() &&
                       static_cast<uint8_t>(text[at]) >= 0x80) {
                    const text::Decoded more = text::decode(text, at);
                    if (!isLetter(more.character) || scriptOf(more.character) != Script::Latin)
                        break;
                    at += more.size;
                }
                continue;
            }
        }
        readRow(*m_lexicon, text, at, row);
        const size_t next = std::max(row.end, at + 1);
        if (row.count > 0 && (row.interesting || mayBeValue(text, at) ||
                              saysName(*m_lexicon, text, at) || isPair(row))) {
            const Cue cue = cueBefore(*m_lexicon, text, at);
            if (row.interesting || cue.kind != Cue::Kind::None || isPair(row)) {
                lookAround(*m_lexicon, text, cue, row);
                RowReading(*m_lexicon, m_model, text, row, cue).find(out);
            }
        }
        at = text::borderAfter(text, next);
    }
    return {};
}

} // namespace chaperone::entities
