#include "ui/PolicyDialog.h"

#include "ui/Icons.h"
#include "ui/Labels.h"
#include "ui/Theme.h"
#include "ui/Wording.h"

#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace chaperone::ui {
namespace {

constexpr int kWidthInCharacters = 110;
constexpr int kHeightInLines = 34;

/// The functions of the dialog that need its translations.
class Words {
    Q_DECLARE_TR_FUNCTIONS(PolicyDialog)

public:
    static QString by(const SettingLine& line) {
        switch (line.by) {
        case SettingLine::By::Default:
            return tr("Nobody: the default");
        case SettingLine::By::Person:
            return tr("You");
        case SettingLine::By::Machine:
            return tr("Your organisation");
        }
        return {};
    }

    static QString tip(const SettingLine& line) {
        QStringList lines{line.help};
        if (!line.place.isEmpty())
            lines += tr("Written in %1").arg(Wording::isolated(line.place));
        if (!line.overruled.isEmpty()) {
            lines += tr("You have set “%1”. That does not count: you may tighten what your "
                        "organisation says, not loosen it.")
                         .arg(Wording::isolated(line.overruled));
        }
        return lines.join(QLatin1Char('\n'));
    }

    static QString whoDecides(const PolicyFacts& facts) {
        return facts.managed
                   ? tr("Your organisation looks after this computer. You may tighten what it "
                        "says for yourself, never loosen it.")
                   : tr("Nobody has set anything for this computer; what you set yourself counts.");
    }

    static QString policy(const PolicyFacts& facts) {
        return facts.source.isEmpty()
                   ? tr("In force: %1, which came with the program.")
                         .arg(Wording::isolated(facts.policy))
                   : tr("In force: %1, from %2.")
                         .arg(Wording::isolated(facts.policy), Wording::isolated(facts.source));
    }
};

/// Wrapped, and read as text whatever is in it.
QString asTip(const QString& text) {
    return QStringLiteral("<p>%1</p>")
        .arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

QTreeWidgetItem* groupItem(QTreeWidget& tree, const QString& title) {
    auto* item = new QTreeWidgetItem(&tree, {title});
    QFont strong = item->font(0);
    strong.setWeight(QFont::DemiBold);
    item->setFont(0, strong);
    item->setFirstColumnSpanned(true);
    item->setFlags(Qt::ItemIsEnabled);
    return item;
}

void fill(QTreeWidget& tree, const std::vector<SettingLine>& settings) {
    QTreeWidgetItem* group = nullptr;
    for (const SettingLine& line : settings) {
        if (group == nullptr || group->text(0) != line.group)
            group = groupItem(tree, line.group);
        auto* item = new QTreeWidgetItem(group, {line.title, line.value, Words::by(line)});
        for (int column = 0; column < tree.columnCount(); ++column)
            item->setToolTip(column, asTip(Words::tip(line)));
        // Tooltips do not reach who cannot point at them.
        item->setData(0, Qt::AccessibleDescriptionRole, Words::tip(line));
    }
    tree.expandAll();
}

} // namespace

PolicyDialog::PolicyDialog(const PolicyFacts& facts, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Your policy"));
    setWindowIcon(stateIcon(State::Protected));
    auto* tree = new QTreeWidget;
    tree->setHeaderLabels({tr("Setting"), tr("Value"), tr("Set by")});
    tree->setAccessibleName(tr("Settings"));
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    tree->header()->setStretchLastSection(false);
    fill(*tree, facts.settings);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("&Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(headingLabel(tr("Your policy"), 1.35));
    layout->addWidget(plainLabel(Words::policy(facts)));
    layout->addWidget(mutedLabel(Words::whoDecides(facts)));
    layout->addWidget(tree, 1);
    if (!facts.warnings.isEmpty()) {
        layout->addWidget(plainLabel(tr("What does not count:") + QLatin1Char('\n') +
                                     facts.warnings.join(QLatin1Char('\n'))));
    }
    layout->addWidget(buttons);
    const QSize wanted(fontMetrics().averageCharWidth() * kWidthInCharacters,
                       fontMetrics().height() * kHeightInLines);
    resize(wanted.boundedTo(QGuiApplication::primaryScreen()->availableSize() * 0.94));
}

} // namespace chaperone::ui
