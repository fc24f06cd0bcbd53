#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace chaperone::detect {

/// What a closer look at a value says.
enum class Check : uint8_t {
    Refused,   ///< it is not what it looked like
    Plausible, ///< nothing against it, and nothing that proves it
    Proven,    ///< a check digit, a checksum or a decoded header agrees
    Sample,    ///< it is the one from the documentation, or a known test number
};

/// A named test that a detector file may ask for. `proves`: a value that passes has more than a
/// shape, so that it may reach medium without context.
struct Validator {
    std::string_view name;
    bool proves;
    Check (*check)(std::string_view value);
};

/// By its name, of all families; null when there is none.
const Validator* findValidator(std::string_view name);
/// All families together.
std::span<const Validator> validators();

} // namespace chaperone::detect
