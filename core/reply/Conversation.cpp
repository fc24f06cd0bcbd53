#include "reply/Conversation.h"

#include <algorithm>

namespace chaperone::reply {
namespace {

/// Letters and digits in lower case, and everything outside ASCII.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool other = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
        if (upper || other)
            out.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return out;
}

} // namespace

void Conversation::add(std::string_view text, std::span<const detect::Finding> findings) {
    for (const detect::Finding& finding : findings) {
        if (finding.end <= text.size() && finding.start < finding.end &&
            !finding.type.starts_with("code."))
            addValue(text.substr(finding.start, finding.end - finding.start));
    }
}

void Conversation::addValue(std::string_view value) {
    constexpr size_t kMaxValueBytes = 4096;
    std::string known = plain(value.substr(0, kMaxValueBytes));
    if (known.size() >= kMinValueBytes && m_values.size() < kMaxValues)
        m_values.insert(std::move(known));
}

bool Conversation::occursIn(std::string_view text) const {
    if (m_values.empty())
        return false;
    const std::string here = plain(text);
    return std::any_of(m_values.begin(), m_values.end(), [&here](const std::string& value) {
        return here.find(value) != std::string::npos;
    });
}

bool Conversation::holds(std::string_view value) const {
    return m_values.contains(plain(value));
}

} // namespace chaperone::reply
