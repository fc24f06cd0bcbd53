#pragma once

#include "ui/Wording.h"

#include <QColor>
#include <QPalette>

class QApplication;

namespace chaperone::ui {

/// The colours of the house, by what they are for. Text on its ground has a contrast of at least
/// 4.5:1 (WCAG 2.1, 1.4.3), checked by a test for both sets.
struct Tokens {
    QColor window;    ///< ground of a window
    QColor surface;   ///< ground of cards, tables and fields
    QColor text;      ///< on window and surface
    QColor muted;     ///< secondary text on window and surface
    QColor border;    ///< hair lines
    QColor accent;    ///< links, focus, the one main button
    QColor onAccent;  ///< text on accent
    QColor selection; ///< ground of a selected row; text stays `text`
    QColor good;      ///< these three as text or shape on window and surface
    QColor warn;
    QColor danger;

    QColor of(Tone tone) const;
};

/// Distances in device-independent pixels: multiples of four.
namespace space {
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;
inline constexpr int xl = 24;
} // namespace space

const Tokens& lightTokens();
const Tokens& darkTokens();
/// The set that a palette made by `applyTheme` belongs to.
const Tokens& tokensOf(const QPalette& palette);

/// Fusion with the house's palette and shapes, the same on every system; again at each change.
void applyTheme(QApplication& application, bool dark);

} // namespace chaperone::ui
