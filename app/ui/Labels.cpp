#include "ui/Labels.h"

namespace chaperone::ui {

void say(QLabel& label, const QString& text) {
    if (label.layoutDirection() == Qt::LeftToRight || text.isEmpty()) {
        label.setText(text);
        return;
    }
    const QString mark(QChar(0x200F)); // RIGHT-TO-LEFT MARK
    label.setText(mark + QString(text).replace(QLatin1Char('\n'), QLatin1Char('\n') + mark));
}

QLabel* plainLabel(const QString& text) {
    auto* label = new QLabel;
    say(*label, text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel* mutedLabel(const QString& text) {
    auto* label = plainLabel(text);
    label->setTextInteractionFlags(Qt::NoTextInteraction);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel* headingLabel(const QString& text, double scale) {
    auto* label = plainLabel(text);
    label->setTextInteractionFlags(Qt::NoTextInteraction);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

} // namespace chaperone::ui
