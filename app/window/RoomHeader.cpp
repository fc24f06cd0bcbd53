#include "window/RoomHeader.h"

#include "ui/Labels.h"
#include "ui/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace chaperone::window {
namespace {

constexpr double kTitleScale = 1.15;

} // namespace

QString engineForPeople(const Engine& engine) {
    return RoomHeader::tr("Chromium %1, security fixes up to %2")
        .arg(engine.major)
        .arg(QLocale().toString(engine.fixedUntil, QStringLiteral("MMMM yyyy")));
}

RoomHeader::RoomHeader(const Engine& engine, bool hiddenFromCapture, QWidget* parent)
    : QFrame(parent)
    , m_title(ui::headingLabel({}, kTitleScale))
    , m_purpose(ui::mutedLabel({}))
    , m_engine(ui::mutedLabel(engineForPeople(engine))) {
    setAutoFillBackground(true); // the border lies behind
    m_engine->setWordWrap(false);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_purpose);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(ui::space::l, ui::space::s, ui::space::s, ui::space::s);
    row->setSpacing(ui::space::s);
    row->addLayout(words, 1);
    row->addWidget(m_engine);
    const auto addButton = [&](const QString& text, void (RoomHeader::*asked)()) {
        auto* button = new QToolButton;
        button->setText(text);
        connect(button, &QToolButton::clicked, this, asked);
        row->addWidget(button);
    };
    addButton(tr("Back"), &RoomHeader::backRequested);
    addButton(tr("Reload"), &RoomHeader::reloadRequested);
    addButton(tr("What applies here"), &RoomHeader::termsRequested);
    setHiddenFromCapture(hiddenFromCapture);
}

void RoomHeader::setRoom(const Room& room) {
    ui::say(*m_title, tr("Isolated window: %1").arg(QString::fromStdString(room.label)));
}

void RoomHeader::setHiddenFromCapture(bool hidden) {
    const QString purpose =
        tr("What you enter is checked before it leaves. Nothing is kept when you close it.");
    ui::say(*m_purpose,
            hidden ? purpose + QLatin1Char(' ') + tr("Screenshots do not show it.") : purpose);
}

} // namespace chaperone::window
