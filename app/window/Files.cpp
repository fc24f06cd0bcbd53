#include "window/Files.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace chaperone::window {
namespace {

Error unreadable() {
    return {"file_unreadable", QCoreApplication::translate(
                                   "Files", "It could not be read, so it could not be checked.")
                                   .toStdString()};
}

} // namespace

Result<QString> textOfFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > Doorkeeper::kMaxTextBytes) {
        return unreadable();
    }
    const QByteArray bytes = file.readAll();
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(bytes);
    if (utf8.hasError() || bytes.contains('\0')) {
        return unreadable();
    }
    return text;
}

Result<QString> Files::judgedForUpload(const QString& path) {
    const auto text = textOfFile(path);
    if (!text) {
        return text.error();
    }
    std::optional<QString> passed;
    QEventLoop untilJudged;
    m_doorkeeper.judge({Channel::Upload, Origin::File, *text},
                       [&](const std::optional<QString>& judged) {
                           passed = judged;
                           untilJudged.quit();
                       });
    untilJudged.exec();
    if (!passed) {
        return Error{"held",
                     QCoreApplication::translate("Files", "It was not uploaded.").toStdString()};
    }
    const QString copy = QDir(trialFolder()).filePath(QFileInfo(path).fileName());
    QFile file(copy);
    const QByteArray bytes = passed->toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        return unreadable();
    }
    return copy;
}

QString Files::trialFolder() {
    const QString name = QString::number(++m_count);
    QDir(m_folder.path()).mkdir(name);
    return m_folder.filePath(name);
}

} // namespace chaperone::window
