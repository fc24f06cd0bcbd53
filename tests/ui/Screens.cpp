#include "Samples.h"
#include "ui/AgentMenu.h"
#include "ui/Icons.h"
#include "ui/Language.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QTableView>

#include <cstdio>

/// Takes pictures of the windows: screens FOLDER NAME LANGUAGE light|dark. Fails when one of them
/// is cut off: a label that needs more room than its window gives it.
using namespace chaperone;

namespace {

struct Album {
    QDir folder;
    QString name;
    bool good = true;

    void keep(const QString& what, QWidget& widget) {
        QCoreApplication::processEvents();
        const QString file =
            folder.filePath(name + QLatin1Char('-') + what + QStringLiteral(".png"));
        const QPixmap picture = widget.grab();
        if (picture.isNull() || !picture.save(file)) {
            std::fprintf(stderr, "%s was not written\n", qUtf8Printable(file));
            good = false;
        }
    }
};

void photographEvents(Album& album) {
    const UtcTime now = SystemClock().now();
    ui::AgentMenu menu;
    ui::EventsWindow window;
    window.setMenu(menu);
    window.setLogPlace(samples::logPlace());
    window.setHealth(samples::protectedHealth());
    window.showAndRaise();
    album.keep(QStringLiteral("events-empty"), window);
    window.setEvents(samples::aDay(now));
    album.keep(QStringLiteral("events"), window);
    auto* table = window.findChild<QTableView*>();
    table->setCurrentIndex(table->model()->index(1, 0));
    album.keep(QStringLiteral("events-detail"), window);
    window.setHealth(samples::troubledHealth());
    album.keep(QStringLiteral("events-unprotected"), window);
    window.resize(window.minimumSizeHint());
    album.keep(QStringLiteral("events-smallest"), window);
}

void photographWelcome(Album& album) {
    ui::WelcomeDialog welcome(samples::welcomeFacts(), true);
    welcome.show();
    album.keep(QStringLiteral("welcome"), welcome);
}

void photographMenu(Album& album) {
    ui::AgentMenu menu;
    menu.setHealth(samples::protectedHealth());
    menu.popup({0, 0});
    album.keep(QStringLiteral("menu"), menu);
}

/// All states at the sizes of panels, on a light and on a dark one.
class IconSheet : public QWidget {
protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        int y = 0;
        for (const QColor& panel : {QColor(0xf4f4f4), QColor(0x24282c)}) {
            painter.fillRect(0, y, width(), height() / 2, panel);
            int x = 8;
            for (const int size : {16, 22, 24, 32, 64}) {
                for (int state = 0; state < 4; ++state) {
                    const QIcon icon = ui::stateIcon(static_cast<ui::State>(state));
                    icon.paint(&painter, x, y + 8, size, size);
                    x += size + 8;
                }
            }
            y += height() / 2;
        }
    }
};

void photographIcons(Album& album) {
    IconSheet sheet;
    sheet.resize(840, 160);
    sheet.show();
    album.keep(QStringLiteral("icons"), sheet);
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 5) {
        std::fprintf(stderr, "usage: screens FOLDER NAME LANGUAGE light|dark\n");
        return 2;
    }
    ui::useLanguage(application, QLocale(arguments[3]));
    ui::applyTheme(application, arguments[4] == QStringLiteral("dark"));
    Album album{QDir(arguments[1]), arguments[2]};
    QDir().mkpath(album.folder.path());
    photographEvents(album);
    photographWelcome(album);
    photographMenu(album);
    photographIcons(album);
    return album.good ? 0 : 1;
}
