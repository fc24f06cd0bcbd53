#include "ui/WelcomeDialog.h"

#include "ui/Icons.h"
#include "ui/Labels.h"
#include "ui/Theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace chaperone::ui {
namespace {

constexpr int kSectionIconSize = 24;
constexpr int kStateIconSize = 44;

} // namespace

WelcomeDialog::WelcomeDialog(const WelcomeFacts& facts, bool firstTime, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(firstTime ? tr("Welcome to Chaperone") : tr("What Chaperone watches"));
    setWindowIcon(stateIcon(State::Protected));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QWidget* page = buildPage(facts, firstTime);
    scroll->setWidget(page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    QWidget* buttons = buildButtons(firstTime);
    layout->addWidget(buttons);
    paintIcons();
    const int width = fontMetrics().averageCharWidth() * 84 + 2 * space::xl;
    // High enough beside a scroll bar too: one that shows for a moment would else make itself
    // needed.
    const int narrow = width - scroll->verticalScrollBar()->sizeHint().width();
    const int height = page->layout()->heightForWidth(narrow) + buttons->sizeHint().height() + 2;
    const QSize room = QGuiApplication::primaryScreen()->availableSize() * 0.94;
    resize(QSize(width, height).boundedTo(room));
}

QWidget* WelcomeDialog::buildPage(const WelcomeFacts& facts, bool firstTime) {
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::xl * 4 / 3, space::xl * 4 / 3, space::xl * 4 / 3, space::l);
    layout->setSpacing(space::l);
    auto* icon = new QLabel;
    icon->setPixmap(stateIcon(State::Protected)
                        .pixmap(QSize(kStateIconSize, kStateIconSize), devicePixelRatioF()));
    layout->addWidget(icon, 0, Qt::AlignLeading);
    layout->addWidget(
        headingLabel(firstTime ? tr("Before the first check") : tr("What Chaperone watches"), 1.6));
    layout->addWidget(plainLabel(
        tr("Chaperone sits beside you while you work with AI tools and speaks up before something "
           "sensitive leaves. It decides on this computer; nothing you type or copy is sent to us "
           "or to anyone else.")));
    addSection(
        *layout, "glyph-watched", tr("What is watched"),
        facts.clipboardWatched
            ? tr("What you paste, type, drop or upload into %1, and text that you copy. "
                 "Passwords that a password manager marks as secret are never looked at.")
                  .arg(facts.tools)
            : tr("What you paste, type, drop or upload into %1. The clipboard is looked at only "
                 "when you ask for it.")
                  .arg(facts.tools));
    addSection(
        *layout, "glyph-kept", tr("What is kept"),
        tr("When, in which tool, which kinds of sensitive data and how many, a masked excerpt "
           "such as “•••• 1111”, what was decided and what you chose, with your reason.") +
            QLatin1Char(' ') +
            (facts.keptDays > 0 ? tr("It is deleted after %1 days.").arg(facts.keptDays)
                                : tr("It stays until the log is deleted.")));
    addSection(
        *layout, "glyph-never", tr("What is never kept"),
        facts.evidenceKept
            ? tr("Your prompts and the answers. Your policy keeps a sealed copy of what was found, "
                 "which only its key holder can open. No keystrokes, no screenshots, no "
                 "browsing history.")
            : tr("Your prompts, the answers, what you copied. No keystrokes, no screenshots, no "
                 "browsing history."));
    addSection(*layout, "glyph-readers", tr("Who can read it"),
               tr("%1. The log is the file %2, and you see the same lines as anyone else who may.")
                   .arg(Wording::isolated(facts.readers), Wording::isolated(facts.logPath)));
    addSection(*layout, "glyph-pause", tr("How to pause"),
               facts.mayPause
                   ? tr("In the menu of the icon in your panel, for 15 minutes, an hour or "
                        "until tomorrow. A pause is noted in the log; what you do meanwhile "
                        "is not.")
                   : tr("Your policy does not allow a pause on this computer. Ask the people "
                        "who look after it if that gets in your way."));
    layout->addStretch();
    return page;
}

void WelcomeDialog::addSection(QVBoxLayout& page, const char* drawing, const QString& title,
                               const QString& text) {
    auto* icon = new QLabel;
    icon->setFixedSize(kSectionIconSize, kSectionIconSize);
    m_sections.push_back({drawing, icon});
    auto* words = new QVBoxLayout;
    words->setSpacing(space::xs / 2);
    words->addWidget(headingLabel(title, 1.05));
    words->addWidget(plainLabel(text));
    auto* line = new QHBoxLayout;
    line->setSpacing(space::l);
    line->addWidget(icon, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    page.addLayout(line);
}

QWidget* WelcomeDialog::buildButtons(bool firstTime) {
    auto* bar = new QWidget;
    auto* events = new QPushButton(tr("See the &log"));
    events->setProperty("quiet", true);
    events->setAutoDefault(false);
    auto* start = new QPushButton(firstTime ? tr("&Start checking") : tr("&Close"));
    start->setProperty("main", true);
    start->setDefault(true);
    connect(events, &QPushButton::clicked, this, &WelcomeDialog::eventsRequested);
    connect(start, &QPushButton::clicked, this, &QDialog::accept);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::xl, space::m, space::xl * 4 / 3, space::xl);
    layout->addWidget(events);
    layout->addStretch();
    layout->addWidget(start);
    start->setFocus();
    return bar;
}

void WelcomeDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        paintIcons();
    }
    QDialog::changeEvent(event);
}

void WelcomeDialog::paintIcons() {
    for (const Section& section : m_sections) {
        section.icon->setPixmap(glyph(section.drawing, tokensOf(palette()).accent, kSectionIconSize,
                                      devicePixelRatioF()));
    }
}

} // namespace chaperone::ui
