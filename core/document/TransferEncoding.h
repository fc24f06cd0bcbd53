#pragma once

#include <string>
#include <string_view>

/// RFC 2045, section 6: forgiving, as mail programs are.
namespace chaperone::document {

/// What is no letter of the alphabet is passed over; stops at the padding.
std::string decodedBase64(std::string_view text);
/// `inHeader`: an underscore is a space (RFC 2047, "Q").
std::string decodedQuotedPrintable(std::string_view text, bool inHeader = false);

} // namespace chaperone::document
