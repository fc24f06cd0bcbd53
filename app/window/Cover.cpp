#include "window/Cover.h"

#include "ui/Labels.h"
#include "ui/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace chaperone::window {
namespace {

constexpr double kTitleScale = 1.4;
constexpr int kWidth = 460;

} // namespace

Cover::Cover(const QString& title, const QString& why, const QString& button) {
    auto* act = new QPushButton(button);
    act->setProperty("main", true);
    act->setAutoDefault(true); // Enter presses it
    setFocusProxy(act);
    connect(act, &QPushButton::clicked, this, &Cover::chosen);
    auto* words = new QWidget;
    words->setFixedWidth(kWidth);
    auto* column = new QVBoxLayout(words);
    column->setSpacing(ui::space::m);
    column->addStretch(1);
    for (QLabel* label : {ui::headingLabel(title, kTitleScale), ui::plainLabel(why)}) {
        label->setAlignment(Qt::AlignHCenter);
        column->addWidget(label);
    }
    column->addSpacing(ui::space::s);
    column->addWidget(act, 0, Qt::AlignHCenter);
    column->addStretch(2);
    auto* middle = new QHBoxLayout(this);
    middle->addStretch(1);
    middle->addWidget(words);
    middle->addStretch(1);
}

} // namespace chaperone::window
