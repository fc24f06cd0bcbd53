#include "owndata/OwnData.h"

#include <algorithm>

namespace chaperone::owndata {
namespace {

constexpr std::string_view kSource = "policy";

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
    const Words words(text);
    Findings findings(out);
    bool whole = true;
    for (const auto& records : m_lists.records)
        whole = records->find(words, findings) && whole;
    for (const auto& index : m_lists.documents)
        index->find(words, findings);
    for (const auto& list : m_lists.words)
        list->find(words, findings);
    return whole ? std::string_view() : std::string_view("too_many_records");
}

} // namespace chaperone::owndata
