#pragma once

#include "detect/Columns.h"
#include "detect/Compiled.h"
#include "detect/Context.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// What the words near a value say to one detector.
struct Support {
    bool supported = false;
    bool opposed = false;
    bool general = false; ///< supported by words that say the kind alone
};

/// The words around values of one text, and the headers of its tables. Cheapest when values are
/// asked for in ascending order. Belongs to one scan.
class Surroundings {
public:
    Surroundings(const ContextIndex& index, std::string_view text)
        : m_text(text)
        , m_window(index, text)
        , m_columns(index, text) {}

    /// One bit for each group anywhere near the number or over its column, as ContextWindow::bit:
    /// what is not in here will not support any value that the number is a part of.
    uint64_t maskAt(text::Span number);

    /// `proven`: the detector's validator agreed with the value.
    Support of(const Detector& detector, text::Span value, bool proven);

private:
    /// The strongest sighting of any of the groups.
    struct Best {
        uint8_t weight = 0;
        size_t distance = 0;
    };
    std::optional<Best> strongest(const std::vector<ContextIndex::Group>& groups, text::Span value);

    std::string_view m_text;
    ContextWindow m_window;
    Columns m_columns;
};

} // namespace chaperone::detect
