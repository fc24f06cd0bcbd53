#include "detect/DetectorFile.h"

#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>

namespace chaperone::detect {
namespace {

constexpr int64_t kSchema = 1;
constexpr size_t kMaxFileBytes = size_t{4} << 20;

/// Reads one table; the first thing wrong is kept and told at the end.
class TableReader {
public:
    TableReader(const std::string& file, const toml::table& table) : m_file(file), m_table(table) {}

    void allow(std::initializer_list<std::string_view> keys) {
        for (const auto& [key, node] : m_table) {
            if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
                fail(key.source().begin.line,
                     "does not know the key \"" + std::string(key.str()) + "\".");
            }
        }
    }

    std::string text(std::string_view key, bool required = false) {
        const toml::node* node = m_table.get(key);
        if (!node) {
            if (required)
                fail(line(), "needs \"" + std::string(key) + "\".");
            return {};
        }
        if (const auto* value = node->as_string())
            return value->get();
        fail(node->source().begin.line, "wants text for \"" + std::string(key) + "\".");
        return {};
    }

    bool flag(std::string_view key) {
        const toml::node* node = m_table.get(key);
        if (!node)
            return false;
        if (const auto* value = node->as_boolean())
            return value->get();
        fail(node->source().begin.line, "wants true or false for \"" + std::string(key) + "\".");
        return false;
    }

    double number(std::string_view key) {
        const toml::node* node = m_table.get(key);
        if (!node)
            return 0;
        if (const auto value = node->value<double>())
            return *value;
        fail(node->source().begin.line, "wants a number for \"" + std::string(key) + "\".");
        return 0;
    }

    std::vector<std::string> list(std::string_view key) {
        std::vector<std::string> out;
        const toml::node* node = m_table.get(key);
        if (!node)
            return out;
        const auto* array = node->as_array();
        for (size_t i = 0; array && i < array->size(); ++i) {
            const auto* value = array->get(i)->as_string();
            if (value)
                out.push_back(value->get());
        }
        if (!array || out.size() != array->size()) {
            fail(node->source().begin.line,
                 "wants a list of texts for \"" + std::string(key) + "\".");
        }
        return out;
    }

    const toml::table* table(std::string_view key) {
        const toml::node* node = m_table.get(key);
        if (node && !node->is_table()) {
            fail(node->source().begin.line, "wants a table for \"" + std::string(key) + "\".");
        }
        return node ? node->as_table() : nullptr;
    }

    std::optional<Confidence> confidence(std::string_view key) {
        const std::string word = text(key);
        if (word.empty())
            return std::nullopt;
        const auto level = parseConfidence(word);
        if (!level)
            fail(lineOf(key), "knows the levels low, medium and high, not \"" + word + "\".");
        return level;
    }

    /// A text, or a list of parts that are joined.
    std::string parts(std::string_view key) {
        const toml::node* node = m_table.get(key);
        if (node && node->is_string())
            return expandExample(text(key));
        std::string joined;
        for (const std::string& part : list(key))
            joined += part;
        return expandExample(joined);
    }

    bool has(std::string_view key) const { return m_table.contains(key); }
    size_t line() const { return m_table.source().begin.line; }
    size_t lineOf(std::string_view key) const { return m_table.get(key)->source().begin.line; }

