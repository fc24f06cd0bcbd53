#pragma once

#include <string>
#include <string_view>

namespace chaperone::detect {

/// A short excerpt that helps its owner recognise a value and gives it away to nobody else: the
/// last four of a card, account or phone number, first letter and domain of an e-mail address, the
/// vendor's prefix of a key; nothing of a password. `type` is the finding's, `value` the text
/// found.
std::string mask(std::string_view type, std::string_view value);

} // namespace chaperone::detect
