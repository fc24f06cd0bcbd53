#pragma once

#include "document/Reading.h"

#include <set>
#include <string_view>
#include <vector>

namespace chaperone::reader {

/// What a page holds beside text, for whoever decides which pages to look at as pictures.
struct PdfPageFacts {
    bool newPictures = false; ///< pictures that no earlier page showed, too large for a line or dot
    bool drawsSomething = false;
};

/// Reads with qpdf what stands in a PDF outside of its pages: comments, form fields, links,
/// scripts, outline, metadata, attached files. Says what could not be read. Gives the facts of each
/// page; none when the file cannot be opened at all.
std::vector<PdfPageFacts> readPdfObjects(std::string_view bytes, document::Reading& reading);

} // namespace chaperone::reader
