#include "window/NoticeBar.h"

#include "ui/Labels.h"
#include "ui/Theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QToolButton>

namespace chaperone::window {
namespace {

constexpr int kShownMs = 12'000;

} // namespace

NoticeBar::NoticeBar(QWidget* parent) : QFrame(parent), m_text(ui::plainLabel({})) {
    setAutoFillBackground(true); // the border lies behind
    auto* dismiss = new QToolButton;
    dismiss->setText(tr("OK"));
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(ui::space::l, ui::space::s, ui::space::s, ui::space::s);
    row->addWidget(m_text, 1);
    row->addWidget(dismiss, 0, Qt::AlignTop);
    m_over.setSingleShot(true);
    m_over.setInterval(kShownMs);
    connect(&m_over, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void NoticeBar::say(const QString& text) {
    ui::say(*m_text, text);
    show();
    m_over.start();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString NoticeBar::text() const {
    return m_text->text();
}

} // namespace chaperone::window
