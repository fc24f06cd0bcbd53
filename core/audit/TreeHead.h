#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "crypto/Signing.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::audit {

/// The root of the tree over the first `size` rows, signed by the install's key. Kept elsewhere it
/// is an anchor: whatever is done to the log later, the rows up to there can be checked against it.
///
/// What is signed (Ed25519, RFC 8032) is four netstrings (Chain.h): chaperone.head.1, size, time,
/// root. Its line, as in `<log>-anchors`, has always these members in this order:
///
///   {"schema":"chaperone.anchor","schema_version":1,"size":1024,"time":"2026-11-23T09:15:02.017Z",
///    "root":"<64 hex>","key":"<64 hex>","signature":"<128 hex>"}
struct TreeHead {
    int64_t size = 0;
    UtcTime time;
    std::string root;      ///< 64 hex digits
    std::string key;       ///< the public key, 64 hex digits
    std::string signature; ///< 128 hex digits

    friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

std::string headForm(const TreeHead& head);

/// Fails with "crypto_failed".
Result<TreeHead> signHead(int64_t size, UtcTime time, std::string root,
                          const crypto::SigningKey& signer);

/// Whether it was signed with the key that it names. Whose key that is, is another question.
bool isSigned(const TreeHead& head);

/// Without the line's end.
std::string toJsonLine(const TreeHead& head);
/// Fails with "bad_anchor" for any byte that toJsonLine() would have written differently.
Result<TreeHead> parseTreeHead(std::string_view line);

/// `<log>-anchors`: one line a head, only ever appended to.
std::filesystem::path anchorsFile(const std::filesystem::path& log);
/// The whole lines of such a file; none when there is no file. A last line without its end was
/// being written at a crash and does not count. Fails with "bad_anchor" or "unreadable".
Result<std::vector<TreeHead>> readAnchors(const std::filesystem::path& file);

} // namespace chaperone::audit
