// Makes the model of attacks on language models from the grammars beside this file:
//
//     injection_train FOLDER LEXICON OUT [EXAMPLES]
//
// A grammar is a file for each language. "$word = a | b" names a list; "[family]" begins the
// sentences of a family, a line each, in which "{a|b}" is a choice and "{word}" one of a list; what
// stands in capitals is made up anew each time. ordinary.txt holds texts that are no attacks,
// parted by "%%%%". Everything in them was written for this project. The same files give the same
// model. EXAMPLES: so many texts of each family are printed instead.

#include "detect/Context.h"
#include "injection/Lexicon.h"
#include "injection/Model.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace {

using namespace chaperone::injection;

constexpr size_t kFamilies = kAttacks + 1;
constexpr size_t kTexts = 240'000;
constexpr float kRate = 0.15F;
constexpr float kShrink = 1e-6F;  // L2
constexpr float kKeep = 0.5F;     // of a text's features, so that none is relied upon
constexpr float kStep = 0.02F;    // one unit of a stored weight
constexpr size_t kLeastTexts = 4; // that a feature must be in
constexpr size_t kCountedTexts = 40'000;
constexpr uint32_t kSeed = 11;
constexpr size_t kMaxDepth = 8;

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

std::string trimmed(std::string text) {
    text.erase(0, text.find_first_not_of(" \t"));
    text.erase(text.find_last_not_of(" \t") + 1);
    return text;
}

/// The parts between '|' that are in no braces.
std::vector<std::string> choices(const std::string& text, bool trim) {
    std::vector<std::string> parts(1);
    int depth = 0;
    for (const char c : text) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (c == '|' && depth == 0) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    if (trim)
        std::transform(parts.begin(), parts.end(), parts.begin(), trimmed);
    return parts;
}

struct Grammar {
    std::string language;
    std::map<std::string, std::vector<std::string>> lists;
    std::array<std::vector<std::string>, kFamilies> sentences;
};

constexpr std::array<std::string_view, kFamilies> kNames{"override",     "jailbreak", "extraction",
                                                         "exfiltration", "tool",      "harmless"};

bool readGrammar(const std::filesystem::path& path, Grammar& grammar) {
    grammar.language = path.stem().string();
    std::ifstream in(path, std::ios::binary);
    std::vector<std::string>* family = nullptr;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with("# "))
            continue;
        if (family == nullptr && line.starts_with("$")) {
            const size_t sign = line.find('=');
            if (sign == std::string::npos)
                return false;
            grammar.lists[trimmed(line.substr(1, sign - 1))] = choices(line.substr(sign + 1), true);
        } else if (line.starts_with("[") && line.ends_with("]") &&
                   line.find(' ') == std::string::npos) {
            const auto* name = std::find(kNames.begin(), kNames.end(),
                                         std::string_view(line).substr(1, line.size() - 2));
            if (name == kNames.end())
                return false;
            family = &grammar.sentences[static_cast<size_t>(name - kNames.begin())];
        } else if (family != nullptr) {
            family->push_back(line);
        } else {
            return false;
        }
    }
    return std::none_of(grammar.sentences.begin(), grammar.sentences.end(),
                        [](const auto& lines) { return lines.empty(); });
}

/// Writes texts after one grammar.
class Author {
public:
    Author(const Grammar& grammar, Dice& dice) : m_grammar(grammar), m_dice(dice) {
        m_name = madeUpName();
    }

