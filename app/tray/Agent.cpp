#include "tray/Agent.h"

#include "crypto/Digest.h"
#include "crypto/Hex.h"
#include "crypto/KeyFile.h"
#include "platform/AuditKeys.h"
#include "platform/VaultFile.h"
#include "policy/Sites.h"
#include "resources/Resources.h"
#include "tray/BrowserRegistration.h"
#include "tray/PolicyPage.h"
#include "ui/Pause.h"

#include <QDir>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace chaperone::tray {
namespace {

constexpr int kToolsNamed = 3; // on the welcome page, before "and more"

std::string personsLanguage() {
    return QLocale().bcp47Name().toStdString();
}

QString pathForPeople(const std::filesystem::path& path) {
    return QDir::toNativeSeparators(QString::fromStdU16String(path.u16string()));
}

/// Names a copied text so that it is known again; in memory only.
clipboard::Provenance::Fingerprint fingerprintOfCopies(const SecretBytes& key) {
    return [key = std::make_shared<SecretBytes>(key.clone())](std::string_view text) {
        const auto digest = crypto::hmacSha256(key->view(), crypto::asBytes(text));
        return digest ? crypto::toHex(*digest) : std::string();
    };
}

/// "chromium" is "Chromium" to people; a name that no table knows stays as the browser said it.
QString browserName(const QString& id) {
    const auto* browser = browsers::findBrowser(id.toStdString());
    return browser != nullptr ? QString::fromStdString(std::string(browser->name)) : id;
}

} // namespace

Agent::Agent(platform::Profile profile, std::string profileArgument)
    : m_profile(std::move(profile))
    , m_profileArgument(std::move(profileArgument))
    , m_settings(m_profile.settingsFile())
    , m_journal(m_profile.logFile(), m_clock)
    , m_policy(m_profile) {
    m_pauseOver.setSingleShot(true);
    m_pauseOver.setTimerType(Qt::CoarseTimer);
}

Agent::~Agent() {
    if (m_browsers) {
        m_journal.note("agent_stopped");
    }
    // Whoever still works on an answer finishes before what it answers to goes.
    m_pool.waitForDone();
    m_journal.flush();
}

Result<void> Agent::start() {
    if (auto listening = listen();
        !listening) { // first: it is also the lock against a second agent
        return listening;
    }
    if (auto loaded = loadParts(); !loaded) {
        return loaded;
    }
    connectParts();
    m_journal.note("agent_started", "version", CHAPERONE_VERSION);
    m_journal.note("policy_loaded", "policy", m_inForce.policy->title());
    if (m_policy.active().error) {
        policyRefused(*m_policy.active().error);
    } else if (m_dataProblem) {
        policyRefused(*m_dataProblem);
    }
    noteWarnings();
    m_retention->keep(m_inForce.policy->logRetention());
    forgetOldValues();
    m_forwarding = std::make_unique<Forwarding>(m_profile, m_journal);
    m_desk->setAbilities(abilities());
    m_desk->start();
    if (m_vaultProblem) {
        m_desk->notices().showProblem(tr("Values in answers cannot be shown again"),
                                      QString::fromStdString(m_vaultProblem->message));
    }
    registerBrowsers();
    welcome();
    return {};
}

