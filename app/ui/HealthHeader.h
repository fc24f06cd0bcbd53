#pragma once

#include "ui/Health.h"

#include <QFrame>

class QLabel;
class QHBoxLayout;

namespace chaperone::ui {

/// The head of the events window: one sentence on whether the person is protected, and below it
/// what that rests on, said as it is.
class HealthHeader : public QWidget {
    Q_OBJECT

public:
    explicit HealthHeader(QWidget* parent = nullptr);
    void setHealth(const Health& health);
    /// A widget at the far end of the first line (the menu's button).
    void addCorner(QWidget* widget);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Fact {
        const char* drawing = nullptr;
        QLabel* icon = nullptr;
        QLabel* caption = nullptr;
        QLabel* text = nullptr;
    };
    QWidget* addFact(Fact& fact, const char* drawing, const QString& caption);
    void paintIcons();

    Health m_health;
    QHBoxLayout* m_firstLine = nullptr;
    QLabel* m_icon = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_detail = nullptr;
    Fact m_browsers;
    Fact m_log;
    Fact m_clipboard;
};

} // namespace chaperone::ui
