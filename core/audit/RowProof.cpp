#include "audit/RowProof.h"

#include "audit/Chain.h"
#include "audit/Export.h"
#include "crypto/Hex.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace chaperone::audit {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kStart = R"({"schema":"chaperone.proof","schema_version":1,"row":)";
constexpr std::string_view kPath = R"(,"path":[)";
constexpr std::string_view kHead = R"(],"head":)";
constexpr size_t kMaxPath = 64;

Error badProof(const std::string& why) {
    return {"bad_proof", "The proof does not hold: " + why};
}

Result<InclusionPath> parsePath(std::string_view text) {
    const Json list = Json::parse('[' + std::string(text) + ']', nullptr, false);
    if (!list.is_array() || list.size() > kMaxPath) {
        return badProof("its path cannot be read.");
    }
    InclusionPath path;
    for (const Json& item : list) {
        const auto bytes =
            item.is_string() ? crypto::fromHex(item.get<std::string>()) : std::nullopt;
        if (!bytes || bytes->size() != crypto::kDigestBytes) {
            return badProof("its path cannot be read.");
        }
        std::copy(bytes->begin(), bytes->end(), path.emplace_back().begin());
    }
    return path;
}

} // namespace

std::string toJson(const RowProof& proof) {
    std::string text(kStart);
    text += toJsonLine(proof.row);
    text += kPath;
    for (const Digest& beside : proof.path) {
        text += text.back() == '[' ? "\"" : ",\"";
        text += crypto::toHex(beside) + '"';
    }
    text += kHead;
    text += toJsonLine(proof.head) + '}';
    return text;
}

Result<RowProof> parseRowProof(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    // From the end: a body may hold anything that looks like the rest.
    const size_t head = text.rfind(kHead);
    const size_t path = head == std::string_view::npos ? head : text.rfind(kPath, head);
    if (text.size() > kMaxProofBytes || !text.starts_with(kStart) ||
        path == std::string_view::npos || !text.ends_with('}')) {
        return badProof("it is none as this program writes it.");
    }
    auto row = parseJsonLine(text.substr(kStart.size(), path - kStart.size()));
    auto beside = parsePath(text.substr(path + kPath.size(), head - path - kPath.size()));
    const size_t start = head + kHead.size();
    auto root = parseTreeHead(text.substr(start, text.size() - 1 - start));
    if (!row || !beside || !root) {
        return !row ? row.error() : !beside ? beside.error() : root.error();
    }
    return RowProof{std::move(*row), std::move(*beside), std::move(*root)};
}

Result<void> check(const RowProof& proof, const std::string& key) {
    ChainCheck link = ChainCheck::piece();
    if (!link.take(proof.row)) {
        return badProof(link.message());
    }
    const auto root =
        rootFromPath(proof.row.hash, proof.row.sequence - 1, proof.head.size, proof.path);
    if (!root) {
        return root.error();
    }
    if (crypto::toHex(*root) != proof.head.root) {
        return badProof("the row is not in the log that was signed.");
    }
    if (!isSigned(proof.head)) {
        return badProof("its root is not signed with the key that it names.");
    }
    if (!key.empty() && key != proof.head.key) {
        return badProof("its root is signed with another key than the one given.");
    }
    return {};
}

} // namespace chaperone::audit
