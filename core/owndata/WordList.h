#pragma once

#include "base/Result.h"
#include "detect/Finding.h"
#include "owndata/Findings.h"
#include "owndata/Words.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

namespace chaperone::owndata {

/// Words and phrases of the customer's own (project names, code words), each found as custom.ID:
/// whole words, in any case, however they are joined ("Project Falcon", "project-falcon",
/// "PROJECT_FALCON"). Immutable; any thread.
class WordList {
public:
    static constexpr size_t kMaxEntries = 1'000'000;
    static constexpr size_t kMinBytes = 3; ///< letters and digits of an entry
    static constexpr size_t kMaxWords = 8;

    /// Empty entries and those that begin with `#` are passed over. Fails with "bad_words" and the
    /// entry's number: too short, too long, too many; or a bad id.
    static Result<std::shared_ptr<const WordList>>
    create(std::string id, std::span<const std::string> entries, detect::Confidence confidence);

    const std::string& id() const { return m_id; }
    const std::string& type() const { return m_type; }
    size_t size() const { return m_entries.size(); }

    void find(const Words& words, Findings& out) const;

private:
    WordList() = default;

    std::string m_id;
    std::string m_type;
    detect::Confidence m_confidence = detect::Confidence::Medium;
    std::unordered_set<std::string> m_entries; ///< joined
    std::unordered_set<std::string> m_starts;  ///< first words
    size_t m_longest = 0;                      ///< words of the longest entry
};

} // namespace chaperone::owndata
