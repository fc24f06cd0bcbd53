#include "document/Package.h"

#include "document/Archive.h"

#include <algorithm>

namespace chaperone::document {

PackageKind packageKindOf(const std::vector<std::string>& names) {
    const auto has = [&names](std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (has("[Content_Types].xml"))
        return PackageKind::Ooxml;
    if (has("content.xml") && has("META-INF/manifest.xml"))
        return PackageKind::Odf;
    return PackageKind::None;
}

Package::Package(std::string_view bytes, Reading& reading) {
    Archive archive(bytes, Archive::Shape::Zip, reading);
    while (archive.next()) {
        auto content = archive.content();
        if (!content)
            continue;
        // A name that comes twice: one program reads the first, another the last. Both are read.
        std::string name = archive.name();
        if (m_files.contains(name))
            name += " (" + std::to_string(m_files.size()) + ")";
        m_files.emplace(std::move(name), std::move(*content));
    }
}

std::string_view Package::file(const std::string& name) const {
    const auto found = m_files.find(name);
    return found == m_files.end() ? std::string_view() : std::string_view(found->second);
}

void readXmlAt(std::string_view where, std::string_view bytes, XmlHandler& handler,
               Reading& reading) {
    if (bytes.empty())
        return;
    if (const auto fault = readXml(bytes, handler))
        reading.unread(where, *fault);
}

} // namespace chaperone::document
