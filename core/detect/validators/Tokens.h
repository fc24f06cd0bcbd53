#pragma once

#include "detect/validators/CheckDigits.h"
#include "detect/validators/Validators.h"

/// Tokens that can be checked without asking their issuer.
namespace chaperone::detect {

Check checkCrc32Tail(std::string_view value);    ///< GitHub, npm: the last six are a CRC-32
Check checkJwt(std::string_view value);          ///< RFC 7519: the header decodes and names `alg`
Check checkAwsAccessKey(std::string_view value); ///< AWS: base32 without 0, 1, 8, 9
Check checkDiscordBot(std::string_view value);   ///< the first part is a user id in base64
Check checkTelegramBot(std::string_view value);  ///< a bot's number, and letters that look drawn
Check checkBasicCredentials(std::string_view value); ///< RFC 7617: base64 of a name and a password
Check checkMadePassword(std::string_view value);     ///< looks like nothing but a password
Check checkDrawnToken(std::string_view value);       ///< letters and digits that are no words
Check checkLikelyPassword(std::string_view value);   ///< may be one, where one is expected

std::span<const Validator> tokenValidators();

} // namespace chaperone::detect
