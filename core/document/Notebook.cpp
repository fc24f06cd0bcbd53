#include "document/Formats.h"
#include "document/TransferEncoding.h"

#include <nlohmann/json.hpp>

namespace chaperone::document {
namespace {

using nlohmann::json;

/// A text, or a list of lines.
std::string joined(const json& value) {
    if (value.is_string())
        return value.get<std::string>();
    std::string text;
    if (value.is_array()) {
        for (const json& line : value)
            text += line.is_string() ? line.get<std::string>() : std::string();
    }
    return text;
}

/// Every text in a value, a line each, keys too.
void collect(const json& value, std::string& lines) {
    const json flat = value.flatten();
    for (const auto& [path, leaf] : flat.items()) {
        lines += path + ' ';
        lines += leaf.is_string() ? leaf.get<std::string>() : leaf.dump();
        lines += '\n';
    }
}

const json& member(const json& object, const char* name) {
    static const json kNone;
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() ? *found : kNone;
}

void readOutput(const json& output, Reading& reading) {
    reading.add({}, joined(member(output, "text")));
    reading.add({}, joined(member(output, "evalue")) + '\n' + joined(member(output, "traceback")));
    const json& data = member(output, "data");
    if (!data.is_object())
        return;
    for (const auto& [type, content] : data.items()) {
        const Within within(reading, inQuotes(type));
        if (type.starts_with("image/") && type != "image/svg+xml") {
            reading.document(decodedBase64(joined(content)), {});
        } else if (type == "text/html") {
            readHtml(joined(content), reading);
        } else if (content.is_object()) {
            reading.add({}, content.dump());
        } else {
            reading.add({}, joined(content));
        }
    }
}

void readCell(const json& cell, size_t number, Reading& reading) {
    const std::string place = "cell " + std::to_string(number);
    reading.add(place, joined(member(cell, "source")));
    const json& outputs = member(cell, "outputs");
    const Within within(reading, "output of " + place);
    for (const json& output : outputs.is_array() ? outputs : json::array())
        readOutput(output, reading);
    if (const json& attachments = member(cell, "attachments"); attachments.is_object()) {
        for (const auto& [name, kinds] : attachments.items()) {
            for (const json& content : kinds.is_object() ? kinds : json::object())
                reading.document(decodedBase64(joined(content)), name);
        }
    }
}

/// Nesting costs the parser no stack, but what is made of it does.
json parsed(std::string_view bytes) {
    constexpr int kMaxDepth = 100;
    bool deep = false;
    json value = json::parse(
        bytes,
        [&deep](int depth, json::parse_event_t /*event*/, json& /*value*/) {
            deep = deep || depth > kMaxDepth;
            return depth <= kMaxDepth;
        },
        false);
    return deep ? json(json::value_t::discarded) : value;
}

} // namespace

void readNotebook(std::string_view bytes, Reading& reading) {
    const json notebook = parsed(bytes);
    const json& cells = member(notebook, "cells");
    // Whatever else it is, it is a text.
    if (!cells.is_array())
        return readText(bytes, reading);
    size_t number = 0;
    for (const json& cell : cells) {
        if (!reading.enter())
            return;
        readCell(cell, ++number, reading);
    }
    std::string metadata;
    collect(member(notebook, "metadata"), metadata);
    reading.add("metadata", std::move(metadata));
}

} // namespace chaperone::document