    std::string write(Family family) {
        std::string text;
        const bool persona = family == Family::Jailbreak;
        const size_t sentences = 1 + m_dice.below(m_dice.chance(0.5F) ? 2 : persona ? 9 : 4);
        for (size_t i = 0; i < sentences; ++i) {
            if (family != Family::Harmless && m_dice.chance(0.2F))
                add(text, Family::Harmless);
            if (persona && m_dice.chance(0.06F))
                add(text, Family::Override);
            add(text, family);
        }
        if (family != Family::Harmless && m_dice.chance(0.25F))
            add(text, Family::Harmless);
        return m_dice.chance(0.12F) ? lowered(text) : text;
    }

private:
    void add(std::string& text, Family family) {
        const auto& lines = m_grammar.sentences[static_cast<size_t>(family)];
        if (!text.empty())
            text += m_dice.chance(0.1F) ? "\n" : " ";
        text += expanded(lines[m_dice.below(lines.size())], 0);
    }

    std::string expanded(const std::string& line, size_t depth) {
        std::string out;
        for (size_t at = 0; at < line.size(); ++at) {
            if (line[at] != '{') {
                out += line[at];
                continue;
            }
            size_t end = at;
            int open = 0;
            do {
                open += line[end] == '{' ? 1 : line[end] == '}' ? -1 : 0;
            } while (open > 0 && ++end < line.size());
            const std::string inner = line.substr(at + 1, end - at - 1);
            if (depth < kMaxDepth)
                out += chosen(inner, depth);
            at = end;
        }
        return out;
    }

    std::string chosen(const std::string& inner, size_t depth) {
        if (inner == "NAME")
            return m_dice.chance(0.7F) ? m_name : madeUpName();
        if (inner == "HOST")
            return lowered(madeUpName()) + (m_dice.chance(0.5F) ? ".example" : "-cdn.net");
        if (inner == "PATH" || inner == "DATA")
            return lowered(madeUpName());
        if (const auto list = m_grammar.lists.find(inner); list != m_grammar.lists.end())
            return expanded(list->second[m_dice.below(list->second.size())], depth + 1);
        const auto parts = choices(inner, false);
        return expanded(parts[m_dice.below(parts.size())], depth + 1);
    }

    std::string madeUpName() {
        static constexpr std::string_view kSyllables[] = {"ka",  "zen", "lo", "mir", "ax",
                                                          "tor", "ne",  "vu", "sil", "ra",
                                                          "dex", "om",  "pi", "qua", "bel"};
        std::string name;
        for (size_t i = 1 + m_dice.below(3); i > 0; --i)
            name += kSyllables[m_dice.below(std::size(kSyllables))];
        if (m_dice.chance(0.5F)) {
            std::transform(name.begin(), name.end(), name.begin(),
                           [](char c) { return static_cast<char>(c - 32); });
        } else {
            name[0] = static_cast<char>(name[0] - 32);
        }
        return name;
    }

    static std::string lowered(std::string text) {
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return text;
    }

    const Grammar& m_grammar;
    Dice& m_dice;
    std::string m_name;
};

struct Text {
    std::string words;
    Family family = Family::Harmless;
};

class Library {
public:
    bool read(const std::string& folder) {
        std::vector<std::filesystem::path> paths;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() == ".txt" && entry.path().stem() != "ordinary")
                paths.push_back(entry.path());
        }
        std::sort(paths.begin(), paths.end());
        for (const auto& path : paths) {
            if (!readGrammar(path, m_grammars.emplace_back())) {
                std::cerr << path.string() << " is no grammar with all families\n";
                return false;
            }
        }
        std::ifstream in(folder + "/ordinary.txt", std::ios::binary);
        m_ordinary.emplace_back();
        for (std::string line; std::getline(in, line);) {
            if (line == "%%%%") {
                m_ordinary.emplace_back();
            } else {
                m_ordinary.back() += line + '\n';
            }
        }
        return !m_grammars.empty() && m_ordinary.size() > 1;
    }

    Text next(Dice& dice) const {
        if (dice.chance(0.15F))
            return {pieceOfOrdinary(dice), Family::Harmless};
        const Grammar& grammar = grammarOf(dice);
        const Family family = familyOf(dice);
        return {Author(grammar, dice).write(family), family};
    }

    std::string example(Family family, Dice& dice) const {
        return Author(grammarOf(dice), dice).write(family);
    }

