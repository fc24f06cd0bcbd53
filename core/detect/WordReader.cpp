#include "detect/WordReader.h"

#include "detect/Characters.h"
#include "text/Utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__) || defined(_M_X64)
#define CHAPERONE_SSE2 1
#include <emmintrin.h>
#endif

namespace chaperone::detect {
namespace {

constexpr uint64_t kSeed = 0xCBF29CE484222325ULL;

constexpr size_t kMaxWordCharacters = 40;
constexpr size_t kMinStem = 5;       // letters, for endings to count
constexpr size_t kMinStemHangul = 2; // syllables
constexpr size_t kMaxEnding = 3;
constexpr size_t kMaxAsciiEnding = 2;
constexpr size_t kMaxWordBytes = 160; // what is longer is read in pieces
constexpr size_t kMinPlain = 4;       // letters, for accents not to count

uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
    return hash ^ hash >> 32;
}

constexpr size_t kHashedBytes = 8; // at a time

/// Up to eight letters of ASCII in lower case, the first one lowest; they may be read beyond.
uint64_t lettersAt(const char* letters, size_t size) {
    uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&word, letters, kHashedBytes);
        word |= 0x2020202020202020ULL;
        return size < kHashedBytes ? word & ((uint64_t{1} << 8 * size) - 1) : word;
    }
    for (size_t i = 0; i < std::min(size, kHashedBytes); ++i)
        word |= static_cast<uint64_t>(static_cast<uint8_t>(letters[i] | 0x20)) << 8 * i;
    return word;
}

/// The hash of a word of ASCII. Seven bytes behind it may be read too.
uint64_t asciiHash(const char* letters, size_t size) {
    uint64_t hash = kSeed;
    for (; size > kHashedBytes; letters += kHashedBytes, size -= kHashedBytes)
        hash = mix(hash, lettersAt(letters, kHashedBytes));
    return mix(hash, lettersAt(letters, size));
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
    void forms(ContextWord& word) const {
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
        std::array<char, kMaxWordCharacters + kHashedBytes> ascii;
        bool isAscii = true;
        uint64_t hash = kSeed;
        for (size_t i = from; i < to; ++i) {
            const char32_t letter = plain ? withoutAccent(m_letters[i]) : m_letters[i];
            hash = mix(hash, letter);
            ascii[i - from] = static_cast<char>(letter);
            isAscii = isAscii && letter < 0x80;
        }
        if (!isAscii)
            return hash;
        std::fill_n(ascii.begin() + static_cast<ptrdiff_t>(to - from), kHashedBytes, '\0');
        return asciiHash(ascii.data(), to - from);
    }

    std::array<char32_t, kMaxWordCharacters> m_letters; ///< the first m_count of them
    size_t m_count = 0;
};

/// The forms of a word of ASCII: as written, and without its last letter or two. Seven bytes behind
/// it may be read too.
void asciiForms(std::string_view letters, ContextWord& word) {
    const size_t stem = letters.size() >= kMinStem
                            ? std::max(kMinStem, letters.size() - kMaxAsciiEnding)
                            : letters.size();
    word.count = 0;
    for (size_t size = letters.size(); size >= stem && size > 0; --size)
        word.forms[word.count++] = asciiHash(letters.data(), size);
}

/// The first four letters as one number; for ASCII they are four bytes.
constexpr size_t kHeadLetters = 4;

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

constexpr size_t kBlockBytes = 64;

/// Bytes of a block by their kind, one bit each.
struct Kinds {
    uint64_t lower = 0;
    uint64_t upper = 0;
    uint64_t high = 0;
};

#if defined(CHAPERONE_SSE2)

uint64_t within(__m128i bytes, char first, char last) {
    // Signed comparison: bytes over 0x7F are negative, and so below any letter.
    const __m128i in =
        _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(first - 1))),
                      _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(last + 1))));
    return static_cast<uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(in)));
}

Kinds kindsOf(const char* block) {
    Kinds kinds;
    for (unsigned at = 0; at < kBlockBytes; at += 16) {
        __m128i bytes;
        bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + at));
        kinds.lower |= within(bytes, 'a', 'z') << at;
        kinds.upper |= within(bytes, 'A', 'Z') << at;
        kinds.high |= static_cast<uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes))) << at;
    }
    return kinds;
}

#else

Kinds kindsOf(const char* block) {
    Kinds kinds;
    for (size_t at = 0; at < kBlockBytes; ++at) {
        const Class is = kClasses[static_cast<uint8_t>(block[at])];
        kinds.lower |= uint64_t{is == kLower} << at;
        kinds.upper |= uint64_t{is == kUpper} << at;
        kinds.high |= uint64_t{is == kHigh} << at;
    }
    return kinds;
}

#endif

} // namespace

void WordHeads::add(uint32_t head) {
    if (std::find(m_heads.begin(), m_heads.end(), head) != m_heads.end())
        return;
    m_heads.push_back(head);
    if (m_heads.size() * kBitsPerHead <= m_bits.size() * 64) {
        mark(head);
        return;
    }
    --m_shift;
    m_bits.assign(2 * m_bits.size(), 0);
    for (const uint32_t known : m_heads)
        mark(known);
}

