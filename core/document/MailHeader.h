#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chaperone::document {

/// The header of a message or of a part of one (RFC 5322, 2.2), unfolded.
class MailHeader {
public:
    /// Takes the header off the front of `rest`, with the empty line after it.
    static MailHeader take(std::string_view& rest);

    /// As it stands; empty when there is none. `name` in lower case.
    std::string_view field(std::string_view name) const;
    /// What stands before the first `;`, in lower case: `text/plain`.
    std::string value(std::string_view name) const;
    /// A parameter of a field, decoded (RFC 2231, RFC 2047): `boundary`, `charset`, `filename`.
    std::string parameter(std::string_view field, std::string_view name) const;
    /// All of it for reading, decoded: `Subject: …`.
    std::string text() const;

private:
    struct Field {
        std::string name;  ///< as written
        std::string value; ///< unfolded
    };
    std::vector<Field> m_fields;
};

/// RFC 2047: `=?utf-8?B?…?=` among other text.
std::string decodedWords(std::string_view text);

} // namespace chaperone::document
