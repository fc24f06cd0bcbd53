#pragma once

#include "detect/Analyser.h"
#include "owndata/DocumentIndex.h"
#include "owndata/ExactIndex.h"
#include "owndata/WordList.h"

#include <memory>
#include <vector>

namespace chaperone::owndata {

/// The customer's own data as one analyser: records, documents and word lists, over one reading of
/// the text as words. Immutable; any thread.
class OwnData : public detect::Analyser {
public:
    struct Lists {
        std::vector<std::shared_ptr<const ExactIndex>> records;
        std::vector<std::shared_ptr<const DocumentIndex>> documents;
        std::vector<std::shared_ptr<const WordList>> words;

        bool empty() const { return records.empty() && documents.empty() && words.empty(); }
    };
    explicit OwnData(Lists lists) : m_lists(std::move(lists)) {}

    std::vector<detect::DetectorDescription> detectors() const override;
    detect::Readings reads() const override { return detect::Readings::Views; }
    std::string_view analyse(std::string_view text,
                             std::vector<detect::Finding>& out) const override;

private:
    /// False when there was more to follow than the budget allows.
    bool read(const Words& words, Findings& findings) const;

    Lists m_lists;
};

} // namespace chaperone::owndata
