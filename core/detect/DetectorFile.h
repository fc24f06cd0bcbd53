#pragma once

#include "base/Result.h"
#include "detect/Finding.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// One example out of a detector file, with its parts joined and its generators run.
struct ExampleSpec {
    std::string text;
    bool matches = false;                 ///< `match` or `clean`
    std::string span;                     ///< what must be found; empty: anything
    std::optional<Confidence> confidence; ///< at which level; nothing: any
    size_t line = 0;
};

/// What may not stand beside the match.
enum class Boundary : uint8_t {
    None,  ///< anything may
    Word,  ///< no letter, digit or underscore
    Token, ///< as Word, and no hyphen, plus, slash or equals sign
};

/// A detector as it is written, before anything is compiled.
struct DetectorSpec {
    std::string id;
    std::string type;
    std::string name;
    std::string source;
    std::vector<std::string> literals;
    bool ignoreCase = false;
    std::vector<std::string> shapes;
    std::string pattern;
    std::string matcher;
    std::string validator;
    std::vector<std::string> prefixes; ///< digits the number begins with: "4", "51-55"
    Boundary left = Boundary::Word;
    Boundary right = Boundary::Word;
    std::vector<std::string> contextGroups;
    std::vector<std::string> contextWords;
    /// Groups that say what kind of value it is, not whose ("passport number"): they support a
    /// value that its validator proved, or one that stands near a word of `country`.
    std::vector<std::string> contextGeneral;
    std::string contextCountry;       ///< group of the country's names; empty: none
    std::vector<std::string> against; ///< groups that speak against it
    bool contextRequired = false;
    Confidence base = Confidence::Low;
    std::optional<Confidence> checked; ///< the validator proved it
    std::optional<Confidence> grouped; ///< proved, and written in the usual groups
    std::optional<Confidence> context; ///< words near it say so
    std::vector<std::string> rejectWords;
    std::string rejectPattern;
    double minEntropy = 0;
    std::vector<ExampleSpec> examples; ///< none when they were left out in reading
    bool tried = false;                ///< its examples passed before: they were left out
    std::string file;
    size_t line = 0;
};

/// A group of context words, of all languages together.
struct ContextGroupSpec {
    std::string id;
    std::vector<std::string> words;
};

struct DetectorFile {
    std::vector<DetectorSpec> detectors;
    std::vector<ContextGroupSpec> contexts;
};

/// Reads a detector file (schema 1). Refuses what it does not know, with file and line. `tried`:
/// its examples are known to hold and are left out, which takes half as long.
Result<DetectorFile> parseDetectorFile(const std::string& name, std::string_view toml,
                                       bool tried = false);

/// "{alnum:24}" and its like become text, always the same; "{complete:luhn:41111234567890?}" tries
/// characters for each `?` until the validator agrees. What is no generator stays as it is.
std::string expandExample(std::string_view text);

} // namespace chaperone::detect
