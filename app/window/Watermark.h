#pragma once

#include <QTimer>
#include <QWidget>

namespace chaperone::window {

/// Who is looking, on which computer and when, in faint lines across whatever lies below: a picture
/// taken of the window says where it was taken. Covers its parent; takes no mouse and no keys.
class Watermark : public QWidget {
    Q_OBJECT

public:
    explicit Watermark(QWidget& parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_who;
    QTimer m_minute;
};

} // namespace chaperone::window
