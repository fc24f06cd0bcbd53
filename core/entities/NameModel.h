#pragma once

#include "base/Result.h"
#include "entities/Lexicon.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace chaperone::entities {

/// One word of a possible name and what stands around it, for the model.
struct NameWord {
    Word word;
    Classes classes = 0;
    Classes left = 0;  ///< of the word before it
    Classes right = 0; ///< of the word after it
    Shape leftShape = Shape::Lower;
    Shape rightShape = Shape::Lower;
    bool sentenceStart = false;
    uint8_t position = 0; ///< in the row of capitalised words
    uint8_t count = 0;    ///< words in that row
};

/// How much a capitalised word looks like part of a person's name: a logistic regression over
/// hashed features of three words. The weights are made by training/train_entities, which is in the
/// tree and gives the same bytes each time. Immutable; any thread.
class NameModel {
public:
    static constexpr size_t kBuckets = size_t{1} << 16;
    static constexpr size_t kMaxFeatures = 48;
    static constexpr double kScale = 16.0; ///< a weight of 1.0 is stored as 16
    using Features = std::array<uint32_t, kMaxFeatures>;

    /// The bytes of the weights, one a bucket. Fails with "bad_model" when there are not kBuckets.
    static Result<NameModel> create(std::string_view weights);

    /// The log-odds that the word is part of a name.
    double score(std::string_view text, const NameWord& word) const;

    /// Its features' buckets; gives how many there are.
    static size_t features(std::string_view text, const NameWord& word, Features& out);

private:
    std::vector<int8_t> m_weights;
};

} // namespace chaperone::entities
