#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// low: the shape alone. medium: shape plus checksum or context. high: what an auditor would sign.
enum class Confidence : uint8_t { Low, Medium, High };

std::string_view toString(Confidence confidence);
std::optional<Confidence> parseConfidence(std::string_view text);

/// Something sensitive in a text. Offsets are bytes of the original UTF-8 text, half open, on
/// character borders, also when it was found in a normalised view of it.
struct Finding {
    std::string_view type; ///< dotted, from general to special: `secret.api_key.stripe`
    std::string_view
        detector; ///< id; both point into the RuleSet, which the ScanResult keeps alive
    size_t start = 0;
    size_t end = 0;
    Confidence confidence = Confidence::Low;
    /// Why it is that sure, a stable code: "shape", "structure", "checksum", "context", "sample" (a
    /// test number or one from the documentation) or "doubt" (words near it speak against it).
    std::string_view reason;

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// Did the scan see everything? Clean means Complete and no findings, never Undetermined.
enum class ScanStatus : uint8_t { Complete, Undetermined };

} // namespace chaperone::detect
