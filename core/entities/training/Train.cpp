// Trains the model of names: train_entities GRAMMAR WORDS_FOLDER OUT. An averaged perceptron with a
// margin, in whole numbers only, so that every machine gets the same bytes.

#include "entities/NameModel.h"
#include "entities/NameRow.h"
#include "entities/training/Sentences.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

using namespace chaperone;
using namespace chaperone::entities;
using namespace chaperone::entities::training;

constexpr uint64_t kSeed = 20260101;
constexpr size_t kSentences = 400'000;
constexpr int64_t kMargin = 60;

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

bool inside(const Word& word, const std::vector<text::Span>& names) {
    return std::any_of(names.begin(), names.end(), [&](const text::Span& name) {
        return word.start >= name.start && word.end <= name.end;
    });
}

/// The weights while they are learnt, and their sums over time.
class Learning {
public:
    Learning() : m_weights(NameModel::kBuckets), m_sums(NameModel::kBuckets) {}

    void see(std::string_view text, const NameWord& word, bool isName) {
        NameModel::Features buckets;
        const size_t count = NameModel::features(text, word, buckets);
        int64_t score = 0;
        for (size_t i = 0; i < count; ++i)
            score += m_weights[buckets[i]];
        const int64_t truth = isName ? 1 : -1;
        ++m_time;
        m_right += score * truth > 0 ? 1 : 0;
        if (score * truth > kMargin)
            return;
        for (size_t i = 0; i < count; ++i) {
            m_weights[buckets[i]] += truth;
            m_sums[buckets[i]] += truth * m_time;
        }
    }

    /// The mean of each weight over time, in steps of 1/kScale of a score where kMargin is 4.
    std::string averaged() const {
        std::string bytes(NameModel::kBuckets, '\0');
        constexpr int64_t kUnit = 4 * static_cast<int64_t>(NameModel::kScale);
        for (size_t i = 0; i < bytes.size(); ++i) {
            const int64_t mean = (m_weights[i] * m_time - m_sums[i]) * kUnit / kMargin / m_time;
            bytes[i] = static_cast<char>(std::clamp<int64_t>(mean, -127, 127));
        }
        return bytes;
    }

    int64_t seen() const { return m_time; }
    int64_t right() const { return m_right; }

private:
    std::vector<int64_t> m_weights;
    std::vector<int64_t> m_sums;
    int64_t m_time = 0;
    int64_t m_right = 0;
};

/// Shows all words of a sentence; now and then without what the lists know of a name, so that the
/// model learns to do without them.
void learn(const Lexicon& lexicon, const Sentence& sentence, size_t number, Learning& learning) {
    const std::string_view text = sentence.text;
    NameRow row;
    for (size_t at = 0; at < text.size();) {
        const bool begins = kBeginsName[static_cast<uint8_t>(text[at])] &&
                            (at == 0 || !isLetter(static_cast<uint8_t>(text[at - 1])));
        if (!begins) {
            ++at;
            continue;
        }
        readRow(lexicon, text, at, row);
        for (size_t i = 0; i < row.count; ++i) {
            if (inside(row[i].word, sentence.names) && (number + i * 7) % 5 == 0)
                row[i].classes &= ~kAnyName;
        }
        lookAround(lexicon, text, cueBefore(lexicon, text, at), row);
        for (size_t i = 0; i < row.count; ++i) {
            if (row[i].word.shape != Shape::Lower && row[i].word.shape != Shape::Initial)
                learning.see(text, row[i], inside(row[i].word, sentence.names));
        }
        at = std::max(row.end, at + 1);
    }
}

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        return fail({"usage", "train_entities GRAMMAR WORDS_FOLDER OUT"});
    std::vector<Lexicon::Source> words;
    for (const auto& file : std::filesystem::directory_iterator(argv[2])) {
        if (file.path().extension() == ".txt")
            words.push_back({file.path().filename().string(), read(file.path())});
    }
    std::sort(words.begin(), words.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    auto lexicon = Lexicon::create(words);
    if (!lexicon)
        return fail(lexicon.error());
    auto sentences = Sentences::create(read(argv[1]), words, kSeed);
    if (!sentences)
        return fail(sentences.error());
    Learning learning;
    for (size_t i = 0; i < kSentences; ++i)
        learn(**lexicon, sentences->next(), i, learning);
    std::ofstream out(argv[3], std::ios::binary);
    out << learning.averaged();
    std::printf(
        "%lld words seen, %.2f %% right while learning\n", static_cast<long long>(learning.seen()),
        100.0 * static_cast<double>(learning.right()) / static_cast<double>(learning.seen()));
    return out.good() ? 0 : 1;
}