Result<void> Agent::loadParts() {
    auto key = crypto::openKeyFile(m_profile.keyFile());
    if (!key) {
        return key.error();
    }
    auto logKeys = platform::openLogKeys(m_profile);
    if (!logKeys) {
        return logKeys.error();
    }
    const auto lastRow = LogRetention::lastRowOf(m_profile.logFile()); // before ours
    m_journal.useKeys(std::move(*logKeys));
    if (auto opened = m_journal.open(); !opened) {
        return opened;
    }
    m_retention = std::make_unique<LogRetention>(m_journal, m_clock, lastRow);
    m_siteAdapters = resources::text("adapters/sites.json");
    m_wording = platform::shippedWording();
    m_catalogue = platform::shippedCatalogue();
    m_policy.start();
    m_inForce = m_policy.active();
    auto detection = platform::loadDetection(m_policy.active());
    if (!detection) { // it is said once there is a desk to say it
        m_dataProblem = detection.error();
        detection = platform::loadDetection(platform::shippedAlone());
    }
    if (!detection) {
        return detection.error();
    }
    m_detection = std::make_unique<platform::Detection>(std::move(*detection));
    const auto fingerprint = fingerprintOfCopies(*key);
    m_clipboard = std::make_unique<platform::ClipboardWatch>(platform::ClipboardSource::create(),
                                                             clipboard::Judge(fingerprint));
    m_provenance = std::make_unique<clipboard::Provenance>(fingerprint);
    m_inspector = std::make_unique<inspect::Inspector>(
        currentRules(),
        [this](audit::Entry entry, audit::AuditLog::Done done) {
            m_journal.append(std::move(entry), std::move(done));
        },
        std::move(*key), m_clock,
        [this](const Error& error) {
            QMetaObject::invokeMethod(
                this, [this, error] { m_journal.reportFailure(error); }, Qt::QueuedConnection);
        });
    openVault();
    m_inspector->nameIn(m_vault);
    m_clipboardService =
        std::make_unique<ClipboardService>(*m_clipboard, *m_inspector, m_pool, personsLanguage());
    m_browsers = std::make_unique<BrowserService>(
        m_server, *m_inspector, m_pool,
        [this](std::string_view text) { return m_provenance->sourceOf(text); },
        [this](std::string_view host) { return roomFor(host); });
    m_browsers->restoreFrom(m_vault);
    m_rooms = std::make_unique<Rooms>(m_profileArgument);
    m_desk =
        std::make_unique<Desk>(m_journal, EventFeed(m_wording, m_catalogue, personsLanguage()));
    return {};
}

/// Without it values that are taken out get labels: what is sent is as safe, answers are harder to
/// read.
void Agent::openVault() {
    auto vault = platform::openVault(m_profile, m_clock);
    if (vault) {
        m_vault = std::move(*vault);
    } else {
        m_vaultProblem = vault.error();
    }
}

void Agent::forgetOldValues() {
    if (m_vault) {
        m_pool.start([vault = m_vault, keep = m_inForce.policy->redaction().keep] {
            (void)vault->forgetOld(keep); // tried again in an hour
        });
    }
}

Result<void> Agent::listen() {
    const auto endpoint = currentEndpoint(m_profileArgument);
    return endpoint ? m_server.listen(*endpoint) : Result<void>(endpoint.error());
}

void Agent::connectParts() {
    connect(&m_journal, &Journal::healthChanged, this, &Agent::updateHealth);
    connect(&m_journal, &Journal::failed, this, [this](const QString& why) {
        m_desk->notices().showProblem(tr("The log cannot be written"), why);
    });
    connect(&m_policy, &PolicyWatch::changed, this, &Agent::applyPolicy);
    connect(&m_policy, &PolicyWatch::refused, this, &Agent::policyRefused);
    connect(m_browsers.get(), &BrowserService::connectionsChanged, this, &Agent::updateHealth);
    connect(m_browsers.get(), &BrowserService::noticed, this, &Agent::takeNotice);
    connect(m_browsers.get(), &BrowserService::found, m_desk.get(), &Desk::markFound);
    connect(m_clipboard.get(), &platform::ClipboardWatch::textSeen, this,
            [this](const platform::CopiedText& copied) {
                m_provenance->copied(copied.text, copied.source());
            });
    connect(m_clipboard.get(), &platform::ClipboardWatch::reachChanged, this, &Agent::updateHealth);
    connect(m_clipboard.get(), &platform::ClipboardWatch::windowNeeded, m_desk.get(),
            &Desk::showEvents);
    connect(m_clipboardService.get(), &ClipboardService::found, this,
            [this](const std::vector<ui::FoundLine>& lines, const QString& from) {
                m_desk->notices().showCopied(lines, from);
                m_desk->markFound();
            });
    connect(m_clipboardService.get(), &ClipboardService::checked, this,
            [this](const QString& result) { m_desk->notices().showChecked(result); });
    connect(m_desk.get(), &Desk::welcomeRequested, this, [this] { showWelcomePage(!m_welcomed); });
    connect(m_desk.get(), &Desk::policyRequested, this, &Agent::showPolicyPage);
    connect(m_desk.get(), &Desk::pauseRequested, this, &Agent::pause);
    connect(m_desk.get(), &Desk::resumeRequested, this, &Agent::resume);
    connect(m_desk.get(), &Desk::clipboardCheckRequested, this, &Agent::checkClipboard);
    connect(m_desk.get(), &Desk::quitRequested, this, &Agent::quitRequested);
    connect(m_desk.get(), &Desk::roomRequested, this,
            [this](const QString& host) { openRoom(host.toStdString()); });
    connect(m_rooms.get(), &Rooms::opened, this, [this](const std::string& host) {
        m_journal.note("isolated_window_opened", "host", host);
    });
    connect(m_rooms.get(), &Rooms::closed, this, [this](const std::string& host) {
        m_journal.note("isolated_window_closed", "host", host);
    });
    connect(m_rooms.get(), &Rooms::summoned, this,
            [this](const std::string& host) { m_browsers->summon(host); });
    connect(m_rooms.get(), &Rooms::failed, this, [this](const QString& why) {
        m_desk->notices().showProblem(tr("The isolated window did not open"), why);
    });
    connect(&m_pauseOver, &QTimer::timeout, this, &Agent::resume);
    connect(&m_vaultHourly, &QTimer::timeout, this, &Agent::forgetOldValues);
    m_vaultHourly.start(std::chrono::hours(1));
}

