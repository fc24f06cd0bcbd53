#include "ui/Icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace chaperone::ui {
namespace {

// What trays and task switchers ask for, at scales 1 and 2.
constexpr int kSizes[] = {16, 22, 24, 32, 44, 48, 64, 128, 256};

QByteArray drawing(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("The program was built without its icon %s.", qUtf8Printable(name));
    }
    return file.readAll();
}

QPixmap render(const QByteArray& svg, int pixels) {
    QSvgRenderer renderer(svg);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

const char* fileOf(State state) {
    switch (state) {
    case State::Protected:
        return "state-protected";
    case State::Found:
        return "state-found";
    case State::Paused:
        return "state-paused";
    case State::Unprotected:
        break;
    }
    return "state-unprotected";
}

} // namespace

QIcon stateIcon(State state) {
    const QByteArray svg = drawing(QLatin1String(fileOf(state)));
    QIcon icon;
    for (const int size : kSizes) {
        icon.addPixmap(render(svg, size));
    }
    return icon;
}

QPixmap glyph(const char* name, const QColor& color, int size, qreal devicePixelRatio) {
    QByteArray svg = drawing(QLatin1String(name));
    svg.replace("#000", color.name().toLatin1());
    QPixmap pixmap = render(svg, qRound(size * devicePixelRatio));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace chaperone::ui
