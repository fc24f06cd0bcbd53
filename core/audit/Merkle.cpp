#include "audit/Merkle.h"

#include "crypto/Hex.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace chaperone::audit {
namespace {

constexpr std::array<uint8_t, 1> kLeafPrefix = {0x00};
constexpr std::array<uint8_t, 1> kNodePrefix = {0x01};

Result<Digest> leafHash(crypto::Sha256& digest, std::string_view rowHash) {
    const auto bytes = crypto::fromHex(rowHash);
    if (!bytes || bytes->size() != crypto::kDigestBytes) {
        return Error{"bad_proof", "This is not the hash of a row."};
    }
    digest.add(kLeafPrefix);
    digest.add(*bytes);
    return digest.finish();
}

Result<Digest> nodeHash(crypto::Sha256& digest, const Digest& left, const Digest& right) {
    digest.add(kNodePrefix);
    digest.add(left);
    digest.add(right);
    return digest.finish();
}

Error badProof(const char* why) {
    return {"bad_proof", std::string("The proof does not hold: ") + why};
}

struct Range {
    int64_t begin = 0;
    int64_t end = 0;
};

/// The subtrees beside the way to a leaf, nearest to the leaf first.
std::vector<Range> rangesBeside(int64_t index, int64_t size) {
    std::vector<Range> ranges;
    Range whole{0, size};
    while (whole.end - whole.begin > 1) {
        const auto count = static_cast<uint64_t>(whole.end - whole.begin);
        const int64_t middle = whole.begin + static_cast<int64_t>(std::bit_floor(count - 1));
        const bool left = index < middle;
        ranges.push_back(left ? Range{middle, whole.end} : Range{whole.begin, middle});
        whole = left ? Range{whole.begin, middle} : Range{middle, whole.end};
    }
    std::reverse(ranges.begin(), ranges.end());
    return ranges;
}

} // namespace

Digest MerkleTree::node(const Digest& left, const Digest& right, bool& failed) const {
    const auto hash = nodeHash(m_digest, left, right);
    failed = failed || !hash;
    return hash ? *hash : Digest{};
}

void MerkleTree::add(std::string_view rowHash) {
    const auto leaf = leafHash(m_digest, rowHash);
    m_failed = m_failed || !leaf;
    Digest subtree = leaf ? *leaf : Digest{};
    // A set bit in the size is a whole subtree; adding one carries like adding to a number.
    for (auto bits = static_cast<uint64_t>(m_size); (bits & 1U) != 0; bits >>= 1U) {
        subtree = node(m_subtrees.back(), subtree, m_failed);
        m_subtrees.pop_back();
    }
    m_subtrees.push_back(subtree);
    ++m_size;
}

Result<Digest> MerkleTree::root() const {
    if (m_subtrees.empty()) {
        return crypto::sha256(std::string_view());
    }
    bool failed = m_failed;
    Digest root = m_subtrees.back();
    for (auto left = std::next(m_subtrees.rbegin()); left != m_subtrees.rend(); ++left) {
        root = node(*left, root, failed);
    }
    if (failed) {
        return Error{"crypto_failed", "The tree over the rows could not be computed."};
    }
    return root;
}

std::string MerkleTree::frontier() const {
    std::string bytes;
    bytes.reserve(m_subtrees.size() * crypto::kDigestBytes);
    for (const Digest& subtree : m_subtrees) {
        bytes.append(subtree.begin(), subtree.end());
    }
    return bytes;
}

std::optional<MerkleTree> MerkleTree::resume(int64_t size, std::string_view frontier) {
    const auto subtrees = static_cast<size_t>(std::popcount(static_cast<uint64_t>(size)));
    if (size < 0 || frontier.size() != subtrees * crypto::kDigestBytes) {
        return {};
    }
    MerkleTree tree;
    tree.m_size = size;
    tree.m_subtrees.resize(subtrees);
    for (size_t i = 0; i < subtrees; ++i) {
        const auto piece = crypto::asBytes(frontier.substr(i * crypto::kDigestBytes));
        std::copy_n(piece.begin(), crypto::kDigestBytes, tree.m_subtrees[i].begin());
    }
    return tree;
}

Result<InclusionPath> inclusionPath(int64_t index, int64_t size,
                                    const std::function<std::string()>& next) {
    if (index < 0 || index >= size) {
        return badProof("the row is not in the tree.");
    }
    const std::vector<Range> ranges = rangesBeside(index, size);
    std::vector<MerkleTree> subtrees(ranges.size());
    std::vector<size_t> order(ranges.size());
    for (size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::sort(order.begin(), order.end(),
              [&](size_t a, size_t b) { return ranges[a].begin < ranges[b].begin; });
    size_t at = 0;
    for (int64_t leaf = 0; leaf < size; ++leaf) {
        const std::string hash = next();
        if (hash.empty()) {
            return badProof("rows are missing.");
        }
        if (leaf == index) {
            continue;
        }
        at += leaf >= ranges[order[at]].end ? 1 : 0;
        subtrees[order[at]].add(hash);
    }
    InclusionPath path;
    for (const MerkleTree& subtree : subtrees) {
        const auto root = subtree.root();
        if (!root) {
            return root.error();
        }
        path.push_back(*root);
    }
    return path;
}

Result<Digest> rootFromPath(std::string_view rowHash, int64_t index, int64_t size,
                            const InclusionPath& path) {
    if (index < 0 || index >= size) {
        return badProof("the row is not in the tree.");
    }
    crypto::Sha256 digest;
    auto hash = leafHash(digest, rowHash);
    auto position = static_cast<uint64_t>(index);
    auto last = static_cast<uint64_t>(size - 1);
    for (const Digest& beside : path) {
        if (last == 0 || !hash) {
            break;
        }
        if ((position & 1U) != 0 || position == last) {
            hash = nodeHash(digest, beside, *hash);
            while (position != 0 && (position & 1U) == 0) {
                position >>= 1U;
                last >>= 1U;
            }
        } else {
            hash = nodeHash(digest, *hash, beside);
        }
        position >>= 1U;
        last >>= 1U;
    }
    if (hash && (last != 0 || path.size() != rangesBeside(index, size).size())) {
        return badProof("its path does not fit the tree.");
    }
    return hash;
}

} // namespace chaperone::audit
