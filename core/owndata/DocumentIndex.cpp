#include "owndata/DocumentIndex.h"

#include "crypto/Hex.h"
#include "owndata/Bloom.h"
#include "owndata/Comments.h"
#include "owndata/Winnowing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <map>

namespace chaperone::owndata {
namespace {

constexpr std::string_view kMagic = "CHAPDOC1";
constexpr int kDocumentBits = 16;
constexpr uint64_t kDocumentMask = (uint64_t{1} << kDocumentBits) - 1;
constexpr size_t kMaxDocuments = size_t{1} << kDocumentBits;
constexpr std::string_view kReason = "fingerprint";

// What is one document's by chance is another's too: from so many fingerprints on it is no chance.
constexpr size_t kSeveral = 4;
constexpr size_t kPage = 40; // some 1,000 letters

Error badDocument(const std::string& why) {
    return {"bad_document", why};
}

template<typename Set>
void collect(std::string_view text, const SipHash& key, Set& into) {
    const Words words(text);
    winnow(words.joined(), key,
           [&](const Fingerprint& print) { into.insert(print.hash & ~kDocumentMask); });
}

} // namespace

Result<DocumentIndexBuilder> DocumentIndexBuilder::create(const SecretBytes& key) {
    const auto salt = newSalt();
    if (!salt)
        return salt.error();
    auto keys = FileKeys::derive(key, *salt);
    if (!keys)
        return keys.error();
    return DocumentIndexBuilder(std::move(*keys), *salt);
}

Result<void> DocumentIndexBuilder::add(std::string_view id, std::string_view text) {
    if (!isDataId(id))
        return badDocument("A document needs an id of lower-case letters, digits and `_`.");
    auto known = std::find_if(m_documents.begin(), m_documents.end(),
                              [&](const Document& document) { return document.id == id; });
    if (known == m_documents.end()) {
        if (m_documents.size() == kMaxDocuments)
            return badDocument("More than 65,536 documents do not fit one file.");
        m_documents.push_back({std::string(id), {}});
        known = std::prev(m_documents.end());
    }
    collect(text, m_keys.first, known->hashes);
    collect(withoutComments(text), m_keys.first, known->hashes);
    return {};
}

void DocumentIndexBuilder::ignore(std::string_view text) {
    collect(text, m_keys.first, m_ignored);
    collect(withoutComments(text), m_keys.first, m_ignored);
}

Result<DocumentIndexBuilder::Summary>
DocumentIndexBuilder::write(const std::filesystem::path& file) const {
    Summary summary;
    std::vector<uint64_t> entries;
    nlohmann::json documents = nlohmann::json::array();
    for (const Document& document : m_documents) {
        size_t kept = 0;
        for (const uint64_t hash : document.hashes) {
            if (m_ignored.contains(hash)) {
                ++summary.ignored;
                continue;
            }
            entries.push_back(hash | documents.size());
            ++kept;
        }
        if (kept == 0) {
            summary.tooShort.push_back(document.id);
        } else {
            documents.push_back({{"id", document.id}, {"fingerprints", kept}});
        }
    }
    if (entries.empty())
        return badDocument("No document has a passage of 40 letters or digits to look for.");
    std::sort(entries.begin(), entries.end());
    summary.documents = documents.size();
    summary.fingerprints = entries.size();
    const size_t bloom = Bloom::bytesFor(entries.size());
    std::vector<uint8_t> tables(bloom + entries.size() * sizeof(uint64_t));
    for (const uint64_t entry : entries)
        Bloom::add({tables.data(), bloom}, (entry & ~kDocumentMask) | entry >> 48);
    std::memcpy(tables.data() + bloom, entries.data(), entries.size() * sizeof(uint64_t));
    const std::string header = nlohmann::json{
        {"salt", crypto::toHex(m_salt)},
        {"entries", entries.size()},
        {"documents", documents}}.dump();
    auto written = SaltedFile::write(file, kMagic, header, tables, m_keys.seal);
    return written ? Result<Summary>(std::move(summary)) : Result<Summary>(written.error());
}

Result<std::shared_ptr<const DocumentIndex>> DocumentIndex::open(const std::filesystem::path& file,
                                                                 const SecretBytes& key) {
    auto opened = SaltedFile::open(file, kMagic, key);
    if (!opened)
        return opened.error();
    std::shared_ptr<DocumentIndex> index(
        new DocumentIndex(std::move(opened->first), std::move(opened->second)));
    if (auto read = index->read(file); !read)
        return read.error();
    return std::shared_ptr<const DocumentIndex>(std::move(index));
}

Result<void> DocumentIndex::read(const std::filesystem::path& path) {
    size_t entries = 0;
    try { // the seal holds, so this is ours; a field of another version is still an error and no
          // crash
        const auto header = nlohmann::json::parse(m_file.header);
        entries = header.at("entries").get<size_t>();
        for (const auto& document : header.at("documents")) {
            const auto id = document.at("id").get<std::string>();
            m_documents.push_back(
                {id, "fingerprint." + id, document.at("fingerprints").get<size_t>()});
        }
    } catch (const std::exception&) {
        return damagedFile(path, "its header is not of this version.");
    }
    const size_t bloom = Bloom::bytesFor(entries);
    if (entries > SaltedFile::kMaxFileBytes / sizeof(uint64_t) ||
        bloom + entries * sizeof(uint64_t) != m_file.tables.size())
        return damagedFile(path, "its tables are not as long as its header says.");
    m_bloom = std::span<const uint8_t>(m_file.tables).first(bloom);
    m_entries = {reinterpret_cast<const uint64_t*>(m_file.tables.data() + bloom), entries};
    return {};
}

namespace {

/// What a text shares with one document.
struct Share {
    std::unordered_set<uint64_t> hashes;
    std::vector<text::Span> passages; ///< joined bytes, ascending, apart

    void add(const Fingerprint& print) {
        hashes.insert(print.hash);
        const text::Span stretch{print.at, print.at + kStretchBytes};
        // Picks are at most a window apart: a smaller gap is no gap.
        if (!passages.empty() && stretch.start <= passages.back().end + kWindow) {
            passages.back().end = stretch.end;
        } else {
            passages.push_back(stretch);
        }
    }
    detect::Confidence confidence(size_t whole) const {
        if (hashes.size() >= kPage || (hashes.size() >= kSeveral && hashes.size() * 2 >= whole))
            return detect::Confidence::High;
        return hashes.size() >= kSeveral ? detect::Confidence::Medium : detect::Confidence::Low;
    }
};

} // namespace

void DocumentIndex::find(const Words& words, Findings& out) const {
    std::map<size_t, Share> shares;
    winnow(words.joined(), m_keys.first, [&](const Fingerprint& print) {
        const uint64_t hash = print.hash & ~kDocumentMask;
        if (!Bloom::mayHold(m_bloom, hash | hash >> 48))
            return;
        auto entry = std::lower_bound(m_entries.begin(), m_entries.end(), hash);
        for (; entry != m_entries.end() && (*entry & ~kDocumentMask) == hash; ++entry) {
            const size_t document = *entry & kDocumentMask;
            if (document < m_documents.size())
                shares[document].add({hash, print.at});
        }
    });
    for (const auto& [number, share] : shares) {
        const Document& document = m_documents[number];
        const auto confidence = share.confidence(document.fingerprints);
        for (const text::Span passage : share.passages) {
            const auto span =
                words.span(words.wordAt(passage.start), words.wordAt(passage.end - 1));
            out.add(document.type, document.id, span, confidence, kReason);
        }
    }
}

} // namespace chaperone::owndata
