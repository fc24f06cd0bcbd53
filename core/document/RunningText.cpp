#include "document/RunningText.h"

#include <algorithm>
#include <array>

namespace chaperone::document {
namespace {

constexpr size_t kMaxAuthors = 1000;

template<size_t N>
bool isAny(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isRunning(std::string_view name) {
    constexpr std::array<std::string_view, 4> kNames{"t", "delText", "instrText", "delInstrText"};
    return isAny(name, kNames);
}

void addLine(std::string& text, std::string_view line) {
    if (!line.empty())
        text.append(line).append("\n");
}

/// Their `val` is text: of form fields, content controls and variables.
bool hasTextInVal(std::string_view element) {
    constexpr std::array<std::string_view, 6> kNames{"alias",    "default",    "docVar",
                                                     "helpText", "statusText", "tag"};
    return isAny(element, kNames);
}

} // namespace

void addDescriptions(std::string_view element, const XmlAttributes& attributes,
                     std::string& lines) {
    constexpr std::array<std::string_view, 11> kNames{
        "alt",   "descr",    "display", "displayText", "error",  "errorTitle",
        "instr", "location", "prompt",  "promptTitle", "tooltip"};
    for (const auto& attribute : attributes.all()) {
        const bool val = attribute.name == "val" && hasTextInVal(element);
        const bool title = attribute.name == "title" && (element == "docPr" || element == "cNvPr");
        const bool column = attribute.name == "name" && element == "tableColumn";
        if (val || title || column || isAny(attribute.name, kNames))
            addLine(lines, attribute.value);
    }
}

void RunningText::takeAttributes(std::string_view name, const XmlAttributes& attributes) {
    if (m_depth++ == 0)
        m_hidden = attributes.value("show") == "0" || attributes.value("show") == "false";
    addDescriptions(name, attributes, m_descriptions);
    if (const auto author = attributes.value("author");
        !author.empty() && m_authors.size() < kMaxAuthors)
        m_authors.emplace(author);
    if (m_attributes == Attributes::All) {
        for (const auto& attribute : attributes.all())
            addLine(m_text, attribute.value);
    }
}

void RunningText::start(std::string_view name, const XmlAttributes& attributes) {
    endLoose();
    takeAttributes(name, attributes);
    m_running = isRunning(name);
    m_tabStops = m_tabStops || name == "tabs";
    if (name == "tab" && !m_tabStops) {
        m_text += '\t';
    } else if (name == "br" || name == "cr") {
        m_text += '\n';
    } else if (name == "noBreakHyphen") {
        m_text += '-';
    }
}

void RunningText::end(std::string_view name) {
    endLoose();
    m_running = false;
    if (name == "tabs") {
        m_tabStops = false;
    } else if (name == "tc") {
        m_text += '\t';
    } else if (name == "p" || name == "tr" || name == "si") {
        m_text += '\n';
    }
}

void RunningText::text(std::string_view characters) {
    (m_running ? m_text : m_loose) += characters;
}

void RunningText::comment(std::string_view characters) {
    m_loose += characters;
}

void RunningText::endLoose() {
    constexpr std::string_view kSpace = " \t\r\n";
    if (const size_t first = m_loose.find_first_not_of(kSpace); first != std::string::npos) {
        addLine(m_text, std::string_view(m_loose).substr(first, m_loose.find_last_not_of(kSpace) +
                                                                    1 - first));
    }
    m_loose.clear();
}

std::string RunningText::takeText() {
    endLoose();
    return std::move(m_text);
}

std::string RunningText::authors() const {
    std::string lines;
    for (const std::string& author : m_authors)
        addLine(lines, author);
    return lines;
}

} // namespace chaperone::document
