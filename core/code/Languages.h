#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// Finds source code in a text and names its language.
namespace chaperone::code {

/// A class of the model: a language, or (from kLanguages on) a kind of text that is no code.
using ClassId = uint8_t;

/// How a language relates to its neighbours in a text.
enum class Kind : uint8_t {
    Program, ///< written to be run or compiled
    Markup,  ///< holds other languages: HTML with scripts, PHP with HTML
    Data,    ///< JSON, YAML, INI: only a lot of it, or clear signs, make a sure finding
    Style,   ///< style sheets
    NoCode,  ///< prose, logs, tables, traces
};

struct Language {
    std::string_view slug;     ///< name of its training file; `code_` and it is the detector's id
    std::string_view name;     ///< what a person is told
    std::string_view type;     ///< `code.` and GitHub Linguist's name in lower case
    std::string_view detector; ///< `code_python`
    Kind kind = Kind::Program;
    std::string_view hints; ///< what a fence calls it, between spaces
};

/// All classes in the order of the model; the first `kLanguages` of them are languages.
std::span<const Language> classes();
inline constexpr size_t kLanguages = 77;
inline constexpr size_t kClasses = kLanguages + 4;
std::span<const Language> languages();

/// The language that a fence's info string names ("py", "C++"), whatever its case.
std::optional<ClassId> languageOfHint(std::string_view hint);
std::optional<ClassId> classOfSlug(std::string_view slug);

} // namespace chaperone::code
