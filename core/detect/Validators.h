#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace chaperone::detect {

/// What a closer look at a value says.
enum class Check : uint8_t {
    Refused,   ///< it is not what it looked like
    Plausible, ///< nothing against it, and nothing that proves it
    Proven,    ///< a check digit, a checksum or a decoded header agrees
    Sample,    ///< it is the one from the documentation, or a known test number
};

/// A named test that a detector file may ask for. `proves`: a value that passes has more than a
/// shape, so that it may reach medium without context.
struct Validator {
    std::string_view name;
    bool proves;
    Check (*check)(std::string_view value);
};

const Validator* findValidator(std::string_view name);
std::span<const Validator> validators();

/// Only the digits, or only the letters and digits (upper case), of a value written in groups.
std::string digitsOf(std::string_view value);
std::string alnumOf(std::string_view value);

/// How long an IBAN of this country is (by its first two letters); 0 for a country without IBANs.
size_t ibanLength(std::string_view iban);

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
