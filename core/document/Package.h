#pragma once

#include "document/Reading.h"
#include "document/Xml.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::document {

enum class PackageKind { None, Ooxml, Odf };

/// By the names of the files in a zip.
PackageKind packageKindOf(const std::vector<std::string>& names);

/// A document that is a zip of XML files, unpacked. A file that could not be unpacked is not in it,
/// and has been reported.
class Package {
public:
    Package(std::string_view bytes, Reading& reading);

    /// Empty when there is none.
    std::string_view file(const std::string& name) const;
    const std::map<std::string, std::string>& files() const { return m_files; }

private:
    std::map<std::string, std::string> m_files;
};

/// ECMA-376: docx, xlsx, pptx and their kin.
void readOoxml(const Package& package, Reading& reading);
/// ODF 1.3: odt, ods, odp and their kin.
void readOdf(const Package& package, Reading& reading);

/// Reads XML and reports at `where` what could not be read of it.
void readXmlAt(std::string_view where, std::string_view bytes, XmlHandler& handler,
               Reading& reading);

} // namespace chaperone::document
