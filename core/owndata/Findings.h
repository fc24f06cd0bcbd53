#pragma once

#include "detect/Finding.h"
#include "text/View.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace chaperone::owndata {

/// Collects what the lists of one text find: each place once, at the surest. One owner, one thread.
class Findings {
public:
    explicit Findings(std::vector<detect::Finding>& out) : m_out(out) {}

    /// What is added from now on is counted from here.
    void countFrom(size_t offset) { m_offset = offset; }

    /// `type` and `id` outlive the findings.
    void add(std::string_view type, std::string_view id, text::Span span,
             detect::Confidence confidence, std::string_view reason) {
        span.start += m_offset;
        span.end += m_offset;
        const auto [known, fresh] = m_known.try_emplace({span.start, span.end, type}, m_out.size());
        if (fresh) {
            m_out.push_back({type, id, span.start, span.end, confidence, reason});
        } else if (m_out[known->second].confidence < confidence) {
            m_out[known->second].confidence = confidence;
        }
    }

private:
    struct Place {
        size_t start;
        size_t end;
        std::string_view type;
        // NOLINTNEXTLINE(modernize-use-nullptr): what the compiler makes of <=> is not ours
        friend auto operator<=>(const Place&, const Place&) = default;
    };
    std::vector<detect::Finding>& m_out;
    std::map<Place, size_t> m_known;
    size_t m_offset = 0;
};

} // namespace chaperone::owndata
