#include "document/Reader.h"

#include <new>

namespace chaperone::document {

void read(std::string_view bytes, std::string_view name, const Limits& limits,
          const Engines& engines, Output& output) {
    try {
        Reading reading(limits, engines, output);
        reading.document(bytes, name);
    } catch (const std::bad_alloc&) {
        output.unread({{}, Reason::Memory});
    }
}

} // namespace chaperone::document
