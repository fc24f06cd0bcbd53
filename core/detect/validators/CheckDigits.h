#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chaperone::detect {

/// Only the digits, or only the letters and digits (upper case), of a value written in groups.
std::string digitsOf(std::string_view value);
std::string alnumOf(std::string_view value);

/// One digit over and over: nobody's number.
bool isRepetition(std::string_view digits);

// Check digits from the public standards. Digits only, without separators.
bool passesLuhn(std::string_view digits);                      ///< ISO/IEC 7812-1, annex B
bool passesVerhoeff(std::string_view digits);                  ///< Verhoeff 1969
bool passesMod97(std::string_view alnum);                      ///< ISO/IEC 7064 MOD 97-10
bool passesMod11_10(std::string_view digits);                  ///< ISO/IEC 7064 MOD 11,10
int weightedSum(std::string_view digits, const char* weights); ///< weights as digits, A = 10

/// The CRC-32 of ISO-HDLC (as zlib), and the token tail that GitHub and npm make of it.
uint32_t crc32(std::string_view bytes);
std::string crc32Tail(std::string_view body);

} // namespace chaperone::detect
