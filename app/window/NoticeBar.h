#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;

namespace chaperone::window {

/// One sentence about what just did not happen; goes by itself after a while.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);
    void say(const QString& text);
    QString text() const;

private:
    QLabel* m_text;
    QTimer m_over;
};

} // namespace chaperone::window
