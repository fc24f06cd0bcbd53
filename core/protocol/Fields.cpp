#include "protocol/Fields.h"

#include <cmath>
#include <utility>

namespace chaperone::wire {
namespace {

constexpr size_t kMaxFields = 64;

Error bad(std::string message) {
    return {"bad_message", std::move(message)};
}

bool isHexAt(std::string_view text, size_t at) {
    const char digit = text[at];
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') ||
           (digit >= 'A' && digit <= 'F');
}

enum class Surrogate { None, High, Low };

/// What the `\uXXXX` at `at` stands for.
Surrogate surrogateAt(std::string_view text, size_t at) {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u' ||
        (text[at + 2] != 'd' && text[at + 2] != 'D') || !isHexAt(text, at + 4) ||
        !isHexAt(text, at + 5)) {
        return Surrogate::None;
    }
    // U+D800 to U+DBFF come first, U+DC00 to U+DFFF second (The Unicode Standard, 3.8).
    constexpr std::string_view kFirst = "89abAB";
    constexpr std::string_view kSecond = "cdefCDEF";
    if (kFirst.find(text[at + 3]) != std::string_view::npos) {
        return Surrogate::High;
    }
    return kSecond.find(text[at + 3]) != std::string_view::npos ? Surrogate::Low : Surrogate::None;
}

/// The text with each half of a surrogate pair written as U+FFFD; nothing when there is none, which
/// is nearly always and then costs one search.
std::optional<std::string> withWholeCharacters(std::string_view text) {
    std::optional<std::string> repaired;
    for (size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
        const Surrogate half = surrogateAt(text, at);
        if (half == Surrogate::None) {
            at += 2; // the escape and what it escapes, so that `\\ud800` is text
        } else if (half == Surrogate::High && surrogateAt(text, at + 6) == Surrogate::Low) {
            at += 12;
        } else {
            if (!repaired) {
                repaired.emplace(text);
            }
            repaired->replace(at, 6, "\\ufffd");
            at += 6;
        }
    }
    return repaired;
}

/// Reads the outermost object's scalars and lets go of all else as it comes.
class FlatReader final : public nlohmann::json_sax<Json> {
public:
    explicit FlatReader(Json& object) : m_fields(object) {}

    const std::optional<Error>& error() const { return m_error; }

    bool null() override { return scalar(nullptr); }
    bool boolean(bool value) override { return scalar(value); }
    bool number_integer(number_integer_t value) override { return scalar(value); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(value); }
    bool number_float(number_float_t value, const string_t&) override { return scalar(value); }
    bool string(string_t& value) override { return scalar(std::move(value)); }
    bool binary(binary_t&) override { return refuse("binary data is not JSON."); }
    bool start_object(size_t) override { return enter(true); }
    bool end_object() override { return leave(); }
    bool start_array(size_t) override { return enter(false); }
    bool end_array() override { return leave(); }
    bool parse_error(size_t at, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("it is not JSON in UTF-8, from byte " + std::to_string(at) + " on.");
    }

    bool key(string_t& name) override {
        if (m_depth != 1) {
            return true;
        }
        if (m_fields.contains(name)) {
            return refuse("a field is there twice.");
        }
        if (m_fields.size() == kMaxFields) {
            return refuse("it has too many fields.");
        }
        m_current = &m_fields[std::move(name)];
        return true;
    }

private:
    bool refuse(const std::string& why) {
        m_error = bad("A message was refused: " + why);
        return false;
    }

    bool scalar(Json value) {
        if (m_depth == 0) {
            return refuse("it is no JSON object.");
        }
        if (m_depth == 1) {
            *m_current = std::move(value);
        }
        return true;
    }

    bool enter(bool isObject) {
        if (m_depth == 0 && !isObject) {
            return refuse("it is no JSON object.");
        }
        if (m_depth == 1) {
            *m_current = Json::array();
        }
        return ++m_depth <= kMaxDepth || refuse("it is nested too deeply.");
    }

