#include "ui/HealthHeader.h"

#include "ui/Icons.h"
#include "ui/Labels.h"
#include "ui/Theme.h"
#include "ui/Wording.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace chaperone::ui {
namespace {

constexpr int kStateIconSize = 44;
constexpr int kFactIconSize = 20;

Tone browsersTone(const Health& health) {
    const bool any = std::any_of(health.browsers.begin(), health.browsers.end(),
                                 [](const BrowserHealth& browser) { return browser.connected; });
    return any ? Tone::Good : Tone::Warn;
}

Tone logTone(const Health& health) {
    switch (health.log) {
    case LogHealth::Checking:
        return Tone::Muted;
    case LogHealth::Intact:
        return Tone::Good;
    default:
        return Tone::Danger;
    }
}

Tone clipboardTone(const Health& health) {
    return health.clipboard == ClipboardHealth::Watching ? Tone::Good : Tone::Muted;
}

} // namespace

HealthHeader::HealthHeader(QWidget* parent) : QWidget(parent) {
    m_icon = new QLabel;
    m_icon->setFixedSize(kStateIconSize, kStateIconSize);
    m_state = headingLabel({}, 1.35);
    m_detail = mutedLabel({});
    auto* words = new QVBoxLayout;
    words->setSpacing(space::xs / 2);
    words->addWidget(m_state);
    words->addWidget(m_detail);
    m_firstLine = new QHBoxLayout;
    m_firstLine->setSpacing(space::l);
    m_firstLine->addWidget(m_icon);
    m_firstLine->addLayout(words, 1);
    auto* facts = new QHBoxLayout;
    facts->setSpacing(space::m);
    facts->addWidget(addFact(m_browsers, "glyph-browser", tr("Browsers")), 1);
    facts->addWidget(addFact(m_log, "glyph-log", tr("Log")), 1);
    facts->addWidget(addFact(m_clipboard, "glyph-clipboard", tr("Clipboard")), 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::l);
    layout->addLayout(m_firstLine);
    layout->addLayout(facts);
}

QWidget* HealthHeader::addFact(Fact& fact, const char* drawing, const QString& caption) {
    fact.drawing = drawing;
    fact.icon = new QLabel;
    fact.icon->setFixedSize(kFactIconSize, kFactIconSize);
    fact.caption = mutedLabel(caption);
    fact.text = plainLabel({});
    auto* words = new QVBoxLayout;
    words->setSpacing(space::xs / 2);
    words->addWidget(fact.caption);
    words->addWidget(fact.text);
    words->addStretch();
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QHBoxLayout(card);
    layout->setContentsMargins(space::m, space::m, space::m, space::m);
    layout->setSpacing(space::m);
    layout->addWidget(fact.icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    return card;
}

void HealthHeader::addCorner(QWidget* widget) {
    m_firstLine->addWidget(widget, 0, Qt::AlignVCenter);
}

void HealthHeader::setHealth(const Health& health) {
    m_health = health;
    say(*m_state, Wording::state(health));
    say(*m_detail, Wording::stateDetail(health));
    m_detail->setVisible(!m_detail->text().isEmpty());
    m_icon->setAccessibleName(Wording::state(health));
    say(*m_browsers.text, Wording::browsers(health));
    say(*m_log.text, Wording::log(health));
    say(*m_clipboard.text, Wording::clipboard(health));
    for (const Fact* fact : {&m_browsers, &m_log, &m_clipboard}) {
        fact->text->setAccessibleName(fact->caption->text() + QStringLiteral(": ") +
                                      fact->text->text());
    }
    paintIcons();
}

void HealthHeader::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        paintIcons();
    }
    QWidget::changeEvent(event);
}

void HealthHeader::paintIcons() {
    const Tokens& tokens = tokensOf(palette());
    m_icon->setPixmap(stateIcon(m_health.state)
                          .pixmap(QSize(kStateIconSize, kStateIconSize), devicePixelRatioF()));
    const auto paint = [&](const Fact& fact, Tone tone) {
        fact.icon->setPixmap(
            glyph(fact.drawing, tokens.of(tone), kFactIconSize, devicePixelRatioF()));
    };
    m_log.drawing = m_health.log == LogHealth::Intact ? "glyph-log" : "glyph-kept";
    paint(m_browsers, browsersTone(m_health));
    paint(m_log, logTone(m_health));
    paint(m_clipboard, clipboardTone(m_health));
}

} // namespace chaperone::ui
