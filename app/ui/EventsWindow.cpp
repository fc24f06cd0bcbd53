#include "ui/EventsWindow.h"

#include "ui/EventDelegate.h"
#include "ui/EventDetail.h"
#include "ui/EventsModel.h"
#include "ui/HealthHeader.h"
#include "ui/Icons.h"
#include "ui/Labels.h"
#include "ui/Theme.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QDate>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace chaperone::ui {
namespace {

constexpr int kEmptyIconSize = 56;
constexpr EventGroup kGroups[] = {EventGroup::All, EventGroup::Found, EventGroup::HeldBack,
                                  EventGroup::Clipboard, EventGroup::Notices};

QPushButton* quietButton(const QString& text) {
    auto* button = new QPushButton(text);
    button->setProperty("quiet", true);
    return button;
}

template<typename Enum>
int widest(const QFontMetrics& metrics, Enum last, QString (*word)(Enum)) {
    int width = 0;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        width = std::max(width, metrics.horizontalAdvance(word(static_cast<Enum>(i))));
    }
    return width;
}

} // namespace

EventsWindow::EventsWindow(QWidget* parent)
    : QWidget(parent)
    , m_model(new EventsModel(this))
    , m_filter(new EventsFilter(*m_model, this)) {
    setWindowTitle(tr("Chaperone: today’s events"));
    setObjectName(QStringLiteral("events"));
    m_header = new HealthHeader;
    m_menuButton = new QToolButton;
    m_menuButton->setText(tr("&Menu"));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->hide();
    m_header->addCorner(m_menuButton);
    m_detail = new EventDetail;
    auto* split = new QSplitter;
    split->setChildrenCollapsible(false);
    split->setHandleWidth(space::m);
    split->addWidget(buildTable());
    split->addWidget(m_detail);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setSizes({840, 320});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::xl, space::xl, space::m);
    layout->setSpacing(space::l);
    layout->addWidget(m_header);
    layout->addWidget(buildFilterLine());
    layout->addWidget(split, 1);
    layout->addWidget(buildFooter());
    resize(1200, 760);
    setHealth({});
    sayDate();
    showWhatThereIs();
}

QWidget* EventsWindow::buildFilterLine() {
    auto* line = new QWidget;
    m_date = headingLabel({}, 1.0);
    m_count = mutedLabel({});
    m_count->setWordWrap(false);
    m_search = new QLineEdit;
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(200);
    m_group = new QComboBox;
    for (const EventGroup group : kGroups) {
        m_group->addItem(Wording::group(group), static_cast<int>(group));
    }
    auto* searchLabel = new QLabel(tr("&Search"));
    searchLabel->setBuddy(m_search);
    auto* groupLabel = new QLabel(tr("S&how"));
    groupLabel->setBuddy(m_group);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::s);
    layout->addWidget(m_date, 1);
    layout->addWidget(m_count);
    layout->addSpacing(space::l);
    layout->addWidget(groupLabel);
    layout->addWidget(m_group);
    layout->addSpacing(space::s);
    layout->addWidget(searchLabel);
    layout->addWidget(m_search);
    connect(m_search, &QLineEdit::textChanged, m_filter, &EventsFilter::setWords);
    connect(m_group, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setGroup(static_cast<EventGroup>(m_group->itemData(index).toInt()));
    });
    return line;
}

QWidget* EventsWindow::buildTable() {
    m_table = new QTableView;
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new EventDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setAccessibleName(tr("Today’s events"));
    m_table->verticalHeader()->hide();
    layOutColumns();
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_table);
    m_pages->addWidget(buildEmptyPage());
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::xs, space::xs, space::xs, space::xs);
    layout->addWidget(m_pages);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &EventsWindow::showChosen);
    for (const auto signal :
         {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_filter, signal, this, &EventsWindow::showWhatThereIs);
    }
    connect(m_filter, &QAbstractItemModel::modelReset, this, &EventsWindow::showWhatThereIs);
    connect(m_filter, &QAbstractItemModel::dataChanged, this, &EventsWindow::showChosen);
    return card;
}

void EventsWindow::layOutColumns() {
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(EventDelegate::lineHeight(m_table->font()));
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(48);
    const QFontMetrics metrics = m_table->fontMetrics();
    const int em = metrics.averageCharWidth();
    const auto widen = [&](int column, int width) {
        header->resizeSection(column, width + 2 * space::m + space::xs);
    };
    widen(EventsModel::Time, em * 9);
    widen(EventsModel::Where, em * 20);
    widen(EventsModel::Decided,
          EventDelegate::markWidth() + widest(metrics, Action::Block, Wording::action));
    widen(EventsModel::Chosen, widest(metrics, Choice::Expired, Wording::choice));
    m_table->hideColumn(EventsModel::Reason); // it stands below the choice
    header->setSectionResizeMode(EventsModel::What, QHeaderView::Stretch);
    m_table->setMinimumWidth(header->length() + em * 12);
    m_table->setMinimumHeight(5 * EventDelegate::lineHeight(m_table->font()));
}

