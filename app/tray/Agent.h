#pragma once

#include "clipboard/Provenance.h"
#include "inspect/Inspector.h"
#include "ipc/AgentServer.h"
#include "platform/ClipboardWatch.h"
#include "platform/Detection.h"
#include "platform/Profile.h"
#include "platform/SettingsStore.h"
#include "tray/BrowserService.h"
#include "tray/ClipboardService.h"
#include "tray/Desk.h"
#include "tray/Forwarding.h"
#include "tray/Journal.h"
#include "tray/LogRetention.h"
#include "tray/PolicyWatch.h"
#include "tray/Rooms.h"
#include "ui/PolicyDialog.h"
#include "ui/WelcomeDialog.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <string>

namespace chaperone::tray {

/// The tray agent, put together: the one place that builds its objects and connects them. GUI
/// thread.
class Agent : public QObject {
    Q_OBJECT

public:
    Agent(platform::Profile profile, std::string profileArgument);
    ~Agent() override;

    /// Fails with "already_running", "log_locked", "endpoint_unusable" or what the key file says:
    /// then there is nothing to run. What can be mended while running (a full disk, a refused
    /// policy, a missing panel) is shown to the person instead.
    Result<void> start();

Q_SIGNALS:
    void quitRequested();

private:
    Result<void> loadParts();
    Result<void> listen();
    void connectParts();
    std::shared_ptr<const inspect::Rules> currentRules() const;

    void welcome();
    void showWelcomePage(bool firstTime);
    void showPolicyPage();
    void beginChecking();
    void registerBrowsers();

    void applyPolicy();
    void takePolicy(const platform::ActivePolicy& active,
                    const Result<platform::Detection>& detection);
    void policyRefused(const Error& error);
    void noteWarnings();
    ui::Abilities abilities() const;
    bool mayPause() const { return m_inForce.settings.flag("AllowPause"); }
    bool watchesClipboard() const { return m_inForce.settings.flag("WatchClipboard"); }
    void pause(ui::PauseLength length);
    void resume();
    void applyPause();
    void checkClipboard();
    bool checking() const { return m_welcomed && !m_pauseOver.isActive(); }

    void openVault();
    void forgetOldValues();

    void tellBrowsers();
    void updateHealth();
    ui::Health currentHealth() const;
    ui::ClipboardHealth clipboardHealth() const;
    void takeNotice(const Notice& notice);
    std::optional<Room> roomFor(std::string_view host) const;
    void openRoom(const std::string& host);
    void offerRooms();

    platform::Profile m_profile;
    std::string m_profileArgument;
    platform::SettingsStore m_settings;
    std::shared_ptr<const Clock> m_clock = std::make_shared<SystemClock>();
    Journal m_journal;
    std::unique_ptr<LogRetention> m_retention;
    std::unique_ptr<Forwarding> m_forwarding;
    PolicyWatch m_policy;
    std::shared_ptr<const policy::Wording> m_wording;
    std::shared_ptr<const apps::Catalogue> m_catalogue;
    std::string m_siteAdapters;       ///< JSON, as the extension takes it
    platform::ActivePolicy m_inForce; ///< the last whose data could be read too
    std::unique_ptr<platform::Detection> m_detection;
    std::optional<Error> m_dataProblem;    ///< why the policy's own data was not read at the start
    int m_loading = 0;                     ///< counts policies whose data is being read
    std::shared_ptr<vault::Vault> m_vault; ///< none when it cannot be used: then labels are put
    std::optional<Error> m_vaultProblem;
    std::unique_ptr<inspect::Inspector> m_inspector;
    ipc::AgentServer m_server;
    QThreadPool m_pool;
    std::unique_ptr<clipboard::Provenance> m_provenance;
    std::unique_ptr<BrowserService> m_browsers;
    std::unique_ptr<platform::ClipboardWatch> m_clipboard;
    std::unique_ptr<ClipboardService> m_clipboardService;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<Rooms> m_rooms;
    std::vector<ui::BrowserHealth> m_outOfReach; ///< browsers that cannot be connected, and why
    QTimer m_pauseOver;
    QTimer m_vaultHourly;
    QString m_policyProblem; ///< why the newest policy file is not in force; empty when it is
    QPointer<ui::WelcomeDialog> m_welcomePage; ///< while it is open
    QPointer<ui::PolicyDialog> m_policyPage;   ///< likewise
    bool m_welcomed = false;                   ///< the person knows what is watched
};

} // namespace chaperone::tray
