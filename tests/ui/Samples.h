#pragma once

#include "ui/EventLine.h"
#include "ui/EventsWindow.h"
#include "ui/Health.h"
#include "ui/WelcomeDialog.h"

#include <vector>

/// A day as it might be, for tests and pictures of the windows.
namespace chaperone::samples {

ui::EventLine cardIntoChatGpt();
ui::EventLine keyBlocked();
ui::EventLine copied();
/// Newest first; `now` is the time of the first.
std::vector<ui::EventLine> aDay(UtcTime now);
std::vector<ui::EventLine> manyLines(int count, UtcTime now);

ui::Health protectedHealth();
ui::Health troubledHealth();
ui::LogPlace logPlace();
ui::WelcomeFacts welcomeFacts();

} // namespace chaperone::samples
