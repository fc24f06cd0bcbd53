#pragma once

#include "base/Result.h"
#include "code/Features.h"
#include "code/Languages.h"
#include "text/View.h"

#include <array>
#include <bitset>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::code {

/// Log probabilities of all classes, each at least kLeast.
using Scores = std::array<float, kClasses>;

/// A linear classifier over features (multinomial logistic regression), as training/Train.cpp makes
/// it. Immutable; any thread; about 1.6 MiB.
class Model {
public:
    /// A feature's weights by class; most have few.
    struct Row {
        FeatureHash feature = 0;
        bool keyword = false;
        std::vector<std::pair<ClassId, int8_t>> weights;
    };

    /// The file's form: "CHAPCODE", the number of classes and of rows, then the rows. Rows ascend
    /// by feature.
    static std::string write(std::span<const Row> rows, float scale);
    /// Fails with "bad_model".
    static Result<Model> read(std::string_view bytes);

private:
    struct Entry;

public:
    /// What one reading of a text needs beside the model. One thread.
    class Reader {
    public:
        explicit Reader(const Model& model) : m_model(model), m_seen(model.m_weights.size()) {}
        /// How likely each class is for a piece of text, given as its parts, and on how many known
        /// features that rests.
        Scores score(std::string_view text, std::span<const text::Span> parts);
        size_t known() const { return m_known; }

    private:
        void add(FeatureHash feature);
        bool isKeyword(FeatureHash feature) const;

        const Model& m_model;
        std::vector<uint8_t> m_seen; ///< how often each row's feature was met in this piece
        std::vector<uint32_t> m_met; ///< the rows that were
        FeatureHash m_last = 0;      ///< the feature that was looked up last, and what was found
        const Entry* m_lastEntry = nullptr;
        size_t m_known = 0;
    };

    /// How much the first, second, ... sight of a feature counts, in quarters.
    static constexpr std::array<int, 3> kSights{4, 2, 1};

private:
    /// A row's weights of all classes, of one length so that they are added many at a time.
    using Weights = std::array<int8_t, (kClasses + 15) / 16 * 16>;
    struct Entry {
        FeatureHash feature = 0;
        uint16_t row = 0; ///< its number and one, or 0
        bool keyword = false;
        bool weighty = false; ///< has weights at all
    };
    Model() = default;
    const Entry* find(FeatureHash feature) const;
    void enter(const Entry& entry);

    // Most features of a text are in no row: one bit says so without touching the table.
    static constexpr int kFilterBits = 17;
    static size_t filterBit(FeatureHash feature) { return feature >> (32 - kFilterBits); }

    std::bitset<size_t{1} << kFilterBits> m_filter;
    std::vector<Entry> m_table; ///< open addressing
    std::vector<Weights> m_weights;
    float m_scale = 1;
};

} // namespace chaperone::code
