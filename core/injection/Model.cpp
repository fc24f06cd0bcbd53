#include "injection/Model.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace chaperone::injection {
namespace {

constexpr std::string_view kMagic = "CHAPINJ1";
constexpr size_t kMaxRows = size_t{1} << 18;
constexpr size_t kRowBytes = 4 + kAttacks;

void put(std::string& out, uint32_t value) {
    for (size_t i = 0; i < 4; ++i)
        out.push_back(static_cast<char>(value >> 8 * i));
}

uint32_t numberAt(std::string_view bytes, size_t at) {
    uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i)
        value |= static_cast<uint32_t>(static_cast<uint8_t>(bytes[at + i])) << 8 * i;
    return value;
}

/// Each feature of a window counts once.
class Once {
public:
    bool add(uint32_t feature) {
        size_t at = feature & (kSlots - 1);
        while (m_seen[at] != 0) {
            if (m_seen[at] == feature)
                return false;
            at = (at + 1) & (kSlots - 1);
        }
        m_seen[at] = feature;
        ++m_count;
        return true;
    }
    bool full() const { return m_count > kSlots * 3 / 4; }

private:
    static constexpr size_t kSlots = 2048;
    std::array<uint32_t, kSlots> m_seen{};
    size_t m_count = 0;
};

} // namespace

std::string Model::write(std::span<const Row> rows, float scale) {
    std::string out(kMagic);
    put(out, static_cast<uint32_t>(rows.size()));
    put(out, std::bit_cast<uint32_t>(scale));
    for (const Row& row : rows) {
        put(out, row.feature);
        for (const int8_t weight : row.weights)
            out.push_back(static_cast<char>(weight));
    }
    return out;
}

Result<Model> Model::read(std::string_view bytes) {
    const Error bad{"bad_model", "The model of attacks on language models is not whole."};
    constexpr size_t kHead = kMagic.size() + 8;
    if (!bytes.starts_with(kMagic) || bytes.size() < kHead)
        return bad;
    const size_t rows = numberAt(bytes, kMagic.size());
    Model model;
    model.m_scale = std::bit_cast<float>(numberAt(bytes, kMagic.size() + 4));
    if (rows > kMaxRows || bytes.size() != kHead + rows * kRowBytes ||
        !std::isfinite(model.m_scale))
        return bad;
    model.m_table.resize(std::bit_ceil(2 * rows + 1));
    const size_t last = model.m_table.size() - 1;
    for (size_t i = 0; i < rows; ++i) {
        const size_t at = kHead + i * kRowBytes;
        Row row{numberAt(bytes, at), {}};
        if (row.feature == 0)
            return bad;
        for (size_t k = 0; k < kAttacks; ++k)
            row.weights[k] = static_cast<int8_t>(bytes[at + 4 + k]);
        size_t slot = row.feature & last;
        while (model.m_table[slot].feature != 0)
            slot = (slot + 1) & last;
        model.m_table[slot] = row;
        const size_t bit = filterBit(row.feature);
        model.m_filter[bit >> 6] |= uint64_t{1} << (bit & 63);
    }
    return model;
}

const Model::Row* Model::find(uint32_t feature) const {
    const size_t bit = filterBit(feature);
    if (((m_filter[bit >> 6] >> (bit & 63)) & 1) == 0)
        return nullptr;
    const size_t last = m_table.size() - 1;
    for (size_t slot = feature & last; m_table[slot].feature != 0; slot = (slot + 1) & last) {
        if (m_table[slot].feature == feature)
            return &m_table[slot];
    }
    return nullptr;
}

Model::Judgement Model::judge(std::span<const Token> tokens,
                              std::span<const uint32_t> groups) const {
    Once once;
    std::array<int32_t, kAttacks> sums{};
    size_t features = 0;
    tokens = tokens.first(std::min(tokens.size(), kWindowTokens));
    readFeatures(tokens, groups, [&](uint32_t feature) {
        if (once.full() || feature == 0 || !once.add(feature))
            return;
        ++features;
        if (const Row* row = find(feature)) {
            for (size_t k = 0; k < kAttacks; ++k)
                sums[k] += row->weights[k];
        }
    });
    Judgement judgement;
    if (features == 0)
        return {Family::Harmless, kPrior};
    const float norm = kSharpness * m_scale / std::sqrt(static_cast<float>(features));
    float total = 0;
    int32_t most = INT32_MIN;
    for (size_t k = 0; k < kAttacks; ++k) {
        total += std::exp(std::min(static_cast<float>(sums[k]) * norm + kPrior, 60.0F));
        if (sums[k] > most) {
            most = sums[k];
            judgement.family = static_cast<Family>(k);
        }
    }
    judgement.odds = std::log(total);
    return judgement;
}

} // namespace chaperone::injection
