#pragma once

#include "document/Xml.h"

#include <set>
#include <string>

namespace chaperone::document {

/// Adds a line for each attribute that people write: tips, prompts, alternative texts, choices.
void addDescriptions(std::string_view element, const XmlAttributes& attributes, std::string& lines);

/// The text of an Office XML file as it reads: runs joined, a paragraph a line, cells apart by
/// tabs. Understands word processing and drawings (ECMA-376, parts 17 and 21); of any other XML it
/// takes all characters, an element a line.
class RunningText : public XmlHandler {
public:
    enum class Attributes { Known, All };

    /// With `All`, every attribute's value is text too: for files that hold data in them.
    explicit RunningText(Attributes attributes = Attributes::Known) : m_attributes(attributes) {}

    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view characters) override;
    void comment(std::string_view characters) override;

    std::string takeText();
    /// What addDescriptions() gives.
    std::string takeDescriptions() { return std::move(m_descriptions); }
    /// Who wrote comments and changes.
    std::string authors() const;
    /// The root element says that it is not to be shown.
    bool hidden() const { return m_hidden; }

private:
    void takeAttributes(std::string_view name, const XmlAttributes& attributes);
    void endLoose();

    Attributes m_attributes;
    std::string m_text;
    std::string m_loose; ///< characters outside elements of running text
    std::string m_descriptions;
    std::set<std::string, std::less<>> m_authors;
    size_t m_depth = 0;
    bool m_running = false;
    bool m_tabStops = false;
    bool m_hidden = false;
};

} // namespace chaperone::document
