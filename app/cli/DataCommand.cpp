#include "cli/Command.h"

#include "crypto/KeyFile.h"
#include "owndata/AllowList.h"
#include "owndata/DocumentIndex.h"
#include "owndata/ExactIndex.h"
#include "text/Utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace chaperone::cli {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kMaxDocumentBytes = uintmax_t{64} << 20;

struct Options {
    std::string id;
    std::string key;
    std::string out;
    std::vector<std::string> inputs;
    std::vector<std::string> columns;
    std::vector<std::string> keyColumns;
    std::vector<std::string> ignored;
    std::string type;
};

/// The key file, which must be there: a new one would open nothing that exists.
Result<SecretBytes> keyFrom(const std::string& file) {
    if (!fs::exists(file))
        return Error{"no_key",
                     file + " is not there; \"chaperonectl data key " + file + "\" makes one."};
    return crypto::openKeyFile(file);
}

std::string listed(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words)
        list += (list.empty() ? "" : ", ") + word;
    return list;
}

int makeKey(const std::string& file) {
    if (fs::exists(file))
        return fail({"exists", file + " is there already; a key that is in use must not change."});
    const auto key = crypto::openKeyFile(file);
    if (!key)
        return fail(key.error());
    std::cout << file
              << ": a new key. Whoever has it can test guesses against the indexes made with "
                 "it.\n";
    return kFine;
}

int indexRecords(const Options& options, bool json) {
    const auto key = keyFrom(options.key);
    if (!key)
        return fail(key.error());
    std::ifstream in(options.inputs.front(), std::ios::binary);
    if (!in)
        return fail({"unreadable", options.inputs.front() + " cannot be read."});
    const auto made = owndata::buildExactIndex(
        in, {options.id, options.keyColumns, options.columns}, *key, options.out);
    if (!made)
        return fail(made.error());
    if (json) {
        std::cout << nlohmann::ordered_json{{"rows", made->rows},
                                            {"keys", made->keys},
                                            {"columns", made->columns},
                                            {"too_short", made->tooShort},
                                            {"too_long", made->tooLong},
                                            {"bytes", made->bytes}}
                         .dump(2)
                  << '\n';
        return kFine;
    }
    std::cout << options.out << ": " << made->rows << " rows, found by " << listed(made->keys)
              << " beside " << listed(made->columns) << ".\n";
    if (made->tooShort + made->tooLong > 0)
        std::cout << "Left out: " << made->tooShort << " key values too short, " << made->tooLong
                  << " values too long to be looked for.\n";
    return kFine;
}

