#include "detect/Context.h"

#include "detect/Characters.h"
#include "text/Utf8.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace chaperone::detect {
namespace {

constexpr uint64_t kSeed = 0xCBF29CE484222325ULL; // FNV-1a
constexpr uint64_t kPrime = 0x100000001B3ULL;

uint64_t mix(uint64_t hash, uint64_t value) {
    return (hash ^ value) * kPrime;
}

uint64_t joined(uint64_t phrase, uint64_t word) {
    return mix(phrase * 31, word);
}

/// Scripts that write without blanks between words: every character counts as one.
bool standsAlone(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool isWordPart(char32_t c) {
    const auto u = static_cast<UChar32>(c);
    return u_isalpha(u) || ((U_GET_GC_MASK(u) & U_GC_M_MASK) != 0);
}

/// fooBar and FOOBar are two words each.
bool breaksCamel(std::string_view text, size_t at) {
    if (!isUpper(text[at]))
        return false;
    const bool afterLower = at > 0 && isLower(text[at - 1]);
    const bool beforeLower = at + 1 < text.size() && isLower(text[at + 1]);
    return afterLower || (beforeLower && at > 0 && isUpper(text[at - 1]));
}

uint8_t weigh(std::string_view text, size_t wordStart, size_t wordEnd, text::Span value) {
    if (wordStart >= value.end) {
        const std::string_view between = text.substr(value.end, wordStart - value.end);
        return between.find('\n') != std::string_view::npos ? 1 : between.size() <= 24 ? 2 : 1;
    }
    const std::string_view between = text.substr(wordEnd, value.start - wordEnd);
    const size_t lines = static_cast<size_t>(std::count(between.begin(), between.end(), '\n'));
    if (lines > 0)
        return lines <= 2 && between.size() <= 80 ? 2 : 1;
    const bool key =
        between.size() <= 8 && between.find_first_of(":=>\t|") != std::string_view::npos;
    return key ? 4 : between.size() <= 80 ? 3 : 2;
}

} // namespace

std::vector<ContextIndex::Word> ContextIndex::words(std::string_view text, size_t from, size_t to) {
    std::vector<Word> found;
    Word word;
    const auto finish = [&](size_t end) {
        if (word.hash != 0)
            found.push_back({word.hash, word.start, end});
        word.hash = 0;
    };
    const auto extend = [&](size_t at, char32_t c) {
        if (word.hash == 0)
            word = {kSeed, at, 0};
        word.hash = mix(word.hash, c);
    };
    for (size_t at = from; at < to;) {
        const char c = text[at];
        if (static_cast<uint8_t>(c) < 0x80) {
            if (!isAlpha(c))
                finish(at);
            if (breaksCamel(text, at))
                finish(at);
            if (isAlpha(c))
                extend(at, static_cast<char32_t>(toLower(c)));
            ++at;
            continue;
        }
        const text::Decoded decoded = text::decode(text, at);
        const bool alone = standsAlone(decoded.character);
        if (alone || !isWordPart(decoded.character))
            finish(at);
        if (isWordPart(decoded.character)) {
            extend(at, static_cast<char32_t>(u_tolower(static_cast<UChar32>(decoded.character))));
        }
        at += decoded.size;
        if (alone)
            finish(at);
    }
    finish(to);
    return found;
}

void ContextIndex::add(Group group, std::string_view phrase) {
    uint64_t hash = 0;
    for (const Word& word : words(phrase, 0, phrase.size()))
        hash = joined(hash, word.hash);
    auto& groups = m_phrases[hash];
    if (std::find(groups.begin(), groups.end(), group) == groups.end())
        groups.push_back(group);
}

void ContextIndex::sightings(const std::vector<Word>& found, std::string_view text,
                             text::Span value, std::vector<Sighting>& out) const {
    for (size_t first = 0; first < found.size(); ++first) {
        uint64_t hash = 0;
        for (size_t last = first; last < std::min(first + kMaxPhraseWords, found.size()); ++last) {
            hash = joined(hash, found[last].hash);
            const auto phrase = m_phrases.find(hash);
            if (phrase == m_phrases.end())
                continue;
            const uint8_t weight = weigh(text, found[first].start, found[last].end, value);
            const size_t distance = found[first].start >= value.end ? found[first].start - value.end
                                                                    : value.start - found[last].end;
            for (const Group group : phrase->second) {
                out.push_back({group, weight, static_cast<uint32_t>(distance)});
            }
        }
    }
}

std::vector<ContextIndex::Sighting> ContextIndex::look(std::string_view text,
                                                       text::Span value) const {
    size_t from = value.start > kBeforeBytes ? value.start - kBeforeBytes : 0;
    // A word cut by the window's edge is no word: begin after it.
    while (from > 0 && from < value.start &&
           (isAlpha(text[from]) || !text::startsCharacter(text[from])))
        ++from;
    const size_t to = text::borderBefore(text, std::min(text.size(), value.end + kAfterBytes));
    std::vector<Sighting> out;
    sightings(words(text, from, value.start), text, value, out);
    sightings(words(text, value.end, to), text, value, out);
    return out;
}

} // namespace chaperone::detect
