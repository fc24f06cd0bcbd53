#pragma once

#include "detect/Matchers.h"
#include "text/View.h"

#include <optional>
#include <string_view>

namespace chaperone::detect {

/// A name, what joins it to a value, and the value: how people and programs write a secret down.
/// password = "x", "password": "x", <password>x</password>, --password x, WITH PASSWORD 'x',
/// "the password for the box is x", пароль: x, 密码是x, | password | x |, password x,
/// {"name": "password", "value": "x"}.
struct Assignment {
    std::string_view rest; ///< of the name, after the literal that led here
    text::Span value;      ///< without its quotes
    bool quoted = false;
    bool prose = false; ///< joined by a word of a sentence
    bool far = false;   ///< words stand between the name and what joins it
    bool apart = false; ///< a blank stands before the value: it goes on to the next one
    bool bare = false;  ///< nothing joins them but a blank or the end of a line
};

/// Reads around a literal that may be part of a name. Looks a bounded way; nothing when it is no
/// assignment.
std::optional<Assignment> readAssignment(const Site& site);

} // namespace chaperone::detect
