#pragma once

/// ASCII classes, without a locale.
namespace chaperone::detect {

constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr bool isAlpha(char c) {
    return isLower(c) || isUpper(c);
}
constexpr bool isAlnum(char c) {
    return isAlpha(c) || isDigit(c);
}
constexpr bool isWord(char c) {
    return isAlnum(c) || c == '_';
}
constexpr bool isBlank(char c) {
    return c == ' ' || c == '\t';
}
constexpr bool isSpace(char c) {
    return isBlank(c) || c == '\n' || c == '\r';
}
constexpr bool isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr char toLower(char c) {
    return isUpper(c) ? static_cast<char>(c + 32) : c;
}

} // namespace chaperone::detect
