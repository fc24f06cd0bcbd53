#pragma once

#include "detect/Scanner.h"
#include "evaluate/Samples.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace chaperone::evaluate {

/// What was found of what was there, at medium confidence and above: what policies act on.
struct Count {
    size_t found = 0;
    size_t missed = 0;
    size_t wrong = 0; ///< found where nothing of the kind is

    /// 1 where there was nothing to find, or nothing found.
    double recall() const;
    double precision() const;
    void add(const Count& other);
};

struct Score {
    Count all;
    std::map<std::string, Count> byFamily; ///< the first two parts of a type ("pii.national_id")
    std::map<std::string, Count> byLanguage;
    size_t samples = 0;
    size_t bytes = 0;
    size_t undetermined = 0;
};

/// Scans each sample and counts. A finding counts for what it overlaps when it is of its family.
Score score(const detect::Scanner& scanner, const std::vector<Sample>& samples);

/// How long texts took, in microseconds of the clock on the wall.
struct Timing {
    double p50Us = 0;
    double p99Us = 0;
    double mebibytesPerSecond = 0;
};

/// Pastes of 4 KB, each with one sample in it, and the speed over ordinary text without any.
Timing timePastes(const detect::Scanner& scanner, const std::vector<Sample>& samples);

} // namespace chaperone::evaluate
