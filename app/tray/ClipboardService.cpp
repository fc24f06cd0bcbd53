#include "tray/ClipboardService.h"

#include <algorithm>

namespace chaperone::tray {
namespace {

inspect::Interaction interactionOf(const platform::CopiedText& copied,
                                   const std::string& language) {
    inspect::Interaction interaction;
    interaction.channel = Channel::Clipboard;
    interaction.origin = Origin::Copied;
    interaction.originHost = copied.source();
    interaction.language = language;
    interaction.canAsk = false;
    interaction.text = copied.text;
    return interaction;
}

std::vector<ui::FoundLine> linesOf(const Verdict& verdict) {
    std::vector<ui::FoundLine> lines;
    for (const ShownFinding& finding : verdict.findings) {
        const QString label = QString::fromStdString(finding.label);
        const auto known = std::find_if(lines.begin(), lines.end(), [&](const ui::FoundLine& line) {
            return line.label == label;
        });
        if (known != lines.end()) {
            ++known->count;
        } else {
            lines.push_back({label, 1, {}, {}}); // notifications are kept by desktops: no excerpts
        }
    }
    return lines;
}

} // namespace

ClipboardService::ClipboardService(platform::ClipboardWatch& watch, inspect::Inspector& inspector,
                                   QThreadPool& pool, std::string language)
    : m_inspector(inspector)
    , m_pool(pool)
    , m_language(std::move(language)) {
    connect(&watch, &platform::ClipboardWatch::textCopied, this, &ClipboardService::judge);
    connect(&watch, &platform::ClipboardWatch::passedOver, this, &ClipboardService::passOver);
}

void ClipboardService::judge(const platform::CopiedText& copied) {
    const QString from = QString::fromStdString(copied.source());
    m_pool.start(
        [this, interaction = interactionOf(copied, m_language), asked = copied.asked, from] {
            m_inspector.inspect(interaction, [this, asked, from](const Verdict& verdict) {
                QMetaObject::invokeMethod(
                    this, [this, verdict, asked, from] { tell(verdict, asked, from); },
                    Qt::QueuedConnection);
            });
        });
}

void ClipboardService::tell(const Verdict& verdict, bool asked, const QString& from) {
    const auto lines = linesOf(verdict);
    if (!lines.empty() && (asked || verdict.action >= Action::Coach)) {
        Q_EMIT found(lines, from);
    } else if (asked && verdict.undetermined) {
        Q_EMIT checked(QString::fromStdString(verdict.undeterminedWhy));
    } else if (asked) {
        Q_EMIT checked(tr("Nothing sensitive was found on the clipboard."));
    }
}

void ClipboardService::passOver(clipboard::Decision why, bool asked) {
    if (!asked) {
        return;
    }
    switch (why) {
    case clipboard::Decision::Secret:
        Q_EMIT checked(tr("The clipboard is marked as secret, so it was not read."));
        break;
    case clipboard::Decision::TooLarge:
        Q_EMIT checked(tr("The text on the clipboard is too large to check."));
        break;
    case clipboard::Decision::Unreadable:
        Q_EMIT checked(tr("The program that holds the clipboard did not answer."));
        break;
    case clipboard::Decision::Own:
        Q_EMIT checked(tr("What is on the clipboard was put there by Chaperone."));
        break;
    default:
        Q_EMIT checked(tr("There is no text on the clipboard."));
        break;
    }
}

} // namespace chaperone::tray
