#pragma once

#include "browsers/Registration.h"
#include "platform/Profile.h"

#include <vector>

namespace chaperone::tray {

/// Tells the browsers of this person where chaperone-host is, and mends what is stale; gives how
/// things stand with each. With a named profile nothing is touched and nothing given:
/// demonstrations and tests register their own browsers. Fails as browsers::Registration::add.
Result<std::vector<browsers::Status>> registerHostWithBrowsers(const platform::Profile& profile);

} // namespace chaperone::tray
