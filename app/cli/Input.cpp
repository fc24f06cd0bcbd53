#include "cli/Command.h"

#include <QFile>

#include <cstdio>
#include <iostream>

namespace chaperone::cli {
namespace {

bool openFor(QFile& file, const std::string& path) {
    if (path == "-") {
        return file.open(stdin, QIODevice::ReadOnly);
    }
    file.setFileName(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly);
}

Error unreadable(const std::string& path, const QFile& file) {
    return {"unreadable", path + " cannot be read: " + file.errorString().toStdString()};
}

} // namespace

Result<std::string> readInput(const std::string& path, size_t maxBytes) {
    QFile file;
    if (!openFor(file, path)) {
        return unreadable(path, file);
    }
    constexpr qint64 kChunkBytes = qint64{64} * 1024;
    std::string text;
    while (text.size() <= maxBytes) {
        const QByteArray chunk = file.read(kChunkBytes);
        if (chunk.isEmpty()) {
            break;
        }
        text.append(chunk.constData(), static_cast<size_t>(chunk.size()));
    }
    if (file.error() != QFileDevice::NoError) {
        return unreadable(path, file);
    }
    if (text.size() > maxBytes) {
        return Error{"too_large",
                     path + " has more than the " + std::to_string(maxBytes) + " bytes that fit."};
    }
    return text;
}

int fail(const Error& error) {
    std::cerr << error.message << '\n';
    return kBadInput;
}

} // namespace chaperone::cli
