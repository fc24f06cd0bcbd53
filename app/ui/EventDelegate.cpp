#include "ui/EventDelegate.h"

#include "ui/EventsModel.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

namespace chaperone::ui {
namespace {

constexpr int kMarkSize = 10;

QFont smaller(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

/// Good is a ring, warn a triangle, danger a square: readable without colour.
QPainterPath markOf(Tone tone, const QRectF& box) {
    QPainterPath path;
    switch (tone) {
    case Tone::Warn:
        path.moveTo(box.center().x(), box.top());
        path.lineTo(box.bottomRight());
        path.lineTo(box.bottomLeft());
        path.closeSubpath();
        break;
    case Tone::Danger:
        path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        break;
    default:
        path.addEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    }
    return path;
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& tokens) {
    if ((option.state & QStyle::State_Selected) != 0) {
        painter.fillRect(option.rect, tokens.selection);
    }
    painter.setPen(tokens.border);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

/// Draws the mark at the leading edge of `box` and returns what is left of it.
QRect paintMark(QPainter& painter, const QRect& box, Tone tone, Qt::LayoutDirection direction,
                const Tokens& tokens) {
    const QRect place = QStyle::alignedRect(direction, Qt::AlignLeading | Qt::AlignVCenter,
                                            QSize(kMarkSize, kMarkSize), box);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPainterPath mark = markOf(tone, QRectF(place));
    if (tone == Tone::Good || tone == Tone::Muted) {
        painter.strokePath(mark, QPen(tokens.of(tone), 2));
    } else {
        painter.fillPath(mark, tokens.of(tone));
    }
    const int taken = EventDelegate::markWidth();
    return direction == Qt::RightToLeft ? box.adjusted(0, 0, -taken, 0)
                                        : box.adjusted(taken, 0, 0, 0);
}

void paintText(QPainter& painter, const QRect& box, const QFont& font, const QColor& color,
               const QString& text, int alignment) {
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width());
    painter.drawText(box, alignment | Qt::TextSingleLine, shown);
}

} // namespace

void EventDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const Tokens& tokens = tokensOf(option.palette);
    const QString primary = index.data(Qt::DisplayRole).toString();
    const QString secondary = index.data(EventsModel::SecondaryRole).toString();
    painter->save();
    painter->setLayoutDirection(option.direction);
    paintGround(*painter, option, tokens);
    QRect box = option.rect.adjusted(space::m, 0, -space::m, -1);
    if (index.column() == EventsModel::Decided && !primary.isEmpty()) {
        const auto tone = static_cast<Tone>(index.data(EventsModel::ToneRole).toInt());
        box = paintMark(*painter, box, tone, option.direction, tokens);
    }
    const QColor ink = index.column() == EventsModel::Time ? tokens.muted : tokens.text;
    if (secondary.isEmpty()) {
        paintText(*painter, box, option.font, ink, primary, Qt::AlignLeading | Qt::AlignVCenter);
    } else {
        const int middle = box.center().y();
        paintText(*painter, QRect(box.left(), box.top(), box.width(), middle - box.top()),
                  option.font, ink, primary, Qt::AlignLeading | Qt::AlignBottom);
        paintText(*painter, QRect(box.left(), middle + 1, box.width(), box.bottom() - middle),
                  smaller(option.font), tokens.muted, secondary, Qt::AlignLeading | Qt::AlignTop);
    }
    painter->restore();
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem& option,
                              const QModelIndex& /*index*/) const {
    return {0, lineHeight(option.font)};
}

int EventDelegate::markWidth() {
    return kMarkSize + space::s;
}

int EventDelegate::lineHeight(const QFont& font) {
    return QFontMetrics(font).height() + QFontMetrics(smaller(font)).height() + space::l;
}

} // namespace chaperone::ui
