#pragma once

#include "crypto/Digest.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The Merkle tree over the rows, as RFC 6962 and RFC 9162 (section 2.1) define it with SHA-256: a
/// leaf is H(0x00 || row hash), a node H(0x01 || left || right); leaves and nodes can never be
/// taken for each other. The row hash goes in as its 32 bytes. Leaf 0 is row 1.
namespace chaperone::audit {

using crypto::Digest;

/// The root of a growing list of leaves; keeps only the roots of its whole subtrees, at most 63.
/// One owner, one thread. A failure of the digest is kept and told by root().
class MerkleTree {
public:
    /// `rowHash` in hex, as the chain has it. What is no hash fails like the digest.
    void add(std::string_view rowHash);

    int64_t size() const { return m_size; }
    /// Of no leaves: H(). Fails with "crypto_failed".
    Result<Digest> root() const;

    /// The subtrees' roots, from the largest on: with the size, all that is needed to go on later.
    std::string frontier() const;
    /// Nothing when the two do not fit each other.
    static std::optional<MerkleTree> resume(int64_t size, std::string_view frontier);

private:
    int64_t m_size = 0;
    std::vector<Digest> m_subtrees;
    mutable crypto::Sha256 m_digest;
    bool m_failed = false;

    Digest node(const Digest& left, const Digest& right, bool& failed) const;
};

/// What stands beside the way from a leaf to the root (RFC 6962, 2.1.1), nearest to the leaf first.
using InclusionPath = std::vector<Digest>;

/// Reads the leaves once, in order; `next` gives the hashes of rows 1, 2, ... `size` in hex, and an
/// empty text when there is none. Fails with "bad_proof" for an index that is not in the tree, when
/// leaves are missing, or with "crypto_failed".
Result<InclusionPath> inclusionPath(int64_t index, int64_t size,
                                    const std::function<std::string()>& next);

/// The root that follows from a leaf and what stands beside its way (RFC 9162, 2.1.3.2). Fails with
/// "bad_proof" when the path has another length than that of a tree of this size.
Result<Digest> rootFromPath(std::string_view rowHash, int64_t index, int64_t size,
                            const InclusionPath& path);

} // namespace chaperone::audit
