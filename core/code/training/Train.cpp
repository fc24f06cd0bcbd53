// Makes the model of programming languages from the texts beside this file:
//
//     code_train FOLDER OUT
//
// A training file is named after its class. It begins with two lists, "keywords" (the language's
// reserved words: they count as themselves in pairs of tokens) and "names" (what its standard
// library and its people use), and goes on with snippets, each behind a line "%%%%". Everything in
// them was written for this project. The same files give the same model.

#include "code/Model.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace {

using namespace chaperone::code;

constexpr std::string_view kBorder = "%%%%";
constexpr int kRounds = 24;
constexpr size_t kPiecesPerRound = 50; // of each language
constexpr size_t kNoCodeTimes = 4;     // as many of what is no code: most texts are none
constexpr size_t kMaxPieceLines = 24;
constexpr float kRate = 0.25F;
constexpr float kShrink = 2e-6F;   // L2
constexpr float kKeep = 0.7F;      // of a piece's features, so that none is relied upon
constexpr float kStep = 0.045F;    // one unit of a stored weight
constexpr float kLeastUnits = 6;   // a smaller weight is left out
constexpr float kSharpness = 4.0F; // of the scores while learning: vectors have length one
constexpr uint32_t kSeed = 20;

/// Repeatable on every machine (Marsaglia's xorshift).
class Dice {
public:
    uint32_t next() {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 17;
        m_state ^= m_state << 5;
        return m_state;
    }
    size_t below(size_t limit) { return next() % limit; }
    bool chance(float share) { return static_cast<float>(next() % 65536) < share * 65536.0F; }

private:
    uint32_t m_state = kSeed;
};

struct Corpus {
    ClassId of = 0;
    std::vector<std::string> keywords;
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> snippets; ///< as lines
};

bool readCorpus(const std::string& path, Corpus& corpus) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return false;
    std::vector<std::string>* words = nullptr;
    for (std::string line; std::getline(in, line);) {
        if (line == kBorder) {
            words = nullptr;
            corpus.snippets.emplace_back();
        } else if (!corpus.snippets.empty()) {
            corpus.snippets.back().push_back(line);
        } else if (line == "keywords" || line == "names") {
            words = line == "names" ? &corpus.names : &corpus.keywords;
        } else if (words != nullptr) {
            std::istringstream list(line);
            for (std::string word; list >> word;)
                words->push_back(word);
        }
    }
    return !corpus.snippets.empty();
}

std::string joined(const std::vector<std::string>& lines, size_t first, size_t count) {
    std::string text;
    for (size_t i = first; i < first + count && i < lines.size(); ++i)
        text += lines[i] + '\n';
    return text;
}

/// Which features are worth a row, and the row's number.
class Vocabulary {
public:
    explicit Vocabulary(const std::vector<Corpus>& corpora) {
        for (const Corpus& corpus : corpora) {
            for (const std::string& word : corpus.keywords)
                m_keywords.insert(wordFeature(word));
        }
        std::unordered_map<FeatureHash, size_t> snippets;
        for (const Corpus& corpus : corpora) {
            for (const auto* list : {&corpus.keywords, &corpus.names}) {
                for (const std::string& word : *list)
                    each(word, [&](FeatureHash feature) { snippets[feature] += 2; });
            }
            for (const auto& lines : corpus.snippets) {
                std::unordered_set<FeatureHash> once;
                each(joined(lines, 0, lines.size()),
                     [&](FeatureHash feature) { once.insert(feature); });
                for (const FeatureHash feature : once)
                    ++snippets[feature];
            }
        }
        for (const auto& [feature, count] : snippets) {
            if (count >= 2)
                m_features.push_back(feature);
        }
        m_features.insert(m_features.end(), m_keywords.begin(), m_keywords.end());
        std::sort(m_features.begin(), m_features.end());
        m_features.erase(std::unique(m_features.begin(), m_features.end()), m_features.end());
        for (size_t i = 0; i < m_features.size(); ++i)
            m_rows[m_features[i]] = i;
    }

    bool isKeyword(FeatureHash feature) const { return m_keywords.contains(feature); }
    const std::vector<FeatureHash>& features() const { return m_features; }

    /// The rows that a text has, and how much each counts, as Model::Reader would say.
    std::vector<std::pair<size_t, float>> vectorOf(const std::string& text) const {
        std::map<size_t, size_t> counts;
        each(text, [&](FeatureHash feature) {
            if (const auto found = m_rows.find(feature); found != m_rows.end())
                ++counts[found->second];
        });
        std::vector<std::pair<size_t, float>> values;
        for (const auto& [row, count] : counts) {
            int quarters = 0;
            for (size_t i = 0; i < std::min(count, Model::kSights.size()); ++i)
                quarters += Model::kSights[i];
            values.emplace_back(row, static_cast<float>(quarters) / 4);
        }
        return values;
    }

private:
    template<typename Visit>
    void each(const std::string& text, Visit&& visit) const {
        readFeatures(
            text, [this](FeatureHash feature) { return isKeyword(feature); }, visit);
    }

    std::unordered_set<FeatureHash> m_keywords;
    std::vector<FeatureHash> m_features;
    std::unordered_map<FeatureHash, size_t> m_rows;
};

