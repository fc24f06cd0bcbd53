#pragma once

#include "document/Reading.h"

namespace chaperone::reader {

/// Reads the pages of a PDF with Qt Pdf, what stands outside of them with qpdf (PdfObjects.h), and
/// looks at pages as pictures where they show any.
class PdfPages final : public document::PdfReader {
public:
    void read(std::string_view bytes, document::Reading& reading) override;
};

} // namespace chaperone::reader
