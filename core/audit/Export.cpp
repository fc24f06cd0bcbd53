#include "audit/Export.h"

#include "audit/Chain.h"
#include "base/JsonText.h"

#include <nlohmann/json.hpp>

#include <istream>

namespace chaperone::audit {
namespace {

using nlohmann::json;

constexpr std::string_view kBodyMember = ",\"body\":";
constexpr std::string_view kNoBody = "null";
constexpr size_t kMaxLineBytes = kMaxBodyBytes + 2 * kMaxInteractionBytes + 1024;

Error badLine() {
    return {"bad_line", "This is not a line as the export writes it."};
}

std::string quoted(const std::string& text) {
    return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

Row rowOf(const json& head) {
    Row row;
    const auto sequence = head.find("sequence");
    row.sequence = sequence != head.end() && sequence->is_number_integer()
                       ? sequence->get<int64_t>()
                       : int64_t{0};
    row.time = parseRfc3339(textOf(head, "time")).value_or(UtcTime{});
    row.entry.kind = parseKind(textOf(head, "kind")).value_or(Kind::Event);
    row.entry.interaction = textOf(head, "interaction");
    row.previousHash = textOf(head, "prev_hash");
    row.hash = textOf(head, "hash");
    const auto form = head.find("schema_version");
    row.form = form != head.end() && form->is_number_integer() ? form->get<int>() : 0;
    row.salt = textOf(head, "salt");
    row.commitment = textOf(head, "commitment");
    row.evidenceHash = textOf(head, "evidence");
    return row;
}

/// One line, without growing beyond any line of ours; false at the end of the stream.
bool readLine(std::istream& stream, std::string& line) {
    line.clear();
    int c = 0;
    while (line.size() <= kMaxLineBytes && (c = stream.get()) != std::istream::traits_type::eof()) {
        if (c == '\n') {
            if (line.ends_with('\r')) { // what a text stream on Windows makes of a line's end
                line.pop_back();
            }
            return true;
        }
        line += static_cast<char>(c);
    }
    return !line.empty();
}

} // namespace

std::string toJsonLine(const Row& row) {
    std::string line;
    line.reserve(row.entry.body.size() + 512);
    line += R"({"schema":")" + std::string(kExportSchema);
    line += R"(","schema_version":)" + std::to_string(row.form);
    line += R"(,"sequence":)" + std::to_string(row.sequence);
    line += R"(,"time":")" + toRfc3339(row.time);
    line += R"(","kind":")" + std::string(toString(row.entry.kind));
    line += R"(","interaction":)" + quoted(row.entry.interaction);
    line += R"(,"prev_hash":)" + quoted(row.previousHash);
    line += R"(,"hash":)" + quoted(row.hash);
    if (row.form > 1) {
        line += R"(,"salt":)" + quoted(row.salt);
        line += R"(,"commitment":)" + quoted(row.commitment);
        line += R"(,"evidence":)" + quoted(row.evidenceHash);
    }
    line += kBodyMember;
    line += row.isErased() ? kNoBody : std::string_view(row.entry.body);
    line += '}';
    return line;
}

Result<Row> parseJsonLine(std::string_view line) {
    const size_t body = line.find(kBodyMember);
    if (body == std::string_view::npos || line.back() != '}') {
        return badLine();
    }
    const json head = json::parse(std::string(line.substr(0, body)) + '}', nullptr, false);
    if (!head.is_object()) {
        return badLine();
    }
    Row row = rowOf(head);
    const size_t start = body + kBodyMember.size();
    const std::string_view text = line.substr(start, line.size() - 1 - start);
    row.entry.body = row.isErased() ? std::string_view() : text;
    if (row.form < 1 || row.form > kRowForm || toJsonLine(row) != line || !json::accept(text)) {
        return badLine();
    }
    return row;
}

Result<Verification> verifyJsonLines(std::istream& stream) {
    ChainCheck check = ChainCheck::piece();
    std::string line;
    int64_t number = 0;
    while (check.intact() && readLine(stream, line)) {
        ++number;
        if (const auto row = parseJsonLine(line)) {
            check.take(*row);
        } else {
            check.fail("Line " + std::to_string(number) + " is not as the export writes it.");
        }
    }
    if (stream.bad()) {
        return Error{"unreadable", "The export could not be read to its end."};
    }
    return Verification{check.rows(),
                        check.intact(),
                        check.firstBad(),
                        check.message(),
                        check.lastHash(),
                        check.clockSteps(),
                        check.erased(),
                        0,
                        {}};
}

} // namespace chaperone::audit
