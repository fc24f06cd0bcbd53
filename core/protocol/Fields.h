#pragma once

#include "base/Result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Only for Messages.cpp: reads a JSON object field by field, each checked for kind and length. The
/// first thing wrong is kept and every later read gives a default, so that a message can be read in
/// one sweep and judged once at its end.
namespace chaperone::wire {

using Json = nlohmann::ordered_json;

/// Nesting beyond this is refused before it costs memory.
inline constexpr int kMaxDepth = 32;

/// The object's own scalars, with "bad_message" for anything that is no JSON object in UTF-8, has a
/// field twice or is nested too deeply. Arrays and objects inside are skipped and stand as an empty
/// array: memory stays within the text's own size, whatever is sent.
Result<Json> readFlatObject(std::string_view text);

/// The whole document. Memory is about 20 times the text's at worst, so limit it before.
Result<Json> readDocument(std::string_view text);

class Fields {
public:
    /// `what` names the message in errors. Strings are moved out of `object`.
    Fields(Json& object, std::string_view what) : m_object(object), m_what(what) {}

    enum class Need { Filled, Present, Optional };

    std::string text(const char* name, size_t maxBytes, Need need = Need::Optional);
    bool flag(const char* name, bool fallback);
    uint64_t number(const char* name, uint64_t max);
    /// An array or object, or nullptr where there is none; another kind is an error.
    Json* array(const char* name);
    Json* object(const char* name);

    /// A word of a fixed list, read by `parse`. Without a fallback the field must be there.
    template<typename Enum>
    Enum word(const char* name, std::optional<Enum> (*parse)(std::string_view),
              std::optional<Enum> fallback = std::nullopt) {
        if (fallback && !m_object.contains(name)) {
            return *fallback;
        }
        const std::optional<Enum> value = parse(text(name, kMaxWordBytes, Need::Filled));
        if (!value) {
            fail(name, "is no word that is known here");
        }
        return value.value_or(Enum{});
    }

    void fail(const char* name, const char* why);
    bool ok() const { return !m_error; }
    const Error& error() const { return *m_error; }

private:
    static constexpr size_t kMaxWordBytes = 64;

    Json* find(const char* name);

    Json& m_object;
    std::string m_what;
    std::optional<Error> m_error;
};

} // namespace chaperone::wire
