#pragma once

#include <string_view>

/// Does a string look like a secret somebody made, or like something written to be read?
namespace chaperone::detect {

/// Shannon's bits per character over the characters of the value itself.
double entropyBits(std::string_view value);

/// xxx, changeme, <token>, ${TOKEN}, %TOKEN%, your-key-here, "example" inside, runs and sequences.
bool isPlaceholder(std::string_view value);

/// Reads like words: most pairs of neighbouring letters are common in European languages.
bool looksLikeWords(std::string_view value);

/// An identifier or digest that is no secret by itself: UUID, MD5, SHA-1, SHA-256, SRI, version.
bool isDigestOrId(std::string_view value);

/// A path, an address, or code that fetches a value: os.environ["X"], getPassword(), config.key.
bool isReference(std::string_view value);

/// Nobody would write this but as a password: digits and signs among letters, or no words.
bool looksMade(std::string_view value);

/// How many of: lower case, upper case, digit, other.
int characterClasses(std::string_view value);

} // namespace chaperone::detect