std::shared_ptr<const inspect::Rules> Agent::currentRules() const {
    return std::make_shared<const inspect::Rules>(inspect::Rules{
        m_detection->scanner, m_inForce.policy, m_wording, m_catalogue, m_detection->allowed});
}

// ---- welcome ----

void Agent::welcome() {
    if (m_settings.welcomeSeen() >= ui::WelcomeDialog::kEdition) {
        beginChecking();
    } else {
        updateHealth();
        tellBrowsers();
        showWelcomePage(true);
    }
}

void Agent::showWelcomePage(bool firstTime) {
    if (m_welcomePage) {
        m_welcomePage->raise();
        m_welcomePage->activateWindow();
        return;
    }
    ui::WelcomeFacts facts;
    QStringList tools;
    for (const Site& site : policy::guardedSites(*m_catalogue, *m_inForce.policy)) {
        if (const QString label = QString::fromStdString(site.label); !tools.contains(label)) {
            tools.append(label);
        }
    }
    const auto more = tools.size() - kToolsNamed;
    facts.tools = tools.mid(0, kToolsNamed).join(tr(", "));
    if (more > 0) {
        facts.tools = tr("%1 and %n more", nullptr, static_cast<int>(more)).arg(facts.tools);
    }
    facts.logPath = pathForPeople(m_profile.logFile());
    facts.readers = Desk::logReaders();
    facts.readers[0] = facts.readers[0].toUpper(); // it begins a sentence there
    facts.mayPause = mayPause();
    facts.clipboardWatched =
        watchesClipboard() && m_clipboard->reach() == platform::ClipboardSource::Reach::Background;
    auto* page = new ui::WelcomeDialog(facts, firstTime);
    page->setAttribute(Qt::WA_DeleteOnClose);
    m_welcomePage = page;
    connect(page, &ui::WelcomeDialog::eventsRequested, m_desk.get(), &Desk::showEvents);
    if (firstTime) {
        connect(page, &QDialog::accepted, this, [this] {
            if (const auto saved = m_settings.setWelcomeSeen(ui::WelcomeDialog::kEdition); !saved) {
                m_desk->notices().showProblem(tr("A choice could not be saved"),
                                              QString::fromStdString(saved.error().message));
            }
            beginChecking();
        });
    }
    page->show();
    page->raise();
    page->activateWindow();
}

