#pragma once

#include "base/Result.h"
#include "detect/Finding.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// Whether building a set also compiles the detectors' patterns and runs their own examples. Our
/// own files ship tested (the test run tries them all), so that programs skip that at start; a file
/// that somebody else wrote is always tried.
enum class Examples : uint8_t { Run, Skip };

/// A detector file: its name for messages, and its TOML text.
struct DetectorSource {
    std::string name;
    std::string toml;
    Examples examples = Examples::Run;
};

/// What a person can be told about one detector.
struct DetectorDescription {
    std::string_view id;
    std::string_view type;
    std::string_view name;
    std::string_view source; ///< where the format is documented by its issuer
    std::string_view file;   ///< the detector file it stands in, and the line it begins at
    size_t line = 0;
};

/// Compiled detectors: immutable, shared between threads as `shared_ptr<const RuleSet>`, swapped
/// whole on reload.
class RuleSet {
public:
    /// Parses and compiles, then runs the examples of files that want it. One bad file refuses the
    /// whole set; the error names file, line and, where it is one, the example.
    static Result<std::shared_ptr<const RuleSet>> build(std::span<const DetectorSource> sources);

    ~RuleSet();
    RuleSet(const RuleSet&) = delete;
    RuleSet& operator=(const RuleSet&) = delete;

    std::vector<DetectorDescription> detectors() const;

    /// The tables behind it; only core/detect knows what is in them.
    struct Compiled;
    const Compiled& compiled() const { return *m_compiled; }

private:
    explicit RuleSet(std::unique_ptr<Compiled> compiled);

    std::unique_ptr<Compiled> m_compiled;
};

} // namespace chaperone::detect
