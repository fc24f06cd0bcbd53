#include "document/Charset.h"
#include "document/Formats.h"

namespace chaperone::document {

void readText(std::string_view bytes, Reading& reading) {
    reading.add({}, toUtf8(bytes));
}

void readPicture(std::string_view bytes, Reading& reading) {
    if (reading.mayRecognise())
        reading.engines().pictures->read(bytes, reading);
}

} // namespace chaperone::document