/// Pieces of all lengths of one class's snippets, and now and then a handful of its words.
class Pieces {
public:
    Pieces(const Corpus& corpus, Dice& dice) : m_corpus(corpus), m_dice(dice) {}

    std::string next() {
        if (!m_corpus.keywords.empty() && m_dice.chance(0.12F))
            return someWords();
        std::string text;
        size_t wanted = 1 + m_dice.below(m_dice.chance(0.5F) ? 8 : kMaxPieceLines);
        while (wanted > 0) {
            const auto& lines = m_corpus.snippets[m_dice.below(m_corpus.snippets.size())];
            const size_t first = m_dice.chance(0.4F) ? 0 : m_dice.below(lines.size());
            const size_t count = std::min(wanted, lines.size() - first);
            text += joined(lines, first, count);
            wanted -= count;
        }
        return text;
    }

private:
    std::string someWords() {
        std::string text;
        for (size_t i = 3 + m_dice.below(6); i > 0; --i) {
            const bool names = !m_corpus.names.empty() && m_dice.chance(0.6F);
            const auto& list = names ? m_corpus.names : m_corpus.keywords;
            text += list[m_dice.below(list.size())] + '\n';
        }
        return text;
    }

    const Corpus& m_corpus;
    Dice& m_dice;
};

/// Multinomial logistic regression by stochastic gradient with AdaGrad's rates.
class Learner {
public:
    explicit Learner(size_t rows) : m_weights(rows * kClasses), m_squares(rows * kClasses, 1e-3F) {}

    void learn(std::vector<std::pair<size_t, float>> values, ClassId of, Dice& dice) {
        std::erase_if(values, [&](const auto&) { return !dice.chance(kKeep); });
        float square = 0;
        for (const auto& [row, value] : values)
            square += value * value;
        if (square <= 0)
            return;
        const float norm = kSharpness / std::sqrt(square);
        std::array<float, kClasses> errors{};
        for (const auto& [row, value] : values) {
            for (size_t k = 0; k < kClasses; ++k)
                errors[k] += m_weights[row * kClasses + k] * value * norm;
        }
        toErrors(errors, of);
        for (const auto& [row, value] : values) {
            float* weights = &m_weights[row * kClasses];
            float* squares = &m_squares[row * kClasses];
            for (size_t k = 0; k < kClasses; ++k) {
                const float slope = errors[k] * value * norm + kShrink * weights[k];
                squares[k] += slope * slope;
                weights[k] -= kRate * slope / std::sqrt(squares[k]);
            }
        }
    }

    std::vector<std::pair<ClassId, int8_t>> row(size_t row) const {
        std::vector<std::pair<ClassId, int8_t>> kept;
        for (size_t k = 0; k < kClasses; ++k) {
            const float units = std::round(m_weights[row * kClasses + k] / kStep);
            if (std::abs(units) >= kLeastUnits) {
                kept.emplace_back(static_cast<ClassId>(k),
                                  static_cast<int8_t>(std::clamp(units, -127.0F, 127.0F)));
            }
        }
        return kept;
    }

private:
    /// What each class's probability is too high by.
    static void toErrors(std::array<float, kClasses>& sums, ClassId of) {
        const float most = *std::max_element(sums.begin(), sums.end());
        float total = 0;
        for (float& sum : sums)
            total += sum = std::exp(sum - most);
        for (float& sum : sums)
            sum /= total;
        sums[of] -= 1;
    }

    std::vector<float> m_weights;
    std::vector<float> m_squares;
};

int train(const std::string& folder, const std::string& out) {
    std::vector<Corpus> corpora;
    for (const Language& one : classes()) {
        Corpus corpus;
        corpus.of = *classOfSlug(one.slug);
        const std::string path = folder + "/" + std::string(one.slug) + ".txt";
        if (!readCorpus(path, corpus)) {
            std::cerr << path << " cannot be read, or has no snippets\n";
            continue;
        }
        corpora.push_back(std::move(corpus));
    }
    const Vocabulary vocabulary(corpora);
    Learner learner(vocabulary.features().size());
    Dice dice;
    for (int round = 0; round < kRounds; ++round) {
        for (size_t piece = 0; piece < kPiecesPerRound; ++piece) {
            for (const Corpus& corpus : corpora) {
                for (size_t times = corpus.of < kLanguages ? 1 : kNoCodeTimes; times > 0; --times) {
                    learner.learn(vocabulary.vectorOf(Pieces(corpus, dice).next()), corpus.of,
                                  dice);
                }
            }
        }
    }
    std::vector<Model::Row> rows;
    for (size_t i = 0; i < vocabulary.features().size(); ++i) {
        const FeatureHash feature = vocabulary.features()[i];
        Model::Row row{feature, vocabulary.isKeyword(feature), learner.row(i)};
        if (row.keyword || !row.weights.empty())
            rows.push_back(std::move(row));
    }
    const std::string bytes = Model::write(rows, kStep * kSharpness);
    std::ofstream file(out, std::ios::binary);
    file << bytes;
    std::cout << corpora.size() << " classes, " << rows.size() << " features, " << bytes.size()
              << " bytes\n";
    return file && corpora.size() == kClasses ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "code_train FOLDER OUT\n";
        return 2;
    }
    return train(argv[1], argv[2]);
}
