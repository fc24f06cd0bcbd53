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

constexpr size_t kFewBytes = 1000; // in so few one sign is enough

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

// What C has not, besides.
constexpr std::array<std::string_view, 12> kNotC{"::",       "auto ",      "new ", "delete ",
                                                 "override", "cout",       "cin ", "vector<",
                                                 "template", "const auto", "&)",   "& "};

struct Ids {
    ClassId javascript = *classOfSlug("javascript");
    ClassId typescript = *classOfSlug("typescript");
    ClassId tsx = *classOfSlug("tsx");
    ClassId c = *classOfSlug("c");
    ClassId cpp = *classOfSlug("cpp");

    bool isScript(ClassId id) const { return id == javascript || id == typescript || id == tsx; }
    bool isC(ClassId id) const { return id == c || id == cpp; }
};

const Ids& ids() {
    static const Ids known;
    return known;
}

ClassId refinedScript(ClassId language, std::string_view block) {
    const size_t enough = block.size() <= kFewBytes ? 1 : 2;
    const bool typed =
        language == ids().typescript || signs(block, kAnnotations, kTypeLines, enough) >= enough;
    const bool elements = signs(block, kJsx, {}, enough) >= enough;
    if (typed)
        return elements ? ids().tsx : ids().typescript;
    return language == ids().tsx && elements ? ids().tsx : ids().javascript;
}

ClassId refinedC(ClassId language, std::string_view block) {
    if (signs(block, kCppWords, kCppLines, 2) >= 2)
        return ids().cpp;
    return language == ids().cpp && signs(block, kCppWords, kCppLines, 1) == 0 &&
                   signs(block, kNotC, {}, 1) == 0
               ? ids().c
               : language;
}

} // namespace

ClassId refined(ClassId language, std::string_view block) {
    block = block.substr(0, kFamilyBytes);
    return ids().isScript(language) ? refinedScript(language, block)
           : ids().isC(language)    ? refinedC(language, block)
                                    : language;
}

bool areSiblings(ClassId a, ClassId b) {
    return (ids().isScript(a) && ids().isScript(b)) || (ids().isC(a) && ids().isC(b));
}

} // namespace chaperone::code