private:
    /// English is half of all texts.
    const Grammar& grammarOf(Dice& dice) const {
        const auto english = std::find_if(m_grammars.begin(), m_grammars.end(),
                                          [](const Grammar& it) { return it.language == "en"; });
        if (english != m_grammars.end() && dice.chance(0.5F))
            return *english;
        return m_grammars[dice.below(m_grammars.size())];
    }

    static Family familyOf(Dice& dice) {
        const size_t at = dice.below(100);
        return at < 52   ? Family::Harmless
               : at < 78 ? Family::Jailbreak
               : at < 86 ? Family::Override
               : at < 92 ? Family::Extraction
               : at < 96 ? Family::Exfiltration
                         : Family::Tool;
    }

    std::string pieceOfOrdinary(Dice& dice) const {
        const std::string& text = m_ordinary[dice.below(m_ordinary.size())];
        const size_t size = 60 + dice.below(600);
        const size_t start = text.size() > size ? dice.below(text.size() - size) : 0;
        return text.substr(start, size);
    }

    std::vector<Grammar> m_grammars;
    std::vector<std::string> m_ordinary;
};

/// The features of a window of a text, each once, as Injection would ask for them.
class FeatureMaker {
public:
    explicit FeatureMaker(const Lexicon& lexicon) : m_lexicon(lexicon) {}

    std::vector<uint32_t> featuresOf(const std::string& text, Dice& dice) const {
        std::vector<Token> tokens;
        TokenReader reader(text);
        for (Token token; reader.next(token);)
            tokens.push_back(token);
        if (tokens.empty())
            return {};
        const size_t size = std::min(tokens.size(), Model::kWindowTokens);
        const size_t first = tokens.size() > size ? dice.below(tokens.size() - size) : 0;
        const auto window = std::span(tokens).subspan(first, size);
        std::vector<uint32_t> features;
        readFeatures(window, groupsIn(text, window.front().start, window.back().end),
                     [&](uint32_t feature) { features.push_back(feature); });
        std::sort(features.begin(), features.end());
        features.erase(std::unique(features.begin(), features.end()), features.end());
        return features;
    }

private:
    std::vector<uint32_t> groupsIn(const std::string& text, size_t start, size_t end) const {
        std::vector<chaperone::detect::Sighting> seen;
        chaperone::detect::PhraseReader(m_lexicon.words).read(text, seen, SIZE_MAX);
        std::vector<bool> inside(m_lexicon.names.size(), false);
        for (const auto& it : seen) {
            if (it.end > start && it.end <= end)
                inside[it.group] = true;
        }
        std::vector<uint32_t> names;
        for (size_t group = 0; group < inside.size(); ++group) {
            if (inside[group])
                names.push_back(m_lexicon.names[group]);
        }
        return names;
    }

    const Lexicon& m_lexicon;
};

/// Multinomial logistic regression by stochastic gradient with AdaGrad's rates; harmless is zero.
class Learner {
public:
    explicit Learner(const std::vector<uint32_t>& vocabulary)
        : m_features(vocabulary)
        , m_weights(vocabulary.size())
        , m_squares(vocabulary.size()) {
        for (size_t i = 0; i < vocabulary.size(); ++i)
            m_rows[vocabulary[i]] = i;
        for (auto& squares : m_squares)
            squares.fill(1e-2F);
    }

