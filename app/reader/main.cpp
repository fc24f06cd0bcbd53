#include "reader/Confinement.h"
#include "reader/PdfPages.h"
#include "reader/Recogniser.h"

#include "document/Reader.h"
#include "document/Wire.h"

#include <clocale>
#include <cstdio>
#include <optional>
#include <string>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

/// chaperone-reader: takes one document on stdin and gives its text on stdout (document/Wire.h),
/// then ends. Whoever starts it limits its memory and time; it limits itself to computing.
namespace {

using namespace chaperone;

enum ExitCode { kAnswered = 0, kBadRequest = 2, kNotConfined = 3, kNobodyListens = 4 };

void useBytes() {
    std::setvbuf(stdin, nullptr, _IONBF, 0);
    std::setvbuf(stdout, nullptr, _IONBF, 0);
#ifdef _WIN32
    _setmode(_fileno(stdin), _O_BINARY);
    _setmode(_fileno(stdout), _O_BINARY);
#endif
}

std::optional<std::string> take(size_t bytes) {
    std::string taken(bytes, '\0');
    if (std::fread(taken.data(), 1, bytes, stdin) != bytes)
        return std::nullopt;
    return taken;
}

std::optional<document::Request> takeRequest() {
    const auto header = take(kFrameHeaderBytes);
    if (!header || frameLength(*header) > document::kMaxDocumentRequestBytes)
        return std::nullopt;
    const auto payload = take(frameLength(*header));
    const auto request =
        payload ? document::parseRequest(*payload) : Result<document::Request>(Error{});
    return request ? std::optional(*request) : std::nullopt;
}

/// Sends each part as soon as it is read: what came before a crash is not lost.
class ToStdout final : public document::Output {
public:
    void part(document::TextPart part) override { send(document::frameOf(part)); }
    void unread(document::Unread unread) override { send(document::frameOf(unread)); }

    void send(const std::string& frame) {
        m_failed = m_failed || std::fwrite(frame.data(), 1, frame.size(), stdout) != frame.size();
    }
    bool failed() const { return m_failed; }

private:
    bool m_failed = false;
};

} // namespace

int main() {
    std::setlocale(LC_CTYPE, "C.UTF-8"); // names in archives
    useBytes();
    std::string language = reader::Recogniser::installedData();
    const bool hasRecogniser = !language.empty();
    reader::Recogniser recogniser(std::move(language));
    if (!reader::confine())
        return kNotConfined;
    const auto request = takeRequest();
    if (!request)
        return kBadRequest;
    ToStdout output;
    if (request->bytes > request->limits.inputBytes) {
        output.unread({{}, document::Reason::InputBytes});
    } else {
        const auto bytes = take(request->bytes);
        if (!bytes)
            return kBadRequest;
        reader::PdfPages pdf;
        document::read(*bytes, request->name, request->limits,
                       {.pictures = hasRecogniser ? &recogniser : nullptr, .pdf = &pdf}, output);
    }
    output.send(document::lastFrame());
    return output.failed() ? kNobodyListens : kAnswered;
}
