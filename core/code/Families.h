#pragma once

#include "code/Languages.h"

#include <string_view>

namespace chaperone::code {

/// Tells apart what differs by a few signs only, wherever they stand: JavaScript from TypeScript
/// and TSX, C from C++. A file of a hundred lines may hold three annotations, which says little on
/// average and everything at once. Gives `language` where nothing speaks against it. Reads the
/// first kFamilyBytes of a block.
ClassId refined(ClassId language, std::string_view block);
inline constexpr size_t kFamilyBytes = size_t{64} << 10;

/// Whether `refined` is who tells these two apart: that the model cannot is no doubt.
bool areSiblings(ClassId a, ClassId b);

} // namespace chaperone::code
