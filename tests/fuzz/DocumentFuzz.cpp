// Any bytes as a document of each format with a scanner of our own: what is given is well-formed
// and within the limits, and an answer of the reader process is checked without harm.
#include "document/CompressedRtf.h"
#include "document/Formats.h"
#include "document/Wire.h"
#include "text/Utf8.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

using namespace chaperone;

namespace {

class Checked final : public document::Output {
public:
    explicit Checked(uint64_t maxBytes) : m_left(maxBytes) {}

    void part(document::TextPart part) override {
        check(part.where);
        if (part.text.size() > m_left || !text::isUtf8(part.text))
            std::abort();
        m_left -= part.text.size();
    }
    void unread(document::Unread unread) override { check(unread.where); }

private:
    static void check(const std::string& where) {
        const bool steers = std::any_of(where.begin(), where.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        });
        if (steers || !text::isUtf8(where))
            std::abort();
    }

    uint64_t m_left;
};

void readAny(std::string_view bytes, document::Reading& reading) {
    reading.document(bytes, "a");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0)
        return 0;
    constexpr void (*kFormats[])(std::string_view, document::Reading&) = {
        document::readHtml,     document::readRtf, document::readMail, document::readNotebook,
        document::readCompound, document::readZip, document::readText, readAny,
    };
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    document::Limits limits;
    limits.textBytes = 8192;
    limits.expandedBytes = 1 << 20;
    limits.entries = 200;
    Checked output(limits.textBytes);
    document::Reading reading(limits, {}, output);
    kFormats[data[0] % std::size(kFormats)](bytes, reading);
    (void)document::decompressedRtf(bytes, 4096);

    document::Answer answer(limits);
    (void)answer.feed(bytes);
    return 0;
}
