#include "reader/Recogniser.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

namespace chaperone::reader {
namespace {

using document::Reading;
using document::Reason;

constexpr int kSmallestSide = 12; ///< pixels; less holds no letter
constexpr double kMostPixels = 64e6;
/// An A4 page at 200 dots per inch; more costs time and gives little.
constexpr double kWorkPixels = 4e6;
/// Letters on a screen are half as large as Tesseract likes them.
constexpr double kScreenPixels = 1.2e6;

struct FreePix {
    void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using Picture = std::unique_ptr<Pix, FreePix>;

const l_uint8* data(std::string_view bytes) {
    return reinterpret_cast<const l_uint8*>(bytes.data());
}

double scaleFor(double pixels) {
    if (pixels > kWorkPixels)
        return std::sqrt(kWorkPixels / pixels);
    return pixels < kScreenPixels ? 2 : 1;
}

/// In grey, on white, of a size that suits.
Picture prepared(Picture picture) {
    Picture grey(pixConvertTo8(picture.get(), 0));
    if (!grey)
        return nullptr;
    const double pixels = static_cast<double>(pixGetWidth(grey.get())) * pixGetHeight(grey.get());
    const auto scale = static_cast<l_float32>(scaleFor(pixels));
    return scale == 1 ? std::move(grey) : Picture(pixScale(grey.get(), scale, scale));
}

bool isTiff(int format) {
    return format >= IFF_TIFF && format <= IFF_TIFF_ZIP;
}

bool isAnimated(std::string_view bytes) {
    return bytes.starts_with("GIF") &&
           bytes.substr(0, 4096).find("NETSCAPE2.0") != std::string_view::npos;
}

struct Size {
    int width = 0;
    int height = 0;
    int format = 0;
};

/// From the header, before memory is spent on the picture.
std::optional<Size> sizeOf(std::string_view bytes) {
    Size size;
    int bits = 0;
    int samples = 0;
    int map = 0;
    if (pixReadHeaderMem(data(bytes), bytes.size(), &size.format, &size.width, &size.height, &bits,
                         &samples, &map) != 0)
        return std::nullopt;
    return size;
}

} // namespace

std::string Recogniser::installedData() {
    namespace fs = std::filesystem;
    const char* own = std::getenv("TESSDATA_PREFIX"); // NOLINT(concurrency-mt-unsafe)
    for (const fs::path& folder :
         {fs::path(own != nullptr ? own : ""), fs::path("/usr/share/tesseract-ocr/5/tessdata"),
          fs::path("/usr/share/tessdata"), fs::path("/usr/local/share/tessdata"),
          fs::path("/opt/homebrew/share/tessdata")}) {
        std::ifstream file(folder / "eng.traineddata", std::ios::binary | std::ios::ate);
        std::string data(file ? static_cast<size_t>(file.tellg()) : 0, '\0');
        if (!data.empty() &&
            file.seekg(0).read(data.data(), static_cast<std::streamsize>(data.size())))
            return data;
    }
    return {};
}

Recogniser::Recogniser(std::string data) : m_data(std::move(data)) {
    setMsgSeverity(L_SEVERITY_NONE);
}

Recogniser::~Recogniser() = default;

bool Recogniser::setUp() {
    if (m_tesseract || m_data.empty())
        return m_tesseract != nullptr;
    auto tesseract = std::make_unique<tesseract::TessBaseAPI>();
    if (tesseract->Init(m_data.data(), static_cast<int>(m_data.size()), "eng",
                        tesseract::OEM_LSTM_ONLY, nullptr, 0, nullptr, nullptr, false,
                        nullptr) != 0)
        return false;
    tesseract->SetPageSegMode(tesseract::PSM_AUTO);
    m_tesseract = std::move(tesseract);
    m_data = {};
    return true;
}

void Recogniser::read(std::string_view bytes, Reading& reading) {
    const auto size = sizeOf(bytes);
    if (!size)
        return reading.unread({}, Reason::Truncated);
    if (std::min(size->width, size->height) < kSmallestSide)
        return;
    if (static_cast<double>(size->width) * size->height > kMostPixels)
        return reading.unread({}, Reason::ExpandedBytes);
    if (!setUp())
        return reading.unread({}, Reason::Unsupported);
    if (isAnimated(bytes))
        reading.unread("further frames", Reason::Unsupported);
    size_t next = 0;
    do {
        Picture picture(isTiff(size->format)
                            ? pixReadMemFromMultipageTiff(data(bytes), bytes.size(), &next)
                            : pixReadMem(data(bytes), bytes.size()));
        picture = picture ? prepared(std::move(picture)) : nullptr;
        if (!picture)
            return reading.unread({}, Reason::Truncated);
        m_tesseract->SetImage(picture.get());
        m_tesseract->SetSourceResolution(200);
        const std::unique_ptr<char[]> text(m_tesseract->GetUTF8Text());
        reading.add({}, text ? text.get() : "");
    } while (next != 0 && !reading.full() && reading.enter());
}

} // namespace chaperone::reader