    void learn(const std::vector<uint32_t>& features, Family family, Dice& dice) {
        std::vector<size_t> rows;
        for (const uint32_t feature : features) {
            const auto found = m_rows.find(feature);
            if (found != m_rows.end() && dice.chance(kKeep))
                rows.push_back(found->second);
        }
        const float norm =
            Model::kSharpness / std::sqrt(std::max(1.0F, static_cast<float>(features.size())));
        std::array<float, kAttacks> errors{};
        for (const size_t row : rows) {
            for (size_t k = 0; k < kAttacks; ++k)
                errors[k] += m_weights[row][k] * norm / kKeep;
        }
        float total = 1; // harmless
        for (float& error : errors)
            total += error = std::exp(std::min(error + Model::kPrior, 30.0F));
        for (size_t k = 0; k < kAttacks; ++k)
            errors[k] = errors[k] / total - (static_cast<size_t>(family) == k ? 1.0F : 0.0F);
        for (const size_t row : rows) {
            for (size_t k = 0; k < kAttacks; ++k) {
                const float slope = errors[k] * norm + kShrink * m_weights[row][k];
                m_squares[row][k] += slope * slope;
                m_weights[row][k] -= kRate * slope / std::sqrt(m_squares[row][k]);
            }
        }
    }

    std::vector<Model::Row> rows() const {
        std::vector<Model::Row> rows;
        for (size_t i = 0; i < m_features.size(); ++i) {
            Model::Row row{m_features[i], {}};
            for (size_t k = 0; k < kAttacks; ++k) {
                row.weights[k] = static_cast<int8_t>(
                    std::clamp(std::round(m_weights[i][k] / kStep), -127.0F, 127.0F));
            }
            const bool matters =
                std::any_of(row.weights.begin(), row.weights.end(),
                            [](int8_t weight) { return weight < -2 || weight > 2; });
            if (matters)
                rows.push_back(row);
        }
        return rows;
    }

private:
    std::vector<uint32_t> m_features;
    std::unordered_map<uint32_t, size_t> m_rows;
    std::vector<std::array<float, kAttacks>> m_weights;
    std::vector<std::array<float, kAttacks>> m_squares;
};

std::vector<uint32_t> vocabularyOf(const Library& library, const FeatureMaker& maker) {
    Dice dice;
    std::unordered_map<uint32_t, size_t> texts;
    for (size_t i = 0; i < kCountedTexts; ++i) {
        for (const uint32_t feature : maker.featuresOf(library.next(dice).words, dice))
            ++texts[feature];
    }
    std::vector<uint32_t> vocabulary;
    for (const auto& [feature, count] : texts) {
        if (count >= kLeastTexts && feature != 0)
            vocabulary.push_back(feature);
    }
    std::sort(vocabulary.begin(), vocabulary.end());
    return vocabulary;
}

int train(const Library& library, const FeatureMaker& maker, const std::string& out) {
    Learner learner(vocabularyOf(library, maker));
    Dice dice;
    for (size_t i = 0; i < kTexts; ++i) {
        const Text text = library.next(dice);
        learner.learn(maker.featuresOf(text.words, dice), text.family, dice);
    }
    const auto rows = learner.rows();
    const std::string bytes = Model::write(rows, kStep);
    std::ofstream file(out, std::ios::binary);
    file << bytes;
    std::cout << rows.size() << " features, " << bytes.size() << " bytes\n";
    return file ? 0 : 1;
}

void print(const Library& library, size_t count) {
    Dice dice;
    for (size_t family = 0; family < kFamilies; ++family) {
        std::cout << "== " << kNames[family] << "\n";
        for (size_t i = 0; i < count; ++i)
            std::cout << library.example(static_cast<Family>(family), dice) << "\n\n";
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 4 || argc > 5) {
        std::cerr << "injection_train FOLDER LEXICON OUT [EXAMPLES]\n";
        return 2;
    }
    Library library;
    if (!library.read(argv[1]))
        return 1;
    std::ifstream file(argv[2], std::ios::binary);
    std::stringstream words;
    words << file.rdbuf();
    const auto lexicon = Lexicon::parse(argv[2], words.str());
    if (!lexicon) {
        std::cerr << lexicon.error().message << "\n";
        return 1;
    }
    if (argc == 5) {
        print(library, static_cast<size_t>(std::strtoul(argv[4], nullptr, 10)));
        return 0;
    }
    return train(library, FeatureMaker(*lexicon), argv[3]);
}
