#pragma once

#include "detect/Finding.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace chaperone::reply {

/// Something in an answer of AI that a person should know before using it. Offsets are bytes of the
/// whole UTF-8 answer, half open, on character borders.
struct ReplyFinding {
    std::string type;   ///< `reply.command`, `hidden.tags`, `secret.api_key.aws`, ...
    std::string rule;   ///< what found it: stable
    std::string reason; ///< key of the one sentence for people (wording, [reply])
    size_t start = 0;
    size_t end = 0;
    detect::Confidence confidence = detect::Confidence::Low;
    /// What the sentence is about and may be shown: a host, a package with the name it resembles.
    /// Never a value of the person's.
    std::string detail;

    friend bool operator==(const ReplyFinding&, const ReplyFinding&) = default;
    friend bool operator<(const ReplyFinding& a, const ReplyFinding& b) {
        return std::tie(a.start, a.end, a.type, a.rule) < std::tie(b.start, b.end, b.type, b.rule);
    }
};

struct ReplyResult {
    detect::ScanStatus status = detect::ScanStatus::Complete;
    std::string why; ///< stable code when Undetermined: "text_too_large", "too_many_findings", ...
    std::vector<ReplyFinding> findings; ///< ascending by start
};

} // namespace chaperone::reply
