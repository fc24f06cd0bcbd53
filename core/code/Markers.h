#pragma once

#include "code/Languages.h"

#include <span>
#include <string_view>

namespace chaperone::code {

/// Adds to the scores of languages (in nats) what decides by itself: a line `#!/usr/bin/perl`,
/// `<?php`, `IDENTIFICATION DIVISION`. Reads the first kMarkerBytes of a block.
void addMarkers(std::string_view block, std::span<float, kLanguages> scores);
inline constexpr size_t kMarkerBytes = 4096;

} // namespace chaperone::code
