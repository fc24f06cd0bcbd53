#include "document/Charset.h"

#include "text/Utf8.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

namespace chaperone::document {
namespace {

constexpr size_t kSampleBytes = 4096;

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open(const std::string& charset) {
    UErrorCode error = U_ZERO_ERROR;
    Converter converter(ucnv_open(charset.c_str(), &error));
    if (U_FAILURE(error) != 0)
        return nullptr;
    return converter;
}

/// Piece by piece through UTF-16: nothing is as large as the whole but the result.
std::string convert(UConverter& from, std::string_view bytes) {
    constexpr size_t kUnits = 4096;
    UChar units[kUnits] = {};
    std::string utf8;
    utf8.reserve(bytes.size());
    const char* in = bytes.data();
    const char* const end = in + bytes.size();
    char32_t high = 0;
    UErrorCode error = U_ZERO_ERROR;
    do {
        UChar* out = units;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(&from, &out, units + kUnits, &in, end, nullptr, 1, &error);
        for (const UChar* unit = units; unit != out; ++unit) {
            const char32_t value = *unit;
            if (value >= 0xD800 && value < 0xDC00) {
                high = value;
            } else if (value >= 0xDC00 && value < 0xE000 && high != 0) {
                text::append(utf8, 0x10000 + ((high - 0xD800) << 10U) + (value - 0xDC00));
                high = 0;
            } else {
                text::append(utf8, value >= 0xDC00 && value < 0xE000 ? 0xFFFD : value);
                high = 0;
            }
        }
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    return utf8;
}

std::string converted(std::string_view bytes, const std::string& charset) {
    const Converter converter = open(charset);
    return converter ? convert(*converter, bytes) : std::string();
}

std::string repaired(std::string_view bytes) {
    return text::isUtf8(bytes) ? std::string(bytes) : converted(bytes, "UTF-8");
}

/// Which of two bytes tends to be zero: 0 the first (big endian), 1 the second, -1 none.
int zeroSide(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, kSampleBytes);
    size_t zeros[2] = {0, 0};
    for (size_t at = 0; at < sample.size(); ++at)
        zeros[at % 2] += sample[at] == 0 ? 1 : 0;
    const size_t pairs = sample.size() / 2;
    for (int side = 0; side < 2; ++side) {
        if (pairs >= 2 && zeros[side] * 10 > pairs * 6 && zeros[1 - side] * 20 < pairs)
            return side;
    }
    return -1;
}

struct Mark {
    std::string_view bytes;
    const char* charset;
};
constexpr Mark kMarks[] = {
    {{"\xEF\xBB\xBF", 3}, "UTF-8"},    {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
    {{"\0\0\xFE\xFF", 4}, "UTF-32BE"}, {{"\xFF\xFE", 2}, "UTF-16LE"},
    {{"\xFE\xFF", 2}, "UTF-16BE"},
};

const Mark* markOf(std::string_view bytes) {
    for (const Mark& mark : kMarks) {
        if (bytes.starts_with(mark.bytes))
            return &mark;
    }
    return nullptr;
}

} // namespace

std::string toUtf8(std::string_view bytes) {
    if (const Mark* mark = markOf(bytes))
        return converted(bytes.substr(mark->bytes.size()), mark->charset);
    if (text::isUtf8(bytes) && bytes.find('\0') == std::string_view::npos)
        return std::string(bytes);
    const int side = zeroSide(bytes);
    if (side >= 0)
        return converted(bytes, side == 1 ? "UTF-16LE" : "UTF-16BE");
    return text::isUtf8(bytes) ? std::string(bytes) : converted(bytes, "windows-1252");
}

std::string toUtf8(std::string_view bytes, std::string_view charset) {
    const Converter converter =
        charset.empty() || charset.size() > 60 ? nullptr : open(std::string(charset));
    // UTF-7 turns plain text into something else; nobody sends it but who wants that.
    if (!converter || ucnv_getType(converter.get()) == UCNV_UTF7)
        return toUtf8(bytes);
    return convert(*converter, bytes);
}

std::string toUtf8(std::string_view bytes, int codePage) {
    if (codePage == 65001)
        return repaired(bytes);
    if (codePage == 1200)
        return fromUtf16(bytes);
    return toUtf8(bytes, "windows-" + std::to_string(codePage));
}

std::string fromUtf16(std::string_view bytes) {
    return converted(bytes.substr(0, bytes.size() / 2 * 2), "UTF-16LE");
}

bool looksLikeText(std::string_view bytes) {
    if (markOf(bytes) != nullptr || zeroSide(bytes) >= 0)
        return true;
    const std::string_view sample = bytes.substr(0, kSampleBytes);
    const auto isControl = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1B';
    };
    const auto controls = std::count_if(sample.begin(), sample.end(), isControl);
    const bool zeros = bytes.find('\0') != std::string_view::npos;
    // A stray control character is no reason to refuse a log, a zero byte beyond UTF-8 is.
    return text::isUtf8(bytes) ? static_cast<size_t>(controls) * 10 <= sample.size()
                               : !zeros && static_cast<size_t>(controls) * 100 <= sample.size();
}

} // namespace chaperone::document
