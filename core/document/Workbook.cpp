#include "document/Workbook.h"

#include "document/RunningText.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace chaperone::document {
namespace {

bool isTrue(std::string_view value) {
    return value == "1" || value == "true";
}

/// Strings are kept once and cells name them by number.
class SharedStrings final : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& /*attributes*/) override {
        m_inText = name == "t";
        if (name == "si")
            m_strings.emplace_back();
    }
    void end(std::string_view /*name*/) override { m_inText = false; }
    void text(std::string_view characters) override {
        if (m_inText && !m_strings.empty())
            m_strings.back() += characters;
    }

    std::string_view use(size_t number) {
        if (number >= m_strings.size())
            return {};
        m_used.resize(m_strings.size());
        m_used[number] = true;
        return m_strings[number];
    }

    /// What is left of cells that are gone.
    std::string unused() {
        m_used.resize(m_strings.size());
        std::string lines;
        for (size_t i = 0; i < m_strings.size(); ++i) {
            if (!m_used[i])
                lines += m_strings[i] + '\n';
        }
        return lines;
    }

private:
    std::vector<std::string> m_strings;
    std::vector<bool> m_used;
    bool m_inText = false;
};

/// 4.539148803436467E15 is a number of sixteen digits that somebody typed.
std::string plainNumber(const std::string& written) {
    if (written.find_first_of("eE") == std::string::npos)
        return written;
    double number = 0;
    const auto [end, error] =
        std::from_chars(written.data(), written.data() + written.size(), number);
    const bool whole = error == std::errc() && end == written.data() + written.size() &&
                       std::abs(number) < 1e18 && std::trunc(number) == number;
    if (!whole)
        return written;
    char digits[32];
    const int size = std::snprintf(digits, sizeof digits, "%.0f", number);
    return {digits, static_cast<size_t>(size)};
}

class Sheet final : public XmlHandler {
public:
    /// Cells past `maxBytes` are dropped, which is noticed when they are added to the reading: many
    /// cells may name one long string.
    Sheet(SharedStrings& strings, uint64_t maxBytes) : m_strings(strings), m_maxBytes(maxBytes) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        m_field = name;
        addDescriptions(name, attributes, m_other);
        if (name == "c") {
            m_type = attributes.value("t");
            m_value.clear();
        } else if (name == "row" || name == "col") {
            m_hasHidden = m_hasHidden || isTrue(attributes.value("hidden"));
        }
    }

    void text(std::string_view characters) override {
        if (m_field == "v" || m_field == "t") {
            m_value += characters;
        } else if (isFormula()) {
            m_formulas += characters;
        } else {
            m_other += characters;
        }
    }

    void end(std::string_view name) override {
        if (name == "c") {
            endCell();
        } else if (name == "row") {
            m_cells += '\n';
        } else if (isFormula()) {
            m_formulas += '\n';
        } else if (!m_other.empty() && m_other.back() != '\n') {
            m_other += '\n';
        }
        m_field.clear();
    }

    bool hasHidden() const { return m_hasHidden; }
    std::string takeCells() { return std::move(m_cells); }
    std::string takeFormulas() { return std::move(m_formulas); }
    /// Headers, footers, tips, prompts.
    std::string takeOther() { return std::move(m_other); }

private:
    bool isFormula() const { return m_field == "f" || m_field.starts_with("formula"); }

    void endCell() {
        if (m_cells.size() > m_maxBytes)
            return;
        if (m_type == "s") {
            size_t number = 0;
            const auto parsed =
                std::from_chars(m_value.data(), m_value.data() + m_value.size(), number);
            if (parsed.ec == std::errc())
                m_cells += m_strings.use(number);
        } else {
            m_cells += m_type.empty() || m_type == "n" ? plainNumber(m_value) : m_value;
        }
        m_cells += '\t';
    }

    SharedStrings& m_strings;
    const uint64_t m_maxBytes;
    std::string m_field;
    std::string m_type;
    std::string m_value;
    std::string m_cells;
    std::string m_formulas;
    std::string m_other;
    bool m_hasHidden = false;
};

struct SheetEntry {
    std::string name;
    std::string id;
    bool hidden = false;
};