bool nextPhraseWord(std::string_view phrase, size_t& at, WordHeads& heads, uint64_t& hash) {
    while (at < phrase.size()) {
        Letters letters;
        const size_t end = readLetters(phrase, at, letters);
        if (letters.empty()) {
            at += text::decode(phrase, at).size;
            continue;
        }
        at = end;
        heads.add(headOf(letters.view()));
        ContextWord word;
        letters.forms(word);
        hash = word.forms[0];
        return true;
    }
    return false;
}

void WordReader::moveTo(size_t at) {
    const size_t limit = std::min(m_text.size(), at + kMaxWordBytes);
    m_at = at;
    while (m_at > 0 && m_at < limit &&
           (isAlpha(m_text[m_at]) || !text::startsCharacter(m_text[m_at])))
        ++m_at;
    m_within = true;
}

void WordReader::load(size_t block) {
    m_block = block;
    const size_t from = block * kBlockBytes;
    Kinds kinds;
    if (from + kBlockBytes <= m_text.size()) {
        kinds = kindsOf(m_text.data() + from);
    } else {
        std::array<char, kBlockBytes> last{};
        std::memcpy(last.data(), m_text.data() + from, m_text.size() - from);
        kinds = kindsOf(last.data());
    }
    const Class before = from > 0 ? classAt(m_text, from - 1) : kOther;
    const uint64_t nextLower = uint64_t{classAt(m_text, from + kBlockBytes) == kLower} << 63;
    const uint64_t afterLower = kinds.lower << 1 | uint64_t{before == kLower};
    const uint64_t afterUpper = kinds.upper << 1 | uint64_t{before == kUpper};
    const uint64_t afterHigh = kinds.high << 1 | uint64_t{before == kHigh};
    m_masks.letters = kinds.lower | kinds.upper;
    // fooBar and FOOBar are two words each.
    const uint64_t camel =
        kinds.upper & (afterLower | (afterUpper & (kinds.lower >> 1 | nextLower)));
    m_masks.starts =
        ((m_masks.letters | kinds.high) & ~(afterLower | afterUpper | afterHigh)) | camel;
}

/// Where the next word may begin; the text's size when none does before `to`.
size_t WordReader::nextStart(size_t to) {
    to = std::min(to, m_text.size());
    if (m_within && m_at < to && classAt(m_text, m_at) != kOther)
        return m_at;
    m_within = false;
    while (m_at < to) {
        if (m_block != m_at / kBlockBytes)
            load(m_at / kBlockBytes);
        const uint64_t starts = m_masks.starts >> (m_at % kBlockBytes);
        if (starts != 0) {
            m_at += static_cast<size_t>(std::countr_zero(starts));
            return m_at < to ? m_at : m_text.size();
        }
        m_at = (m_block + 1) * kBlockBytes;
    }
    return m_text.size();
}

/// The end of the word of ASCII at `start`, seldom behind this block.
size_t WordReader::asciiEnd(size_t start) const {
    if (start / kBlockBytes == m_block) {
        const size_t shift = start % kBlockBytes + 1;
        const uint64_t ends =
            shift < kBlockBytes ? (~m_masks.letters | m_masks.starts) >> shift : 0;
        if (ends != 0)
            return start + 1 + static_cast<size_t>(std::countr_zero(ends));
    }
    const size_t limit = std::min(m_text.size(), start + kMaxWordBytes);
    size_t end = start + 1;
    while (end < limit && isAlpha(m_text[end]) && !breaksCamel(m_text, end))
        ++end;
    return end;
}

size_t WordReader::readAscii(size_t start, size_t end, ContextWord& word) const {
    const size_t size = end - start;
    if (size > kMaxWordCharacters)
        return end;
    const char* letters = m_text.data() + start;
    std::array<char, kMaxWordCharacters + kHashedBytes> padded;
    if (end + kHashedBytes > m_text.size()) { // what may be read behind a word is not there
        padded.fill('\0');
        std::copy_n(letters, size, padded.begin());
        letters = padded.data();
    }
    // The first four letters are four bytes.
    const auto head = static_cast<uint32_t>(lettersAt(letters, std::min(size, kHeadLetters)));
    if (m_heads.mayHold(head) && !isPieceOfNumber(m_text, start, end))
        asciiForms({letters, size}, word);
    return end;
}

size_t WordReader::readAny(size_t start, ContextWord& word) const {
    Letters letters;
    const size_t end = readLetters(m_text, start, letters);
    if (!letters.empty() &&
        (letters.mayBeginOtherwise() || m_heads.mayHold(headOf(letters.view()))))
        letters.forms(word);
    return end;
}

bool WordReader::next(size_t to, ContextWord& word) {
    word.follows = true;
    for (;;) {
        const size_t start = nextStart(to);
        if (start == m_text.size())
            return false;
        word.start = start;
        word.count = 0;
        const bool high = classAt(m_text, start) == kHigh;
        const size_t end = high ? start : asciiEnd(start);
        m_within = high || classAt(m_text, end) == kHigh;
        if (!m_within) {
            m_at = readAscii(start, end, word);
        } else {
            m_at = readAny(start, word);
            if (m_at == start) { // no letter
                m_at += text::decode(m_text, start).size;
                continue;
            }
        }
        word.end = m_at;
        if (word.count > 0)
            return true;
        word.follows = false;
    }
}

} // namespace chaperone::detect
