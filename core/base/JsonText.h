#pragma once

#include <string>

namespace chaperone {

/// A member of a JSON object that is text; empty when it is missing or something else. For bodies
/// that may have been touched by others: nothing in them is taken for granted. `Json` is one of
/// nlohmann's types, which this floor does not link.
template<typename Json>
std::string textOf(const Json& object, const char* member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->template get<std::string>()
                                                       : std::string();
}

} // namespace chaperone