class Workbook final : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        m_inDefinedName = name == "definedName";
        if (name == "sheet") {
            const auto state = attributes.value("state");
            m_sheets.push_back({std::string(attributes.value("name")),
                                std::string(attributes.value("id")),
                                !state.empty() && state != "visible"});
        } else if (m_inDefinedName) {
            m_names += std::string(attributes.value("name")) + " = ";
        }
    }
    void end(std::string_view /*name*/) override {
        if (m_inDefinedName)
            m_names += '\n';
        m_inDefinedName = false;
    }
    void text(std::string_view characters) override {
        if (m_inDefinedName)
            m_names += characters;
    }

    const std::vector<SheetEntry>& sheets() const { return m_sheets; }
    std::string takeNames() { return std::move(m_names); }

private:
    std::vector<SheetEntry> m_sheets;
    std::string m_names;
    bool m_inDefinedName = false;
};

class Relationships final : public XmlHandler {
public:
    explicit Relationships(std::string folder) : m_folder(std::move(folder)) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship")
            return;
        const std::string_view type = attributes.value("Type");
        Relationship one{
            std::string(attributes.value("Id")), std::string(type.substr(type.rfind('/') + 1)),
            std::string(attributes.value("Target")), attributes.value("TargetMode") == "External"};
        if (!one.external)
            one.target = resolved(one.target);
        list.push_back(std::move(one));
    }
    void end(std::string_view /*name*/) override {}
    void text(std::string_view /*characters*/) override {}

    std::vector<Relationship> list;

private:
    std::string resolved(const std::string& target) const {
        if (target.starts_with('/'))
            return target.substr(1);
        std::string folder = m_folder;
        std::string_view rest = target;
        while (rest.starts_with("../")) {
            rest.remove_prefix(3);
            const size_t slash = folder.rfind('/', folder.empty() ? 0 : folder.size() - 2);
            folder.resize(slash == std::string::npos ? 0 : slash + 1);
        }
        return folder + std::string(rest);
    }

    std::string m_folder;
};

void readSheet(const std::string& place, std::string_view bytes, SharedStrings& strings,
               Reading& reading) {
    Sheet sheet(strings, reading.limits().textBytes);
    readXmlAt(place, bytes, sheet, reading);
    const std::string where =
        place + (sheet.hasHidden() ? " (with hidden rows or columns)" : std::string());
    reading.add(where, sheet.takeCells());
    reading.add(place + " > formulas", sheet.takeFormulas());
    reading.add(place + " > header, footer and tips", sheet.takeOther());
}

} // namespace

std::vector<Relationship> relationshipsOf(const Package& package, const std::string& file) {
    const size_t slash = file.rfind('/');
    const std::string folder =
        slash == std::string::npos ? std::string() : file.substr(0, slash + 1);
    Relationships found(folder);
    const std::string_view bytes =
        package.file(folder + "_rels/" + file.substr(folder.size()) + ".rels");
    // A fault in it is reported where all files are read.
    if (!bytes.empty())
        (void)readXml(bytes, found);
    return std::move(found.list);
}

void readWorkbook(const Package& package, Reading& reading) {
    SharedStrings strings;
    readXmlAt("shared text", package.file("xl/sharedStrings.xml"), strings, reading);
    Workbook workbook;
    readXmlAt("list of sheets", package.file("xl/workbook.xml"), workbook, reading);
    const auto relationships = relationshipsOf(package, "xl/workbook.xml");

    std::map<std::string, std::string> places; // of the file of a sheet
    std::string names;
    for (const SheetEntry& entry : workbook.sheets()) {
        names += entry.name + '\n';
        const auto found = std::find_if(
            relationships.begin(), relationships.end(),
            [&entry](const Relationship& relationship) { return relationship.id == entry.id; });
        if (found != relationships.end()) {
            places[found->target] =
                "sheet " + inQuotes(entry.name) + (entry.hidden ? " (hidden)" : "");
        }
    }
    for (const auto& [name, content] : package.files()) {
        const bool isSheet = name.ends_with(".xml") &&
                             (name.starts_with("xl/worksheets/") ||
                              name.starts_with("xl/macrosheets/") || places.contains(name));
        if (!isSheet)
            continue;
        const auto place = places.find(name);
        readSheet(place != places.end() ? place->second : "sheet that is not listed", content,
                  strings, reading);
    }
    reading.add("names of sheets", std::move(names));
    reading.add("defined names", workbook.takeNames());
    reading.add("text of no cell", strings.unused());
}

} // namespace chaperone::document
