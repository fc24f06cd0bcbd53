#include "resources/Resources.h"

#include <QDir>
#include <QFile>

namespace chaperone::resources {
namespace {

std::string read(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("The program was built without its file %s.", qUtf8Printable(path));
    }
    return file.readAll().toStdString();
}

} // namespace

std::vector<File> folder(const char* name) {
    std::vector<File> files;
    const QDir dir(QStringLiteral(":/") + QLatin1String(name));
    for (const QString& entry : dir.entryList(QDir::Files, QDir::Name)) {
        files.push_back({entry.toStdString(), read(dir.filePath(entry))});
    }
    if (files.empty()) {
        qFatal("The program was built without its folder %s.", name);
    }
    return files;
}

std::string text(const char* path) {
    return read(QStringLiteral(":/") + QLatin1String(path));
}

} // namespace chaperone::resources
