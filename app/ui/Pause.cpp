#include "ui/Pause.h"

#include <QDateTime>
#include <QTimeZone>

namespace chaperone::ui {

UtcTime pauseEnd(PauseLength length, UtcTime now, const QTimeZone& zone) {
    using namespace std::chrono_literals;
    switch (length) {
    case PauseLength::QuarterHour:
        return now + 15min;
    case PauseLength::Hour:
        return now + 1h;
    case PauseLength::UntilTomorrow:
        break;
    }
    const auto local = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), zone);
    const QDateTime morning(local.date().addDays(1), QTime(6, 0), zone);
    return UtcTime(std::chrono::milliseconds(morning.toMSecsSinceEpoch()));
}

} // namespace chaperone::ui
