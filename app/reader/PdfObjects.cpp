#include "reader/PdfObjects.h"

#include "document/Charset.h"
#include "reader/Qpdf.h"

#include <algorithm>
#include <array>
#include <map>
#include <new>

namespace chaperone::reader {
namespace {

using document::Reading;
using document::Reason;

struct Key {
    const char* key;
    const char* place;
};

/// Where text stands in dictionaries (ISO 32000-1: 12.3.3, 12.5.2, 12.6.4, 12.7.3, 14.3.3, 14.9).
constexpr std::array kKeys{
    Key{"/Contents", "comments"},
    Key{"/RC", "comments"},
    Key{"/V", "form fields"},
    Key{"/DV", "form fields"},
    Key{"/T", "names of form fields and authors"},
    Key{"/TU", "names of form fields and authors"},
    Key{"/URI", "links"},
    Key{"/JS", "scripts"},
    Key{"/Title", "titles"},
    Key{"/Subj", "comments"},
    Key{"/Alt", "descriptions of pictures"},
    Key{"/ActualText", "descriptions of pictures"},
    Key{"/Author", "metadata"},
    Key{"/Subject", "metadata"},
    Key{"/Keywords", "metadata"},
    Key{"/Creator", "metadata"},
    Key{"/Producer", "metadata"},
};

/// Smaller ones are lines, dots and bullets.
constexpr long long kSmallestPicturePixels = 2000;
constexpr size_t kMaxNesting = 20;

std::string contentOf(QPDFObjectHandle stream) {
    const auto data = stream.getStreamData(qpdf_dl_all);
    return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

class Objects {
public:
    Objects(QPDF& pdf, Reading& reading) : m_pdf(pdf), m_reading(reading) {}

    void read() {
        for (const QPDFObjectHandle& object : m_pdf.getAllObjects()) {
            if (m_reading.full())
                break;
            collect(object, 0);
        }
        readInfo();
        for (auto& [place, text] : m_texts)
            m_reading.add(place, std::move(text));
    }

private:
    /// A dictionary may lie within another; what is only referred to comes by itself.
    void collect(QPDFObjectHandle object, size_t nesting) {
        if (nesting > kMaxNesting)
            return m_reading.unread({}, Reason::Hostile);
        if (object.isArray()) {
            for (const QPDFObjectHandle& item : object.aitems())
                collectDirect(item, nesting);
        }
        if (object.isStream())
            readStream(object);
        QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
        if (!dictionary.isDictionary())
            return;
        for (const Key& known : kKeys) {
            const QPDFObjectHandle value = dictionary.getKey(known.key);
            if (!isPageContent(known, value))
                add(known.place, value);
        }
        if (dictionary.hasKey("/EF"))
            noteFile(dictionary);
        if (dictionary.hasKey("/XFA"))
            readForm(dictionary.getKey("/XFA"));
        for (const auto& [key, value] : dictionary.ditems())
            collectDirect(value, nesting);
    }

    void collectDirect(const QPDFObjectHandle& object, size_t nesting) {
        if (!object.isIndirect())
            collect(object, nesting + 1);
    }

    /// The same key as of a comment.
    static bool isPageContent(const Key& known, QPDFObjectHandle value) {
        return known.key == std::string_view("/Contents") && !value.isString();
    }

    void add(const char* place, QPDFObjectHandle value) {
        if (value.isString()) {
            m_texts[place].append(value.getUTF8Value()).append("\n");
        } else if (value.isStream()) {
            m_texts[place].append(document::toUtf8(contentOf(value))).append("\n");
        }
    }

    /// Names come before or after the files; files are read by number, so that none is missed.
    void noteFile(QPDFObjectHandle dictionary) {
        for (const char* key : {"/UF", "/F"}) {
            QPDFObjectHandle name = dictionary.getKey(key);
            if (!name.isString())
                continue;
            for (const auto& [which, stream] : dictionary.getKey("/EF").ditems())
                readFile(stream, name.getUTF8Value());
            return;
        }
    }

    void readFile(QPDFObjectHandle stream, const std::string& name) {
        if (!stream.isStream() || !m_files.insert(stream.getObjGen()).second || !m_reading.enter())
            return;
        const std::string content = contentOf(stream);
        if (!m_reading.expand(content.size()))
            return;
        const document::Within within(m_reading, "attachment " + document::inQuotes(name));
        m_reading.document(content, name);
    }

    void readStream(QPDFObjectHandle stream) {
        QPDFObjectHandle type = stream.getDict().getKey("/Type");
        if (type.isNameAndEquals("/Metadata")) {
            m_texts["metadata"].append(document::toUtf8(contentOf(stream))).append("\n");
        } else if (type.isNameAndEquals("/EmbeddedFile")) {
            m_unnamed.push_back(stream);
        }
    }

    void readForm(QPDFObjectHandle form) {
        if (!form.isArray())
            return add("form fields", form);
        for (const QPDFObjectHandle& item : form.aitems())
            add("form fields", item);
    }

    void readInfo() {
        for (const QPDFObjectHandle& stream : m_unnamed)
            readFile(stream, "");
        QPDFObjectHandle info = m_pdf.getTrailer().getKey("/Info");
        if (!info.isDictionary())
            return;
        for (const auto& [key, value] : info.ditems())
            add("metadata", value);
    }

    QPDF& m_pdf;
    Reading& m_reading;
    std::map<std::string, std::string, std::less<>> m_texts;
    std::set<QPDFObjGen> m_files;
    std::vector<QPDFObjectHandle> m_unnamed;
};

std::vector<PdfPageFacts> factsOf(QPDF& pdf, uint32_t atMost) {
    std::vector<PdfPageFacts> list;
    std::set<QPDFObjGen> seen;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        if (list.size() >= atMost)
            break;
        PdfPageFacts facts;
        facts.drawsSomething = !page.getPageContents().empty();
        page.forEachImage(true, [&](QPDFObjectHandle& image, QPDFObjectHandle&,
                                    const std::string&) {
            QPDFObjectHandle width = image.getDict().getKey("/Width");
            QPDFObjectHandle height = image.getDict().getKey("/Height");
            const bool large = width.isInteger() && height.isInteger() && width.getIntValue() > 8 &&
                               height.getIntValue() > 8 &&
                               width.getIntValue() >= kSmallestPicturePixels / height.getIntValue();
            facts.newPictures =
                (seen.insert(image.getObjGen()).second && large) || facts.newPictures;
        });
        list.push_back(facts);
    }
    return list;
}

/// qpdf reads on in a damaged file as well as it can, and warns.
bool isDamaged(QPDF& pdf) {
    const auto warnings = pdf.getWarnings();
    return std::any_of(warnings.begin(), warnings.end(), [](const QPDFExc& warning) {
        return warning.getMessageDetail().find("reconstruct") != std::string::npos;
    });
}

} // namespace

std::vector<PdfPageFacts> readPdfObjects(std::string_view bytes, Reading& reading) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("document", bytes.data(), bytes.size());
        if (isDamaged(pdf))
            reading.unread({}, Reason::Truncated);
        Objects(pdf, reading).read();
        return factsOf(pdf, reading.limits().pages);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const QPDFExc& error) {
        reading.unread({}, error.getErrorCode() == qpdf_e_password ? Reason::Encrypted
                                                                   : Reason::Truncated);
    } catch (const std::exception&) {
        reading.unread({}, Reason::Truncated);
    }
    return {};
}

} // namespace chaperone::reader
