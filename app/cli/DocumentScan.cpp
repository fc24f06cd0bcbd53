#include "cli/DocumentScan.h"

#include "cli/Command.h"
#include "cli/Findings.h"
#include "cli/Output.h"
#include "document/Kind.h"
#include "platform/DocumentReader.h"
#include "text/Utf8.h"

#include <algorithm>
#include <iostream>

namespace chaperone::cli {
namespace {

using document::Kind;

constexpr size_t kMostUnreadShown = 20;

nlohmann::ordered_json toJson(const document::Unread& unread) {
    return {{"where", unread.where}, {"reason", document::toString(unread.reason)}};
}

void printJson(const std::string& name, const document::Extraction& document,
               const std::vector<detect::ScanResult>& results) {
    nlohmann::ordered_json out{{"file", name}, {"status", "ok"}};
    if (!document.unread.empty()) {
        out["status"] = "undetermined";
        out["why"] = document::toString(document.unread[0].reason);
    }
    out["document"] = {{"status", document::toString(document.status())},
                       {"unread", nlohmann::ordered_json::array()}};
    for (const document::Unread& unread : document.unread)
        out["document"]["unread"].push_back(toJson(unread));
    out["findings"] = nlohmann::ordered_json::array();
    for (size_t i = 0; i < results.size(); ++i) {
        if (results[i].status != detect::ScanStatus::Complete) {
            out["status"] = "undetermined";
            out["why"] = results[i].why;
        }
        for (const detect::Finding& finding : results[i].findings) {
            out["findings"].push_back(cli::toJson(finding));
            out["findings"].back()["where"] = document.parts[i].where;
        }
    }
    std::cout << dumpLine(out) << '\n';
}

void printForPeople(const std::string& name, const document::Extraction& document,
                    const std::vector<detect::ScanResult>& results) {
    for (size_t i = 0; i < results.size(); ++i) {
        const std::string& where = document.parts[i].where;
        std::string place = name;
        if (!where.empty()) {
            place.append(" [").append(where).append("]");
        }
        print(place, document.parts[i].text, results[i]);
    }
    size_t shown = 0;
    for (const document::Unread& unread : document.unread) {
        if (++shown > kMostUnreadShown) {
            std::cerr << name << ": and " << document.unread.size() - kMostUnreadShown
                      << " more that could not be read.\n";
            break;
        }
        std::cerr << name << (unread.where.empty() ? "" : " [" + unread.where + "]")
                  << ": could not be read. " << document::sentence(unread.reason) << '\n';
    }
}

} // namespace

bool isPlainText(std::string_view bytes, std::string_view name) {
    return document::kindOf(bytes, name) == Kind::Text &&
           (name.empty() || (text::isUtf8(bytes) && bytes.find('\0') == std::string_view::npos));
}

bool isTextFormat(std::string_view bytes, std::string_view name) {
    const Kind kind = document::kindOf(bytes, name);
    return kind == Kind::Html || kind == Kind::Rtf || kind == Kind::Mail || kind == Kind::Notebook;
}

int scanDocument(const detect::Scanner& scanner, const std::string& name, std::string_view bytes,
                 bool json) {
    const platform::DocumentReader reader;
    const document::Extraction document = reader.read(bytes, name);
    std::vector<detect::ScanResult> results;
    results.reserve(document.parts.size());
    int code = document.unread.empty() ? kFine : kUndetermined;
    for (const document::TextPart& part : document.parts) {
        results.push_back(scanner.scan(part.text));
        code = std::max(code, exitCodeOf(results.back()));
    }
    if (json) {
        printJson(name, document, results);
    } else {
        printForPeople(name, document, results);
    }
    return code;
}

} // namespace chaperone::cli
