#pragma once

#include "text/View.h"

#include <string_view>
#include <vector>

namespace chaperone::text {

/// Cuts a text into pieces of about `chunkBytes` that overlap by `overlapBytes`, each beginning and
/// ending on a character border. What is no longer than the overlap lies whole in one piece.
/// `chunkBytes` must be larger than `overlapBytes`.
std::vector<Span> chunks(std::string_view text, size_t chunkBytes, size_t overlapBytes);

} // namespace chaperone::text
