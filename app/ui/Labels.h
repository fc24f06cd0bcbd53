#pragma once

#include <QLabel>

class QVBoxLayout;

namespace chaperone::ui {

/// Shows `text`, each line in the direction that the person reads in, whatever it begins with.
void say(QLabel& label, const QString& text);

/// Labels never read markup: what they show may come from a page. All wrap; those that carry
/// content can be selected.
QLabel* plainLabel(const QString& text);
/// Secondary text, in the theme's muted colour, also after the theme changes.
QLabel* mutedLabel(const QString& text);
/// `scale` is relative to the person's own font size.
QLabel* headingLabel(const QString& text, double scale);

} // namespace chaperone::ui