QWidget* EventsWindow::buildEmptyPage() {
    auto* page = new QWidget;
    m_emptyIcon = new QLabel;
    m_emptyIcon->setAlignment(Qt::AlignCenter);
    m_emptyTitle = headingLabel({}, 1.25);
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyText = mutedLabel({});
    m_emptyText->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_showEverything = new QPushButton(tr("Show &everything"));
    connect(m_showEverything, &QPushButton::clicked, this, &EventsWindow::showEverything);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::xl * 2, space::xl, space::xl * 2, space::xl);
    layout->setSpacing(space::m);
    layout->addStretch(2);
    layout->addWidget(m_emptyIcon);
    layout->addWidget(m_emptyTitle);
    layout->addWidget(m_emptyText);
    layout->addWidget(m_showEverything, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return page;
}

QWidget* EventsWindow::buildFooter() {
    auto* footer = new QWidget;
    m_place = mutedLabel({});
    auto* folder = quietButton(tr("&Open folder"));
    auto* watched = quietButton(tr("&What is watched…"));
    connect(folder, &QPushButton::clicked, this, &EventsWindow::logFolderRequested);
    connect(watched, &QPushButton::clicked, this, &EventsWindow::welcomeRequested);
    auto* layout = new QHBoxLayout(footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_place, 1);
    layout->addWidget(folder);
    layout->addWidget(watched);
    return footer;
}

void EventsWindow::setEvents(std::vector<EventLine> lines) {
    m_model->setLines(std::move(lines));
    sayDate();
    showWhatThereIs();
    showChosen();
}

void EventsWindow::putEvent(EventLine line) {
    m_model->put(std::move(line));
    showWhatThereIs();
}

void EventsWindow::setHealth(const Health& health) {
    m_header->setHealth(health);
    setWindowIcon(stateIcon(health.state));
}

void EventsWindow::setLogPlace(const LogPlace& place) {
    say(*m_place, tr("The log is the file %1. It can be read by: %2.")
                      .arg(Wording::isolated(place.path), Wording::isolated(place.readers)));
}

void EventsWindow::setMenu(QMenu& menu) {
    m_menuButton->setMenu(&menu);
    m_menuButton->show();
}

void EventsWindow::showAndRaise() {
    setWindowState(windowState() & ~Qt::WindowMinimized);
    (m_model->rowCount() > 0 ? static_cast<QWidget*>(m_table) : m_search)->setFocus();
    show();
    raise();
    activateWindow();
}

void EventsWindow::closeEvent(QCloseEvent* event) {
    // Only a person's click is put off: the end of the program or of the session is not.
    if (m_onlyWayIn && event->spontaneous()) {
        event->ignore();
        showMinimized();
        return;
    }
    QWidget::closeEvent(event);
}

void EventsWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && m_emptyIcon != nullptr) {
        paintEmptyIcon();
    }
    QWidget::changeEvent(event);
}

void EventsWindow::showChosen() {
    const QModelIndex chosen = m_table->currentIndex();
    if (chosen.isValid()) {
        m_detail->show(m_model->line(m_filter->mapToSource(chosen).row()));
    } else {
        m_detail->clear();
    }
}

void EventsWindow::showWhatThereIs() {
    const int all = m_model->rowCount();
    const int shown = m_filter->rowCount();
    say(*m_count,
        shown == all
            ? tr("Events: %1").arg(QLocale().toString(all))
            : tr("%1 of %2", "shown, all").arg(QLocale().toString(shown), QLocale().toString(all)));
    m_pages->setCurrentIndex(shown > 0 ? 0 : 1);
    m_detail->setVisible(shown > 0);
    m_showEverything->setVisible(all > 0);
    say(*m_emptyTitle, all > 0 ? tr("Nothing matches") : tr("A quiet day so far"));
    say(*m_emptyText,
        all > 0 ? tr("There are events today, but none with these words and of this kind.")
                : tr("When something is about to go to an AI tool, you see here what "
                     "was found in it and what you chose."));
    paintEmptyIcon();
}

void EventsWindow::showEverything() {
    m_search->clear();
    m_group->setCurrentIndex(0);
}

void EventsWindow::sayDate() {
    say(*m_date,
        tr("Today, %1").arg(QLocale().toString(QDate::currentDate(), QLocale::LongFormat)));
}

void EventsWindow::paintEmptyIcon() {
    const char* drawing = m_model->rowCount() > 0 ? "glyph-search" : "glyph-quiet";
    m_emptyIcon->setPixmap(
        glyph(drawing, tokensOf(palette()).muted, kEmptyIconSize, devicePixelRatioF()));
}

} // namespace chaperone::ui
