#include "audit/TreeCheck.h"

#include "crypto/Hex.h"

#include <algorithm>
#include <utility>

namespace chaperone::audit {
namespace {

std::string firstRows(int64_t count) {
    return "the first " + std::to_string(count) + " rows";
}

} // namespace

TreeCheck::TreeCheck(std::vector<TreeHead> heads, std::string key)
    : m_heads(std::move(heads))
    , m_expectedKey(std::move(key)) {
    std::sort(m_heads.begin(), m_heads.end(),
              [](const TreeHead& a, const TreeHead& b) { return a.size < b.size; });
    // The anchors beside the log say again what the log says.
    m_heads.erase(std::unique(m_heads.begin(), m_heads.end()), m_heads.end());
}

bool TreeCheck::take(const std::string& rowHash) {
    if (!intact() || m_next == m_heads.size()) {
        return intact();
    }
    m_tree.add(rowHash);
    while (intact() && m_next < m_heads.size() && m_heads[m_next].size <= m_tree.size()) {
        look(m_heads[m_next++]);
    }
    return intact();
}

void TreeCheck::look(const TreeHead& head) {
    const auto root = m_tree.root();
    const std::string when = toRfc3339(head.time);
    if (!isSigned(head)) {
        fail(m_signedRows + 1, "The root over " + firstRows(head.size) +
                                   " is not signed with the "
                                   "key that it names.");
    } else if (!m_expectedKey.empty() && head.key != m_expectedKey) {
        fail(m_signedRows + 1, "The root over " + firstRows(head.size) + " was signed on " + when +
                                   " with another key than the one given.");
    } else if (!root || crypto::toHex(*root) != head.root) {
        fail(m_signedRows + 1, "After row " + std::to_string(m_signedRows) +
                                   " the log is another than the one that was signed on " + when +
                                   " over " + firstRows(head.size) + ".");
    } else {
        m_signedRows = head.size;
        m_key = head.key;
    }
}

void TreeCheck::finish() {
    if (!intact() || m_next == m_heads.size()) {
        return;
    }
    const TreeHead& most = m_heads.back();
    if (!isSigned(most)) {
        fail(m_tree.size() + 1,
             "A root over " + firstRows(most.size) + " is not signed with the key that it names.");
        return;
    }
    fail(m_tree.size() + 1, "The log ends at row " + std::to_string(m_tree.size()) + ", and on " +
                                toRfc3339(most.time) + " it had " + std::to_string(most.size) +
                                " rows: rows were cut off its end.");
}

void TreeCheck::fail(int64_t row, std::string why) {
    m_firstBad = row;
    m_message = std::move(why);
}

} // namespace chaperone::audit
