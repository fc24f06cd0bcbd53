#pragma once

#include "base/Result.h"
#include "detect/Finding.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// A detector file: its name for messages, and its TOML text.
struct DetectorSource {
    std::string name;
    std::string toml;
};

/// What a person can be told about one detector.
struct DetectorDescription {
    std::string_view id;
    std::string_view type;
    std::string_view name;
    std::string_view source; ///< where the format is documented by its issuer
};

/// Compiled detectors: immutable, shared between threads as `shared_ptr<const RuleSet>`, swapped
/// whole on reload.
class RuleSet {
public:
    /// Parses and compiles, then runs every detector's own examples. One bad file refuses the whole
    /// set; the error names file, line and, where it is one, the example.
    static Result<std::shared_ptr<const RuleSet>> build(std::span<const DetectorSource> sources);

    ~RuleSet();
    RuleSet(const RuleSet&) = delete;
    RuleSet& operator=(const RuleSet&) = delete;

    std::vector<DetectorDescription> detectors() const;

private:
    friend class Scanner;
    struct Compiled;
    explicit RuleSet(std::unique_ptr<Compiled> compiled);

    std::unique_ptr<Compiled> m_compiled;
};

} // namespace chaperone::detect
