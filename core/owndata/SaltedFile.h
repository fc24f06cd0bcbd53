#pragma once

#include "base/Result.h"
#include "base/SecretBytes.h"
#include "owndata/SipHash.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chaperone::owndata {

inline constexpr size_t kSaltBytes = 16;
using Salt = std::array<uint8_t, kSaltBytes>;

/// The keys of one file: made from the organisation's key and the file's own salt (HKDF's expand
/// step, RFC 5869), so that two files with the same values have nothing in common.
struct FileKeys {
    SipHash first;  ///< finds a value
    SipHash second; ///< confirms it, and hashes what stands beside it
    SecretBytes seal;

    /// Fails with "crypto_failed".
    static Result<FileKeys> derive(const SecretBytes& key, const Salt& salt);
};

/// What is in such a file: a JSON header for people and tables of hashes. Nothing of it can be read
/// back into a value without trying values, and not even that without the key.
///
///     8 bytes magic · u32 header length · header (JSON) · tables · 32 bytes HMAC-SHA-256 of all
///     before
///
/// Numbers are little-endian.
struct SaltedFile {
    std::string header;
    std::vector<uint8_t> tables;

    static constexpr size_t kMaxHeaderBytes = size_t{1} << 20;
    static constexpr size_t kMaxFileBytes = size_t{2} << 30;

    /// Written aside and moved into place whole. Fails with "file_unwritable" or "crypto_failed".
    static Result<void> write(const std::filesystem::path& file, std::string_view magic,
                              std::string_view header, std::span<const uint8_t> tables,
                              const SecretBytes& seal);
    /// Reads and checks the whole. The header must be a JSON object with the salt in hex.
    /// Fails with "file_unreadable" or "data_file_damaged": cut, changed, or made with another key.
    static Result<std::pair<SaltedFile, FileKeys>>
    open(const std::filesystem::path& file, std::string_view magic, const SecretBytes& key);
};

/// A new salt. Fails with "crypto_failed".
Result<Salt> newSalt();
/// Its file name, as messages say it.
std::string nameOf(const std::filesystem::path& file);
/// "data_file_damaged": NAME is damaged: WHY.
Error damagedFile(const std::filesystem::path& file, const std::string& why);
/// Ids of data sets and documents: lower-case letters, digits and `_`, 64 at most.
bool isDataId(std::string_view id);

} // namespace chaperone::owndata
