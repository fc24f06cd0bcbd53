#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace chaperone::ui {

/// The facts that the welcome page states. They are this installation's own: a page that promises
/// more than policy keeps would be a lie.
struct WelcomeFacts {
    QString tools; ///< "ChatGPT, Claude, Gemini and 5 more"
    QString logPath;
    QString readers; ///< as in LogPlace
    bool clipboardWatched = false;
    bool evidenceKept = false; ///< policy keeps sealed copies of what was found
    int keptDays = 0;          ///< 0: until you delete the log
    bool mayPause = true;
};

/// Before the first check: what is watched, what is kept, what never is, who can read it and how to
/// pause. Accepted by its one button.
class WelcomeDialog : public QDialog {
    Q_OBJECT

public:
    /// Raised when the page says something new that people should see again.
    static constexpr int kEdition = 1;

    /// `firstTime`: nothing has been checked yet, and nothing will be until it is accepted.
    WelcomeDialog(const WelcomeFacts& facts, bool firstTime, QWidget* parent = nullptr);

Q_SIGNALS:
    void eventsRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Section {
        const char* drawing;
        QLabel* icon;
    };
    QWidget* buildPage(const WelcomeFacts& facts, bool firstTime);
    QWidget* buildButtons(bool firstTime);
    void addSection(QVBoxLayout& page, const char* drawing, const QString& title,
                    const QString& text);
    void paintIcons();

    std::vector<Section> m_sections;
};

} // namespace chaperone::ui
