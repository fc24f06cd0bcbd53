#pragma once

#include <QDialog>
#include <QString>
#include <QStringList>

#include <vector>

namespace chaperone::ui {

/// One setting as the page shows it; all for a person.
struct SettingLine {
    enum class By { Default, Person, Machine };

    QString group;
    QString title;
    QString help;
    QString value;
    By by = By::Default;
    QString place;     ///< where it is written; empty for a default
    QString overruled; ///< what the person has set in vain; empty when nothing
};

/// What is in force on this computer, and who says so.
struct PolicyFacts {
    QString policy; ///< name and version
    QString source; ///< a path, or empty for the shipped one
    bool managed = false;
    std::vector<SettingLine> settings; ///< those of one group together
    QStringList warnings;
};

/// "Your policy": each setting with what it is and who set it. Reads only; changing is done where
/// the setting is written.
class PolicyDialog : public QDialog {
    Q_OBJECT

public:
    explicit PolicyDialog(const PolicyFacts& facts, QWidget* parent = nullptr);
};

} // namespace chaperone::ui
