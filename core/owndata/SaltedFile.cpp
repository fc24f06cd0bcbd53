#include "owndata/SaltedFile.h"

#include "crypto/Digest.h"
#include "crypto/Hex.h"
#include "crypto/Random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>

namespace chaperone::owndata {
namespace {

constexpr size_t kMagicBytes = 8;
constexpr size_t kPrefixBytes = kMagicBytes + 4;
constexpr size_t kMacBytes = crypto::kDigestBytes;

std::string prefixOf(std::string_view magic, size_t headerBytes) {
    const auto length = static_cast<uint32_t>(headerBytes);
    std::string prefix(magic);
    prefix.append(reinterpret_cast<const char*>(&length), sizeof length);
    return prefix;
}

/// HMAC over parts of a large file, without joining them: the inner hash is OpenSSL's, over
/// key ⊕ ipad and the parts (RFC 2104).
Result<crypto::Digest> macOf(const SecretBytes& seal, std::string_view prefix,
                             std::string_view header, std::span<const uint8_t> tables) {
    std::array<uint8_t, 64> inner{};
    std::array<uint8_t, 64> outer{};
    const auto key = seal.view();
    for (size_t i = 0; i < inner.size(); ++i) {
        const uint8_t byte = i < key.size() ? key[i] : uint8_t{0};
        inner[i] = byte ^ uint8_t { 0x36 };
        outer[i] = byte ^ uint8_t { 0x5c };
    }
    crypto::Sha256 hash;
    hash.add(inner);
    hash.add(prefix);
    hash.add(header);
    hash.add(tables);
    const auto middle = hash.finish();
    if (!middle)
        return middle.error();
    hash.add(outer);
    hash.add(*middle);
    return hash.finish();
}

Result<SecretBytes> expanded(const SecretBytes& key, const Salt& salt, std::string_view purpose) {
    std::string info(salt.begin(), salt.end());
    info += purpose;
    info += '\x01';
    const auto block = crypto::hmacSha256(key.view(), crypto::asBytes(info));
    return block ? Result<SecretBytes>(SecretBytes(std::span<const uint8_t>(*block)))
                 : Result<SecretBytes>(block.error());
}

} // namespace

Result<FileKeys> FileKeys::derive(const SecretBytes& key, const Salt& salt) {
    auto hashes = expanded(key, salt, "chaperone own data: values");
    auto seal = expanded(key, salt, "chaperone own data: seal");
    if (!hashes || !seal)
        return hashes ? seal.error() : hashes.error();
    const std::span<const uint8_t> bytes = hashes->view();
    return FileKeys{SipHash(bytes.first<SipHash::kKeyBytes>()),
                    SipHash(bytes.subspan<SipHash::kKeyBytes, SipHash::kKeyBytes>()),
                    std::move(*seal)};
}

Result<void> SaltedFile::write(const std::filesystem::path& file, std::string_view magic,
                               std::string_view header, std::span<const uint8_t> tables,
                               const SecretBytes& seal) {
    const std::string prefix = prefixOf(magic, header.size());
    const auto mac = macOf(seal, prefix, header, tables);
    if (!mac)
        return mac.error();
    auto aside = file;
    aside += ".part";
    {
        std::ofstream out(aside, std::ios::binary | std::ios::trunc);
        out << prefix << header;
        out.write(reinterpret_cast<const char*>(tables.data()),
                  static_cast<std::streamsize>(tables.size()));
        out.write(reinterpret_cast<const char*>(mac->data()), kMacBytes);
        out.close();
        if (!out)
            return Error{"file_unwritable", nameOf(file) + " could not be written."};
    }
    std::error_code failed;
    std::filesystem::rename(aside, file, failed);
    return failed ? Result<void>(Error{"file_unwritable", nameOf(file) + " could not be written: " +
                                                              failed.message() + "."})
                  : Result<void>();
}

namespace {

struct Parts {
    SaltedFile file;
    crypto::Digest mac{};
};

Result<Parts> readParts(const std::filesystem::path& file, std::string_view magic) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    std::ifstream in(file, std::ios::binary);
    if (failed || !in)
        return Error{"file_unreadable", nameOf(file) + " could not be read."};
    if (size < kPrefixBytes + kMacBytes || size > SaltedFile::kMaxFileBytes)
        return damagedFile(file, "its size is wrong.");
    std::array<char, kPrefixBytes> prefix{};
    in.read(prefix.data(), prefix.size());
    if (!in || std::string_view(prefix.data(), kMagicBytes) != magic)
        return damagedFile(file, "it is no data file of this kind.");
    uint32_t headerBytes = 0;
    std::memcpy(&headerBytes, prefix.data() + kMagicBytes, sizeof headerBytes);
    if (headerBytes > SaltedFile::kMaxHeaderBytes || headerBytes > size - kPrefixBytes - kMacBytes)
        return damagedFile(file, "its header is longer than the file.");
    Parts parts;
    parts.file.header.resize(headerBytes);
    parts.file.tables.resize(size - kPrefixBytes - kMacBytes - headerBytes);
    in.read(parts.file.header.data(), static_cast<std::streamsize>(headerBytes));
    in.read(reinterpret_cast<char*>(parts.file.tables.data()),
            static_cast<std::streamsize>(parts.file.tables.size()));
    in.read(reinterpret_cast<char*>(parts.mac.data()), kMacBytes);
    if (!in)
        return damagedFile(file, "it ended while it was read.");
    return parts;
}

Result<Salt> saltIn(const std::filesystem::path& file, const std::string& header) {
    const auto json = nlohmann::json::parse(header, nullptr, false);
    const bool named = json.is_object() && json.contains("salt") && json["salt"].is_string();
    const auto bytes = named ? crypto::fromHex(json["salt"].get<std::string>()) : std::nullopt;
    if (!bytes || bytes->size() != kSaltBytes)
        return damagedFile(file, "its header does not say how it was salted.");
    Salt salt{};
    std::copy(bytes->begin(), bytes->end(), salt.begin());
    return salt;
}

} // namespace

Result<std::pair<SaltedFile, FileKeys>> SaltedFile::open(const std::filesystem::path& file,
                                                         std::string_view magic,
                                                         const SecretBytes& key) {
    auto parts = readParts(file, magic);
    if (!parts)
        return parts.error();
    const SaltedFile& read = parts->file;
    const auto salt = saltIn(file, read.header);
    if (!salt)
        return salt.error();
    auto keys = FileKeys::derive(key, *salt);
    if (!keys)
        return keys.error();
    const auto mac =
        macOf(keys->seal, prefixOf(magic, read.header.size()), read.header, read.tables);
    if (!mac)
        return mac.error();
    if (*mac != parts->mac)
        return damagedFile(file, "it was changed, or made with another key.");
    return std::pair{std::move(parts->file), std::move(*keys)};
}

Result<Salt> newSalt() {
    const auto random = crypto::randomBytes(kSaltBytes);
    if (!random)
        return random.error();
    Salt salt{};
    std::copy(random->view().begin(), random->view().end(), salt.begin());
    return salt;
}

std::string nameOf(const std::filesystem::path& file) {
    const auto name = file.filename().u8string();
    return {name.begin(), name.end()};
}

Error damagedFile(const std::filesystem::path& file, const std::string& why) {
    return {"data_file_damaged", nameOf(file) + " is damaged: " + why};
}

bool isDataId(std::string_view id) {
    constexpr size_t kMaxIdBytes = 64;
    return !id.empty() && id.size() <= kMaxIdBytes && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace chaperone::owndata
