#include "document/Charset.h"
#include "document/Formats.h"
#include "document/MailHeader.h"
#include "document/TransferEncoding.h"

#include <algorithm>

namespace chaperone::document {
namespace {

/// Multiparts in multiparts of one message; real ones have four.
constexpr size_t kMaxNesting = 20;

struct Pieces {
    std::vector<std::string_view> parts;
    std::string outside; ///< before the first and after the last part, where readers show nothing
    bool closed = false;
};

/// RFC 2046, 5.1.1: a line that starts with `--boundary`; one with `--` after it is the last.
Pieces split(std::string_view body, const std::string& boundary) {
    const std::string mark = "--" + boundary;
    Pieces pieces;
    size_t partStart = std::string_view::npos;
    for (size_t line = 0; line < body.size();) {
        const size_t next = std::min(body.find('\n', line), body.size() - 1) + 1;
        const std::string_view text = body.substr(line, next - line);
        if (!pieces.closed && text.starts_with(mark)) {
            if (partStart != std::string_view::npos)
                pieces.parts.push_back(body.substr(partStart, line - partStart));
            partStart = next;
            pieces.closed = text.substr(mark.size()).starts_with("--");
        } else if (pieces.closed || partStart == std::string_view::npos) {
            pieces.outside += text;
        }
        line = next;
    }
    if (!pieces.closed && partStart != std::string_view::npos)
        pieces.parts.push_back(body.substr(partStart));
    return pieces;
}

std::string decodedBody(const MailHeader& header, std::string_view body) {
    const std::string encoding = header.value("content-transfer-encoding");
    if (encoding == "base64")
        return decodedBase64(body);
    if (encoding == "quoted-printable")
        return decodedQuotedPrintable(body);
    return std::string(body);
}

class Mail {
public:
    explicit Mail(Reading& reading) : m_reading(reading) {}

    void readPart(const MailHeader& header, std::string_view body, size_t nesting) {
        const std::string type = header.value("content-type");
        if (type.starts_with("multipart/"))
            return readMultipart(header, body, nesting);
        if (!m_reading.enter())
            return;
        if (type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime")
            return m_reading.unread("encrypted or signed content", Reason::Encrypted);
        const std::string content = decodedBody(header, body);
        std::string name = header.parameter("content-disposition", "filename");
        if (name.empty())
            name = header.parameter("content-type", "name");
        const bool attached = header.value("content-disposition") == "attachment" || !name.empty();
        const std::string charset = header.parameter("content-type", "charset");
        if (!attached && (type.empty() || type == "text/plain"))
            return m_reading.add({}, toUtf8(content, charset));
        if (!attached && type == "text/html")
            return readHtml(charset.empty() ? content : toUtf8(content, charset), m_reading);
        readAttachment(type, name, content);
    }

private:
    void readMultipart(const MailHeader& header, std::string_view body, size_t nesting) {
        if (nesting >= kMaxNesting)
            return m_reading.unread({}, Reason::Depth);
        if (header.value("content-type") == "multipart/encrypted")
            return m_reading.unread({}, Reason::Encrypted);
        const Pieces pieces = split(body, header.parameter("content-type", "boundary"));
        if (!pieces.closed)
            m_reading.unread({}, Reason::Truncated);
        m_reading.add("outside of the message's parts", toUtf8(pieces.outside));
        for (std::string_view part : pieces.parts) {
            const MailHeader own = MailHeader::take(part);
            readPart(own, part, nesting + 1);
        }
    }

    void readAttachment(const std::string& type, const std::string& name,
                        const std::string& content) {
        if (!name.empty())
            m_reading.add("names of attachments", name);
        if (type == "message/rfc822") {
            const Within within(m_reading, "attached message");
            return m_reading.document(content, "message.eml");
        }
        const Within within(m_reading,
                            name.empty() ? "attachment" : "attachment " + inQuotes(name));
        m_reading.document(content, name);
    }

    Reading& m_reading;
};

} // namespace

void readMail(std::string_view bytes, Reading& reading) {
    std::string_view body = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
    const MailHeader header = MailHeader::take(body);
    reading.add("header", header.text());
    Mail(reading).readPart(header, body, 0);
}

} // namespace chaperone::document
