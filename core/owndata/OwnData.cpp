#include "owndata/OwnData.h"

#include "text/Utf8.h"

namespace chaperone::owndata {
namespace {

constexpr std::string_view kSource = "policy";

// Long texts are read in pieces, so that memory does not grow with them; what lies across a border
// is in the overlap.
constexpr size_t kPieceBytes = size_t{1} << 20;
constexpr size_t kOverlapBytes = size_t{8} << 10;

} // namespace

std::vector<detect::DetectorDescription> OwnData::detectors() const {
    std::vector<detect::DetectorDescription> all;
    for (const auto& records : m_lists.records)
        all.push_back({records->id(), records->type(), "Own records", kSource, {}, 0});
    for (const auto& index : m_lists.documents) {
        for (const auto& document : index->documents())
            all.push_back({document.id, document.type, "Own document", kSource, {}, 0});
    }
    for (const auto& words : m_lists.words)
        all.push_back({words->id(), words->type(), "Own words", kSource, {}, 0});
    return all;
}

std::string_view OwnData::analyse(std::string_view text, std::vector<detect::Finding>& out) const {
    Findings findings(out);
    bool whole = true;
    for (size_t start = 0; start < text.size(); start += kPieceBytes) {
        const size_t from = text::borderBefore(text, start);
        findings.countFrom(from);
        whole = read(Words(text.substr(from, kPieceBytes + kOverlapBytes)), findings) && whole;
    }
    return whole ? std::string_view() : std::string_view("too_many_records");
}

bool OwnData::read(const Words& words, Findings& findings) const {
    bool whole = true;
    for (const auto& records : m_lists.records)
        whole = records->find(words, findings) && whole;
    for (const auto& index : m_lists.documents)
        index->find(words, findings);
    for (const auto& list : m_lists.words)
        list->find(words, findings);
    return whole;
}

} // namespace chaperone::owndata
