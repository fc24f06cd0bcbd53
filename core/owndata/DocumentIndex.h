#pragma once

#include "base/Result.h"
#include "base/SecretBytes.h"
#include "owndata/Findings.h"
#include "owndata/SaltedFile.h"
#include "owndata/Words.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

/// Document fingerprints: is a part of one of the customer's own documents, or of its source code,
/// in a text? Winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
/// Fingerprinting", 2003) picks some hashes of short stretches; whatever two texts share over 89
/// letters and digits in one piece is found, however it is spaced, cased and broken into lines, and
/// source code also when its comments were taken out.
namespace chaperone::owndata {

/// Makes an index from documents, one after the other. One owner, one thread.
class DocumentIndexBuilder {
public:
    /// Fails with "crypto_failed".
    static Result<DocumentIndexBuilder> create(const SecretBytes& key);

    /// `id`: lower-case letters, digits, `_`; several texts may be one document, as the files of a
    /// repository are. Fails with "bad_document": a bad id, too many documents.
    Result<void> add(std::string_view id, std::string_view text);
    /// What is in this text is nobody's secret: licences, templates, headers. Call it at any time.
    void ignore(std::string_view text);

    struct Summary {
        size_t documents = 0;
        size_t fingerprints = 0;
        size_t ignored = 0;
        std::vector<std::string> tooShort; ///< documents without a single fingerprint left
    };
    /// Fails with "bad_document" (nothing to look for), "file_unwritable" or "crypto_failed".
    Result<Summary> write(const std::filesystem::path& file) const;

private:
    DocumentIndexBuilder(FileKeys keys, const Salt& salt) : m_keys(std::move(keys)), m_salt(salt) {}

    struct Document {
        std::string id;
        std::unordered_set<uint64_t> hashes;
    };
    FileKeys m_keys;
    Salt m_salt;
    std::vector<Document> m_documents;
    std::unordered_set<uint64_t> m_ignored;
};

/// The documents, ready to be looked for. Immutable; any thread.
class DocumentIndex {
public:
    /// Fails with "file_unreadable" or "data_file_damaged".
    static Result<std::shared_ptr<const DocumentIndex>> open(const std::filesystem::path& file,
                                                             const SecretBytes& key);

    struct Document {
        std::string id;
        std::string type;        ///< fingerprint.ID
        size_t fingerprints = 0; ///< of the whole document
    };
    const std::vector<Document>& documents() const { return m_documents; }

    /// Each stretch that comes from a document: low for a single shared passage, medium for
    /// several, high for a page or half of the document.
    void find(const Words& words, Findings& out) const;

private:
    DocumentIndex(SaltedFile file, FileKeys keys)
        : m_file(std::move(file))
        , m_keys(std::move(keys)) {}
    Result<void> read(const std::filesystem::path& path);

    SaltedFile m_file;
    FileKeys m_keys;
    std::vector<Document> m_documents;
    std::span<const uint8_t> m_bloom;
    std::span<const uint64_t> m_entries; ///< 48 bits of hash, 16 of document; ascending
};

} // namespace chaperone::owndata
