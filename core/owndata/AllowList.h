#pragma once

#include "base/Result.h"
#include "base/SecretBytes.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace chaperone::owndata {

/// The hash that an allow-list keeps of a value: HMAC-SHA-256, 128 bits of it, in hex. White space
/// around the value and the case of its letters do not count. Fails with "crypto_failed".
Result<std::string> allowedHash(const SecretBytes& key, std::string_view value);

/// Values that are not sensitive here, whatever a detector says: in plain words or as keyed hashes.
/// Filled once, then immutable; any thread.
class AllowList {
public:
    /// `type` is a prefix of finding types; empty: any.
    void addValues(std::string type, const std::vector<std::string>& values);
    void addHashes(std::string type, const std::vector<std::string>& hashes, SecretBytes key);

    bool empty() const { return m_entries.empty(); }
    bool contains(std::string_view type, std::string_view value) const;

private:
    struct Entry {
        std::string type;
        std::unordered_set<std::string> values; ///< as they are compared, or their hashes
        SecretBytes key;                        ///< empty: plain values
    };
    std::vector<Entry> m_entries;
};

} // namespace chaperone::owndata
