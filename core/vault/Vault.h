#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "base/SecretBytes.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

/// Names for values that are taken out of a text, and the way back.
namespace chaperone::vault {

/// A value that is about to be taken out, and what kind of thing it is for a person ("IBAN").
struct Removed {
    std::string label;
    std::string_view value;
    bool keep = true; ///< false: it gets a name, but nobody can get it back by that
};

struct Named {
    std::string name; ///< "[IBAN 1]"
    std::string value;
};

/// Remembers, for each conversation, which name stands for which value, so that the same value gets
/// the same name and an answer can be read with the real values in it. Values are sealed
/// (AES-256-GCM) and looked up by keyed hash; what never left is forgotten, and so is the rest in
/// time. Erased means overwritten (SQLite's secure_delete).
///
/// Conversations are named by whoever asks (a host and an id of its own); only a keyed hash of the
/// name is written. Thread-safe; each call does file work and returns when it is on disk. Fails
/// with "vault_unusable": the file cannot be read or written.
class Vault {
public:
    /// Opens or makes the file. `key`: 32 bytes, kept for it alone.
    static Result<std::unique_ptr<Vault>> open(const std::filesystem::path& file,
                                               const SecretBytes& key,
                                               std::shared_ptr<const Clock> clock);
    ~Vault();

    /// The most values that one text's verdict names; the rest keep labels without a number.
    static constexpr size_t kMaxRemoved = 2000;

    /// A name for each, in their order. New ones wait for `sent`.
    Result<std::vector<std::string>> nameAll(std::string_view conversation,
                                             std::string_view interaction,
                                             std::span<const Removed> removed);
    /// What was named for this interaction has left; it is kept until it is too old.
    Result<void> sent(std::string_view interaction);
    /// It stayed: what was new in it is forgotten.
    Result<void> stayed(std::string_view interaction);

    /// The names that left in this conversation and can be turned back, the newest first, up to so
    /// many bytes of names and values.
    Result<std::vector<Named>> valuesOf(std::string_view conversation, size_t maxBytes) const;

    /// A conversation that had no name yet has got one: what it holds goes along, unless there is
    /// something under the new name.
    Result<void> renamed(std::string_view from, std::string_view to);

    /// Forgets what is older than so long, and what waited for an hour to be sent.
    Result<void> forgetOld(std::chrono::hours keep);
    /// Forgets everything. Gives how many names that were.
    Result<size_t> forgetAll();
    Result<size_t> count() const;

private:
    Vault(std::filesystem::path file, SecretBytes hashKey, SecretBytes sealKey,
          std::shared_ptr<const Clock> clock);
    std::string hashOf(std::string_view what, std::string_view text) const;
    std::optional<int64_t> find(const std::string& hash) const;
    Result<std::string> sealed(int64_t conversation, const std::string& name,
                               const Removed& removed) const;
    template<typename Work>
    auto guarded(Work work) const -> decltype(work());

    std::filesystem::path m_file;
    SecretBytes m_hashKey;
    SecretBytes m_sealKey;
    std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::unique_ptr<SQLite::Database> m_database;
};

} // namespace chaperone::vault
