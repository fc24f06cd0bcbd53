#pragma once

#include "reply/CodeSpans.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::reply {

/// Something in an answer that leads to, or loads from, an address.
struct Link {
    bool image = false; ///< loaded as soon as it is shown, without anybody's click
    std::string url;    ///< with HTML character references resolved
    std::string label;  ///< what a person sees of it; empty for a bare address
    size_t start = 0;   ///< of the address
    size_t end = 0;
};

/// Labels of reference-style links (`[text][label]`, `![text][label]`) and what was defined for
/// them, kept over the parts of one answer. One thread.
struct References {
    struct Use {
        bool image = false;
        std::string text;
    };
    std::map<std::string, Use, std::less<>> used;
    bool truncated = false; ///< a limit cut the reading short
};

inline constexpr size_t kMaxUrlBytes = 8192;
inline constexpr size_t kMaxReferences = 1000;

/// All links of Markdown outside code: inline, reference style, autolinks and bare addresses, and
/// the attributes of HTML that load or lead (src, srcset, href, poster, background, data, url()).
/// Ascending by start. Definitions are links of their own.
std::vector<Link> linksIn(std::string_view text, const CodeSpans& code, References& references);

} // namespace chaperone::reply
