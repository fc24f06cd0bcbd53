#include "entities/ClinicalNotes.h"

#include "detect/Characters.h"
#include "entities/NameRow.h"
#include "text/Utf8.h"
#include "text/View.h"

#include <algorithm>
#include <set>

namespace chaperone::entities {
namespace {

using namespace detect;

constexpr std::string_view kType = "phi.clinical_note";
constexpr std::string_view kDetector = "clinical_note";

constexpr size_t kMaxGap = 2048; ///< bytes between two signs of one note
constexpr size_t kMaxHeading = 40;
constexpr size_t kMargin = 400; ///< read around a note for its words
constexpr size_t kMaxNote = size_t{32} << 10;

struct Sign {
    text::Span span;
    uint64_t heading = 0; ///< 0: a measure
};

/// Headings: "HPI:", "## Assessment and Plan", "**Befund**:", alone in a line or before a colon.
void findHeadings(const Lexicon& lexicon, std::string_view text, std::vector<Sign>& signs) {
    for (size_t line = 0; line < text.size();) {
        size_t at = line;
        while (at < text.size() && at - line < 8 &&
               std::string_view(" \t#*-_>|\"").find(text[at]) != std::string_view::npos)
            ++at;
        const char first = charAt(text, at);
        if (isUpper(first) || static_cast<uint8_t>(first) >= 0xC3) {
            size_t end = at;
            while (end < text.size() && end - at < kMaxHeading && text[end] != ':' &&
                   text[end] != '\n' && text[end] != '\r')
                ++end;
            const char after = charAt(text, end);
            if (after == ':' || after == '\n' || after == '\r' || after == '\0') {
                const uint64_t hash = joinedHash(text.substr(at, end - at));
                while (end > at && isBlank(text[end - 1]))
                    --end;
                if (lexicon.classes(hash) & bit(Class::NoteHeading))
                    signs.push_back({{at, end}, hash});
            }
        }
        const size_t next = text.find('\n', line);
        if (next == std::string_view::npos)
            return;
        line = next + 1;
    }
}

/// Doses and vital signs: "500 mg", "BP 130/85", "38.5 °C".
void findMeasures(const Lexicon& lexicon, std::string_view text, std::vector<Sign>& signs) {
    for (size_t at = nextDigit(text, 0); at < text.size(); at = nextDigit(text, at)) {
        const size_t start = at;
        while (isDigit(charAt(text, at)) ||
               ((charAt(text, at) == '.' || charAt(text, at) == ',' || charAt(text, at) == '/') &&
                isDigit(charAt(text, at + 1))))
            ++at;
        if (isWord(charBefore(text, start)) || at - start > 7)
            continue;
        const size_t unitAt = charAt(text, at) == ' ' ? at + 1 : at;
        const Word unit = wordAt(text, unitAt);
        const bool measured = !unit.empty() && unit.size() > 1 &&
                              (lexicon.classes(unit.hash) & bit(Class::NoteMeasure));
        const Word before = charBefore(text, start) == ' '
                                ? wordBefore(text, start - 1, start > 12 ? start - 12 : 0)
                                : Word();
        const bool sign = !before.empty() && before.shape == Shape::Upper &&
                          (lexicon.classes(before.hash) & bit(Class::NoteMeasure));
        if (measured || sign)
            signs.push_back({{start, measured ? unit.end : at}, 0});
    }
}

/// Signs that stand close together, and what else their part of the text holds.
struct Note {
    size_t headings = 0;
    size_t measures = 0;
    size_t words = 0;
    bool person = false;
    bool date = false;
};

bool isDateAt(std::string_view text, size_t at) {
    size_t groups = 0;
    size_t digits = 0;
    while (groups < 3) {
        size_t run = 0;
        while (isDigit(charAt(text, at)) && run < 5) {
            ++at;
            ++run;
        }
        if (run == 0 || run > 4)
            return false;
        digits += run;
        ++groups;
        if (groups < 3 && charAt(text, at) != '/' && charAt(text, at) != '.' &&
            charAt(text, at) != '-')
            return false;
        at += groups < 3 ? 1 : 0;
    }
    return digits >= 5 && digits <= 8;
}

Note weigh(const Lexicon& lexicon, std::string_view text, std::span<const Sign> signs) {
    Note note;
    std::set<uint64_t> headings;
    for (const Sign& sign : signs) {
        if (sign.heading != 0) {
            headings.insert(sign.heading);
        } else {
            ++note.measures;
        }
    }
    note.headings = headings.size();
    const size_t from = signs.front().span.start > kMargin ? signs.front().span.start - kMargin : 0;
    const size_t to = std::min({text.size(), signs.back().span.end + kMargin, from + kMaxNote});
    std::set<uint64_t> words;
    for (size_t at = from; at < to;) {
        if (isDigit(text[at])) {
            note.date = note.date || (!isWord(charBefore(text, at)) && isDateAt(text, at));
            while (at < to && isDigit(text[at]))
                ++at;
            continue;
        }
        const Word word = wordAt(text, at);
        if (word.empty()) {
            ++at;
            continue;
        }
        const Classes classes = lexicon.classes(word.hash);
        if (classes & bit(Class::NoteWord))
            words.insert(word.hash);
        note.person = note.person || ((classes & bit(Class::Given)) && (classes & kNoName) == 0 &&
                                      word.shape != Shape::Lower);
        at = word.end;
    }
    note.words = words.size();
    return note;
}

std::optional<Confidence> levelOf(const Note& note) {
    const bool someone = note.person || note.date;
    const size_t kinds =
        (note.headings >= 2 ? 1 : 0) + (note.measures >= 2 ? 1 : 0) + (note.words >= 4 ? 1 : 0);
    if (note.headings >= 4 && note.measures >= 2 && note.words >= 5 && someone)
        return Confidence::High;
    if ((kinds >= 2 && note.words >= 3 && note.headings >= 1 && someone) ||
        (note.headings >= 3 && note.words >= 3 && someone))
        return Confidence::Medium;
    if (note.headings >= 2 && note.words >= 3)
        return Confidence::Low;
    return std::nullopt;
}

} // namespace

ClinicalNotes::ClinicalNotes(std::shared_ptr<const Lexicon> lexicon)
    : m_lexicon(std::move(lexicon)) {}

std::vector<DetectorDescription> ClinicalNotes::detectors() const {
    return {{kDetector,
             kType,
             "Clinical note",
             "https://www.hl7.org/implement/standards/product_brief.cfm?product_id=7",
             {},
             0}};
}

std::string_view ClinicalNotes::analyse(std::string_view text, std::vector<Finding>& out) const {
    std::vector<Sign> signs;
    findHeadings(*m_lexicon, text, signs);
    if (signs.empty()) // no note without a heading
        return {};
    findMeasures(*m_lexicon, text, signs);
    std::sort(signs.begin(), signs.end(),
              [](const Sign& a, const Sign& b) { return a.span.start < b.span.start; });
    for (size_t first = 0; first < signs.size();) {
        size_t last = first;
        while (last + 1 < signs.size() &&
               signs[last + 1].span.start - signs[last].span.end < kMaxGap &&
               signs[last + 1].span.end - signs[first].span.start < kMaxNote)
            ++last;
        const std::span<const Sign> group(signs.data() + first, last - first + 1);
        if (group.size() > 1) {
            const auto level = levelOf(weigh(*m_lexicon, text, group));
            const auto heading = std::find_if(group.begin(), group.end(),
                                              [](const Sign& sign) { return sign.heading != 0; });
            if (level && heading != group.end()) {
                out.push_back({kType, kDetector, heading->span.start, heading->span.end, *level,
                               "structure"});
            }
        }
        first = last + 1;
    }
    return {};
}

} // namespace chaperone::entities
