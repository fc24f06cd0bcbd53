#pragma once

#include "document/Reading.h"

#include <string_view>

/// One function a format, called by Reading::document. Each takes bytes that nobody trusts, adds
/// the text it finds to the reading and reports what it could not read; none fails otherwise, but
/// for std::bad_alloc.
namespace chaperone::document {

void readText(std::string_view bytes, Reading& reading);
/// What is shown, and apart from it comments, scripts and attributes that carry text or addresses.
void readHtml(std::string_view bytes, Reading& reading);
/// Rich Text Format 1.9.1.
void readRtf(std::string_view bytes, Reading& reading);
/// RFC 5322 with MIME (RFC 2045 to 2047, 2231).
void readMail(std::string_view bytes, Reading& reading);
/// Jupyter, format 4.
void readNotebook(std::string_view bytes, Reading& reading);
/// An Office document (ECMA-376, ODF 1.3) or an archive.
void readZip(std::string_view bytes, Reading& reading);
void readArchive(std::string_view bytes, Reading& reading);
/// A single compressed file, that `name` without its ending names, or a compressed archive.
void readCompressed(std::string_view bytes, std::string_view name, Reading& reading);
void readPdf(std::string_view bytes, Reading& reading);
/// [MS-CFB]: Outlook messages ([MS-OXMSG]); other contents are reported.
void readCompound(std::string_view bytes, Reading& reading);
void readPicture(std::string_view bytes, Reading& reading);

} // namespace chaperone::document
