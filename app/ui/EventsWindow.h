#pragma once

#include "ui/EventLine.h"
#include "ui/Health.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace chaperone::ui {

class EventDetail;
class EventsFilter;
class EventsModel;
class HealthHeader;

/// Where the log lives and who can read it, for a person.
struct LogPlace {
    QString path;
    QString readers; ///< "only you", "you and the administrators of this computer"
};

/// Today's events as the log has them. Gets values; asks for nothing.
class EventsWindow : public QWidget {
    Q_OBJECT

public:
    explicit EventsWindow(QWidget* parent = nullptr);

    /// `lines` newest first.
    void setEvents(std::vector<EventLine> lines);
    /// A new event, or what became of a known one.
    void putEvent(EventLine line);
    void setHealth(const Health& health);
    void setLogPlace(const LogPlace& place);
    /// The same menu as on the tray icon; not owned.
    void setMenu(QMenu& menu);
    /// Without a tray this window is the only way in: closing it then puts it aside, no more.
    void setOnlyWayIn(bool only) { m_onlyWayIn = only; }
    void showAndRaise();

Q_SIGNALS:
    void logFolderRequested();
    void welcomeRequested();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildFilterLine();
    QWidget* buildTable();
    QWidget* buildEmptyPage();
    QWidget* buildFooter();
    void layOutColumns();
    void showChosen();
    void showWhatThereIs();
    void showEverything();
    void sayDate();
    void paintEmptyIcon();

    EventsModel* m_model;
    EventsFilter* m_filter;
    HealthHeader* m_header = nullptr;
    QLineEdit* m_search = nullptr;
    QComboBox* m_group = nullptr;
    QLabel* m_date = nullptr;
    QLabel* m_count = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_pages = nullptr;
    QLabel* m_emptyIcon = nullptr;
    QLabel* m_emptyTitle = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_showEverything = nullptr;
    EventDetail* m_detail = nullptr;
    QToolButton* m_menuButton = nullptr;
    QLabel* m_place = nullptr;
    bool m_onlyWayIn = false;
};

} // namespace chaperone::ui
