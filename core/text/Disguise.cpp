#include "text/Disguise.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace chaperone::text {
namespace {

constexpr size_t kMinSpaced = 9;      // letters and digits in a row
constexpr size_t kMaxViews = 256;     // of each kind
constexpr size_t kGroupDigits = 4;    // of a number in four groups
constexpr size_t kMaxBetween = 8;     // bytes between two groups
constexpr size_t kTurnedWindow = 256; // bytes judged together
constexpr int kMinTurnedLetters = 20;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isAlpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isAlnum(char c) {
    return isDigit(c) || isAlpha(c);
}
bool parts(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '_' || c == '*' || c == '\t' || c == ',' ||
           c == '|';
}
char at(std::string_view text, size_t index) {
    return index < text.size() ? text[index] : '\0';
}

// ---- "4 1 1 1 …"

/// Reads from a letter or digit on, one sign between each two; a wider gap parts words.
size_t readSpaced(std::string_view text, size_t start, ViewBuilder& view) {
    const char sign = at(text, start + 1);
    size_t count = 0;
    size_t index = start;
    while (isAlnum(at(text, index))) {
        view.copy(text.substr(index, 1), index);
        ++count;
        size_t gap = index + 1;
        while (gap < text.size() && text[gap] == sign && gap - index <= 4)
            ++gap;
        const bool single = gap == index + 2;
        const bool goesOn =
            isAlnum(at(text, gap)) && (at(text, gap + 1) == sign || !isAlnum(at(text, gap + 1)));
        if (gap == index + 1 || !goesOn)
            break;
        if (!single)
            view.replace(" ", {index + 1, gap});
        index = gap;
    }
    return count;
}

void addSpaced(std::string_view text, std::vector<View>& views) {
    // Nine letters with a sign between take seventeen bytes: every sixth is one of them.
    for (size_t probe = 0; probe + 4 < text.size() && views.size() < kMaxViews; probe += 6) {
        // The sign stands two apart: seldom so by chance.
        const char* near = text.data() + probe;
        if ((near[0] != near[2]) & (near[1] != near[3])) [[likely]]
            continue;
        size_t letter = isAlnum(text[probe]) ? probe : probe + 1;
        const char sign = at(text, letter + 1);
        if (!parts(sign) || !isAlnum(text[letter]) || !isAlnum(at(text, letter + 2)) ||
            at(text, letter + 3) != sign)
            continue;
        const auto alone = [&](size_t index) {
            return isAlnum(text[index]) && (index == 0 || !isAlnum(text[index - 1]));
        };
        while (letter >= 2 && text[letter - 1] == sign && alone(letter - 2))
            letter -= 2;
        if (letter > 0 && isAlnum(text[letter - 1]))
            continue;
        ViewBuilder view;
        const size_t count = readSpaced(text, letter, view);
        if (count < kMinSpaced)
            continue;
        View made = view.take();
        probe = std::max(probe, made.map.segments().back().original.end);
        views.push_back(std::move(made));
    }
}

// ---- "4539",⏎"1488",⏎"0343",⏎"6467"

size_t digitsAt(std::string_view text, size_t index) {
    size_t count = 0;
    while (count <= kGroupDigits && isDigit(at(text, index + count)))
        ++count;
    return count;
}

/// What parts two groups, when it is more than a blank; its length, or 0.
size_t betweenAt(std::string_view text, size_t index) {
    size_t size = 0;
    bool wide = false;
    while (size <= kMaxBetween && !isDigit(at(text, index + size)) && index + size < text.size()) {
        const char c = text[index + size];
        if (isAlpha(c))
            return 0;
        wide |= c == '\n' || c == '"' || c == '\'' || c == ',' || c == ';' || c == '|' || c == '\t';
        ++size;
    }
    return wide && size > 0 && size <= kMaxBetween ? size : 0;
}

void addGrouped(std::string_view text, std::vector<View>& views) {
    for (size_t probe = 3; probe < text.size() && views.size() < kMaxViews; probe += kGroupDigits) {
        if (!isDigit(text[probe]))
            continue;
        size_t start = probe;
        while (start > 0 && probe - start < kGroupDigits && isDigit(text[start - 1]))
            --start;
        if (digitsAt(text, start) != kGroupDigits || (start > 0 && isAlnum(text[start - 1])))
            continue;
        const size_t between = betweenAt(text, start + kGroupDigits);
        if (between == 0)
            continue;
        const std::string_view sign = text.substr(start + kGroupDigits, between);
        const bool first = start < between + 1 || text.substr(start - between, between) != sign ||
                           !isDigit(text[start - between - 1]);
        ViewBuilder view;
        size_t groups = 0;
        size_t index = start;
        while (digitsAt(text, index) == kGroupDigits) {
            if (groups > 0)
                view.replace(" ", {index - between, index});
            view.copy(text.substr(index, kGroupDigits), index);
            ++groups;
            if (text.substr(index + kGroupDigits, between) != sign)
                break;
            index += kGroupDigits + between;
        }
        if (first && groups == 4)
            views.push_back(view.take());
        probe = std::max(probe, index);
    }
}

// ---- rot13

/// e t o i h s are common in many languages, the letters they turn into are rare.
constexpr std::array<int8_t, 256> kTurnWeights = [] {
    std::array<int8_t, 256> weights{};
    for (const char c : {'e', 't', 'o', 'i', 's', 'a'})
        weights[static_cast<uint8_t>(c)] = -1;
    for (const char c : {'r', 'g', 'b', 'v', 'f', 'n'})
        weights[static_cast<uint8_t>(c)] = 1;
    return weights;
}();

char turned(char c) {
    if (c >= 'a' && c <= 'z')
        return static_cast<char>('a' + (c - 'a' + 13) % 26);
    if (c >= 'A' && c <= 'Z')
        return static_cast<char>('A' + (c - 'A' + 13) % 26);
    return c;
}

bool isTurned(std::string_view window) {
    // A sample says no to ordinary text.
    int sample = 0;
    for (size_t i = 0; i < window.size(); i += 5)
        sample += kTurnWeights[static_cast<uint8_t>(window[i])];
    if (sample < 0)
        return false;
    int weight = 0;
    for (const char c : window)
        weight += kTurnWeights[static_cast<uint8_t>(c)];
    if (weight <= 0)
        return false;
    const auto letters = std::count_if(window.begin(), window.end(), isAlpha);
    return letters >= kMinTurnedLetters && weight * 6 > static_cast<int>(letters);
}

void addTurned(std::string_view text, std::vector<View>& views) {
    for (size_t start = 0; start < text.size() && views.size() < 3 * kMaxViews;) {
        size_t end = start;
        while (end < text.size() && isTurned(text.substr(end, kTurnedWindow)))
            end = std::min(text.size(), end + kTurnedWindow);
        if (end == start) {
            start += kTurnedWindow;
            continue;
        }
        std::string letters(text.substr(start, end - start));
        std::transform(letters.begin(), letters.end(), letters.begin(), turned);
        ViewBuilder view;
        view.transform(letters, {start, end}, 1, 1);
        views.push_back(view.take());
        start = end;
    }
}

} // namespace

std::vector<View> disguisedViews(std::string_view text) {
    std::vector<View> views;
    addSpaced(text, views);
    addGrouped(text, views);
    addTurned(text, views);
    return views;
}

} // namespace chaperone::text
