#include "document/Package.h"

#include "document/RunningText.h"
#include "document/Workbook.h"

#include <algorithm>
#include <array>

namespace chaperone::document {
namespace {

struct Known {
    std::string_view start;
    std::string_view where;
    RunningText::Attributes attributes = RunningText::Attributes::Known;
};

/// What the files of a package are to a person; the first that fits.
constexpr std::array kKnown{
    Known{"word/document.xml", ""},
    Known{"word/comments", "comments"},
    Known{"word/people", "comments"},
    Known{"word/footnotes", "footnotes"},
    Known{"word/endnotes", "endnotes"},
    Known{"word/header", "header"},
    Known{"word/footer", "footer"},
    Known{"word/glossary/", "building blocks"},
    Known{"docProps/", "metadata"},
    Known{"customXml/", "custom data", RunningText::Attributes::All},
    Known{"xl/comments", "comments"},
    Known{"xl/threadedComments/", "comments"},
    Known{"xl/persons/", "comments"},
    Known{"xl/pivotCache/", "data behind a pivot table", RunningText::Attributes::All},
    Known{"xl/connections.xml", "data connections", RunningText::Attributes::All},
    Known{"xl/externalLinks/", "data of linked workbooks", RunningText::Attributes::All},
    Known{"ppt/comments", "comments"},
    Known{"ppt/commentAuthors", "comments", RunningText::Attributes::All},
    Known{"ppt/slideMasters/", "slide master"},
    Known{"ppt/slideLayouts/", "slide layout"},
};

/// Files that hold no text of anybody.
bool isMachinery(const std::string& name) {
    return name.starts_with("docProps/thumbnail") ||
           name.find("printerSettings") != std::string::npos || name.ends_with(".odttf") ||
           name.ends_with(".fntdata");
}

bool isXml(const std::string& name) {
    return name.ends_with(".xml") || name.ends_with(".vml");
}

/// Slides by their files, in the order of the presentation.
class Slides final : public XmlHandler {
public:
    explicit Slides(const Package& package)
        : m_relationships(relationshipsOf(package, "ppt/presentation.xml")) {
        const std::string_view presentation = package.file("ppt/presentation.xml");
        // A fault in it is reported where all files are read.
        if (!presentation.empty())
            (void)readXml(presentation, *this);
        nameNotes(package);
    }

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "sldId")
            return;
        // The slide has an id of its own, and one that names the relationship.
        for (const auto& attribute : attributes.all()) {
            for (const Relationship& one : m_relationships) {
                if (one.id == attribute.value)
                    m_places[one.target] = "slide " + std::to_string(++m_count);
            }
        }
    }
    void end(std::string_view /*name*/) override {}
    void text(std::string_view /*characters*/) override {}

    /// Nothing for a file that is no slide and no notes.
    std::string placeOf(const std::string& file) const {
        if (const auto found = m_places.find(file); found != m_places.end())
            return found->second;
        if (file.starts_with("ppt/slides/"))
            return "slide that is not listed";
        return file.starts_with("ppt/notesSlides/") ? "notes" : std::string();
    }

private:
    void nameNotes(const Package& package) {
        std::map<std::string, std::string> notes;
        for (const auto& [slide, place] : m_places) {
            for (const Relationship& one : relationshipsOf(package, slide)) {
                if (one.type == "notesSlide")
                    notes[one.target] = "notes of " + place;
            }
        }
        m_places.merge(notes);
    }

    std::vector<Relationship> m_relationships;
    std::map<std::string, std::string> m_places;
    size_t m_count = 0;
};

void addTexts(const std::string& place, RunningText& read, Reading& reading) {
    const std::string prefix = place.empty() ? place : place + " > ";
    reading.add(place, read.takeText());
    reading.add(prefix + "descriptions and tips", read.takeDescriptions());
    reading.add(prefix + "authors", read.authors());
}

void readXmlFile(const std::string& name, std::string_view bytes, const Slides& slides,
                 Reading& reading) {
    const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&name](const Known& one) {
        return name.starts_with(one.start);
    });
    std::string place = slides.placeOf(name);
    if (place.empty())
        place = known != kKnown.end() ? std::string(known->where) : inQuotes(name);
    RunningText read(known != kKnown.end() ? known->attributes : RunningText::Attributes::Known);
    readXmlAt(place, bytes, read, reading);
    if (read.hidden())
        place += " (hidden)";
    addTexts(place, read, reading);
}

class Links final : public XmlHandler {
public:
    void start(std::string_view /*name*/, const XmlAttributes& attributes) override {
        if (attributes.value("TargetMode") == "External")
            list.append(attributes.value("Target")).append("\n");
    }
    void end(std::string_view /*name*/) override {}
    void text(std::string_view /*characters*/) override {}

    std::string list;
};

bool readByWorkbook(const std::string& name) {
    return name == "xl/workbook.xml" || name == "xl/sharedStrings.xml" ||
           name.starts_with("xl/worksheets/") || name.starts_with("xl/macrosheets/");
}

} // namespace

void readOoxml(const Package& package, Reading& reading) {
    readWorkbook(package, reading);
    const Slides slides(package);
    Links links;
    for (const auto& [name, content] : package.files()) {
        if (isMachinery(name))
            continue;
        if (name.ends_with(".rels")) {
            readXmlAt("links", content, links, reading);
        } else if (isXml(name)) {
            if (!readByWorkbook(name))
                readXmlFile(name, content, slides, reading);
        } else {
            const Within within(reading, inQuotes(name.substr(name.rfind('/') + 1)));
            reading.document(content, name);
        }
    }
    reading.add("links", std::move(links.list));
}

} // namespace chaperone::document
