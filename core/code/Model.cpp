#include "code/Model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace chaperone::code {
namespace {

constexpr std::string_view kMagic = "CHAPCODE";
constexpr float kLeast = -9.0F; // what one piece may say against a class
constexpr size_t kMaxRows = size_t{1} << 17;

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
Scores softmax(const std::array<int32_t, kClasses>& sums, float scale) {
    Scores scores{};
    float most = -1e30F;
    for (size_t i = 0; i < kClasses; ++i) {
        scores[i] = static_cast<float>(sums[i]) * scale;
        most = std::max(most, scores[i]);
    }
    float total = 0;
    for (const float score : scores)
        total += std::exp(score - most);
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
    model.m_slots.reserve(rows);
    model.m_table.resize(std::bit_ceil(size_t{rows} * 2 + 1));
    for (uint32_t i = 0; i < rows && in.ok; ++i) {
        Slot slot;
        model.enter(in.take(4), i);
        slot.keyword = in.take(1) != 0;
        slot.weights = static_cast<uint16_t>(in.take(1));
        slot.firstWeight = static_cast<uint32_t>(model.m_weights.size());
        for (uint32_t k = 0; k < slot.weights; ++k) {
            const uint32_t of = in.take(1);
            const auto value = static_cast<int8_t>(in.take(1));
            if (of >= kClasses)
                return bad;
            model.m_weights.push_back({static_cast<ClassId>(of), value});
        }
        model.m_slots.push_back(slot);
    }
    if (!in.ok || !in.rest.empty())
        return bad;
    model.m_weights.shrink_to_fit();
    return model;
}

void Model::enter(FeatureHash feature, uint32_t slot) {
    size_t at = feature & (m_table.size() - 1);
    while (m_table[at].slot != 0)
        at = (at + 1) & (m_table.size() - 1);
    m_table[at] = {feature, slot + 1};
}

const Model::Slot* Model::find(FeatureHash feature) const {
    for (size_t at = feature & (m_table.size() - 1); m_table[at].slot != 0;
         at = (at + 1) & (m_table.size() - 1)) {
        if (m_table[at].feature == feature)
            return &m_slots[m_table[at].slot - 1];
    }
    return nullptr;
}

void Model::Reader::add(FeatureHash feature) {
    const Slot* slot = m_model.find(feature);
    m_last = feature;
    m_lastSlot = slot;
    if (slot == nullptr)
        return;
    Seen& seen = m_seen[static_cast<size_t>(slot - m_model.m_slots.data())];
    if (seen.round != m_round)
        seen = {m_round, 0};
    if (seen.count >= kSights.size())
        return;
    if (seen.count == 0 && slot->weights > 0)
        ++m_known;
    const int sight = kSights[seen.count++];
    int before = 0;
    for (uint32_t i = 0; i + 1 < seen.count; ++i)
        before += kSights[i];
    m_square += static_cast<size_t>((before + sight) * (before + sight) - before * before);
    const Weight* weight = m_model.m_weights.data() + slot->firstWeight;
    for (uint16_t i = 0; i < slot->weights; ++i)
        m_sums[weight[i].of] += weight[i].value * sight;
}

/// A word is asked for right after it was added.
bool Model::Reader::isKeyword(FeatureHash feature) const {
    const Slot* slot = feature == m_last ? m_lastSlot : m_model.find(feature);
    return slot != nullptr && slot->keyword;
}

Scores Model::Reader::score(std::string_view text, std::span<const text::Span> parts) {
    if (++m_round == 0) { // it came round: forget what older pieces left
        std::fill(m_seen.begin(), m_seen.end(), Seen());
        m_round = 1;
    }
    m_known = 0;
    m_square = 0;
    m_sums.fill(0);
    for (const text::Span part : parts) {
        readFeatures(
            text.substr(part.start, part.size()),
            [this](FeatureHash feature) { return isKeyword(feature); },
            [this](FeatureHash feature) { add(feature); });
    }
    const float length = std::sqrt(static_cast<float>(std::max<size_t>(m_square, 1)));
    return softmax(m_sums, m_model.m_scale / length);
}

} // namespace chaperone::code
