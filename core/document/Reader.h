#pragma once

#include "document/Reading.h"

namespace chaperone::document {

/// Reads a document and all that lies in it. The bytes are hostile: call it in a process of its own
/// that may crash (app/reader). Running out of memory is reported as unread. Any thread.
void read(std::string_view bytes, std::string_view name, const Limits& limits,
          const Engines& engines, Output& output);

} // namespace chaperone::document
