#include "ui/Language.h"
#include "ui/Theme.h"
#include "window/Cover.h"
#include "window/NoticeBar.h"
#include "window/RoomHeader.h"
#include "window/Watermark.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QVBoxLayout>

#include <cstdio>

/// Takes a picture of what the isolated window draws itself: window_screens FOLDER NAME LANGUAGE
/// light|dark.
using namespace chaperone;

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 5) {
        std::fprintf(stderr, "usage: window_screens FOLDER NAME LANGUAGE light|dark\n");
        return 2;
    }
    ui::useLanguage(application, QLocale(arguments[3]));
    ui::applyTheme(application, arguments[4] == QStringLiteral("dark"));
    QWidget sheet;
    auto* header = new window::RoomHeader(
        window::engineOf(QStringLiteral("102.0.5005.177"), QStringLiteral("108.0.5359.124")), true);
    Room room;
    room.label = "ChatGPT";
    header->setRoom(room);
    auto* notice = new window::NoticeBar;
    notice->say(QCoreApplication::translate("chaperone::window::RoomWindow",
                                            "This window stays with %1. It did not go to %2.")
                    .arg(QStringLiteral("ChatGPT"), QStringLiteral("evil.example")));
    const auto text = [](const char* source) {
        return QCoreApplication::translate("chaperone::window::RoomWindow", source);
    };
    auto* cover = new window::Cover(
        text("The page stopped"),
        text("Something went wrong while the page was shown. Nothing left this window because of "
             "it. What you had written and not sent is gone."),
        text("Load it again"));
    new window::Watermark(*cover);
    auto* column = new QVBoxLayout(&sheet);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(notice);
    column->addWidget(cover, 1);
    sheet.resize(1112, 520);
    sheet.show();
    QCoreApplication::processEvents();
    const QDir folder(arguments[1]);
    folder.mkpath(QStringLiteral("."));
    const QString file = folder.filePath(QStringLiteral("window-parts-%1.png").arg(arguments[2]));
    return sheet.grab().save(file) ? 0 : 1;
}