    void fail(size_t line, const std::string& what) {
        if (!m_error) {
            m_error = Error{"bad_detector",
                            m_file + ":" + std::to_string(line) + ": A detector file " + what};
        }
    }
    void take(const TableReader& other) {
        if (!m_error)
            m_error = other.m_error;
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    const std::string& m_file;
    const toml::table& m_table;
    std::optional<Error> m_error;
};

Boundary readBoundary(TableReader& reader, std::string_view key) {
    if (!reader.has(key))
        return Boundary::Word;
    const std::string word = reader.text(key);
    if (word == "none")
        return Boundary::None;
    if (word == "token")
        return Boundary::Token;
    if (word != "word") {
        reader.fail(reader.lineOf(key),
                    "knows the boundaries none, word and token, not \"" + word + "\".");
    }
    return Boundary::Word;
}

void readContext(const std::string& file, TableReader& reader, DetectorSpec& spec) {
    const toml::table* table = reader.table("context");
    if (!table)
        return;
    TableReader context(file, *table);
    context.allow({"groups", "words", "general", "country", "against", "required"});
    spec.contextGroups = context.list("groups");
    spec.contextWords = context.list("words");
    spec.contextGeneral = context.list("general");
    spec.contextCountry = context.text("country");
    spec.against = context.list("against");
    spec.contextRequired = context.flag("required");
    reader.take(context);
}

void readConfidence(const std::string& file, TableReader& reader, DetectorSpec& spec) {
    const toml::table* table = reader.table("confidence");
    if (!table)
        return;
    TableReader levels(file, *table);
    levels.allow({"base", "checked", "grouped", "context"});
    spec.base = levels.confidence("base").value_or(Confidence::Low);
    spec.checked = levels.confidence("checked");
    spec.grouped = levels.confidence("grouped");
    spec.context = levels.confidence("context");
    reader.take(levels);
}

void readReject(const std::string& file, TableReader& reader, DetectorSpec& spec) {
    const toml::table* table = reader.table("reject");
    if (!table)
        return;
    TableReader reject(file, *table);
    reject.allow({"words", "pattern"});
    spec.rejectWords = reject.list("words");
    spec.rejectPattern = reject.text("pattern");
    reader.take(reject);
}

ExampleSpec readExample(TableReader& example) {
    example.allow({"match", "clean", "span", "confidence"});
    ExampleSpec spec;
    spec.matches = example.has("match");
    spec.line = example.line();
    if (spec.matches == example.has("clean")) {
        example.fail(spec.line, "wants either \"match\" or \"clean\" in an example.");
    }
    spec.text = example.parts(spec.matches ? "match" : "clean");
    if (example.has("span"))
        spec.span = example.parts("span");
    if (example.has("confidence"))
        spec.confidence = example.confidence("confidence");
    if (spec.text.empty())
        example.fail(spec.line, "wants a text in each example.");
    return spec;
}

void readExamples(const std::string& file, const toml::table& table, TableReader& reader,
                  DetectorSpec& spec) {
    const toml::node* node = table.get("examples");
    const toml::array* array = node ? node->as_array() : nullptr;
    if (node && !array)
        reader.fail(node->source().begin.line, "wants a list of examples.");
    for (size_t i = 0; array && i < array->size(); ++i) {
        const toml::table* row = array->get(i)->as_table();
        if (!row) {
            reader.fail(array->get(i)->source().begin.line, "wants a table for each example.");
            return;
        }
        TableReader example(file, *row);
        spec.examples.push_back(readExample(example));
        reader.take(example);
    }
}

Result<DetectorSpec> readDetector(const std::string& file, const toml::table& table, bool tried) {
    TableReader reader(file, table);
    reader.allow({"id", "type", "name", "source", "literals", "ignore_case", "shapes", "pattern",
                  "matcher", "validator", "prefixes", "left", "right", "context", "confidence",
                  "reject", "min_entropy", "examples"});
    DetectorSpec spec;
    spec.file = file;
    spec.line = reader.line();
    spec.id = reader.text("id", true);
    spec.type = reader.text("type", true);
    spec.name = reader.text("name", true);
    spec.source = reader.text("source", true);
    spec.literals = reader.list("literals");
    spec.ignoreCase = reader.flag("ignore_case");
    spec.shapes = reader.list("shapes");
    spec.pattern = reader.text("pattern");
    spec.matcher = reader.text("matcher");
    spec.validator = reader.text("validator");
    spec.prefixes = reader.list("prefixes");
    spec.left = readBoundary(reader, "left");
    spec.right = readBoundary(reader, "right");
    spec.minEntropy = reader.number("min_entropy");
    readContext(file, reader, spec);
    readConfidence(file, reader, spec);
    readReject(file, reader, spec);
    spec.tried = tried;
    if (!tried)
        readExamples(file, table, reader, spec);
    if (reader.error())
        return *reader.error();
    return spec;
}

/// Words by language, each key a language of two letters: en = ["card", …].
Result<ContextGroupSpec> readContextGroup(const std::string& file, const toml::table& table) {
    TableReader reader(file, table);
    ContextGroupSpec group;
    group.id = reader.text("id", true);
    for (const auto& [key, node] : table) {
        if (key.str() == "id")
            continue;
        if (key.str().size() != 2) {
            reader.fail(key.source().begin.line,
                        "wants languages of two letters in a context, not \"" +
                            std::string(key.str()) + "\".");
            break;
        }
        for (std::string& word : reader.list(key.str()))
            group.words.push_back(std::move(word));
    }
    if (reader.error())
        return *reader.error();
    return group;
}

template<typename Row, typename Read>
Result<std::vector<Row>> readRows(const std::string& file, const toml::table& root,
                                  std::string_view key, Read read) {
    std::vector<Row> rows;
    const toml::node* node = root.get(key);
    if (!node)
        return rows;
    const toml::array* array = node->as_array();
    for (size_t i = 0; array && i < array->size(); ++i) {
        const toml::table* table = array->get(i)->as_table();
        if (!table) {
            array = nullptr;
            break;
        }
        Result<Row> row = read(file, *table);
        if (!row)
            return row.error();
        rows.push_back(std::move(row).value());
    }
    if (!array) {
        return Error{"bad_detector", file + ":" + std::to_string(node->source().begin.line) +
                                         ": A detector file wants [[" + std::string(key) +
                                         "]] tables."};
    }
    return rows;
}

Result<DetectorFile> readRoot(const std::string& file, const toml::table& root, bool tried) {
    TableReader reader(file, root);
    reader.allow({"schema", "detector", "context"});
    const auto schema = root["schema"].value<int64_t>();
    if (schema != kSchema) {
        reader.fail(root.contains("schema") ? reader.lineOf("schema") : 1,
                    "begins with schema = 1.");
    }
    if (reader.error())
        return *reader.error();
    auto detectors = readRows<DetectorSpec>(
        file, root, "detector", [tried](const std::string& name, const toml::table& table) {
            return readDetector(name, table, tried);
        });
    if (!detectors)
        return detectors.error();
    auto contexts = readRows<ContextGroupSpec>(file, root, "context", readContextGroup);
    if (!contexts)
        return contexts.error();
    return DetectorFile{std::move(detectors).value(), std::move(contexts).value()};
}

} // namespace

Result<DetectorFile> parseDetectorFile(const std::string& name, std::string_view toml, bool tried) {
    if (toml.size() > kMaxFileBytes) {
        return Error{"bad_detector", name + ": A detector file is at most 4 MiB long."};
    }
    try {
        return readRoot(name, toml::parse(toml, name), tried);
    } catch (const toml::parse_error& error) {
        return Error{"bad_toml", name + ":" + std::to_string(error.source().begin.line) + ": " +
                                     std::string(error.description())};
    }
}

} // namespace chaperone::detect
