#pragma once

#include <string>
#include <string_view>

/// Bytes of any encoding made UTF-8. What is no character of the encoding becomes U+FFFD. Any
/// thread.
namespace chaperone::document {

/// By byte order mark; else UTF-8 when it is well-formed; else UTF-16 when every other byte tends
/// to be zero; else Windows-1252.
std::string toUtf8(std::string_view bytes);

/// `charset` as MIME and HTML name it; by toUtf8(bytes) when it is not known.
std::string toUtf8(std::string_view bytes, std::string_view charset);

/// Of a Windows code page by number, as RTF and MSG name it.
std::string toUtf8(std::string_view bytes, int codePage);

/// Little endian, without a mark; an odd last byte is dropped.
std::string fromUtf16(std::string_view bytes);

/// Is this text in some encoding, and no program, picture or the like?
bool looksLikeText(std::string_view bytes);

} // namespace chaperone::document
