#include "window/Watermark.h"

#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QPainter>
#include <QSysInfo>

#include <utility>

#if defined(Q_OS_UNIX)
#include <pwd.h>
#include <unistd.h>
#endif

namespace chaperone::window {
namespace {

constexpr int kMinuteMs = 60'000;
constexpr int kAcross = 340; // between two marks, in device-independent pixels
constexpr int kDown = 130;
constexpr int kStrength = 34;  // of 255
constexpr double kSlant = -22; // degrees

QString person() {
#if defined(Q_OS_UNIX)
    if (const passwd* account = ::getpwuid(::getuid())) {
        return QString::fromLocal8Bit(account->pw_name);
    }
#endif
    return QDir::home().dirName(); // named after the account
}

} // namespace

Watermark::Watermark(QWidget& parent)
    : QWidget(&parent)
    , m_who(person() + QLatin1Char('@') + QSysInfo::machineHostName()) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    parent.installEventFilter(this);
    resize(parent.size());
    connect(&m_minute, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    m_minute.start(kMinuteMs);
}

bool Watermark::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        resize(qobject_cast<QWidget*>(watched)->size());
    } else if (event->type() == QEvent::ChildAdded || event->type() == QEvent::ZOrderChange) {
        raise();
    }
    return false;
}

void Watermark::paintEvent(QPaintEvent* /*event*/) {
    const QString line = m_who + QStringLiteral("  ") +
                         QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Seen on light and on dark pages: a dark line beside a light one.
    for (const auto& [shift, color] : {std::pair(0, QColor(0, 0, 0, kStrength)),
                                       std::pair(1, QColor(255, 255, 255, kStrength))}) {
        painter.setPen(color);
        for (int y = kDown / 2; y < height() + kDown; y += kDown) {
            for (int x = (y / kDown % 2) * -kAcross / 2; x < width(); x += kAcross) {
                painter.save();
                painter.translate(x + shift, y + shift);
                painter.rotate(kSlant);
                painter.drawText(0, 0, line);
                painter.restore();
            }
        }
    }
}

} // namespace chaperone::window
