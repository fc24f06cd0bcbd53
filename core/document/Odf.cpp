#include "document/Package.h"

#include <algorithm>
#include <set>

namespace chaperone::document {
namespace {

/// Paragraphs as lines, cells apart by tabs, comments apart from the text. A table, slide or notes
/// page is a place of its own.
class OdfText final : public XmlHandler {
public:
    OdfText(std::string place, Reading& reading) : m_place(std::move(place)), m_reading(reading) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        noteStyle(name, attributes);
        if (name == "table" || name == "page" || name == "notes" || name == "annotation") {
            open(name, attributes);
        } else if (name == "tab") {
            current() += '\t';
        } else if (name == "line-break") {
            current() += '\n';
        } else if (name == "s") {
            current() += ' ';
        } else if (name == "table-row" || name == "table-column") {
            noteHiddenCells(attributes);
        } else if (name == "table-cell" && !attributes.value("formula").empty()) {
            m_formulas.append(attributes.value("formula")).append("\n");
        } else if (name == "a" && !attributes.value("href").empty()) {
            m_links.append(attributes.value("href")).append("\n");
        }
        for (const std::string_view which : {"string-value", "current-value", "label"}) {
            if (const auto value = attributes.value(which); !value.empty())
                m_values.append(value).append("\n");
        }
        m_metadata = m_metadata || name == "meta";
        m_inText = m_inText || name == "body" || name == "master-styles" || name == "meta";
    }

    void end(std::string_view name) override {
        if (name == "p" || name == "h" || name == "table-row" || name == "title" ||
            name == "desc" || name == "creator" || m_metadata) {
            endLine(name == "table-row");
        } else if (name == "table-cell" || name == "covered-table-cell") {
            current() += '\t';
        }
        if (!m_open.empty() && m_open.back().element == name)
            close();
    }

    void text(std::string_view characters) override {
        if (m_inText)
            current() += characters;
    }

    void finish() {
        while (!m_open.empty())
            close();
        m_reading.add(m_place, std::move(m_main));
        m_reading.add("formulas", std::move(m_formulas));
        m_reading.add("links", std::move(m_links));
        m_reading.add("values of fields", std::move(m_values));
    }

private:
    struct Open {
        std::string element;
        std::string place;
        std::string text;
        bool hidden = false;
        bool hiddenCells = false;
    };

    std::string& current() { return m_open.empty() ? m_main : m_open.back().text; }

    /// A cell holds paragraphs; the row stays one line.
    void endLine(bool row) {
        std::string& text = current();
        const bool inCell = !row && !m_open.empty() && m_open.back().element == "table";
        if (!text.empty() && text.back() != '\n')
            text += inCell ? ' ' : '\n';
    }

    void noteStyle(std::string_view name, const XmlAttributes& attributes) {
        if (name == "style") {
            m_style = attributes.value("name");
        } else if (name == "table-properties" && attributes.value("display") == "false") {
            m_hiddenStyles.insert(m_style);
        } else if (name == "drawing-page-properties" &&
                   attributes.value("visibility") == "hidden") {
            m_hiddenStyles.insert(m_style);
        }
    }

    void noteHiddenCells(const XmlAttributes& attributes) {
        const auto visibility = attributes.value("visibility");
        if (!m_open.empty() && (visibility == "collapse" || visibility == "filter"))
            m_open.back().hiddenCells = true;
    }

    void open(std::string_view element, const XmlAttributes& attributes) {
        Open one;
        one.element = element;
        one.hidden = m_hiddenStyles.contains(attributes.value("style-name"));
        if (element == "table") {
            one.place = "table " + inQuotes(attributes.value("name"));
        } else if (element == "page") {
            one.place = "slide " + std::to_string(++m_slides);
        } else {
            one.place = element == "notes" ? "notes" : "comments";
        }
        // What is deep within tables adds nothing but its own text.
        if (m_open.size() < kMaxOpen)
            m_open.push_back(std::move(one));
    }

    void close() {
        Open closed = std::move(m_open.back());
        m_open.pop_back();
        std::string place;
        for (const Open& outer : m_open) {
            if (outer.element == "page" && closed.element == "notes")
                place = "notes of " + outer.place;
        }
        if (place.empty())
            place = closed.place;
        if (closed.hidden)
            place += " (hidden)";
        if (closed.hiddenCells)
            place += " (with hidden rows or columns)";
        m_reading.add(place, std::move(closed.text));
    }

    static constexpr size_t kMaxOpen = 32;

    std::string m_place;
    Reading& m_reading;
    std::vector<Open> m_open;
    std::string m_main;
    std::string m_formulas;
    std::string m_links;
    std::string m_values;
    std::string m_style;
    std::set<std::string, std::less<>> m_hiddenStyles;
    size_t m_slides = 0;
    bool m_inText = false;
    bool m_metadata = false;
};

class Manifest final : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& /*attributes*/) override {
        encrypted = encrypted || name == "encryption-data";
    }
    void end(std::string_view /*name*/) override {}
    void text(std::string_view /*characters*/) override {}

    bool encrypted = false;
};

std::string placeOf(const std::string& name) {
    if (name == "content.xml")
        return {};
    if (name == "meta.xml")
        return "metadata";
    return name == "styles.xml" ? "header, footer or master page" : inQuotes(name);
}

/// Settings of the program and pictures of the first page.
bool isMachinery(const std::string& name) {
    return name == "mimetype" || name.starts_with("Thumbnails/") ||
           name.starts_with("Configurations2/") || name.ends_with("manifest.rdf") ||
           name.starts_with("META-INF/") || name.ends_with("settings.xml") ||
           name.ends_with("layout-cache");
}

} // namespace

void readOdf(const Package& package, Reading& reading) {
    Manifest manifest;
    readXmlAt("list of files", package.file("META-INF/manifest.xml"), manifest, reading);
    if (manifest.encrypted)
        return reading.unread({}, Reason::Encrypted);
    for (const auto& [name, content] : package.files()) {
        if (isMachinery(name))
            continue;
        if (name.ends_with(".xml")) {
            OdfText text(placeOf(name), reading);
            readXmlAt(placeOf(name), content, text, reading);
            text.finish();
        } else {
            const Within within(reading, inQuotes(name.substr(name.rfind('/') + 1)));
            reading.document(content, name);
        }
    }
}

} // namespace chaperone::document
