#pragma once

#include "document/Reader.h"

#include <string>

namespace chaperone::samples {

class Collected final : public document::Output {
public:
    void part(document::TextPart part) override { extraction.parts.push_back(std::move(part)); }
    void unread(document::Unread unread) override {
        extraction.unread.push_back(std::move(unread));
    }

    document::Extraction extraction;
};

inline document::Extraction read(std::string_view bytes, std::string_view name = {},
                                 const document::Limits& limits = {},
                                 const document::Engines& engines = {}) {
    Collected collected;
    document::read(bytes, name, limits, engines, collected);
    return std::move(collected.extraction);
}

/// Where a text was found, or why nothing was: for comparing in one line.
inline std::string placeOf(const document::Extraction& extraction, std::string_view text) {
    for (const auto& part : extraction.parts) {
        if (part.text.find(text) != std::string::npos)
            return part.where.empty() ? "text" : part.where;
    }
    return "nowhere";
}

/// A word, for comparing: `text`, `partial`, `could_not_read`.
inline std::string statusOf(const document::Extraction& extraction) {
    return std::string(document::toString(extraction.status()));
}

/// `encrypted`, or `report.zip > encrypted`; empty when all was read.
inline std::string unreadOf(const document::Extraction& extraction) {
    std::string list;
    for (const auto& unread : extraction.unread) {
        list += list.empty() ? "" : ", ";
        list += unread.where.empty() ? "" : unread.where + ": ";
        list += document::toString(unread.reason);
    }
    return list;
}

} // namespace chaperone::samples
