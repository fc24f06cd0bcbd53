#include "detect/SeedPhrases.h"

#include "crypto/Digest.h"
#include "detect/Characters.h"
#include "text/View.h"

#include <algorithm>
#include <array>
#include <optional>

namespace chaperone::detect {
namespace {

constexpr size_t kWords = 2048;
constexpr size_t kShortest = 12;
constexpr size_t kLongest = 24;
constexpr size_t kMaxLetters = 8;
constexpr size_t kMinLetters = 3;
constexpr size_t kMaxGap = 8;      // bytes between two words: "12.\t", ",\n"
constexpr size_t kProbeBytes = 36; // twelve words of three letters are longer than this
constexpr size_t kMaxRun = 4096;   // words; a longer run is a dictionary

struct Word {
    text::Span span;
    uint16_t number = 0;
};

/// Up to eight letters as one number, in lower case.
uint64_t packed(std::string_view word) {
    uint64_t letters = 0;
    for (const char c : word)
        letters = letters << 8 | static_cast<uint8_t>(c | 0x20);
    return letters;
}

/// Ten of eleven bits are entropy, roughly: of every 33 bits the last one is checksum.
bool holdsChecksum(std::span<const Word> words) {
    std::array<uint8_t, kLongest * 11 / 8 + 1> bytes{};
    const size_t bits = words.size() * 11;
    for (size_t bit = 0; bit < bits; ++bit) {
        if ((words[bit / 11].number >> (10 - bit % 11)) & 1)
            bytes[bit / 8] |= static_cast<uint8_t>(0x80 >> (bit % 8));
    }
    const size_t checkBits = bits / 33;
    const size_t entropyBytes = (bits - checkBits) / 8;
    const auto digest = crypto::sha256(std::span<const uint8_t>(bytes).first(entropyBytes));
    if (!digest)
        return false;
    for (size_t bit = 0; bit < checkBits; ++bit) {
        const size_t at = entropyBytes * 8 + bit;
        const bool told = (bytes[at / 8] >> (7 - at % 8)) & 1;
        const bool made = ((*digest)[0] >> (7 - bit)) & 1;
        if (told != made)
            return false;
    }
    return true;
}

/// The words around one, read one after the other.
class Run {
public:
    Run(std::string_view text, const SeedPhrases::List& list) : m_text(text), m_list(list) {}

    /// The word of the list at a place, whole; nothing when there is none.
    std::optional<Word> wordAt(size_t at) const {
        size_t start = at;
        while (start > 0 && at - start <= kMaxLetters && isAlpha(m_text[start - 1]))
            --start;
        size_t end = at;
        while (end < m_text.size() && end - start <= kMaxLetters && isAlpha(m_text[end]))
            ++end;
        if (end - start < kMinLetters || end - start > kMaxLetters)
            return std::nullopt;
        const auto number = m_list.numberOf(m_text.substr(start, end - start));
        return number ? std::optional(Word{{start, end}, *number}) : std::nullopt;
    }

    /// Most words of the list stand alone in a text.
    bool standsAlone(const Word& word) const {
        return !next(word.span.end) && !previous(word.span.start);
    }

    std::vector<Word> around(const Word& word) const {
        std::vector<Word> run{word};
        while (run.size() < kMaxRun) {
            const auto before = previous(run.back().span.start);
            if (!before)
                break;
            run.push_back(*before);
        }
        std::reverse(run.begin(), run.end());
        while (run.size() < kMaxRun) {
            const auto after = next(run.back().span.end);
            if (!after)
                break;
            run.push_back(*after);
        }
        return run;
    }

private:
    static bool parts(char c) { return !isAlpha(c) && static_cast<uint8_t>(c) < 0x80; }
    std::optional<Word> next(size_t at) const {
        size_t start = at;
        while (start < m_text.size() && start - at <= kMaxGap && parts(m_text[start]))
            ++start;
        return start > at && start - at <= kMaxGap && start < m_text.size() ? wordAt(start)
                                                                            : std::nullopt;
    }
    std::optional<Word> previous(size_t at) const {
        size_t end = at;
        while (end > 0 && at - end <= kMaxGap && parts(m_text[end - 1]))
            --end;
        return end < at && at - end <= kMaxGap && end > 0 ? wordAt(end - 1) : std::nullopt;
    }

    std::string_view m_text;
    const SeedPhrases::List& m_list;
};

void addPhrases(const std::vector<Word>& run, std::vector<Finding>& out) {
    const auto add = [&](size_t from, size_t count, Confidence level, std::string_view reason) {
        out.push_back({"secret.seed_phrase", "seed_phrase", run[from].span.start,
                       run[from + count - 1].span.end, level, reason});
    };
    for (size_t from = 0; from + kShortest <= run.size();) {
        size_t found = 0;
        for (size_t count = kLongest; count >= kShortest && found == 0; count -= 3) {
            if (from + count <= run.size() && holdsChecksum(std::span(run).subspan(from, count)))
                found = count;
        }
        // One window in sixteen agrees by chance: in a long run of words only a whole run is a
        // phrase.
        const bool whole = from == 0 && (found == run.size() || run.size() <= kLongest);
        if (found > 0 && whole) {
            add(from, found, Confidence::High, "checksum");
        } else if (found >= 18) {
            add(from, found, Confidence::Medium, "checksum");
        }
        from += std::max<size_t>(found, 1);
    }
}

} // namespace

void SeedPhrases::List::add(std::string_view word) {
    const uint64_t letters = packed(word);
    m_numbers.emplace(letters, static_cast<uint16_t>(m_numbers.size()));
    m_filter[filterBit(letters) >> 6] |= uint64_t{1} << (filterBit(letters) & 63);
}

std::optional<uint16_t> SeedPhrases::List::numberOf(std::string_view word) const {
    const uint64_t letters = packed(word);
    const size_t bit = filterBit(letters);
    if (((m_filter[bit >> 6] >> (bit & 63)) & 1) == 0)
        return std::nullopt;
    const auto found = m_numbers.find(letters);
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
}

Result<SeedPhrases> SeedPhrases::create(std::string_view list) {
    List words;
    for (size_t at = 0; at < list.size();) {
        const size_t end = std::min(list.find('\n', at), list.size());
        const std::string_view line = list.substr(at, end - at);
        at = end + 1;
        if (line.empty() || line[0] == '#')
            continue;
        if (line.size() < kMinLetters || line.size() > kMaxLetters)
            return Error{"bad_words", "A word of BIP-39 has three to eight letters."};
        words.add(line);
    }
    if (words.size() != kWords)
        return Error{"bad_words", "A list of BIP-39 has 2048 words."};
    return SeedPhrases(std::move(words));
}

std::vector<DetectorDescription> SeedPhrases::detectors() const {
    return {{"seed_phrase", "secret.seed_phrase", "Seed phrase of a wallet",
             "https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki", "", 0}};
}

std::string_view SeedPhrases::analyse(std::string_view text, std::vector<Finding>& out) const {
    const Run reader(text, m_list);
    for (size_t probe = 0; probe < text.size(); probe += kProbeBytes) {
        size_t at = probe;
        while (at < text.size() && at - probe < kMaxGap && !isAlpha(text[at]))
            ++at;
        const auto word = at < text.size() && isAlpha(text[at]) ? reader.wordAt(at) : std::nullopt;
        if (!word || reader.standsAlone(*word))
            continue;
        const std::vector<Word> run = reader.around(*word);
        if (run.size() >= kShortest)
            addPhrases(run, out);
        probe = std::max(probe, run.back().span.end);
    }
    return {};
}

} // namespace chaperone::detect
