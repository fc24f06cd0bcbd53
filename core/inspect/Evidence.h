#pragma once

#include "base/SecretBytes.h"
#include "detect/Finding.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::inspect {

/// A finding with all that may be kept of it: nothing here gives the value away.
struct Evidence {
    detect::Finding finding;
    std::string hash; ///< keyed hash of type and value, 16 hex digits; equal values are equal here
    std::string masked;   ///< excerpt for people, such as `•••• 1111`
    bool settled = false; ///< a person already decided about this value
};

/// `findings` must come from a scan of `text`. Equal values written alike get equal hashes.
std::vector<Evidence> gather(std::string_view text, std::span<const detect::Finding> findings,
                             const SecretBytes& hashKey);

} // namespace chaperone::inspect
