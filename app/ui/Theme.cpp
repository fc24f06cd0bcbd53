#include "ui/Theme.h"

#include <QApplication>
#include <QStyleFactory>

namespace chaperone::ui {
namespace {

QPalette paletteOf(const Tokens& tokens) {
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.window);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.window);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::Button, tokens.surface);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.danger);
    palette.setColor(QPalette::ToolTipBase, tokens.surface);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::Mid, tokens.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, tokens.muted);
    }
    return palette;
}

// %1 window, %2 surface, %3 text, %4 muted, %5 border, %6 accent, %7 on accent, %8 selection
constexpr const char* kShapes = R"(
QToolTip { border: 1px solid %5; padding: 4px 6px; }
QPushButton, QToolButton { background: %2; color: %3; border: 1px solid %5; border-radius: 6px; padding: 6px 14px; }
QPushButton:hover, QToolButton:hover { background: %8; }
QPushButton:pressed, QToolButton:pressed { background: %5; }
QPushButton:focus, QToolButton:focus { border: 2px solid %6; padding: 5px 13px; }
QPushButton:default { background: %6; color: %7; border: 1px solid %6; }
QPushButton[main="true"] { font-weight: 600; padding: 8px 20px; }
QPushButton[main="true"]:focus { padding: 7px 19px; }
QPushButton:default:focus { border: 2px solid %3; }
QPushButton:disabled { color: %4; }
QPushButton[quiet="true"] { background: transparent; border: 1px solid transparent; color: %6; padding: 6px 8px; }
QPushButton[quiet="true"]:hover { text-decoration: underline; }
QPushButton[quiet="true"]:focus { border: 2px solid %6; padding: 5px 7px; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QComboBox { background: %2; color: %3; border: 1px solid %5; border-radius: 6px; padding: 5px 8px; min-height: 1.4em; }
QLineEdit:focus, QComboBox:focus { border: 2px solid %6; padding: 4px 7px; }
QComboBox::drop-down { border: 0; width: 24px; subcontrol-origin: padding; }
QComboBox::down-arrow { image: url(:/icons/chevron.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: %2; border: 1px solid %5; selection-background-color: %8; selection-color: %3; outline: 0; }
QTableView { background: %2; border: 0; outline: 0; gridline-color: transparent; selection-background-color: %8; selection-color: %3; }
QHeaderView { background: %2; border: 0; }
QHeaderView::section { background: %2; color: %4; border: 0; border-bottom: 1px solid %5; padding: 8px 12px; }
QFrame[card="true"] { background: %2; border: 1px solid %5; border-radius: 10px; }
QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: 0; }
QPlainTextEdit { background: %1; color: %3; border: 1px solid %5; border-radius: 6px; }
QSplitter::handle { background: transparent; }
QMenu { background: %2; color: %3; border: 1px solid %5; padding: 6px 0; }
QMenu::item { padding: 6px 28px 6px 12px; }
QMenu::icon { margin-left: 12px; margin-right: 12px; }
QMenu::item:selected { background: %8; }
QMenu::item:disabled { color: %4; }
QMenu::separator { height: 1px; background: %5; margin: 6px 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %5; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: %4; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; width: 0; height: 0; }
)";

QString shapesOf(const Tokens& tokens) {
    return QString::fromLatin1(kShapes).arg(tokens.window.name(), tokens.surface.name(),
                                            tokens.text.name(), tokens.muted.name(),
                                            tokens.border.name(), tokens.accent.name(),
                                            tokens.onAccent.name(), tokens.selection.name());
}

} // namespace

QColor Tokens::of(Tone tone) const {
    switch (tone) {
    case Tone::Good:
        return good;
    case Tone::Warn:
        return warn;
    case Tone::Danger:
        return danger;
    case Tone::Calm:
        return accent;
    case Tone::Muted:
        break;
    }
    return muted;
}

const Tokens& lightTokens() {
    static const Tokens tokens{QColor(0xf5f6f8), QColor(0xffffff), QColor(0x1b242e),
                               QColor(0x576271), QColor(0xdce1e7), QColor(0x0b6b8a),
                               QColor(0xffffff), QColor(0xe3f0f5), QColor(0x0c7358),
                               QColor(0x8f4e00), QColor(0xb3261e)};
    return tokens;
}

const Tokens& darkTokens() {
    static const Tokens tokens{QColor(0x14181d), QColor(0x1c2127), QColor(0xe7ebef),
                               QColor(0xa2adba), QColor(0x353d47), QColor(0x63b9d6),
                               QColor(0x06202a), QColor(0x233742), QColor(0x57c7a4),
                               QColor(0xe7a24d), QColor(0xf28b82)};
    return tokens;
}

const Tokens& tokensOf(const QPalette& palette) {
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    return dark ? darkTokens() : lightTokens();
}

void applyTheme(QApplication& application, bool dark) {
    const Tokens& tokens = dark ? darkTokens() : lightTokens();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(tokens));
    application.setStyleSheet(shapesOf(tokens));
}

} // namespace chaperone::ui