/// A new one each time: an open one shows what was in force when it was opened.
void Agent::showPolicyPage() {
    if (m_policyPage) {
        m_policyPage->close();
    }
    auto* page = new ui::PolicyDialog(policyFacts(m_inForce, *m_wording, personsLanguage()));
    page->setAttribute(Qt::WA_DeleteOnClose);
    m_policyPage = page;
    page->show();
    page->raise();
    page->activateWindow();
}

void Agent::beginChecking() {
    m_welcomed = true;
    const auto until = m_settings.pausedUntil();
    if (until && *until > m_clock->now() && mayPause()) {
        m_pauseOver.start(*until - m_clock->now());
    }
    applyPause();
}

void Agent::registerBrowsers() {
    auto registered = registerHostWithBrowsers(m_profile);
    if (!registered) {
        m_desk->notices().showProblem(tr("A browser could not be connected"),
                                      QString::fromStdString(registered.error().message));
        return;
    }
    m_outOfReach.clear();
    for (const browsers::Status& status : *registered) {
        if (status.state == browsers::State::Sandboxed ||
            status.state == browsers::State::BlockedByPolicy) {
            m_outOfReach.push_back(
                {QString::fromStdString(status.name), false, QString::fromStdString(status.says)});
        }
    }
}

// ---- policy and pause ----

void Agent::applyPolicy() {
    m_pool.start([this, active = m_policy.active(), turn = ++m_loading] {
        auto loaded =
            std::make_shared<Result<platform::Detection>>(platform::loadDetection(active));
        QMetaObject::invokeMethod(
            this,
            [this, active, turn, loaded] {
                if (turn == m_loading) { // else a newer one is on its way
                    takePolicy(active, *loaded);
                }
            },
            Qt::QueuedConnection);
    });
}

void Agent::takePolicy(const platform::ActivePolicy& active,
                       const Result<platform::Detection>& detection) {
    if (!detection) {
        policyRefused(detection.error());
        return;
    }
    m_policyProblem.clear();
    m_inForce = active;
    m_detection = std::make_unique<platform::Detection>(*detection);
    m_inspector->use(currentRules());
    m_journal.note("policy_loaded", "policy", m_inForce.policy->title());
    m_retention->keep(m_inForce.policy->logRetention());
    forgetOldValues();
    m_browsers->refreshRooms();
    noteWarnings();
    m_desk->setAbilities(abilities());
    if (m_pauseOver.isActive() && !mayPause()) {
        resume();
    } else {
        applyPause();
    }
}

/// What does not count is written down, for who looks after the policy.
void Agent::noteWarnings() {
    for (const std::string& warning : m_inForce.warnings) {
        m_journal.note("policy_warning", "why", warning);
    }
}

ui::Abilities Agent::abilities() const {
    ui::Abilities abilities;
    abilities.mayPause = mayPause();
    return abilities;
}

void Agent::policyRefused(const Error& error) {
    m_policyProblem = QString::fromStdString(error.message);
    m_journal.note("policy_refused", "why", error.message);
    m_desk->notices().showProblem(tr("The new policy was not taken"), m_policyProblem);
    updateHealth();
}

void Agent::pause(ui::PauseLength length) {
    if (!mayPause()) {
        return;
    }
    const UtcTime until = ui::pauseEnd(length, m_clock->now(), QTimeZone::systemTimeZone());
    m_pauseOver.start(until - m_clock->now());
    (void)m_settings.setPausedUntil(until); // unsaved, the pause merely ends with the program
    m_journal.note("paused", "until", toRfc3339(until));
    applyPause();
}

void Agent::resume() {
    m_pauseOver.stop();
    (void)m_settings.setPausedUntil(std::nullopt);
    m_journal.note("resumed");
    applyPause();
}

/// Asked for, it is looked at even during a pause; but never before the person knows what is
/// watched.
void Agent::checkClipboard() {
    if (m_welcomed) {
        m_clipboard->checkNow();
    } else {
        showWelcomePage(true);
    }
}

void Agent::applyPause() {
    m_clipboard->setEnabled(checking() && watchesClipboard());
    if (!checking()) {
        m_provenance->forget();
    }
    tellBrowsers();
    updateHealth();
}

// ---- how things stand ----

