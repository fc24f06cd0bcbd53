#include "document/Formats.h"

namespace chaperone::document {

void readPdf(std::string_view bytes, Reading& reading) {
    if (reading.engines().pdf == nullptr)
        return reading.unread({}, Reason::Unsupported);
    reading.engines().pdf->read(bytes, reading);
}

} // namespace chaperone::document
