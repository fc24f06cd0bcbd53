#pragma once

#include "evaluate/Score.h"

#include <string>

namespace chaperone::cli {

/// What `bench` found out, and where.
struct BenchResult {
    evaluate::Score score;
    evaluate::Timing timing;
    double loadMs = 0;
    size_t peakMemoryBytes = 0;
    size_t detectors = 0;
    std::string policy;  ///< its name and version
    std::string machine; ///< system and processors
    std::string when;    ///< local time
};

/// For a terminal.
std::string asText(const BenchResult& result);
/// For programs: one flat object.
std::string asJson(const BenchResult& result);
/// A page of its own that can be handed on; no scripts, nothing fetched.
std::string asPage(const BenchResult& result);

} // namespace chaperone::cli
