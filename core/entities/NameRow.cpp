#include "entities/NameRow.h"

#include "detect/Characters.h"
#include "text/Utf8.h"

namespace chaperone::entities {
namespace {

/// Where the next word of the row would begin: after one space, or the dot of an initial or title.
size_t nextStart(std::string_view text, const NameWord& last) {
    size_t at = last.word.end;
    const bool dots = last.word.shape == Shape::Initial ||
                      (last.classes & anyOf(Class::Title, Class::TitleAfter, Class::Particle)) != 0;
    if (dots && charAt(text, at) == '.') {
        ++at;
        if (last.word.shape == Shape::Initial &&
            kBeginsName[static_cast<uint8_t>(charAt(text, at))])
            return at; // "J.R.R. Tolkien"
    }
    if (charAt(text, at) == ' ' && charAt(text, at + 1) != ' ')
        return at + 1;
    if (charAt(text, at) == '\xC2' && charAt(text, at + 1) == '\xA0')
        return at + 2;
    return std::string_view::npos;
}

constexpr std::string_view kSurnameEndings[] = {
    "ova",   "eva",   "ski",    "ska",     "sky",     "skaya", "enko",   "chuk",   "czyk", "wicz",
    "vich",  "vić",   "vic",    "ović",    "sson",    "sen",   "dottir", "dóttir", "oğlu", "oglu",
    "yan",   "dze",   "shvili", "opoulos", "opoulou", "akis",  "idis",   "escu",   "mann", "stein",
    "feld",  "bauer", "meier",  "meyer",   "huber",   "qvist", "quist",  "ström",  "lund", "stra",
    "ovich", "evich", "ovna",   "evna",    "nen",     "ányi",  "iewicz", "ák",     "ček",  "ková",
    "czak",  "ński",  "ńska",   "ović",    "ова",     "ева",   "ёва",    "ский",   "ская", "ского",
    "ской",  "енко",  "чук",    "ович",    "евич",    "овна",  "евна",   "швили",  "дзе",  "янц",
    "ський", "ська",  "івна",   "ов",      "ев",      "ёв",    "ых",     "юк"};

/// "Hans-Uwe", "Berg-Meier": what the parts are, when one of them is a name.
Classes classesOfParts(const Lexicon& lexicon, std::string_view text, const Word& word) {
    const std::string_view written = text.substr(word.start, word.size());
    const size_t hyphen = written.find('-');
    if (hyphen == std::string_view::npos)
        return 0;
    const Classes first = lexicon.classes(joinedHash(written.substr(0, hyphen)));
    const Classes second = lexicon.classes(joinedHash(written.substr(hyphen + 1)));
    if ((first & bit(Class::Given)) && (second & anyOf(Class::Given, Class::GivenWord)))
        return bit(Class::Given);
    return (first & bit(Class::Surname)) && !(second & bit(Class::Common)) ? bit(Class::Surname)
                                                                           : 0;
}

} // namespace

bool endsLikeSurname(std::string_view word) {
    for (const std::string_view ending : kSurnameEndings) {
        if (word.size() >= ending.size() + 3 && word.ends_with(ending))
            return true;
    }
    // "Hernandez" and its like, but neither "Fez" nor "Suez".
    return (word.size() >= 6 && (word.ends_with("ez") || word.ends_with("son"))) ||
           (word.size() >= 5 && (word.starts_with("Mc") || word.starts_with("O'")));
}

void readRow(const Lexicon& lexicon, std::string_view text, size_t at, NameRow& row) {
    row.count = 0;
    row.interesting = false;
    row.end = at;
    size_t pendingParticles = 0;
    while (row.count < NameRow::kMaxWords) {
        NameWord next;
        next.word = wordAt(text, at);
        if (next.word.empty())
            break;
        const bool small = next.word.shape == Shape::Lower;
        if (small && (row.count == 0 || pendingParticles == 3 || next.word.size() > 5))
            break;
        next.classes = lexicon.classes(next.word.hash);
        if (next.classes == 0 && next.word.shape == Shape::Capital)
            next.classes = classesOfParts(lexicon, text, next.word);
        if (small && (next.classes & bit(Class::Particle)) == 0)
            break;
        // "Tx4" is no word.
        const char after = charAt(text, next.word.end);
        if (!small && (detect::isDigit(after) || after == '_' || after == '(' ||
                       (after == ':' && charAt(text, next.word.end + 1) == ':'))) {
            row.end = next.word.end;
            break;
        }
        pendingParticles = small ? pendingParticles + 1 : 0;
        row.interesting = row.interesting ||
                          (next.classes & (kAnyName | anyOf(Class::Title, Class::Greeting))) != 0;
        if (row.count > 0 && (next.classes & bit(Class::TitleAfter)))
            row.interesting = true;
        row.words[row.count++] = next;
        row.end = next.word.end;
        at = nextStart(text, next);
        if (at == std::string_view::npos)
            break;
    }
    row.count -= std::min(pendingParticles, row.count);
    if (pendingParticles > 0 && row.count > 0)
        row.end = row.words[row.count - 1].word.end;
}

void lookAround(const Lexicon& lexicon, std::string_view text, const Cue& cue, NameRow& row) {
    row.left = cue.left;
    row.right = 0;
    Shape rightShape = Shape::Lower;
    if (row.count > 0) {
        size_t at = row.words[row.count - 1].word.end;
        if (text.substr(at, 2) == "'s" || charAt(text, at) == ',')
            row.right |= bit(Class::Before);
        while (charAt(text, at) == ' ' || charAt(text, at) == ',' || charAt(text, at) == '\'')
            ++at;
        if (at > row.words[row.count - 1].word.end) {
            const Word after = wordAt(text, at);
            if (!after.empty()) {
                row.right |= lexicon.classes(after.hash);
                rightShape = after.shape;
            }
        }
    }
    for (size_t i = 0; i < row.count; ++i) {
        NameWord& word = row.words[i];
        word.position = static_cast<uint8_t>(std::min<size_t>(i, 7));
        word.count = static_cast<uint8_t>(std::min<size_t>(row.count, 7));
        word.sentenceStart = i == 0 && cue.sentenceStart;
        word.left = i == 0 ? row.left : row.words[i - 1].classes;
        word.leftShape = i == 0 ? Shape::Lower : row.words[i - 1].word.shape;
        word.right = i + 1 < row.count ? row.words[i + 1].classes : row.right;
        word.rightShape = i + 1 < row.count ? row.words[i + 1].word.shape : rightShape;
    }
}

} // namespace chaperone::entities
