#include "detect/validators/CheckDigits.h"

#include "detect/Characters.h"

#include <algorithm>
#include <cctype>

namespace chaperone::detect {

std::string digitsOf(std::string_view value) {
    std::string digits;
    for (const char c : value) {
        if (isDigit(c))
            digits.push_back(c);
    }
    return digits;
}

std::string alnumOf(std::string_view value) {
    std::string alnum;
    for (const char c : value) {
        if (std::isalnum(static_cast<unsigned char>(c))) {
            alnum.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
        }
    }
    return alnum;
}

bool isRepetition(std::string_view digits) {
    return digits.find_first_not_of(digits.substr(0, 1)) == std::string_view::npos;
}

bool passesLuhn(std::string_view digits) {
    int sum = 0;
    for (size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        const int doubled = i % 2 == 1 ? digit * 2 : digit;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return !digits.empty() && sum % 10 == 0;
}

bool passesVerhoeff(std::string_view digits) {
    static constexpr uint8_t kMultiply[10][10] = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
    static constexpr uint8_t kPermute[8][10] = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
        {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
        {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};
    uint8_t check = 0;
    for (size_t i = 0; i < digits.size(); ++i) {
        const auto digit = static_cast<size_t>(digits[digits.size() - 1 - i] - '0');
        check = kMultiply[check][kPermute[i % 8][digit]];
    }
    return !digits.empty() && check == 0;
}

bool passesMod97(std::string_view alnum) {
    unsigned remainder = 0;
    for (const char c : alnum) {
        if (isDigit(c)) {
            remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % 97;
        } else {
            remainder = (remainder * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
        }
    }
    return remainder == 1;
}

bool passesMod11_10(std::string_view digits) {
    int product = 10;
    for (size_t i = 0; i + 1 < digits.size(); ++i) {
        int sum = (digits[i] - '0' + product) % 10;
        if (sum == 0)
            sum = 10;
        product = sum * 2 % 11;
    }
    const int check = (11 - product) % 10;
    return !digits.empty() && digits.back() - '0' == check;
}

int weightedSum(std::string_view digits, const char* weights) {
    int sum = 0;
    for (size_t i = 0; i < digits.size() && weights[i] != '\0'; ++i) {
        const int weight = weights[i] >= 'A' ? weights[i] - 'A' + 10 : weights[i] - '0';
        sum += (digits[i] - '0') * weight;
    }
    return sum;
}

uint32_t crc32(std::string_view bytes) {
    uint32_t crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= static_cast<uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

std::string crc32Tail(std::string_view body) {
    static constexpr std::string_view kBase62 =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string tail(6, '0');
    uint32_t rest = crc32(body);
    for (size_t i = tail.size(); i-- > 0; rest /= 62) {
        tail[i] = kBase62[rest % 62];
    }
    return tail;
}

} // namespace chaperone::detect
