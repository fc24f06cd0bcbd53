#pragma once

#include "detect/Finding.h"

#include <string>
#include <vector>

/// The customer's own data that a policy names: what is looked for beside the shipped detectors,
/// and what is not sensitive here. Names of files as they are written: a relative one lies beside
/// the policy.
namespace chaperone::policy {

/// An index of records (`chaperonectl data records`): so many values of a row must stand together.
struct OwnRecords {
    std::string file;
    std::string key;
    size_t columns = 2;
    friend bool operator==(const OwnRecords&, const OwnRecords&) = default;
};

/// An index of documents (`chaperonectl data documents`).
struct OwnDocuments {
    std::string file;
    std::string key;
    friend bool operator==(const OwnDocuments&, const OwnDocuments&) = default;
};

/// Words and phrases, listed here or one a line in a file.
struct OwnWords {
    std::string id;
    std::string file; ///< empty when they are listed
    std::vector<std::string> words;
    detect::Confidence confidence = detect::Confidence::Medium;
    friend bool operator==(const OwnWords&, const OwnWords&) = default;
};

/// Values that are not sensitive: in plain words, or as hashes (`chaperonectl data allow`).
struct AllowedValues {
    std::string type; ///< prefix of finding types; empty: any
    std::vector<std::string> values;
    std::vector<std::string> hashes;
    std::string key; ///< of the hashes
    friend bool operator==(const AllowedValues&, const AllowedValues&) = default;
};

struct OwnData {
    std::vector<OwnRecords> records;
    std::vector<OwnDocuments> documents;
    std::vector<OwnWords> words;
    std::vector<std::string> detectors; ///< detector files
    std::vector<AllowedValues> allowed;
    friend bool operator==(const OwnData&, const OwnData&) = default;
};

} // namespace chaperone::policy
