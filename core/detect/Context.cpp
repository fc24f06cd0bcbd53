#include "detect/Context.h"

#include "detect/Characters.h"
#include "text/Utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace chaperone::detect {
namespace {

constexpr uint64_t kSeed = 0xCBF29CE484222325ULL; // FNV-1a
constexpr uint64_t kPrime = 0x100000001B3ULL;

constexpr size_t kMaxWordCharacters = 40;
constexpr size_t kMinStem = 5;       // letters, for endings to count
constexpr size_t kMinStemHangul = 2; // syllables
constexpr size_t kMaxEnding = 3;
constexpr size_t kMaxAsciiEnding = 2;
constexpr size_t kMaxWordBytes = 160; // what is longer is read in pieces
constexpr size_t kMinPlain = 4;       // letters, for accents not to count

uint64_t mix(uint64_t hash, uint64_t value) {
    return (hash ^ value) * kPrime;
}

/// Scripts that write without blanks between words: every character counts as one.
bool standsAlone(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool isHangul(char32_t c) {
    return c >= 0xAC00 && c <= 0xD7A3;
}

char32_t lowerOfAny(char32_t c) {
    const auto u = static_cast<UChar32>(c);
    const bool part = u_isalpha(u) || ((U_GET_GC_MASK(u) & U_GC_M_MASK) != 0);
    return part ? static_cast<char32_t>(u_tolower(u)) : 0;
}

/// The letter in lower case; 0 when it is no part of a word. The scripts of most texts from a
/// table.
char32_t lowerOf(char32_t c) {
    static const std::array<char16_t, 0x780> kLower = [] {
        std::array<char16_t, 0x780> lower{};
        for (char32_t letter = 0; letter < lower.size(); ++letter)
            lower[letter] = static_cast<char16_t>(lowerOfAny(letter));
        return lower;
    }();
    return c < kLower.size() ? kLower[c] : lowerOfAny(c);
}

enum Class : uint8_t { kOther, kLower, kUpper, kHigh };

constexpr std::array<Class, 256> kClasses = [] {
    std::array<Class, 256> classes{};
    for (size_t byte = 0; byte < classes.size(); ++byte) {
        const char c = static_cast<char>(byte);
        classes[byte] = byte >= 0x80 ? kHigh : isLower(c) ? kLower : isUpper(c) ? kUpper : kOther;
    }
    return classes;
}();

Class classAt(std::string_view text, size_t at) {
    return at < text.size() ? kClasses[static_cast<uint8_t>(text[at])] : kOther;
}

/// fooBar and FOOBar are two words each.
bool breaksCamel(std::string_view text, size_t at) {
    if (at == 0 || classAt(text, at) != kUpper)
        return false;
    const Class before = classAt(text, at - 1);
    return before == kLower || (before == kUpper && classAt(text, at + 1) == kLower);
}

/// A Latin letter without its accent (U+00C0 to U+017F), by Unicode's decompositions.
char32_t withoutAccent(char32_t c) {
    static const std::array<char16_t, 0x180> kPlain = [] {
        std::array<char16_t, 0x180> plain{};
        UErrorCode error = U_ZERO_ERROR;
        const UNormalizer2* nfd = unorm2_getNFDInstance(&error);
        for (UChar32 letter = 0xC0; letter < 0x180; ++letter) {
            UChar parts[4] = {};
            const int32_t size =
                U_SUCCESS(error) ? unorm2_getRawDecomposition(nfd, letter, parts, 4, &error) : -1;
            plain[static_cast<size_t>(letter)] =
                static_cast<char16_t>(size > 1 && parts[0] < 0x80 ? parts[0] : letter);
        }
        return plain;
    }();
    return c >= 0xC0 && c < 0x180 ? kPlain[c] : c;
}

/// The letters of one word, in lower case.
class Letters {
public:
    void add(char32_t letter) {
        if (m_count < kMaxWordCharacters)
            m_letters[m_count] = letter;
        ++m_count;
    }
    bool empty() const { return m_count == 0; }
    std::u32string_view view() const {
        return {m_letters.data(), std::min(m_count, kMaxWordCharacters)};
    }
    /// Whether its beginning may be something else than the word's: an article, or a stem of two.
    bool mayBeginOtherwise() const {
        return isHangul(m_letters[0]) || (m_letters[0] >= 0x0590 && m_letters[0] <= 0x06FF);
    }

    /// The forms of the word, none when it is longer than any word we know.
    void forms(ContextIndex::Word& word) const {
        word.count = 0;
        if (m_count > kMaxWordCharacters)
            return;
        const size_t shortest = minStem();
        for (size_t size = m_count; size + kMaxEnding >= m_count && size >= 1; --size) {
            if (size < m_count && size < shortest)
                break;
            word.forms[word.count++] = hash(0, size);
        }
        if (const size_t article = articleSize(); article > 0 && m_count >= article + 3)
            word.forms[word.count++] = hash(article, m_count);
    }

private:
    size_t minStem() const { return isHangul(m_letters[0]) ? kMinStemHangul : kMinStem; }

    /// Arabic "al" and what joins it, Hebrew "ha" and the one-letter words written with the next.
    size_t articleSize() const {
        const char32_t first = m_letters[0];
        if (first >= 0x0621 && first <= 0x064A) {
            if (m_count > 2 && first == 0x0627 && m_letters[1] == 0x0644)
                return 2;
            const bool joins = first == 0x0648 || first == 0x0628 || first == 0x0644;
            if (joins && m_count > 3 && m_letters[1] == 0x0627 && m_letters[2] == 0x0644)
                return 3;
            return joins ? 1 : 0;
        }
        constexpr std::u32string_view kHebrewPrefixes =
            U"\u05D4\u05D1\u05DC\u05DE\u05D5\u05E9\u05DB";
        return kHebrewPrefixes.find(first) != std::u32string_view::npos ? 1 : 0;
    }

    uint64_t hash(size_t from, size_t to) const {
        const bool plain = to - from >= kMinPlain;
        uint64_t hash = kSeed;
        for (size_t i = from; i < to; ++i)
            hash = mix(hash, plain ? withoutAccent(m_letters[i]) : m_letters[i]);
        return hash;
    }

    std::array<char32_t, kMaxWordCharacters> m_letters{};
    size_t m_count = 0;
};

/// An ASCII word that ends before a byte over 0x7F or at its own end: the usual case, in one loop.
struct AsciiWord {
    std::array<uint64_t, kMaxEnding + 1> last{}; ///< hashes, the newest at [count % 4]
    size_t count = 0;

    void add(char lower) {
        const uint64_t hash = count == 0 ? kSeed : last[count % last.size()];
        last[(count + 1) % last.size()] = mix(hash, static_cast<uint8_t>(lower));
        ++count;
    }
    void forms(ContextIndex::Word& word) const {
        word.count = 0;
        for (size_t size = count; size + kMaxAsciiEnding >= count && size >= 1; --size) {
            if (size < count && size < kMinStem)
                break;
            word.forms[word.count++] = last[size % last.size()];
        }
    }
};

/// The end of the ASCII word at `at`, at most `limit`: lower case, or capitals up to the last
/// before a small letter. What may go on with a letter that is no ASCII ends at that letter.
size_t asciiEnd(const char* text, size_t at, size_t limit) {
    const auto is = [&](size_t index, Class wanted) {
        return index < limit && kClasses[static_cast<uint8_t>(text[index])] == wanted;
    };
    size_t end = at + 1;
    if (is(at, kUpper) && is(end, kUpper)) {
        while (is(end, kUpper))
            ++end;
        return is(end, kLower) ? end - 1 : end;
    }
    while (is(end, kLower))
        ++end;
    return end;
}

/// The first four letters as one number; for ASCII they are four bytes.
constexpr size_t kHeadLetters = 4;

uint32_t headOf(std::string_view asciiWord) {
    uint32_t head = 0;
    if (asciiWord.size() >= kHeadLetters) {
        std::memcpy(&head, asciiWord.data(), kHeadLetters);
        if constexpr (std::endian::native == std::endian::big)
            head = __builtin_bswap32(head);
        return head | 0x20202020U;
    }
    for (size_t i = 0; i < asciiWord.size(); ++i)
        head |= static_cast<uint32_t>(static_cast<uint8_t>(asciiWord[i] | 0x20)) << (8 * i);
    return head;
}

uint32_t headOf(std::u32string_view word) {
    uint32_t head = 0;
    for (size_t i = 0; i < std::min(word.size(), kHeadLetters); ++i)
        head ^= static_cast<uint32_t>(withoutAccent(word[i])) << (8 * i);
    return head;
}

/// Reads a word of any script; empty when none begins here. Gives its end.
size_t readLetters(std::string_view text, size_t at, Letters& letters) {
    size_t end = at;
    const size_t limit = std::min(text.size(), at + kMaxWordBytes);
    while (end < limit) {
        const text::Decoded next = text::decode(text, end);
        const char32_t lower = lowerOf(next.character);
        if (lower == 0 || (!letters.empty() && standsAlone(next.character)) ||
            (!letters.empty() && next.size == 1 && breaksCamel(text, end)))
            break;
        letters.add(lower);
        end += next.size;
        if (standsAlone(next.character))
            break;
    }
    return end;
}

/// The "cc" of 5cc01f is no word.
bool isPieceOfNumber(std::string_view text, size_t start, size_t end) {
    const bool digitBefore = start > 0 && isDigit(text[start - 1]);
    const bool digitAfter = end < text.size() && isDigit(text[end]);
    return end - start <= 2 && (digitBefore || digitAfter);
}

} // namespace

uint64_t ContextIndex::joined(uint64_t phrase, uint64_t word) {
    return mix(phrase * 31, word);
}

bool ContextIndex::knowsHead(uint32_t head) const {
    const uint32_t bit = headBit(head);
    return (m_heads[bit >> 6] >> (bit & 63)) & 1;
}

bool ContextIndex::nextWord(std::string_view text, size_t& at, size_t to, Word& word) const {
    word.follows = true;
    for (;;) {
        while (at < to && classAt(text, at) == kOther)
            ++at;
        if (at >= to)
            return false;
        word.start = at;
        word.count = 0;
        const size_t limit = std::min(text.size(), at + kMaxWordBytes);
        const size_t end = classAt(text, at) == kHigh ? at : asciiEnd(text.data(), at, limit);
        if (end > at && classAt(text, end) != kHigh) {
            const std::string_view letters = text.substr(at, end - at);
            at = end;
            if (knowsHead(headOf(letters)) && !isPieceOfNumber(text, word.start, end)) {
                AsciiWord hashes;
                for (const char letter : letters)
                    hashes.add(toLower(letter));
                hashes.forms(word);
            }
        } else {
            Letters letters;
            const size_t stop = readLetters(text, at, letters);
            if (letters.empty()) {
                at += text::decode(text, at).size;
                continue;
            }
            at = stop;
            if (letters.mayBeginOtherwise() || knowsHead(headOf(letters.view())))
                letters.forms(word);
        }
        word.end = at;
        if (word.count > 0)
            return true;
        word.follows = false;
    }
}

ContextIndex::Entry& ContextIndex::entry(uint64_t phrase) {
    m_filter[(phrase >> 6) & (m_filter.size() - 1)] |= uint64_t{1} << (phrase & 63);
    return m_phrases[phrase];
}

void ContextIndex::add(Group group, std::string_view phrase) {
    uint64_t hash = 0;
    for (size_t at = 0; at < phrase.size();) {
        Letters letters;
        const size_t end = readLetters(phrase, at, letters);
        if (letters.empty()) {
            at += text::decode(phrase, at).size;
            continue;
        }
        at = end;
        const uint32_t bit = headBit(headOf(letters.view()));
        m_heads[bit >> 6] |= uint64_t{1} << (bit & 63);
        Word word;
        letters.forms(word);
        if (hash != 0)
            entry(hash).continues = true;
        hash = joined(hash, word.forms[0]);
    }
    auto& groups = entry(hash).groups;
    if (std::find(groups.begin(), groups.end(), group) == groups.end())
        groups.push_back(group);
}

ContextIndex::Step ContextIndex::step(uint64_t phrase) const {
    if (!mayContinue(phrase))
        return {};
    const auto found = m_phrases.find(phrase);
    if (found == m_phrases.end())
        return {};
    return {found->second.groups, found->second.continues};
}

void PhraseReader::take(const ContextIndex::Word& word, std::vector<Sighting>& out) {
    if (!word.follows)
        m_beginnings.clear();
    m_next.clear();
    m_beginnings.push_back({0, word.start});
    for (const Beginning& beginning : m_beginnings) {
        for (size_t form = 0; form < word.count; ++form) {
            const uint64_t phrase = ContextIndex::joined(beginning.phrase, word.forms[form]);
            const ContextIndex::Step step = m_index.step(phrase);
            for (const ContextIndex::Group group : step.groups)
                out.push_back({group, beginning.start, word.end});
            if (step.continues && m_next.size() < ContextIndex::kMaxPhraseWords)
                m_next.push_back({phrase, beginning.start});
        }
    }
    m_beginnings.swap(m_next);
}

bool PhraseReader::read(std::string_view text, std::vector<Sighting>& out, size_t most) {
    ContextIndex::Word word;
    for (size_t at = 0; m_index.nextWord(text, at, text.size(), word);) {
        take(word, out);
        if (out.size() >= most)
            return false;
    }
    return true;
}

ContextWindow::ContextWindow(const ContextIndex& index, std::string_view text)
    : m_index(index)
    , m_text(text)
    , m_phrases(index) {}

void ContextWindow::restart(size_t from, size_t to) {
    m_seen.clear();
    m_phrases.reset();
    m_from = m_to = from;
    // A word cut by the window's edge is no word: begin after it.
    while (m_to > 0 && m_to < to && (isAlpha(m_text[m_to]) || !text::startsCharacter(m_text[m_to])))
        ++m_to;
}

void ContextWindow::readTo(size_t to) {
    ContextIndex::Word word;
    while (m_to < to && m_index.nextWord(m_text, m_to, to, word))
        m_phrases.take(word, m_seen);
    if (!word.follows)
        m_phrases.reset();
    m_to = std::max(m_to, to);
}

void ContextWindow::cover(size_t from, size_t to, size_t valueStart) {
    if (from < m_from || from > m_to)
        restart(from, valueStart);
    if (m_seen.size() > 4096) {
        const auto gone = [&](const Sighting& it) { return it.end < from; };
        m_seen.erase(std::remove_if(m_seen.begin(), m_seen.end(), gone), m_seen.end());
        m_from = from;
    }
    readTo(to);
}

std::vector<Sighting>::const_iterator ContextWindow::firstAfter(size_t from) const {
    return std::lower_bound(m_seen.begin(), m_seen.end(), from,
                            [](const Sighting& it, size_t edge) { return it.end < edge; });
}

std::span<const Sighting> ContextWindow::around(text::Span value) {
    if (m_value == value)
        return m_near;
    m_value = value;
    const size_t from = value.start > kBeforeBytes ? value.start - kBeforeBytes : 0;
    const size_t to = std::min(m_text.size(), value.end + kAfterBytes);
    cover(from, to, value.start);
    m_near.clear();
    for (auto it = firstAfter(from); it != m_seen.end() && it->start < to; ++it) {
        const bool beside = it->end <= value.start ? it->start >= from : it->start >= value.end;
        if (beside)
            m_near.push_back(*it);
    }
    return m_near;
}

uint64_t ContextWindow::maskAround(text::Span value) {
    if (m_masked == value)
        return m_mask;
    m_masked = value;
    m_mask = 0;
    const size_t before = kBeforeBytes + kSlackBytes;
    const size_t from = value.start > before ? value.start - before : 0;
    const size_t to = std::min(m_text.size(), value.end + kAfterBytes + kSlackBytes);
    cover(from, to, value.start);
    for (auto it = firstAfter(from); it != m_seen.end() && it->start < to; ++it)
        m_mask |= bit(it->group);
    return m_mask;
}

uint8_t weigh(std::string_view text, const Sighting& sighting, text::Span value) {
    if (sighting.start >= value.end) {
        const std::string_view between = text.substr(value.end, sighting.start - value.end);
        return between.find('\n') != std::string_view::npos ? 1 : between.size() <= 24 ? 2 : 1;
    }
    const std::string_view between = text.substr(sighting.end, value.start - sighting.end);
    const auto lines = std::count(between.begin(), between.end(), '\n');
    if (lines > 0)
        return lines <= 2 && between.size() <= 80 ? 2 : 1;
    const bool key =
        between.size() <= 8 && between.find_first_of(":=>\t|") != std::string_view::npos;
    return key ? 4 : between.size() <= 80 ? 3 : 2;
}

size_t distance(const Sighting& sighting, text::Span value) {
    return sighting.start >= value.end ? sighting.start - value.end : value.start - sighting.end;
}

} // namespace chaperone::detect
