#pragma once

#include "owndata/SipHash.h"

#include <cstdint>
#include <string_view>

namespace chaperone::owndata {

/// A hash that winnowing picked, and where in the joined text its stretch begins.
struct Fingerprint {
    uint64_t hash = 0;
    size_t at = 0;
};

inline constexpr size_t kStretchBytes = 40; ///< hashed together
inline constexpr size_t kWindow = 50;       ///< of so many hashes in a row at least one is picked

/// Calls `visit(Fingerprint)` for each pick of the joined text (Words), in order. The hashes are
/// keyed: a rolling polynomial for speed, each pick then hashed again, so that what is stored tells
/// nothing.
template<typename Visit>
void winnow(std::string_view joined, const SipHash& key, Visit&& visit);

} // namespace chaperone::owndata

#include "owndata/WinnowingLoop.h"
