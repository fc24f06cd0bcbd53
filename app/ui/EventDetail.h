#pragma once

#include "ui/EventLine.h"

#include <QFrame>

class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace chaperone::ui {

/// Says in plain words all that is kept about one event, and shows the log's own lines on request.
class EventDetail : public QFrame {
    Q_OBJECT

public:
    explicit EventDetail(QWidget* parent = nullptr);
    void show(const EventLine& line);
    /// No event is chosen.
    void clear();

private:
    void fill(const EventLine& line);
    void fillFound(const EventLine& line);
    void addFact(const QString& caption, const QString& text);
    void revealStored(bool reveal);

    QLabel* m_title = nullptr;
    QWidget* m_facts = nullptr;
    QVBoxLayout* m_page = nullptr;
    QLabel* m_closing = nullptr;
    QPushButton* m_reveal = nullptr;
    QPlainTextEdit* m_stored = nullptr;
};

} // namespace chaperone::ui
