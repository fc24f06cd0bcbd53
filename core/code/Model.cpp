#include "code/Model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace chaperone::code {
namespace {

constexpr std::string_view kMagic = "CHAPCODE";
constexpr float kLeast = -9.0F;    // what one piece may say against a class
constexpr float kNothing = -18.0F; // its exponential is lost beside 1
constexpr size_t kMaxRows = UINT16_MAX;

/// What a feature counts that was met so often.
constexpr auto kAllSights = [] {
    std::array<int16_t, Model::kSights.size() + 1> all{};
    for (size_t i = 0; i < Model::kSights.size(); ++i)
        all[i + 1] = static_cast<int16_t>(all[i] + Model::kSights[i]);
    return all;
}();
/// So many rows may be summed up in sixteen bits.
constexpr size_t kShortSums = INT16_MAX / (128 * kAllSights.back());

void put(std::string& out, uint32_t value, size_t bytes) {
    for (size_t i = 0; i < bytes; ++i)
        out.push_back(static_cast<char>(value >> 8 * i));
}

/// Little-endian numbers off the front; `ok` turns false where there are no more.
struct Input {
    std::string_view rest;
    bool ok = true;

    uint32_t take(size_t bytes) {
        if (rest.size() < bytes) {
            ok = false;
            return 0;
        }
        uint32_t value = 0;
        for (size_t i = 0; i < bytes; ++i)
            value |= static_cast<uint32_t>(static_cast<uint8_t>(rest[i])) << 8 * i;
        rest.remove_prefix(bytes);
        return value;
    }
};

/// The sums as log probabilities.
Scores softmax(std::span<const int32_t, kClasses> sums, float scale) {
    Scores scores{};
    float most = -1e30F;
    for (size_t i = 0; i < kClasses; ++i) {
        scores[i] = static_cast<float>(sums[i]) * scale;
        most = std::max(most, scores[i]);
    }
    float total = 0;
    for (const float score : scores)
        total += score > most + kNothing ? std::exp(score - most) : 0;
    const float whole = most + std::log(total);
    for (float& score : scores)
        score = std::max(score - whole, kLeast);
    return scores;
}

} // namespace

std::string Model::write(std::span<const Row> rows, float scale) {
    std::string out(kMagic);
    put(out, kClasses, 4);
    put(out, static_cast<uint32_t>(rows.size()), 4);
    put(out, std::bit_cast<uint32_t>(scale), 4);
    for (const Row& row : rows) {
        put(out, row.feature, 4);
        put(out, row.keyword ? 1 : 0, 1);
        put(out, static_cast<uint32_t>(row.weights.size()), 1);
        for (const auto& [of, value] : row.weights) {
            put(out, of, 1);
            put(out, static_cast<uint8_t>(value), 1);
        }
    }
    return out;
}

Result<Model> Model::read(std::string_view bytes) {
    const Error bad{"bad_model", "The model of programming languages is not whole."};
    if (!bytes.starts_with(kMagic))
        return bad;
    Input in{bytes.substr(kMagic.size())};
    const uint32_t classes = in.take(4);
    const uint32_t rows = in.take(4);
    Model model;
    model.m_scale = std::bit_cast<float>(in.take(4));
    if (!in.ok || classes != kClasses || rows > kMaxRows || !std::isfinite(model.m_scale))
        return bad;
    model.m_weights.reserve(rows);
    model.m_table.resize(std::bit_ceil(size_t{rows} * 2 + 1));
    for (uint32_t i = 0; i < rows && in.ok; ++i) {
        Entry entry;
        entry.feature = in.take(4);
        entry.row = static_cast<uint16_t>(i + 1);
        entry.keyword = in.take(1) != 0;
        const uint32_t weights = in.take(1);
        entry.weighty = weights > 0;
        Weights& row = model.m_weights.emplace_back();
        for (uint32_t k = 0; k < weights; ++k) {
            const uint32_t of = in.take(1);
            const auto value = static_cast<int8_t>(in.take(1));
            if (of >= kClasses)
                return bad;
            row[of] = value;
        }
        model.enter(entry);
    }
    if (!in.ok || !in.rest.empty())
        return bad;
    return model;
}

void Model::enter(const Entry& entry) {
    size_t at = entry.feature & (m_table.size() - 1);
    while (m_table[at].row != 0)
        at = (at + 1) & (m_table.size() - 1);
    m_table[at] = entry;
    m_filter[filterBit(entry.feature)] = true;
}

const Model::Entry* Model::find(FeatureHash feature) const {
    if (!m_filter[filterBit(feature)])
        return nullptr;
    for (size_t at = feature & (m_table.size() - 1); m_table[at].row != 0;
         at = (at + 1) & (m_table.size() - 1)) {
        if (m_table[at].feature == feature)
            return &m_table[at];
    }
    return nullptr;
}

void Model::Reader::add(FeatureHash feature) {
    const Entry* entry = m_model.find(feature);
    m_last = feature;
    m_lastEntry = entry;
    if (entry == nullptr)
        return;
    uint8_t& seen = m_seen[entry->row - 1];
    if (seen == 0) {
        m_met.push_back(entry->row - 1);
        m_known += entry->weighty ? 1 : 0;
    }
    if (seen < kSights.size())
        ++seen;
}

/// A word is asked for right after it was added.
bool Model::Reader::isKeyword(FeatureHash feature) const {
    const Entry* entry = feature == m_last ? m_lastEntry : m_model.find(feature);
    return entry != nullptr && entry->keyword;
}

Scores Model::Reader::score(std::string_view text, std::span<const text::Span> parts) {
    m_known = 0;
    m_met.clear();
    for (const text::Span part : parts) {
        readFeatures(
            text.substr(part.start, part.size()),
            [this](FeatureHash feature) { return isKeyword(feature); },
            [this](FeatureHash feature) { add(feature); });
    }
    std::array<int32_t, std::tuple_size_v<Weights>> sums{};
    size_t square = 0; // of the length of the vector of counts
    for (size_t first = 0; first < m_met.size(); first += kShortSums) {
        std::array<int16_t, std::tuple_size_v<Weights>> some{};
        for (size_t i = first; i < std::min(m_met.size(), first + kShortSums); ++i) {
            uint8_t& seen = m_seen[m_met[i]];
            const int16_t sight = kAllSights[seen];
            seen = 0;
            square += static_cast<size_t>(sight * sight);
            const Weights& weights = m_model.m_weights[m_met[i]];
            for (size_t of = 0; of < weights.size(); ++of)
                some[of] = static_cast<int16_t>(some[of] + weights[of] * sight);
        }
        for (size_t of = 0; of < sums.size(); ++of)
            sums[of] += some[of];
    }
    const float length = std::sqrt(static_cast<float>(std::max<size_t>(square, 1)));
    return softmax(std::span(sums).first<kClasses>(), m_model.m_scale / length);
}

} // namespace chaperone::code
