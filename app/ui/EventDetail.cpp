#include "ui/EventDetail.h"

#include "ui/Labels.h"
#include "ui/Theme.h"
#include "ui/Wording.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace chaperone::ui {
namespace {

QPlainTextEdit* storedText() {
    auto* text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    text->setWordWrapMode(QTextOption::WrapAnywhere);
    text->setLayoutDirection(Qt::LeftToRight); // JSON, in every language
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setMinimumHeight(160);
    return text;
}

QString where(const EventLine& line) {
    if (line.app.isEmpty() || line.host.isEmpty()) {
        return line.app + Wording::isolated(line.host);
    }
    return line.app + QStringLiteral(" (") + Wording::isolated(line.host) + QLatin1Char(')');
}

} // namespace

EventDetail::EventDetail(QWidget* parent) : QFrame(parent) {
    setProperty("card", true);
    m_title = headingLabel({}, 1.15);
    m_closing = mutedLabel({});
    m_reveal = new QPushButton;
    m_reveal->setCheckable(true);
    m_reveal->setProperty("quiet", true);
    connect(m_reveal, &QPushButton::toggled, this, &EventDetail::revealStored);
    m_stored = storedText();
    m_stored->setAccessibleName(tr("The log’s lines about this event"));
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    m_page = new QVBoxLayout(page);
    m_page->setContentsMargins(space::l, space::l, space::l, space::l);
    m_page->setSpacing(space::m);
    m_page->addWidget(m_title);
    m_page->addWidget(m_stored, 1);
    m_page->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    auto* bottom = new QVBoxLayout; // in sight however long the rest is
    bottom->setContentsMargins(space::l, space::s, space::l, space::m);
    bottom->setSpacing(space::xs);
    bottom->addWidget(m_closing);
    bottom->addWidget(m_reveal, 0, Qt::AlignLeading);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(bottom);
    setMinimumWidth(240);
    clear();
}

void EventDetail::clear() {
    delete m_facts;
    m_facts = nullptr;
    say(*m_title, tr("Choose a line"));
    say(*m_closing, tr("Here you see all that is kept about it, in plain words."));
    m_reveal->hide();
    m_stored->hide();
}

void EventDetail::show(const EventLine& line) {
    delete m_facts;
    m_facts = new QWidget;
    auto* facts = new QVBoxLayout(m_facts);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setSpacing(space::m);
    say(*m_title, Wording::found(line));
    fill(line);
    m_page->insertWidget(1, m_facts);
    say(*m_closing, line.kind == EventLine::Kind::Check
                        ? tr("This is all that is kept about it. The text itself is not stored.")
                        : tr("This is all that is kept about it."));
    m_stored->setPlainText(line.stored.join(QStringLiteral("\n\n")));
    m_reveal->setVisible(!line.stored.isEmpty());
    revealStored(m_reveal->isChecked());
}

void EventDetail::fill(const EventLine& line) {
    addFact(tr("When"), Wording::fullTime(line.time));
    if (line.kind == EventLine::Kind::Notice) {
        return;
    }
    addFact(tr("What happened"), Wording::channel(line.channel));
    addFact(tr("Where"), where(line));
    addFact(tr("Where it came from"), Wording::origin(line));
    fillFound(line);
    addFact(tr("Not finished"), line.undetermined);
    addFact(tr("Decision"), line.rule.isEmpty() ? Wording::action(line.action)
                                                : tr("%1, by the rule “%2”", "decision, rule")
                                                      .arg(Wording::action(line.action),
                                                           Wording::isolated(line.rule)));
    addFact(tr("You chose"), line.choice ? Wording::choice(*line.choice) : tr("Nothing yet"));
    addFact(tr("Your reason"), line.reason);
}

void EventDetail::fillFound(const EventLine& line) {
    QStringList lines;
    for (const FoundLine& found : line.found) {
        QString text = Wording::found({found});
        if (!found.confidence.isEmpty()) {
            text += QStringLiteral(" · ") + found.confidence;
        }
        lines << text;
        for (const QString& masked : found.masked) {
            lines << QStringLiteral("    ") + Wording::isolated(masked);
        }
    }
    addFact(tr("Found"), lines.join(QLatin1Char('\n')));
}

void EventDetail::addFact(const QString& caption, const QString& text) {
    if (text.isEmpty()) {
        return;
    }
    auto* label = mutedLabel(caption);
    auto* value = plainLabel(text);
    value->setAccessibleName(caption + QStringLiteral(": ") + text);
    auto* fact = new QVBoxLayout;
    fact->setSpacing(space::xs / 2);
    fact->addWidget(label);
    fact->addWidget(value);
    static_cast<QVBoxLayout*>(m_facts->layout())->addLayout(fact);
}

void EventDetail::revealStored(bool reveal) {
    m_reveal->setText(reveal ? tr("&Hide the stored lines") : tr("&Show the stored lines"));
    m_stored->setVisible(reveal && m_reveal->isVisibleTo(this));
}

} // namespace chaperone::ui