    bool leave() {
        --m_depth;
        return true;
    }

    Json& m_fields;
    Json* m_current = nullptr;
    int m_depth = 0;
    std::optional<Error> m_error;
};

/// Brackets outside of strings, counted before anything is built from them.
bool isTooDeep(std::string_view text) {
    int depth = 0;
    bool inString = false;
    for (size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        if (inString) {
            at += letter == '\\' ? 1 : 0;
            inString = letter != '"';
        } else if (letter == '[' || letter == '{') {
            if (++depth > kMaxDepth) {
                return true;
            }
        } else {
            depth -= letter == ']' || letter == '}' ? 1 : 0;
            inString = letter == '"';
        }
    }
    return false;
}

} // namespace

Result<Json> readFlatObject(std::string_view text) {
    const std::optional<std::string> repaired = withWholeCharacters(text);
    Json object = Json::object();
    FlatReader reader(object);
    const bool complete = Json::sax_parse(repaired ? std::string_view(*repaired) : text, &reader);
    if (reader.error()) {
        return *reader.error();
    }
    if (!complete) {
        return bad("A message was refused: it is not JSON in UTF-8.");
    }
    return object;
}

Result<Json> readDocument(std::string_view text) {
    if (isTooDeep(text)) {
        return bad("A message was refused: it is nested too deeply.");
    }
    const std::optional<std::string> repaired = withWholeCharacters(text);
    Json document =
        Json::parse(repaired ? std::string_view(*repaired) : text, nullptr, false /* no throw */);
    if (!document.is_object()) {
        return bad("A message was refused: it is no JSON object in UTF-8.");
    }
    return document;
}

Json* Fields::find(const char* name) {
    const auto found = m_object.find(name);
    return found == m_object.end() ? nullptr : &*found;
}

std::string Fields::text(const char* name, size_t maxBytes, Need need) {
    Json* value = find(name);
    if (value == nullptr) {
        if (need != Need::Optional) {
            fail(name, "is missing");
        }
        return {};
    }
    auto* text = value->get_ptr<std::string*>();
    if (text == nullptr) {
        fail(name, "is not a text");
    } else if (text->size() > maxBytes) {
        fail(name, "is too long");
    } else if (need == Need::Filled && text->empty()) {
        fail(name, "is empty");
    } else {
        return std::move(*text);
    }
    return {};
}

bool Fields::flag(const char* name, bool fallback) {
    const Json* value = find(name);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_boolean()) {
        fail(name, "is neither true nor false");
        return fallback;
    }
    return value->get<bool>();
}

uint64_t Fields::number(const char* name, uint64_t max) {
    const Json* value = find(name);
    if (value == nullptr) {
        return 0;
    }
    // Chromium writes a whole number as 1500.0 where its own value was a double.
    const bool whole = value->is_number_float() && value->get<double>() >= 0 &&
                       value->get<double>() < 9e15 &&
                       value->get<double>() == std::floor(value->get<double>());
    if (!value->is_number_unsigned() && !whole) {
        fail(name, "is not a whole number");
        return 0;
    }
    const uint64_t number =
        whole ? static_cast<uint64_t>(value->get<double>()) : value->get<uint64_t>();
    if (number > max) {
        fail(name, "is too large");
        return 0;
    }
    return number;
}

Json* Fields::array(const char* name) {
    Json* value = find(name);
    if (value != nullptr && !value->is_array()) {
        fail(name, "is not a list");
        return nullptr;
    }
    return value;
}

Json* Fields::object(const char* name) {
    Json* value = find(name);
    if (value != nullptr && !value->is_object()) {
        fail(name, "is not an object");
        return nullptr;
    }
    return value;
}

void Fields::fail(const char* name, const char* why) {
    if (!m_error) {
        m_error = bad("The " + m_what + " message was refused: " + name + " " + why + ".");
    }
}

} // namespace chaperone::wire
