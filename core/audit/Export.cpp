#include "audit/Export.h"

#include "audit/Chain.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <istream>

namespace chaperone::audit {
namespace {

using nlohmann::json;

constexpr std::string_view kBodyMember = ",\"body\":";
constexpr size_t kMaxLineBytes = kMaxBodyBytes + 2 * kMaxInteractionBytes + 512;

Error badLine() {
    return {"bad_line", "This is not a line as the export writes it."};
}

std::string quoted(const std::string& text) {
    return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

int digits(std::string_view text, size_t at, size_t count) {
    int number = -1;
    const char* const end = text.data() + at + count;
    const auto read = std::from_chars(text.data() + at, end, number);
    return read.ec == std::errc() && read.ptr == end ? number : -1;
}

/// The inverse of toRfc3339(). What is no such time gives some other one, which is then not
/// written as it was read.
UtcTime parseTime(std::string_view text) {
    if (text.size() != std::string_view("2026-11-23T09:15:02.017Z").size()) {
        return {};
    }
    const std::chrono::year_month_day date(
        std::chrono::year(digits(text, 0, 4)),
        std::chrono::month(static_cast<unsigned>(digits(text, 5, 2))),
        std::chrono::day(static_cast<unsigned>(digits(text, 8, 2))));
    if (!date.ok()) {
        return {};
    }
    return std::chrono::sys_days(date) + std::chrono::hours(digits(text, 11, 2)) +
           std::chrono::minutes(digits(text, 14, 2)) + std::chrono::seconds(digits(text, 17, 2)) +
           std::chrono::milliseconds(digits(text, 20, 3));
}

std::string textOf(const json& object, const char* member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Row rowOf(const json& head) {
    Row row;
    const auto sequence = head.find("sequence");
    row.sequence = sequence != head.end() && sequence->is_number_integer()
                       ? sequence->get<int64_t>()
                       : int64_t{0};
    row.time = parseTime(textOf(head, "time"));
    row.entry.kind = parseKind(textOf(head, "kind")).value_or(Kind::Event);
    row.entry.interaction = textOf(head, "interaction");
    row.previousHash = textOf(head, "prev_hash");
    row.hash = textOf(head, "hash");
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
    line += R"(","schema_version":)" + std::to_string(kExportSchemaVersion);
    line += R"(,"sequence":)" + std::to_string(row.sequence);
    line += R"(,"time":")" + toRfc3339(row.time);
    line += R"(","kind":")" + std::string(toString(row.entry.kind));
    line += R"(","interaction":)" + quoted(row.entry.interaction);
    line += R"(,"prev_hash":)" + quoted(row.previousHash);
    line += R"(,"hash":)" + quoted(row.hash);
    line += kBodyMember;
    line += row.entry.body;
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
    row.entry.body = line.substr(start, line.size() - 1 - start);
    if (toJsonLine(row) != line || !json::accept(row.entry.body)) {
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
    return Verification{check.rows(),    check.intact(),   check.firstBad(),
                        check.message(), check.lastHash(), check.clockSteps()};
}

} // namespace chaperone::audit
