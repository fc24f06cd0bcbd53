#pragma once

#include "detect/Scanner.h"

#include <string>
#include <string_view>

namespace chaperone::cli {

/// The bytes are the text themselves: plain text, source code, a table. `name` is empty for stdin,
/// which is text unless it is a document for sure.
bool isPlainText(std::string_view bytes, std::string_view name);

/// A format that is written as text, like HTML: it can be redacted in place.
bool isTextFormat(std::string_view bytes, std::string_view name);

/// Reads a document in a process of its own and scans each part of it. Prints, and gives the exit
/// code: a document that was not read to the end is undetermined, whatever was found in it.
int scanDocument(const detect::Scanner& scanner, const std::string& name, std::string_view bytes,
                 bool json);

} // namespace chaperone::cli
