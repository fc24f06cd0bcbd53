#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QTimer>

#include <cstdio>

/// Owns the clipboard as another program would, and reports on stdout each format whose content is
/// asked of it: clipboard_owner FORMAT=TEXT... ; "@N" as a text stands for N bytes.
namespace {

class ReportingMimeData : public QMimeData {
protected:
    QVariant retrieveData(const QString& format, QMetaType type) const override {
        std::printf("asked %s\n", qUtf8Printable(format));
        std::fflush(stdout);
        return QMimeData::retrieveData(format, type);
    }
};

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    auto* data = new ReportingMimeData;
    for (const QString& argument : QApplication::arguments().mid(1)) {
        const QString text = argument.section(QLatin1Char('='), 1);
        data->setData(argument.section(QLatin1Char('='), 0, 0),
                      text.startsWith(QLatin1Char('@')) ? QByteArray(text.mid(1).toInt(), 'x')
                                                        : text.toUtf8());
    }
    QObject::connect(QApplication::clipboard(), &QClipboard::dataChanged, [] {
        std::printf(QApplication::clipboard()->ownsClipboard() ? "owned\n" : "lost\n");
        std::fflush(stdout);
    });
    QTimer::singleShot(0, [data] { QApplication::clipboard()->setMimeData(data); });
    return QApplication::exec();
}
