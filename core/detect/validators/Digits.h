#pragma once

#include "detect/validators/CheckDigits.h"
#include "detect/validators/Validators.h"

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

/// Small tools that the check digits of many countries are made of. They take any bytes; what is no
/// digit where a digit is wanted never passes. Nothing here allocates.
namespace chaperone::detect {

/// The ASCII letters (in upper case) and digits of a value, without the signs that people write
/// between them. Of a value with more than kMax nothing is left, so that no rule's length fits it.
class Plain {
public:
    static constexpr size_t kMax = 40;

    explicit Plain(std::string_view value);

    size_t size() const { return m_size; }
    char operator[](size_t index) const { return index < m_size ? m_text[index] : '\0'; }
    std::string_view text() const { return {m_text.data(), m_size}; }
    std::string_view part(size_t from, size_t count = kMax) const {
        return from < m_size ? text().substr(from, count) : std::string_view();
    }
    /// What follows these letters; all of it when it does not begin with them.
    std::string_view after(std::string_view prefix) const;

private:
    std::array<char, kMax> m_text{};
    size_t m_size = 0;
};

/// Digits only, and at least one.
bool isDigits(std::string_view text);
/// So many digits, and not one digit over and over.
bool isNumberOf(size_t count, std::string_view text);
/// As a number; at most 18 digits.
long long numberOf(std::string_view digits);
int digitAt(std::string_view digits, size_t index);

/// The sum of the digits, each times its weight; digits beyond the weights do not count.
int weighed(std::string_view digits, std::initializer_list<int> weights);
/// The digits in sum, each product's own digits added up (as Luhn does).
int weighedDigitSum(std::string_view digits, std::initializer_list<int> weights);
/// ICAO Doc 9303-3, 4.9: weights 7 3 1 over digits and letters (A = 10), modulo 10.
int documentCheck(std::string_view alnum);
/// A number of any length by a small modulus.
int remainder(std::string_view digits, int modulus);
/// ISO/IEC 7064 MOD 97-10 for accounts and their kin: the last two digits make it 1.
bool leavesOneBy97(std::string_view digits);

/// A day of the calendar. Years of two digits are leap years when they divide by four.
bool isDate(int year, int month, int day);
/// The same, from digits: "310199" as day, month, year; "990131" as year, month, day.
bool isDayMonthYear(std::string_view digits);
bool isYearMonthDay(std::string_view digits);

constexpr Check provenIf(bool holds) {
    return holds ? Check::Proven : Check::Refused;
}
constexpr Check plausibleIf(bool holds) {
    return holds ? Check::Plausible : Check::Refused;
}

} // namespace chaperone::detect
