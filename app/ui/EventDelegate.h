#pragma once

#include <QStyledItemDelegate>

namespace chaperone::ui {

/// Draws a line of the events table: what matters first, the rest smaller below it, and a decision
/// with a mark whose shape says the same as its colour.
class EventDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Height of a line in this font, in device-independent pixels.
    static int lineHeight(const QFont& font);
    /// Room that the mark before a decision takes.
    static int markWidth();
};

} // namespace chaperone::ui