/// A file's text; nothing for one that is none (a picture, a program).
Result<std::optional<std::string>> documentText(const fs::path& file) {
    std::error_code failed;
    const auto size = fs::file_size(file, failed);
    std::ifstream in(file, std::ios::binary);
    if (failed || !in)
        return Error{"unreadable", file.string() + " cannot be read."};
    if (size > kMaxDocumentBytes)
        return Error{"too_large", file.string() + " has more than 64 MiB."};
    std::string text(static_cast<size_t>(size), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (text.find('\0') != text.npos || !text::isUtf8(text))
        return std::optional<std::string>();
    return std::optional<std::string>(std::move(text));
}

/// Files named, and those in folders named; what begins with a dot stays out (.git).
std::vector<fs::path> filesOf(const std::vector<std::string>& inputs) {
    std::vector<fs::path> files;
    for (const std::string& input : inputs) {
        if (!fs::is_directory(input)) {
            files.emplace_back(input);
            continue;
        }
        std::error_code failed;
        fs::recursive_directory_iterator each(input, fs::directory_options::skip_permission_denied,
                                              failed);
        for (; each != fs::recursive_directory_iterator(); each.increment(failed)) {
            const bool hidden = each->path().filename().string().starts_with('.');
            if (hidden && each->is_directory(failed))
                each.disable_recursion_pending();
            else if (!hidden && each->is_regular_file(failed))
                files.push_back(each->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// "Board Minutes 3.txt" is board_minutes_3.
std::string idOf(const fs::path& file) {
    std::string id = file.stem().string();
    std::transform(id.begin(), id.end(), id.begin(), [](char c) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') ? low : '_';
    });
    return id;
}

int indexDocuments(const Options& options, bool json) {
    const auto key = keyFrom(options.key);
    if (!key)
        return fail(key.error());
    auto builder = owndata::DocumentIndexBuilder::create(*key);
    if (!builder)
        return fail(builder.error());
    size_t noText = 0;
    const auto each = [&](const std::vector<std::string>& inputs, auto take) -> Result<void> {
        for (const fs::path& file : filesOf(inputs)) {
            auto text = documentText(file);
            if (!text)
                return text.error();
            if (!*text)
                ++noText;
            else if (auto taken = take(file, **text); !taken)
                return taken;
        }
        return {};
    };
    auto read = each(options.inputs, [&](const fs::path& file, const std::string& text) {
        return builder->add(options.id.empty() ? idOf(file) : options.id, text);
    });
    if (read)
        read = each(options.ignored, [&](const fs::path&, const std::string& text) {
            builder->ignore(text);
            return Result<void>();
        });
    if (!read)
        return fail(read.error());
    const auto made = builder->write(options.out);
    if (!made)
        return fail(made.error());
    if (json) {
        std::cout << nlohmann::ordered_json{{"documents", made->documents},
                                            {"fingerprints", made->fingerprints},
                                            {"ignored", made->ignored},
                                            {"no_text", noText},
                                            {"too_short", made->tooShort}}
                         .dump(2)
                  << '\n';
        return kFine;
    }
    std::cout << options.out << ": " << made->documents << " documents, " << made->fingerprints
              << " fingerprints.\n";
    if (noText > 0)
        std::cout << "Left out: " << noText << " files that are no text.\n";
    if (!made->tooShort.empty())
        std::cout << "Too short to be known again: " << listed(made->tooShort) << ".\n";
    return kFine;
}

/// One value a line on stdin, one hash a line on stdout: for a policy that is not to name the
/// values.
int hashAllowed(const Options& options) {
    const auto key = keyFrom(options.key);
    if (!key)
        return fail(key.error());
    for (std::string line; std::getline(std::cin, line);) {
        const auto hash = owndata::allowedHash(*key, line);
        if (!hash)
            return fail(hash.error());
        std::cout << *hash << '\n';
    }
    return kFine;
}

CLI::Option* addKey(CLI::App& command, Options& options) {
    return command.add_option("--key", options.key, "The key file (see \"data key\")")
        ->required()
        ->type_name("FILE");
}

} // namespace

void addData(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("data", "Your own records, documents and words, to be looked for");
    command->footer(
        "Example: chaperonectl data records customers.csv --id customers --key data.key "
        "--out customers.cxd");
    command->require_subcommand(1);
    auto options = std::make_shared<Options>();

    auto* key = command->add_subcommand("key", "Make a key for indexes");
    key->footer("Example: chaperonectl data key data.key");
    key->add_option("FILE", options->key, "The file to make")->required();
    key->callback([options, &context] { context.exitCode = makeKey(options->key); });

    auto* records = command->add_subcommand(
        "records", "Index a table, so that its rows are found and no value is kept");
    records->footer(
        "Example: chaperonectl data records customers.csv --id customers --key data.key "
        "--out customers.cxd");
    records->add_option("CSV", options->inputs, "The table, with a header row")
        ->required()
        ->expected(1);
    records->add_option("--id", options->id, "Found as exact.ID")->required();
    addKey(*records, *options);
    records->add_option("--out", options->out, "The index to write")->required();
    records->add_option("--lead", options->keyColumns,
                        "Columns that lead to a row; without it those that differ from row to row");
    records->add_option("--column", options->columns, "Columns that count; without it all");
    records->callback(
        [options, &context] { context.exitCode = indexRecords(*options, context.json); });

    auto* documents = command->add_subcommand(
        "documents", "Fingerprint documents or source code, so that parts of them are found");
    documents->footer("Example: chaperonectl data documents contracts/ --key data.key --out "
                      "contracts.cfp --ignore templates/");
    documents->add_option("FILE", options->inputs, "Text files and folders of them")->required();
    addKey(*documents, *options);
    documents->add_option("--out", options->out, "The index to write")->required();
    documents->add_option("--as", options->id,
                          "All files are this one document, as a repository is; without it each "
                          "is found under its name");
    documents->add_option("--ignore", options->ignored,
                          "Text that is nobody's secret: licences, templates");
    documents->callback(
        [options, &context] { context.exitCode = indexDocuments(*options, context.json); });

    auto* allow = command->add_subcommand(
        "allow", "Hash values (one a line on stdin) that a policy is to allow without naming them");
    allow->footer("Example: echo support@example.com | chaperonectl data allow --key data.key");
    addKey(*allow, *options);
    allow->callback([options, &context] { context.exitCode = hashAllowed(*options); });
}

} // namespace chaperone::cli
