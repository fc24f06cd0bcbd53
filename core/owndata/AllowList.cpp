#include "owndata/AllowList.h"

#include "crypto/Digest.h"
#include "crypto/Hex.h"

#include <algorithm>

namespace chaperone::owndata {
namespace {

constexpr size_t kHashBytes = 16;

std::string compared(std::string_view value) {
    constexpr std::string_view kBlank = " \t\r\n";
    const size_t first = value.find_first_not_of(kBlank);
    const size_t last = value.find_last_not_of(kBlank);
    std::string text(first == value.npos ? std::string_view()
                                         : value.substr(first, last - first + 1));
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

bool isWithin(std::string_view type, std::string_view prefix) {
    return type.starts_with(prefix) &&
           (prefix.empty() || type.size() == prefix.size() || type[prefix.size()] == '.');
}

} // namespace

Result<std::string> allowedHash(const SecretBytes& key, std::string_view value) {
    const std::string text = compared(value);
    const auto mac = crypto::hmacSha256(key.view(), crypto::asBytes(text));
    if (!mac)
        return mac.error();
    return crypto::toHex(std::span<const uint8_t>(*mac).first(kHashBytes));
}

void AllowList::addValues(std::string type, const std::vector<std::string>& values) {
    Entry entry{std::move(type), {}, {}};
    for (const std::string& value : values)
        entry.values.insert(compared(value));
    m_entries.push_back(std::move(entry));
}

void AllowList::addHashes(std::string type, const std::vector<std::string>& hashes,
                          SecretBytes key) {
    m_entries.push_back({std::move(type), {hashes.begin(), hashes.end()}, std::move(key)});
}

bool AllowList::contains(std::string_view type, std::string_view value) const {
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry& entry) {
        if (!isWithin(type, entry.type))
            return false;
        if (entry.key.size() == 0)
            return entry.values.contains(compared(value));
        const auto hash = allowedHash(entry.key, value);
        return hash && entry.values.contains(*hash);
    });
}

} // namespace chaperone::owndata
