#pragma once

#include "audit/AuditLog.h"
#include "audit/Merkle.h"
#include "audit/TreeHead.h"

#include <string>
#include <string_view>

namespace chaperone::audit {

/// One row, disclosed without the others: the row, what stands beside its way to the root (RFC
/// 9162, 2.1.3), and the signed root. Nothing is learnt of the other rows but their number.
///
/// As JSON: {"schema":"chaperone.proof","schema_version":1,"row":{a row as Export.h writes it},
/// "path":["<64 hex>",...],"head":{an anchor as TreeHead.h writes it}}
struct RowProof {
    Row row;
    InclusionPath path;
    TreeHead head;
};

std::string toJson(const RowProof& proof);
/// Fails with "bad_proof". At most kMaxProofBytes.
Result<RowProof> parseRowProof(std::string_view text);
inline constexpr size_t kMaxProofBytes = size_t{256} * 1024;

/// That the row is as it was written, stands where it says, and that the root is signed with the
/// key that it names; with `key` (hex), that it is that one. Fails with "bad_proof" and why.
Result<void> check(const RowProof& proof, const std::string& key);

} // namespace chaperone::audit
