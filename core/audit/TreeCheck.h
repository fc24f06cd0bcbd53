#pragma once

#include "audit/Merkle.h"
#include "audit/TreeHead.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chaperone::audit {

/// Holds the rows of a log against the roots that were signed over them. One owner, one thread;
/// memory grows with the number of roots only.
class TreeCheck {
public:
    /// In any order; of several with one size all are checked. `key` in hex, empty: any.
    TreeCheck(std::vector<TreeHead> heads, std::string key);

    /// The next row from row 1 on. False when a root over the rows so far does not hold.
    bool take(const std::string& rowHash);
    /// After the last row: there must not have been more.
    void finish();

    bool intact() const { return m_firstBad == 0; }
    int64_t firstBad() const { return m_firstBad; } ///< the first row that may be another
    const std::string& message() const { return m_message; }
    int64_t signedRows() const { return m_signedRows; }
    const std::string& key() const { return m_key; } ///< of the last root that holds

private:
    void look(const TreeHead& head);
    void fail(int64_t row, std::string why);

    std::vector<TreeHead> m_heads; // by size
    std::string m_expectedKey;
    size_t m_next = 0;
    MerkleTree m_tree;
    int64_t m_signedRows = 0;
    std::string m_key;
    int64_t m_firstBad = 0;
    std::string m_message;
};

} // namespace chaperone::audit
