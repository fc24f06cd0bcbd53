#include "entities/NameModel.h"

#include "text/Utf8.h"

namespace chaperone::entities {
namespace {

/// Gathers features: each is a number of its kind and a value, hashed to a bucket.
class Gathering {
public:
    explicit Gathering(NameModel::Features& out) : m_out(out) {}

    void add(uint64_t kind, uint64_t value) {
        if (m_count == m_out.size())
            return;
        uint64_t mixed = (value + 1) * 0x9E3779B97F4A7C15ULL ^ (kind + 1) * 0xC2B2AE3D27D4EB4FULL;
        mixed ^= mixed >> 29;
        mixed *= 0xBF58476D1CE4E5B9ULL;
        m_out[m_count++] = static_cast<uint32_t>((mixed >> 32) % NameModel::kBuckets);
    }
    void addEach(uint64_t kind, Classes classes) {
        for (; classes != 0; classes &= classes - 1)
            add(kind, static_cast<uint64_t>(__builtin_ctzll(classes)));
    }
    size_t count() const { return m_count; }

private:
    NameModel::Features& m_out;
    size_t m_count = 0;
};

uint64_t ending(std::string_view text, const Word& word, size_t characters) {
    uint64_t hash = kHashSeed;
    size_t at = word.end;
    for (size_t i = 0; i < characters && at > word.start; ++i) {
        const text::Decoded last = text::decodeBefore(text, at);
        hash = grow(hash, folded(last.character));
        at -= last.size;
    }
    return hash;
}

uint64_t beginning(std::string_view text, const Word& word, size_t characters) {
    uint64_t hash = kHashSeed;
    size_t at = word.start;
    for (size_t i = 0; i < characters && at < word.end; ++i) {
        const text::Decoded next = text::decode(text, at);
        hash = grow(hash, folded(next.character));
        at += next.size;
    }
    return hash;
}

constexpr Classes kNames =
    anyOf(Class::Given, Class::GivenWord, Class::Surname, Class::SurnameWord);

} // namespace

Result<NameModel> NameModel::create(std::string_view weights) {
    if (weights.size() != kBuckets) {
        return Error{"bad_model", "The model of names has " + std::to_string(weights.size()) +
                                      " weights instead of " + std::to_string(kBuckets) + "."};
    }
    NameModel model;
    model.m_weights.assign(weights.begin(), weights.end());
    return model;
}

size_t NameModel::features(std::string_view text, const NameWord& word, Features& out) {
    Gathering all(out);
    const auto shape = static_cast<uint64_t>(word.word.shape);
    const uint64_t place = static_cast<uint64_t>(word.position) * 8 + word.count;
    const Classes names = word.classes & kNames;
    all.add(0, 0); // the bias
    all.add(1, shape);
    all.add(2, names);
    all.add(3, place);
    all.add(4, names * 64 + place);
    all.addEach(5, word.classes);
    all.addEach(6, word.left);
    all.addEach(7, word.right);
    all.add(8, static_cast<uint64_t>(word.leftShape));
    all.add(9, static_cast<uint64_t>(word.rightShape));
    all.add(10, word.sentenceStart);
    all.add(11, (word.left & kNames) * 32 + names);
    all.add(12, (word.right & kNames) * 32 + names);
    if (names == 0) {
        // What a known name ends in says nothing more of it.
        all.add(13, ending(text, word.word, 2));
        all.add(14, ending(text, word.word, 3));
        all.add(15, ending(text, word.word, 4));
        all.add(16, beginning(text, word.word, 3));
        all.add(17, std::min<size_t>(word.word.size(), 12));
    }
    return all.count();
}

double NameModel::score(std::string_view text, const NameWord& word) const {
    Features buckets;
    const size_t count = features(text, word, buckets);
    int sum = 0;
    for (size_t i = 0; i < count; ++i)
        sum += m_weights[buckets[i]];
    return sum / kScale;
}

} // namespace chaperone::entities
