#pragma once

#include <span>
#include <string>
#include <string_view>

namespace chaperone::policy {

/// For a word that is none of `known`: " Did you mean `paste`?" when one is close by spelling,
/// else nothing.
std::string didYouMean(std::string_view word, std::span<const std::string_view> known);

/// "`a`, `b`, `c`"
std::string quotedList(std::span<const std::string_view> words);

} // namespace chaperone::policy
