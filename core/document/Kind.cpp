#include "document/Kind.h"

#include "document/Charset.h"

#include <algorithm>
#include <array>
#include <string>

namespace chaperone::document {
namespace {

using std::string_view_literals::operator""sv;

struct Magic {
    size_t offset;
    std::string_view bytes;
    Kind kind;
};

constexpr std::array kMagics{
    Magic{0, "PK\x03\x04"sv, Kind::Zip},
    Magic{0, "PK\x05\x06"sv, Kind::Zip},
    Magic{0, "PK\x07\x08"sv, Kind::Zip},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, Kind::Archive},
    Magic{0, "Rar!\x1A\x07"sv, Kind::Archive},
    Magic{0, "MSCF\0\0\0\0"sv, Kind::Archive},
    Magic{257, "ustar"sv, Kind::Archive},
    Magic{0, "\x1F\x8B"sv, Kind::Compressed},
    Magic{0, "BZh"sv, Kind::Compressed},
    Magic{0,
          "\xFD"
          "7zXZ\0"sv,
          Kind::Compressed},
    Magic{0, "\x28\xB5\x2F\xFD"sv, Kind::Compressed},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, Kind::Compound},
    Magic{0, "\x89PNG\r\n\x1A\n"sv, Kind::Picture},
    Magic{0, "\xFF\xD8\xFF"sv, Kind::Picture},
    Magic{0, "GIF87a"sv, Kind::Picture},
    Magic{0, "GIF89a"sv, Kind::Picture},
    Magic{0, "II*\0"sv, Kind::Picture},
    Magic{0, "MM\0*"sv, Kind::Picture},
    Magic{8, "WEBP"sv, Kind::Picture},
    Magic{0, "{\\rtf"sv, Kind::Rtf},
};

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

/// A bitmap: its two letters are too short to go by alone.
bool isBitmap(std::string_view bytes) {
    return bytes.size() > 30 && bytes.starts_with("BM") && bytes.substr(6, 4) == "\0\0\0\0"sv;
}

/// The header may come late in the file (ISO 32000-1, annex H, note 13).
bool isPdf(std::string_view bytes) {
    return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

std::string_view withoutSpace(std::string_view text) {
    const size_t start = text.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF");
    return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

bool startsLikeHtml(std::string_view bytes) {
    const std::string start = lower(withoutSpace(bytes.substr(0, 512)).substr(0, 64));
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

/// Header lines only, among them one that a message always has.
bool startsLikeMail(std::string_view bytes) {
    bool known = false;
    std::string_view rest = bytes.substr(0, size_t{16} << 10);
    for (int lines = 0; lines < 60 && !rest.empty(); ++lines) {
        const size_t end = std::min(rest.find('\n'), rest.size());
        const std::string line = lower(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty() || line == "\r")
            return known && lines >= 3;
        if (line[0] == ' ' || line[0] == '\t')
            continue;
        const size_t colon = line.find(':');
        if (colon == std::string::npos || line.substr(0, colon).find(' ') != std::string::npos)
            return false;
        known = known || line.starts_with("received:") || line.starts_with("message-id:") ||
                line.starts_with("mime-version:") || line.starts_with("from:");
    }
    return false;
}

Kind kindOfText(std::string_view bytes, const std::string& name) {
    if (name.ends_with(".ipynb") && withoutSpace(bytes.substr(0, 512)).starts_with('{'))
        return Kind::Notebook;
    if (name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml") ||
        startsLikeHtml(bytes))
        return Kind::Html;
    if (name.ends_with(".eml") || startsLikeMail(bytes))
        return Kind::Mail;
    return Kind::Text;
}

} // namespace

Kind kindOf(std::string_view bytes, std::string_view name) {
    for (const Magic& magic : kMagics) {
        if (bytes.size() > magic.offset && bytes.substr(magic.offset).starts_with(magic.bytes))
            return magic.kind;
    }
    if (isPdf(bytes))
        return Kind::Pdf;
    if (isBitmap(bytes))
        return Kind::Picture;
    return looksLikeText(bytes) ? kindOfText(bytes, lower(name)) : Kind::Other;
}

} // namespace chaperone::document
