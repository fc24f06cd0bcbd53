#include "detect/LazyPattern.h"

namespace chaperone::detect {
namespace {

re2::RE2::Options options() {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(LazyPattern::kMaxMemoryBytes);
    return options;
}

int groupNamed(const re2::RE2& expression, const std::string& name) {
    const auto& names = expression.NamedCapturingGroups();
    const auto found = names.find(name);
    return found == names.end() ? 0 : found->second;
}

} // namespace

LazyPattern::Compiled::Compiled(const std::string& pattern)
    : expression(pattern, options())
    , valueGroup(groupNamed(expression, "value"))
    , spanGroup(groupNamed(expression, "span")) {}

LazyPattern::LazyPattern(std::string pattern) {
    if (pattern.empty())
        return;
    m_state = std::make_unique<State>();
    m_state->pattern = std::move(pattern);
}

const LazyPattern::Compiled& LazyPattern::compiled() const {
    std::call_once(m_state->once,
                   [this] { m_state->compiled = std::make_unique<Compiled>(m_state->pattern); });
    return *m_state->compiled;
}

Result<void> LazyPattern::check() const {
    if (empty())
        return {};
    if (m_state->pattern.size() > kMaxBytes)
        return Error{"bad_pattern", "has a pattern over 2000 bytes."};
    const re2::RE2& expression = compiled().expression;
    if (!expression.ok())
        return Error{"bad_pattern", "has a pattern that RE2 refuses: " + expression.error() + "."};
    if (expression.ProgramSize() > kMaxInstructions) {
        return Error{"bad_pattern",
                     "has a pattern that is too large once its repetitions are written out."};
    }
    if (re2::RE2::FullMatch("", expression))
        return Error{"bad_pattern", "has a pattern that matches nothing at all."};
    return {};
}

} // namespace chaperone::detect
