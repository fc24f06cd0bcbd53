#include "detect/validators/Digits.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

char toUpper(char c) {
    return isLower(c) ? static_cast<char>(c - 32) : c;
}

int digitSum(int value) {
    return value / 10 + value % 10;
}

} // namespace

Plain::Plain(std::string_view value) {
    for (const char c : value) {
        if (!isAlnum(c))
            continue;
        if (m_size == kMax) {
            m_size = 0;
            return;
        }
        m_text[m_size++] = toUpper(c);
    }
}

std::string_view Plain::after(std::string_view prefix) const {
    return text().substr(text().starts_with(prefix) ? prefix.size() : 0);
}

bool isDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isNumberOf(size_t count, std::string_view text) {
    return text.size() == count && isDigits(text) && !isRepetition(text);
}

long long numberOf(std::string_view digits) {
    long long value = 0;
    for (const char c : digits.substr(0, 18))
        value = value * 10 + (c - '0');
    return value;
}

int digitAt(std::string_view digits, size_t index) {
    return index < digits.size() && isDigit(digits[index]) ? digits[index] - '0' : -1;
}

int weighed(std::string_view digits, std::initializer_list<int> weights) {
    int sum = 0;
    size_t index = 0;
    for (const int weight : weights) {
        if (index == digits.size())
            break;
        sum += (digits[index++] - '0') * weight;
    }
    return sum;
}

int weighedDigitSum(std::string_view digits, std::initializer_list<int> weights) {
    int sum = 0;
    size_t index = 0;
    for (const int weight : weights) {
        if (index == digits.size())
            break;
        sum += digitSum((digits[index++] - '0') * weight);
    }
    return sum;
}

int documentCheck(std::string_view alnum) {
    static constexpr int kWeights[] = {7, 3, 1};
    int sum = 0;
    for (size_t i = 0; i < alnum.size(); ++i) {
        const int value = isDigit(alnum[i]) ? alnum[i] - '0' : alnum[i] - 'A' + 10;
        sum += value * kWeights[i % 3];
    }
    return sum % 10;
}

int remainder(std::string_view digits, int modulus) {
    int rest = 0;
    for (const char c : digits)
        rest = (rest * 10 + (c - '0')) % modulus;
    return rest;
}

bool leavesOneBy97(std::string_view digits) {
    return isDigits(digits) && remainder(digits, 97) == 1;
}

bool isDate(int year, int month, int day) {
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1)
        return false;
    const bool leap = year % 4 == 0 && (year < 100 || year % 100 != 0 || year % 400 == 0);
    return day <= kDays[month - 1] + (leap && month == 2 ? 1 : 0);
}

bool isDayMonthYear(std::string_view digits) {
    return isDigits(digits) && digits.size() >= 6 &&
           isDate(static_cast<int>(numberOf(digits.substr(4))),
                  static_cast<int>(numberOf(digits.substr(2, 2))),
                  static_cast<int>(numberOf(digits.substr(0, 2))));
}

bool isYearMonthDay(std::string_view digits) {
    if (!isDigits(digits) || (digits.size() != 6 && digits.size() != 8))
        return false;
    const size_t year = digits.size() - 4;
    return isDate(static_cast<int>(numberOf(digits.substr(0, year))),
                  static_cast<int>(numberOf(digits.substr(year, 2))),
                  static_cast<int>(numberOf(digits.substr(year + 2, 2))));
}

} // namespace chaperone::detect
