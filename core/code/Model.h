#pragma once

#include "base/Result.h"
#include "code/Features.h"
#include "code/Languages.h"
#include "text/View.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::code {

/// Log probabilities of all classes, each at least kLeast.
using Scores = std::array<float, kClasses>;

/// A linear classifier over features (multinomial logistic regression), as training/Train.cpp makes
/// it. Immutable; any thread; about 1 MiB.
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
    struct Slot {
        uint32_t firstWeight = 0;
        uint16_t weights = 0;
        bool keyword = false;
    };

public:
    /// What one reading of a text needs beside the model. One thread.
    class Reader {
    public:
        explicit Reader(const Model& model) : m_model(model), m_seen(model.m_slots.size()) {}
        /// How likely each class is for a piece of text, given as its parts, and on how many known
        /// features that rests.
        Scores score(std::string_view text, std::span<const text::Span> parts);
        size_t known() const { return m_known; }

    private:
        void add(FeatureHash feature);
        bool isKeyword(FeatureHash feature) const;

        struct Seen {
            uint16_t round = 0;
            uint16_t count = 0;
        };
        const Model& m_model;
        std::vector<Seen> m_seen; ///< how often each row's feature was met in this piece
        std::array<int32_t, kClasses> m_sums{};
        FeatureHash m_last = 0; ///< the feature that was looked up last, and what was found
        const Slot* m_lastSlot = nullptr;
        uint16_t m_round = 0;
        size_t m_known = 0;
        size_t m_square = 0; ///< of the length of the vector of counts
    };

    /// How much the first, second, ... sight of a feature counts, in quarters.
    static constexpr std::array<int, 3> kSights{4, 2, 1};

private:
    struct Weight {
        ClassId of = 0;
        int8_t value = 0;
    };
    struct Entry {
        FeatureHash feature = 0;
        uint32_t slot = 0; ///< its number and one, or 0
    };
    Model() = default;
    const Slot* find(FeatureHash feature) const;
    void enter(FeatureHash feature, uint32_t slot);

    std::vector<Entry> m_table; ///< open addressing
    std::vector<Slot> m_slots;
    std::vector<Weight> m_weights;
    float m_scale = 1;
};

} // namespace chaperone::code
