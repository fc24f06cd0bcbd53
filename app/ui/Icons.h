#pragma once

#include "ui/Health.h"

#include <QColor>
#include <QIcon>

class QPixmap;

namespace chaperone::ui {

/// The four states, each with its own outline, drawn for every size a panel asks for.
QIcon stateIcon(State state);

/// One of the line drawings in resources/icons (name without folder and ending) in `color`.
/// `size` in device-independent pixels.
QPixmap glyph(const char* name, const QColor& color, int size, qreal devicePixelRatio);

} // namespace chaperone::ui
