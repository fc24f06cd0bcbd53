#include "document/Formats.h"

namespace chaperone::document {
namespace {

using std::string_view_literals::operator""sv;

/// Names of streams stand in UTF-16; this one holds an Office document behind a password.
constexpr std::string_view kEncryptedPackage = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;

} // namespace

void readCompound(std::string_view bytes, Reading& reading) {
    const bool encrypted = bytes.find(kEncryptedPackage) != std::string_view::npos;
    reading.unread({}, encrypted ? Reason::Encrypted : Reason::Unsupported);
}

} // namespace chaperone::document