void Agent::tellBrowsers() {
    const auto& policy = *m_inForce.policy;
    m_browsers->setConfiguration(
        {CHAPERONE_VERSION, policy.title(), checking() ? AgentState::Protected : AgentState::Paused,
         policy::guardedSites(*m_catalogue, policy), m_siteAdapters, Rooms::areAvailable()});
    offerRooms();
}

// ---- isolated windows ----

std::optional<Room> Agent::roomFor(std::string_view host) const {
    return policy::roomFor(*m_catalogue, *m_inForce.policy, host);
}

/// Not before the person knows what is watched.
void Agent::openRoom(const std::string& host) {
    const auto room = roomFor(host);
    if (!m_welcomed) {
        showWelcomePage(true);
    } else if (room && Rooms::areAvailable()) {
        m_rooms->open(room->host);
    }
}

/// One for each app whose pages are guarded.
void Agent::offerRooms() {
    std::vector<ui::RoomChoice> choices;
    if (Rooms::areAvailable()) {
        for (const Site& site : policy::guardedSites(*m_catalogue, *m_inForce.policy)) {
            const auto room = roomFor(site.host);
            const ui::RoomChoice choice{QString::fromStdString(room ? room->host : site.host),
                                        QString::fromStdString(site.label)};
            if (room && std::find(choices.begin(), choices.end(), choice) == choices.end()) {
                choices.push_back(choice);
            }
        }
    }
    m_desk->offerRooms(choices);
}

void Agent::updateHealth() {
    m_desk->setHealth(currentHealth());
}

ui::Health Agent::currentHealth() const {
    ui::Health health;
    health.policy = QString::fromStdString(m_inForce.policy->title());
    for (const QString& name : m_browsers->connectedBrowsers()) {
        health.browsers.push_back({browserName(name), true, {}});
    }
    health.browsers.insert(health.browsers.end(), m_outOfReach.begin(), m_outOfReach.end());
    health.log = m_journal.health();
    health.logProblem = QString::fromStdString(m_journal.problem().message);
    health.clipboard = clipboardHealth();
    if (m_pauseOver.isActive()) {
        health.state = ui::State::Paused;
        health.pausedUntil = m_clock->now() + m_pauseOver.remainingTimeAsDuration();
    } else if (!m_welcomed) {
        health.problem = tr("Nothing is checked yet: please read the welcome page first.");
    } else if (health.log == ui::LogHealth::Unavailable) {
        health.problem = health.logProblem;
    } else if (!m_policyProblem.isEmpty()) {
        health.problem = tr("The newest policy has a mistake; the last good one stays in force. %1")
                             .arg(m_policyProblem);
    } else {
        health.state = ui::State::Protected;
    }
    return health;
}

ui::ClipboardHealth Agent::clipboardHealth() const {
    if (!checking()) {
        return ui::ClipboardHealth::Paused;
    }
    if (!watchesClipboard()) {
        return ui::ClipboardHealth::OffByPolicy;
    }
    switch (m_clipboard->reach()) {
    case platform::ClipboardSource::Reach::Background:
        return ui::ClipboardHealth::Watching;
    case platform::ClipboardSource::Reach::OnRequest:
        return ui::ClipboardHealth::OnRequest;
    case platform::ClipboardSource::Reach::NeedsApproval:
        return ui::ClipboardHealth::NeedsApproval;
    case platform::ClipboardSource::Reach::NotConnected:
        break;
    }
    return ui::ClipboardHealth::NotConnected;
}

void Agent::takeNotice(const Notice& notice) {
    if (notice.code == "open_events") {
        m_desk->showEvents();
        return;
    }
    if (notice.code == "isolate") {
        openRoom(notice.host);
        return;
    }
    if (notice.code == "card_not_shown") {
        m_desk->notices().showHeld(QString::fromStdString(notice.host));
    }
    static const std::vector<std::string> kNoted{"adapter_drift", "files_not_checked",
                                                 "extension_updated"};
    if (std::find(kNoted.begin(), kNoted.end(), notice.code) != kNoted.end()) {
        m_journal.note(notice.code.c_str(), "host", notice.host);
    }
}

} // namespace chaperone::tray
