#include "cli/Command.h"
#include "cli/DocumentScan.h"
#include "cli/Findings.h"
#include "cli/Output.h"

#include "detect/Redaction.h"
#include "detect/Scanner.h"
#include "policy/Wording.h"
#include "resources/Reply.h"
#include "resources/Resources.h"

#include <algorithm>
#include <iostream>

namespace chaperone::cli {
namespace {

constexpr size_t kMaxFileBytes = size_t{256} << 20;
/// A text of 64 MiB may take six times that as JSON; more is answered with an error.
constexpr size_t kMaxLineBytes = size_t{400} << 20;

struct Options {
    std::vector<std::string> files;
    bool jsonl = false;
    bool redact = false;
    bool reply = false;
    std::string style = "label";
};

/// One line, however long it is; over the limit the rest is read and dropped. False at the end.
bool readLine(std::istream& in, std::string& line, bool& tooLong) {
    line.clear();
    tooLong = false;
    std::streambuf* buffer = in.rdbuf();
    for (int c = buffer->sbumpc(); c != std::char_traits<char>::eof(); c = buffer->sbumpc()) {
        if (c == '\n') {
            return true;
        }
        tooLong = tooLong || line.size() >= kMaxLineBytes;
        if (!tooLong) {
            line.push_back(static_cast<char>(c));
        }
    }
    return !line.empty();
}

nlohmann::ordered_json lineError(const nlohmann::ordered_json& id, const std::string& why) {
    nlohmann::ordered_json out;
    out["id"] = id;
    out["status"] = "error";
    out["error"] = why;
    out["findings"] = nlohmann::ordered_json::array();
    return out;
}

nlohmann::ordered_json answer(const detect::Scanner& scanner, const std::string& line) {
    const auto request = nlohmann::ordered_json::parse(line, nullptr, false);
    if (!request.is_object()) {
        return lineError(nullptr, "The line is no JSON object in UTF-8.");
    }
    const auto id = request.value("id", nlohmann::ordered_json());
    const auto text = request.find("text");
    if (!id.is_string() && !id.is_number()) {
        return lineError(nullptr, "\"id\" must be text or a number.");
    }
    if (text == request.end() || !text->is_string()) {
        return lineError(id, "\"text\" is missing or no text.");
    }
    nlohmann::ordered_json out;
    out["id"] = id;
    out.update(toJson(scanner.scan(text->get_ref<const std::string&>())));
    return out;
}

/// The run's exit code is that of its worst line.
int worse(int code, const nlohmann::ordered_json& line) {
    const std::string status = line["status"];
    const int here = status == "undetermined"   ? kUndetermined
                     : status == "error"        ? kBadInput
                     : line["findings"].empty() ? kFine
                                                : kFindings;
    return std::max(code, here);
}

int scanLines(const detect::Scanner& scanner, std::istream& in) {
    int code = kFine;
    std::string line;
    bool tooLong = false;
    while (readLine(in, line, tooLong)) {
        const bool blank = line.find_first_not_of(" \t\r") == std::string::npos;
        if (blank && !tooLong) {
            continue;
        }
        const auto out =
            tooLong ? lineError(nullptr, "The line is too long.") : answer(scanner, line);
        code = worse(code, out);
        std::cout << dumpLine(out) << '\n' << std::flush;
    }
    return code;
}

int scanFile(const detect::Scanner& scanner, const std::string& path, const Options& options,
             bool json) {
    const Result<std::string> text = readInput(path, kMaxFileBytes);
    if (!text) {
        return fail(text.error());
    }
    const std::string name = path == "-" ? "stdin" : path;
    const bool readAsItIs = isPlainText(*text, path == "-" ? "" : path);
    if (!readAsItIs && !options.redact)
        return scanDocument(scanner, name, *text, json);
    if (!readAsItIs && !isTextFormat(*text, path))
        return fail({"no_text", name + " is no text file; only those can be redacted."});
    const detect::ScanResult result = scanner.scan(*text);
    if (options.redact) {
        const auto style = detect::parseRedactionStyle(options.style).value();
        const auto replacements = detect::redact(*text, result.findings, style);
        std::cout << detect::replaced(*text, replacements);
        return result.status != detect::ScanStatus::Complete ? kUndetermined : kFine;
    }
    if (json) {
        nlohmann::ordered_json out;
        out["file"] = name;
        out.update(toJson(result));
        std::cout << dumpLine(out) << '\n';
    } else {
        print(name, *text, result);
    }
    return exitCodeOf(result);
}

nlohmann::ordered_json toJson(const reply::ReplyFinding& finding) {
    nlohmann::ordered_json out{
        {"type", finding.type},     {"start", finding.start},
        {"end", finding.end},       {"confidence", detect::toString(finding.confidence)},
        {"detector", finding.rule}, {"reason", finding.reason}};
    if (!finding.detail.empty())
        out["detail"] = finding.detail;
    return out;
}

/// A name out of an answer may hold what steers a terminal.
std::string printable(std::string text) {
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return text;
}

void printReply(const std::string& name, std::string_view text, const reply::ReplyResult& result,
                const policy::Wording& wording) {
    Places places(text);
    for (const reply::ReplyFinding& finding : result.findings) {
        const Place place = places.at(finding.start);
        std::cout << name << ':' << place.line << ':' << place.column << "  "
                  << detect::toString(finding.confidence) << "  "
                  << wording.label(finding.type, "en") << ": "
                  << wording.reply(finding.reason, "en");
        if (!finding.detail.empty())
            std::cout << " [" << printable(finding.detail) << ']';
        std::cout << "  (" << finding.type << ", " << finding.rule << ")\n";
    }
    if (result.status != detect::ScanStatus::Complete) {
        std::cerr << name << ": could not be read to the end (" << result.why
                  << "); it may hold more.\n";
    }
}

int scanReply(const reply::ReplyInspector& inspector, const std::string& path, bool json) {
    const Result<std::string> text = readInput(path, kMaxFileBytes);
    if (!text)
        return fail(text.error());
    const reply::ReplyResult result = inspector.inspect(*text, reply::Conversation());
    const bool complete = result.status == detect::ScanStatus::Complete;
    const std::string name = path == "-" ? "stdin" : path;
    if (json) {
        nlohmann::ordered_json out{{"file", name}, {"status", complete ? "ok" : "undetermined"}};
        if (!complete)
            out["why"] = result.why;
        out["packages_known_on"] = inspector.packagesDate();
        out["findings"] = nlohmann::ordered_json::array();
        for (const reply::ReplyFinding& finding : result.findings)
            out["findings"].push_back(toJson(finding));
        std::cout << dumpLine(out) << '\n';
    } else {
        printReply(name, *text, result, *platform::shippedWording());
    }
    if (!complete)
        return kUndetermined;
    return result.findings.empty() ? kFine : kFindings;
}

int scanReplies(const detect::Scanner& sensitive, const Options& options, bool json) {
    const reply::ReplyInspector inspector = resources::replyInspector(sensitive);
    int code = kFine;
    for (const std::string& file : options.files)
        code = std::max(code, scanReply(inspector, file, json));
    return options.files.empty() ? scanReply(inspector, "-", json) : code;
}

int run(const Options& options, const Context& context) {
    const auto detection = detectionFor(context);
    if (!detection) {
        return fail(detection.error());
    }
    const detect::Scanner& scanner = detection->scanner;
    const bool json = context.json;
    if (options.reply)
        return scanReplies(scanner, options, json);
    if (options.jsonl) {
        std::ios::sync_with_stdio(false);
        return scanLines(scanner, std::cin);
    }
    int code = kFine;
    for (const std::string& file : options.files) {
        code = std::max(code, scanFile(scanner, file, options, json));
    }
    return options.files.empty() ? scanFile(scanner, "-", options, json) : code;
}

} // namespace

void addScan(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("scan", "Look for sensitive content in files or stdin");
    command->footer("Example: chaperonectl scan --redact --style alias letter.txt");
    auto options = std::make_shared<Options>();
    command->add_option("FILE", options->files, "Files to read; stdin without one");
    auto* jsonl = command->add_flag("--jsonl", options->jsonl,
                                    "Answer lines {\"id\", \"text\"} from stdin, one line each");
    auto* redact =
        command->add_flag("--redact", options->redact,
                          "Print the text with its findings (medium and surer) replaced");
    command->add_option("--style", options->style, "label, alias or mask")
        ->needs(redact)
        ->check(CLI::IsMember({"label", "alias", "mask"}));
    redact->excludes(jsonl);
    command
        ->add_flag("--reply", options->reply,
                   "Read the files as answers of AI: links, commands, code, packages, hidden text")
        ->excludes(jsonl)
        ->excludes(redact);
    command->callback([options, &context] {
        if (options->jsonl && !options->files.empty()) {
            context.exitCode = fail({"bad_use", "--jsonl reads stdin; give it no files."});
            return;
        }
        context.exitCode = run(*options, context);
    });
}

} // namespace chaperone::cli
