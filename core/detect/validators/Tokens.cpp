#include "detect/validators/Tokens.h"

#include "detect/SecretShape.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

/// Decodes base64 or base64url until the first byte that is in neither alphabet.
std::string decodeBase64(std::string_view encoded) {
    static constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string bytes;
    uint32_t bits = 0;
    int held = 0;
    for (const char c : encoded) {
        const size_t letter = kAlphabet.find(c);
        const size_t digit = letter != std::string_view::npos ? letter
                             : c == '+' || c == '-'           ? 62
                             : c == '/' || c == '_'           ? 63
                                                              : 64;
        if (digit == 64)
            break;
        bits = bits << 6 | static_cast<uint32_t>(digit);
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<char>(bits >> held & 0xFF));
        }
    }
    return bytes;
}

std::string_view before(std::string_view text, char mark) {
    return text.substr(0, text.find(mark));
}

} // namespace

Check checkCrc32Tail(std::string_view value) {
    const size_t mark = value.find('_');
    if (mark == std::string_view::npos || value.size() < mark + 8)
        return Check::Refused;
    const std::string_view body = value.substr(mark + 1, value.size() - mark - 7);
    // A tail that does not agree is no proof against it: older tokens have none.
    return value.substr(value.size() - 6) == crc32Tail(body) ? Check::Proven : Check::Plausible;
}

Check checkJwt(std::string_view value) {
    const std::string header = decodeBase64(before(value, '.'));
    const bool object =
        header.size() > 8 && header.front() == '{' && header.find("\"alg\"") != std::string::npos;
    return object && header.find('}') != std::string::npos ? Check::Proven : Check::Refused;
}

Check checkAwsAccessKey(std::string_view value) {
    if (value.find("EXAMPLE") != std::string_view::npos)
        return Check::Sample;
    const std::string_view body = value.substr(std::min<size_t>(4, value.size()));
    const bool base32 = std::all_of(body.begin(), body.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
    });
    return base32 ? Check::Plausible : Check::Refused;
}

Check checkBasicCredentials(std::string_view value) {
    const std::string login = decodeBase64(value);
    const size_t colon = login.find(':');
    const bool printable =
        std::all_of(login.begin(), login.end(), [](char c) { return c >= ' ' && c != 0x7F; });
    const bool both = colon != std::string::npos && colon > 0 && colon + 3 < login.size();
    if (!printable || !both)
        return Check::Refused;
    return isPlaceholder(std::string_view(login).substr(colon + 1)) ? Check::Sample : Check::Proven;
}

Check checkMadePassword(std::string_view value) {
    return isPlaceholder(value) ? Check::Sample : looksMade(value) ? Check::Proven : Check::Refused;
}

Check checkDrawnToken(std::string_view value) {
    const bool digit =
        std::any_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digit && !looksLikeWords(value) && !isPlaceholder(value) ? Check::Proven
                                                                    : Check::Refused;
}

Check checkLikelyPassword(std::string_view value) {
    if (isReference(value) || value.size() < 5)
        return Check::Refused;
    const bool digitOrSign = std::any_of(value.begin(), value.end(), [](char c) {
        return c < 'A' || (c > 'Z' && c < 'a' && c != '_') || c > 'z';
    });
    return isPlaceholder(value)                          ? Check::Sample
           : digitOrSign && characterClasses(value) >= 2 ? Check::Proven
                                                         : Check::Refused;
}

Check checkDiscordBot(std::string_view value) {
    const std::string id = decodeBase64(before(value, '.'));
    const bool snowflake =
        id.size() >= 17 && id.size() <= 20 &&
        std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
    return snowflake ? Check::Proven : Check::Refused;
}

Check checkTelegramBot(std::string_view value) {
    const std::string_view id = before(value, ':');
    const std::string_view secret = value.substr(std::min(value.size(), id.size() + 1));
    return id.front() != '0' && entropyBits(secret) > 3.5 ? Check::Proven : Check::Refused;
}

std::span<const Validator> tokenValidators() {
    static constexpr Validator kValidators[] = {
        {"crc32_tail", true, checkCrc32Tail},
        {"jwt", true, checkJwt},
        {"aws_access_key", false, checkAwsAccessKey},
        {"discord_bot", true, checkDiscordBot},
        {"basic_credentials", true, checkBasicCredentials},
        {"made_password", true, checkMadePassword},
        {"likely_password", true, checkLikelyPassword},
        {"drawn_token", true, checkDrawnToken},
        {"telegram_bot", true, checkTelegramBot},
    };
    return kValidators;
}

} // namespace chaperone::detect
