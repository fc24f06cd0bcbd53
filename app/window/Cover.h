#pragma once

#include <QWidget>

namespace chaperone::window {

/// What stands in the page's place when there is none: why, and the one thing to do about it.
class Cover : public QWidget {
    Q_OBJECT

public:
    Cover(const QString& title, const QString& why, const QString& button);

Q_SIGNALS:
    void chosen();
};

} // namespace chaperone::window
