#pragma once

#include "document/Reading.h"

#include <memory>
#include <string>

namespace tesseract {
class TessBaseAPI;
}

namespace chaperone::reader {

/// Recognises the text in pictures with Tesseract: letters of Latin script, as they are printed.
/// One thread. What it needs is loaded before the first document is read, since no file can be
/// opened afterwards; it is set up when the first picture comes.
class Recogniser final : public document::PictureReader {
public:
    /// The language data that is installed; empty when there is none.
    static std::string installedData();

    explicit Recogniser(std::string data);
    ~Recogniser() override;
    Recogniser(const Recogniser&) = delete;
    Recogniser& operator=(const Recogniser&) = delete;

    void read(std::string_view bytes, document::Reading& reading) override;

private:
    bool setUp();

    std::string m_data;
    std::unique_ptr<tesseract::TessBaseAPI> m_tesseract;
};

} // namespace chaperone::reader
