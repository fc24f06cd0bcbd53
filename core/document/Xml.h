#pragma once

#include "document/Extraction.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::document {

/// Attributes of an element, by local name. Valid only during the call that gives them.
class XmlAttributes {
public:
    void clear() { m_list.clear(); }
    void add(std::string_view name, std::string_view value) { m_list.push_back({name, value}); }
    /// Empty when there is none.
    std::string_view value(std::string_view name) const;

    struct Attribute {
        std::string_view name;
        std::string_view value;
    };
    const std::vector<Attribute>& all() const { return m_list; }

private:
    std::vector<Attribute> m_list;
};

/// Takes what is in an XML file, in its order. Names are local: without a prefix.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view characters) = 0;
    virtual void comment(std::string_view /*characters*/) {}
};

/// Reads XML that needs no DTD, as Office formats do not: one that brings a DTD is hostile, so no
/// entity is ever expanded and no file fetched. Nothing when it was read to its end; what came
/// before a fault has been handed over.
std::optional<Reason> readXml(std::string_view bytes, XmlHandler& handler);

} // namespace chaperone::document
