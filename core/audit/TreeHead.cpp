#include "audit/TreeHead.h"

#include "audit/Chain.h"
#include "base/JsonText.h"
#include "crypto/Hex.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace chaperone::audit {
namespace {

using nlohmann::json;

constexpr std::string_view kForm = "chaperone.head.1";
constexpr size_t kMaxLineBytes = 1024;
constexpr uintmax_t kMaxFileBytes = uintmax_t{512} * 1024 * 1024;

bool isHex(const std::string& text, size_t digits) {
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Error badAnchor(const std::string& where) {
    return {"bad_anchor", where + " is not an anchor as this program writes it."};
}

} // namespace

std::string headForm(const TreeHead& head) {
    std::string form;
    addNetstring(form, kForm);
    addNetstring(form, std::to_string(head.size));
    addNetstring(form, toRfc3339(head.time));
    addNetstring(form, head.root);
    return form;
}

Result<TreeHead> signHead(int64_t size, UtcTime time, std::string root,
                          const crypto::SigningKey& signer) {
    TreeHead head{size, time, std::move(root), crypto::toHex(signer.publicKey()), {}};
    const auto signature = signer.sign(headForm(head));
    if (!signature) {
        return signature.error();
    }
    head.signature = crypto::toHex(*signature);
    return head;
}

bool isSigned(const TreeHead& head) {
    const auto key = crypto::fromHex(head.key);
    const auto signature = crypto::fromHex(head.signature);
    return key && signature && crypto::verifySignature(*key, headForm(head), *signature);
}

std::string toJsonLine(const TreeHead& head) {
    return R"({"schema":"chaperone.anchor","schema_version":1,"size":)" +
           std::to_string(head.size) + R"(,"time":")" + toRfc3339(head.time) + R"(","root":")" +
           head.root + R"(","key":")" + head.key + R"(","signature":")" + head.signature + R"("})";
}

Result<TreeHead> parseTreeHead(std::string_view line) {
    const json object = json::parse(line, nullptr, false);
    if (!object.is_object()) {
        return badAnchor("This line");
    }
    const auto size = object.find("size");
    TreeHead head{size != object.end() && size->is_number_integer() ? size->get<int64_t>() : 0,
                  parseRfc3339(textOf(object, "time")).value_or(UtcTime{}), textOf(object, "root"),
                  textOf(object, "key"), textOf(object, "signature")};
    if (head.size < 1 || !isHex(head.root, 2 * crypto::kDigestBytes) ||
        !isHex(head.key, 2 * crypto::kPublicKeyBytes) ||
        !isHex(head.signature, 2 * crypto::kSignatureBytes) || toJsonLine(head) != line) {
        return badAnchor("This line");
    }
    return head;
}

std::filesystem::path anchorsFile(const std::filesystem::path& log) {
    std::filesystem::path file = log;
    file += "-anchors";
    return file;
}

Result<std::vector<TreeHead>> readAnchors(const std::filesystem::path& file) {
    std::vector<TreeHead> heads;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        std::error_code failure;
        if (std::filesystem::exists(file, failure) || failure) {
            return Error{"unreadable", "The anchors " + file.string() + " cannot be read."};
        }
        return heads;
    }
    std::error_code failure;
    if (std::filesystem::file_size(file, failure) > kMaxFileBytes && !failure) {
        return badAnchor(file.string());
    }
    std::string line;
    while (std::getline(stream, line) && !stream.eof()) {
        auto head = line.size() <= kMaxLineBytes ? parseTreeHead(line) : badAnchor("A line");
        if (!head) {
            return badAnchor("Line " + std::to_string(heads.size() + 1) + " of " + file.string());
        }
        heads.push_back(std::move(*head));
    }
    if (stream.bad()) {
        return Error{"unreadable", "The anchors " + file.string() + " cannot be read."};
    }
    return heads;
}

} // namespace chaperone::audit
