#pragma once

#include "base/Result.h"
#include "base/SecretBytes.h"

#include <filesystem>

namespace chaperone::crypto {

inline constexpr size_t kKeyBytes = 32;

/// The 32-byte key kept in `file`, made on the first call. What guards it is the file system alone:
/// it belongs to this user and nobody else can read it. A program that runs as this user can.
///
/// A new key is written aside and linked into place whole, so a crash leaves no half key, and of
/// two programs that start at once both get the same one.
///
/// Fails with "key_file_insecure" (a link, not a file, another owner, others may read it),
/// "key_file_damaged" (not 32 bytes) or "key_file_unusable" (cannot be read or made). A key that is
/// refused is left as it is: what was keyed with it would otherwise be lost.
/// Any thread; does blocking file work.
Result<SecretBytes> openKeyFile(const std::filesystem::path& file);

} // namespace chaperone::crypto
