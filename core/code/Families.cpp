#include "code/Families.h"

#include <algorithm>
#include <array>
#include <span>

namespace chaperone::code {
namespace {

using Words = std::span<const std::string_view>;

// What only TypeScript has: after a name, and at the beginning of a line.
constexpr std::array<std::string_view, 12> kAnnotations{
    ": string", ": number", ": boolean",  ": void",    ": any",     ": unknown",
    "?: ",      "): void",  ": Promise<", ": Record<", " as const", "Promise<void>"};
constexpr std::array<std::string_view, 16> kTypeLines{
    "interface ", "export interface ", "import type ",       "export type ",     "declare ",
    "enum ",      "export enum ",      "export const enum ", "private ",         "protected ",
    "public ",    "readonly ",         "abstract class ",    "export abstract ", "namespace ",
    "type "};
// And what only JSX has.
constexpr std::array<std::string_view, 5> kJsx{"className=", " />", "</", "return <", "<>"};

constexpr std::array<std::string_view, 8> kCppWords{"std::",
                                                    "nullptr",
                                                    "static_cast<",
                                                    "#include <iostream>",
                                                    "#include <string>",
                                                    "#include <vector>",
                                                    "#include <memory>",
                                                    "constexpr "};
constexpr std::array<std::string_view, 8> kCppLines{
    "class ", "template ", "template<", "namespace ", "using ", "public:", "private:", "virtual "};

std::string_view withoutIndent(std::string_view line) {
    const size_t first = line.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : line.substr(first);
}

bool isComment(std::string_view line) {
    return line.starts_with("//") || line.starts_with('*') || line.starts_with("/*");
}

bool holdsOne(std::string_view line, Words words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return line.find(word) != line.npos; });
}

bool beginsWithOne(std::string_view line, Words words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return line.starts_with(word); });
}

/// Lines of code with a sign in them, up to `enough`.
size_t signs(std::string_view block, Words anywhere, Words first, size_t enough) {
    size_t count = 0;
    while (!block.empty() && count < enough) {
        const size_t end = std::min(block.find('\n'), block.size() - 1);
        const std::string_view line = withoutIndent(block.substr(0, end + 1));
        block.remove_prefix(end + 1);
        if (!isComment(line) && (beginsWithOne(line, first) || holdsOne(line, anywhere)))
            ++count;
    }
    return count;
}

} // namespace

ClassId refined(ClassId language, std::string_view block) {
    static const ClassId javascript = *classOfSlug("javascript");
    static const ClassId typescript = *classOfSlug("typescript");
    static const ClassId tsx = *classOfSlug("tsx");
    static const ClassId c = *classOfSlug("c");
    static const ClassId cpp = *classOfSlug("cpp");
    block = block.substr(0, kFamilyBytes);
    if (language == javascript || language == typescript || language == tsx) {
        const bool typed = language == typescript || signs(block, kAnnotations, kTypeLines, 2) >= 2;
        const bool elements = signs(block, kJsx, {}, 2) >= 2;
        return !typed     ? (language == tsx && elements ? tsx : javascript)
               : elements ? tsx
                          : typescript;
    }
    if (language == c && signs(block, kCppWords, kCppLines, 2) >= 2)
        return cpp;
    return language;
}

} // namespace chaperone::code
