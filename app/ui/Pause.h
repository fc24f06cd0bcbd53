#pragma once

#include "base/Clock.h"

class QTimeZone;

namespace chaperone::ui {

enum class PauseLength { QuarterHour, Hour, UntilTomorrow };

/// When a pause that starts at `now` ends. "Until tomorrow" ends at six in the morning of the next
/// calendar day, where the person lives.
UtcTime pauseEnd(PauseLength length, UtcTime now, const QTimeZone& zone);

} // namespace chaperone::ui
