#include "document/Archive.h"
#include "document/Formats.h"
#include "document/Package.h"

namespace chaperone::document {
namespace {

/// Each file as a document of its own; the names are text that somebody wrote too.
void readFiles(Archive& archive, Reading& reading) {
    std::string names;
    while (archive.next()) {
        names += archive.name() + '\n';
        const auto content = archive.content();
        if (!content)
            continue;
        const Within within(reading, inQuotes(archive.name()));
        reading.document(*content, archive.name());
    }
    if (archive.encrypted()) {
        reading.unread({}, Reason::Encrypted);
    } else {
        reading.add("names of files", std::move(names));
    }
}

/// `report.txt` of `report.txt.gz`.
std::string_view innerName(std::string_view name) {
    return name.substr(0, name.rfind('.'));
}

} // namespace

void readZip(std::string_view bytes, Reading& reading) {
    switch (packageKindOf(Archive::namesInZip(bytes, reading.limits().entries))) {
    case PackageKind::Ooxml:
        return readOoxml(Package(bytes, reading), reading);
    case PackageKind::Odf:
        return readOdf(Package(bytes, reading), reading);
    case PackageKind::None:
        break;
    }
    Archive archive(bytes, Archive::Shape::Zip, reading);
    readFiles(archive, reading);
}

void readArchive(std::string_view bytes, Reading& reading) {
    Archive archive(bytes, Archive::Shape::Any, reading);
    readFiles(archive, reading);
}

void readCompressed(std::string_view bytes, std::string_view name, Reading& reading) {
    Archive archive(bytes, Archive::Shape::Compressed, reading);
    if (!archive.next())
        return;
    if (!archive.isSingleFile()) {
        Archive whole(bytes, Archive::Shape::Any, reading);
        return readFiles(whole, reading);
    }
    if (const auto content = archive.content())
        reading.document(*content, innerName(name));
}

} // namespace chaperone::document
