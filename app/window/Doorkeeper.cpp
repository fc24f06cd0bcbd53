#include "window/Doorkeeper.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace chaperone::window {
namespace {

constexpr uint32_t kDeadlineMs = 5000;

bool offers(const Card& card, Offer offer) {
    return std::find(card.offers.begin(), card.offers.end(), offer) != card.offers.end();
}

} // namespace

std::optional<QString> withEdits(const QString& text, const std::vector<Edit>& edits) {
    QString edited;
    size_t from = 0;
    const auto length = static_cast<size_t>(text.size());
    for (const Edit& edit : edits) {
        if (edit.start < from || edit.start > length || edit.length > length - edit.start) {
            return std::nullopt;
        }
        edited += QStringView(text).mid(static_cast<qsizetype>(from),
                                        static_cast<qsizetype>(edit.start - from));
        edited += QString::fromStdString(edit.text);
        from = edit.start + edit.length;
    }
    edited += QStringView(text).mid(static_cast<qsizetype>(from));
    return edited;
}

Doorkeeper::Doorkeeper(AgentLink& link, QWidget& window)
    : QObject(&window)
    , m_link(link)
    , m_window(&window)
    , m_session(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString()) {}

void Doorkeeper::judge(const Passage& passage, Done done) {
    const std::string id = "w" + std::to_string(++m_lastId);
    InspectRequest request;
    request.id = id;
    request.channel = passage.channel;
    request.origin = passage.origin;
    request.host = m_host;
    request.session = m_session;
    request.deadlineMs = kDeadlineMs;
    request.text = passage.text.toStdString();
    m_waiting[id] = {passage.text, std::move(done)};
    const bool fits = request.text.size() <= static_cast<size_t>(kMaxTextBytes);
    const bool asked = fits && m_link.send(request).ok();
    QTimer::singleShot(asked ? int{kDeadlineMs} : 0, this, [this, id] {
        conclude(id, [](const Waiting& waiting) { waiting.done(std::nullopt); });
    });
}

void Doorkeeper::conclude(const std::string& id, const std::function<void(const Waiting&)>& act) {
    const auto found = m_waiting.find(id);
    if (found == m_waiting.end()) {
        return; // judged, or too late
    }
    const Waiting waiting = std::move(found->second);
    m_waiting.erase(found);
    act(waiting);
}

void Doorkeeper::take(const Reply& reply) {
    if (const auto* verdict = std::get_if<Verdict>(&reply)) {
        conclude(verdict->id,
                 [this, verdict](const Waiting& waiting) { follow(*verdict, waiting); });
    } else if (const auto* error = std::get_if<ErrorReply>(&reply)) {
        conclude(error->id, [](const Waiting& waiting) { waiting.done(std::nullopt); });
    }
}

void Doorkeeper::giveUp() {
    while (!m_waiting.empty()) {
        conclude(m_waiting.begin()->first,
                 [](const Waiting& waiting) { waiting.done(std::nullopt); });
    }
}

void Doorkeeper::follow(const Verdict& verdict, const Waiting& waiting) {
    if (verdict.action <= Action::Log) {
        // What could not be read to its end does not pass a door that inspects.
        const bool passes = !verdict.undetermined;
        report(verdict, passes ? Choice::Sent : Choice::Blocked);
        waiting.done(passes ? std::optional(waiting.text) : std::nullopt);
        return;
    }
    const bool hasAWay = verdict.card && (offers(*verdict.card, Offer::Redacted) ||
                                          offers(*verdict.card, Offer::Anyway));
    const Offer chosen = hasAWay ? consult(*verdict.card) : Offer::Cancel;
    const auto redacted =
        chosen == Offer::Redacted ? withEdits(waiting.text, verdict.edits) : std::nullopt;
    if (redacted) {
        report(verdict, Choice::SentRedacted);
        waiting.done(redacted);
    } else if (chosen == Offer::Anyway) {
        report(verdict, Choice::SentAnyway);
        waiting.done(waiting.text);
    } else {
        report(verdict, hasAWay ? Choice::Cancelled : Choice::Blocked);
        Q_EMIT found(verdict.card ? QString::fromStdString(verdict.card->title) : QString());
        waiting.done(std::nullopt);
    }
}

Offer Doorkeeper::consult(const Card& card) const {
    QMessageBox question(m_window);
    question.setIcon(QMessageBox::Warning);
    question.setWindowTitle(tr("Isolated window"));
    question.setTextFormat(Qt::PlainText);
    question.setText(QString::fromStdString(card.title));
    question.setInformativeText(QString::fromStdString(card.why));
    const QPushButton* redacted =
        offers(card, Offer::Redacted)
            ? question.addButton(tr("Without the sensitive part"), QMessageBox::AcceptRole)
            : nullptr;
    const QPushButton* anyway = offers(card, Offer::Anyway)
                                    ? question.addButton(tr("As it is"), QMessageBox::ActionRole)
                                    : nullptr;
    QPushButton* leave = question.addButton(tr("Don’t"), QMessageBox::RejectRole);
    question.setEscapeButton(leave);
    question.setDefaultButton(leave);
    question.exec();
    const QAbstractButton* clicked = question.clickedButton();
    if (clicked == nullptr) {
        return Offer::Cancel;
    }
    return clicked == redacted ? Offer::Redacted
           : clicked == anyway ? Offer::Anyway
                               : Offer::Cancel;
}

void Doorkeeper::report(const Verdict& verdict, Choice choice) {
    if (!verdict.interaction.empty()) {
        (void)m_link.send(OutcomeReport{verdict.interaction, choice, {}}); // best effort
    }
}

} // namespace chaperone::window
