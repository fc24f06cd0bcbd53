#pragma once

class QApplication;
class QLocale;

namespace chaperone::ui {

/// Puts the program into a language: our texts, Qt's own, numbers, dates and the direction of
/// reading. English where there is no translation. Once, before the first window.
void useLanguage(QApplication& application, const QLocale& locale);

} // namespace chaperone::ui
