#include "detect/DigitScan.h"

#include <cstdint>

#if defined(__SSE2__) || defined(_M_X64)
#define CHAPERONE_SSE2 1
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#define CHAPERONE_NEON 1
#include <arm_neon.h>
#endif

#include <bit>

namespace chaperone::detect {

size_t nextDigitOrAtPortable(std::string_view text, size_t at) {
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if ((c >= '0' && c <= '9') || c == '@')
            return at;
    }
    return text.size();
}

#if defined(CHAPERONE_SSE2)

size_t nextDigitOrAt(std::string_view text, size_t at) {
    const __m128i belowZero = _mm_set1_epi8('0' - 1);
    const __m128i aboveNine = _mm_set1_epi8('9' + 1);
    const __m128i atSign = _mm_set1_epi8('@');
    for (; at + 16 <= text.size(); at += 16) {
        __m128i bytes;
        // Signed comparison: bytes over 0x7F are negative, and so below '0'.
        bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const __m128i digits =
            _mm_and_si128(_mm_cmpgt_epi8(bytes, belowZero), _mm_cmplt_epi8(bytes, aboveNine));
        const int mask = _mm_movemask_epi8(_mm_or_si128(digits, _mm_cmpeq_epi8(bytes, atSign)));
        if (mask != 0)
            return at + static_cast<size_t>(std::countr_zero(static_cast<unsigned>(mask)));
    }
    return nextDigitOrAtPortable(text, at);
}

#elif defined(CHAPERONE_NEON)

size_t nextDigitOrAt(std::string_view text, size_t at) {
    for (; at + 16 <= text.size(); at += 16) {
        const uint8x16_t bytes = vld1q_u8(reinterpret_cast<const uint8_t*>(text.data() + at));
        const uint8x16_t digits = vcltq_u8(vsubq_u8(bytes, vdupq_n_u8('0')), vdupq_n_u8(10));
        const uint8x16_t found = vorrq_u8(digits, vceqq_u8(bytes, vdupq_n_u8('@')));
        if (vmaxvq_u8(found) != 0)
            return nextDigitOrAtPortable(text, at);
    }
    return nextDigitOrAtPortable(text, at);
}

#else

size_t nextDigitOrAt(std::string_view text, size_t at) {
    return nextDigitOrAtPortable(text, at);
}

#endif

} // namespace chaperone::detect
