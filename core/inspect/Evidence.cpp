#include "inspect/Evidence.h"

#include "crypto/Digest.h"
#include "crypto/Hex.h"
#include "detect/Mask.h"

namespace chaperone::inspect {
namespace {

constexpr size_t kHashBytes =
    8; // 16 digits: enough to tell values apart in one log, too few to search by

std::string keyedHash(std::string_view type, std::string_view value, const SecretBytes& key) {
    std::string message(type);
    message.push_back('\0');
    message.append(value);
    const auto digest = crypto::hmacSha256(key.view(), crypto::asBytes(message));
    if (!digest) {
        return {}; // no hash: the finding counts as never settled
    }
    return crypto::toHex(std::span(*digest).first(kHashBytes));
}

} // namespace

std::vector<Evidence> gather(std::string_view text, std::span<const detect::Finding> findings,
                             const SecretBytes& hashKey) {
    std::vector<Evidence> evidence;
    evidence.reserve(findings.size());
    for (const detect::Finding& finding : findings) {
        const std::string_view value = text.substr(finding.start, finding.end - finding.start);
        evidence.push_back({finding, keyedHash(finding.type, value, hashKey),
                            detect::mask(finding.type, value), false});
    }
    return evidence;
}

} // namespace chaperone::inspect
