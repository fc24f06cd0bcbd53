#include "text/Hidden.h"

#include "text/Decoding.h"
#include "text/Utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace chaperone::text {
namespace {

constexpr size_t kMinTagCharacters = 3;
constexpr size_t kMinSelectors = 3;
constexpr size_t kMinBits = 24;

/// The byte that a variation selector stands for (VS1 to VS256), or nothing.
std::optional<uint8_t> byteOfSelector(char32_t c) {
    if (c >= 0xFE00 && c <= 0xFE0F)
        return static_cast<uint8_t>(c - 0xFE00);
    if (c >= 0xE0100 && c <= 0xE01EF)
        return static_cast<uint8_t>(c - 0xE0100 + 16);
    return std::nullopt;
}

std::optional<char> charOfTag(char32_t c) {
    return c >= 0xE0020 && c <= 0xE007E ? std::optional(static_cast<char>(c - 0xE0000))
                                        : std::nullopt;
}

/// The zero-width characters that hidden bits are written in.
int bitSymbol(char32_t c) {
    switch (c) {
    case 0x200B:
        return 0;
    case 0x200C:
        return 1;
    case 0x200D:
        return 2;
    case 0x2060:
        return 3;
    case 0xFEFF:
        return 4;
    case 0x2062:
        return 5;
    case 0x2063:
        return 6;
    case 0x2064:
        return 7;
    default:
        return -1;
    }
}

struct Bit {
    int symbol = 0;
    Span at;
};

/// One pass over the characters that are not ASCII.
class HiddenReader {
public:
    explicit HiddenReader(std::string_view text) : m_text(text) {}

    std::vector<View> run() {
        for (size_t at = nextNonAscii(m_text, 0); at < m_text.size();) {
            // Only these bytes begin a character that carries something.
            const auto lead = static_cast<uint8_t>(m_text[at]);
            size_t end = at + 1;
            if (lead == 0xE2 || lead == 0xEF || lead == 0xF3) {
                const Decoded c = decode(m_text, at);
                end = at + c.size;
                take(c.character, {at, end});
            }
            at = end < m_text.size() && static_cast<uint8_t>(m_text[end]) < 0x80
                     ? nextNonAscii(m_text, end)
                     : end;
        }
        finishTags();
        finishSelectors();
        readBits();
        return std::move(m_views);
    }

private:
    void take(char32_t c, Span at) {
        if (const auto letter = charOfTag(c)) {
            if (m_tagEnd != at.start)
                finishTags();
            m_tags.replace(std::string_view(&*letter, 1), at);
            m_tagEnd = at.end;
        } else if (const auto byte = byteOfSelector(c)) {
            if (m_selectorEnd != at.start)
                finishSelectors();
            const char value = static_cast<char>(*byte);
            m_selectors.replace(std::string_view(&value, 1), at);
            m_selectorEnd = at.end;
        } else if (const int symbol = bitSymbol(c); symbol >= 0) {
            m_bits.push_back({symbol, at});
        }
    }

    void keep(ViewBuilder& builder, size_t atLeast) {
        View view = builder.take();
        builder = ViewBuilder();
        if (view.text.size() >= atLeast && isLegible(view.text))
            m_views.push_back(std::move(view));
    }
    void finishTags() { keep(m_tags, kMinTagCharacters); }
    void finishSelectors() { keep(m_selectors, kMinSelectors); }

    /// Two symbols carry the bits; others only part the bytes. Which is which is tried both ways.
    void readBits() {
        if (m_bits.size() < kMinBits)
            return;
        std::array<size_t, 8> counts{};
        for (const Bit& bit : m_bits)
            ++counts[static_cast<size_t>(bit.symbol)];
        std::array<int, 8> order{0, 1, 2, 3, 4, 5, 6, 7};
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
            return counts[static_cast<size_t>(a)] > counts[static_cast<size_t>(b)];
        });
        for (const auto& [zero, one] :
             {std::pair(order[0], order[1]), std::pair(order[1], order[0])}) {
            for (const size_t width : {size_t{8}, size_t{7}, size_t{16}}) {
                ViewBuilder view = bytesOf(zero, one, width);
                const size_t before = m_views.size();
                keep(view, 3);
                if (m_views.size() > before)
                    return;
            }
        }
    }

    ViewBuilder bytesOf(int zero, int one, size_t width) const {
        ViewBuilder view;
        unsigned value = 0;
        size_t count = 0;
        size_t start = 0;
        for (const Bit& bit : m_bits) {
            if (bit.symbol != zero && bit.symbol != one)
                continue;
            if (count == 0)
                start = bit.at.start;
            value = value << 1 | (bit.symbol == one ? 1U : 0U);
            if (++count < width)
                continue;
            const char byte = static_cast<char>(value & 0xFF);
            view.replace(std::string_view(&byte, 1), {start, bit.at.end});
            value = 0;
            count = 0;
        }
        return view;
    }

    std::string_view m_text;
    std::vector<View> m_views;
    ViewBuilder m_tags;
    ViewBuilder m_selectors;
    size_t m_tagEnd = 0;
    size_t m_selectorEnd = 0;
    std::vector<Bit> m_bits;
};

} // namespace

std::vector<View> hiddenViews(std::string_view text) {
    if (isAscii(text))
        return {};
    return HiddenReader(text).run();
}

} // namespace chaperone::text
