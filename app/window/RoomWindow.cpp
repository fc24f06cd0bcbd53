#include "window/RoomWindow.h"

#include "ui/Theme.h"
#include "window/CaptureShield.h"
#include "window/Cover.h"
#include "window/Watermark.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QMessageBox>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QSaveFile>
#include <QVBoxLayout>
#include <QWebEngineDownloadRequest>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineSettings>
#include <QWindow>

#include <utility>

namespace chaperone::window {
namespace {

constexpr QSize kSize(1120, 780);
constexpr int kBorder = 4; // device-independent pixels
constexpr int kMaxRefusedHosts = 100;

QString resource(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString doorForPeople(Door door) {
    switch (door) {
    case Door::Allow:
        return RoomWindow::tr("allowed");
    case Door::Inspect:
        return RoomWindow::tr("checked first");
    case Door::Deny:
        break;
    }
    return RoomWindow::tr("not possible");
}

/// What the gate in the page must know before it begins.
QString preludeOf(const Room& room) {
    const auto door = [](Door is) {
        return QString::fromLatin1(toString(is).data(), static_cast<int>(toString(is).size()));
    };
    const QJsonObject terms{{QStringLiteral("language"), QLocale().bcp47Name()},
                            {QStringLiteral("version"), QStringLiteral(CHAPERONE_VERSION)},
                            {QStringLiteral("paste"), door(room.paste)},
                            {QStringLiteral("upload"), door(room.upload)},
                            {QStringLiteral("copy"), door(room.copy)}};
    return QStringLiteral("globalThis.chaperoneRoom = %1;\n")
        .arg(QString::fromUtf8(QJsonDocument(terms).toJson(QJsonDocument::Compact)));
}

QWebEngineScript scriptOf(const QString& name, const QString& source, quint32 world) {
    QWebEngineScript script;
    script.setName(name);
    script.setSourceCode(source);
    script.setWorldId(world);
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setRunsOnSubFrames(true);
    return script;
}

} // namespace

RoomWindow::RoomWindow(AgentLink& link, const Room& room, const Engine& engine)
    : m_link(link)
    , m_room(room)
    , m_bridge(link)
    , m_doorkeeper(link, *this)
    , m_files(m_doorkeeper)
    , m_copies(*QGuiApplication::clipboard(), m_doorkeeper) {
    m_page = std::make_unique<RoomPage>(m_profile, room,
                                        [this](bool several) { return uploads(several); });
    m_profile.setHttpAcceptLanguage(QLocale().bcp47Name());
    m_profile.setSpellCheckEnabled(false);
    layOut(engine);
    connectParts();
    setRoom(room);
}

RoomWindow::~RoomWindow() {
    m_view->setPage(nullptr);
    m_page.reset();
}

void RoomWindow::layOut(const Engine& engine) {
    m_header = new RoomHeader(engine, false);
    m_notice = new NoticeBar;
    m_view = new RoomView;
    m_view->setPage(m_page.get());
    m_stage = new QStackedWidget;
    m_stage->setAutoFillBackground(true);
    m_stage->addWidget(m_view);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kBorder, kBorder, kBorder, kBorder);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_stage, 1);
    resize(kSize);
}

void RoomWindow::connectParts() {
    m_channel.registerObject(QStringLiteral("bridge"), &m_bridge);
    m_page->setWebChannel(&m_channel, QWebEngineScript::ApplicationWorld);
    connect(&m_link, &AgentLink::replied, this, &RoomWindow::take);
    connect(&m_link, &AgentLink::lost, this, &RoomWindow::agentLost);
    connect(&m_bridge, &PageBridge::doorTried, this, &RoomWindow::showDoor);
    connect(m_view, &RoomView::doorTried, this, &RoomWindow::showDoor);
    connect(&m_doorkeeper, &Doorkeeper::found, this,
            [this](const QString& what) { m_found = what; });
    connect(&m_copies, &CopyGuard::held, this, [this] { showDoor(QStringLiteral("copy")); });
    connect(m_page.get(), &RoomPage::refused, this, &RoomWindow::showRefusal);
    connect(m_page.get(), &QWebEnginePage::urlChanged, this, [this](const QUrl& url) {
        m_bridge.setHost(hostOf(url));
        m_doorkeeper.setHost(hostOf(url));
    });
    connect(m_page.get(), &QWebEnginePage::renderProcessTerminated, this,
            &RoomWindow::rendererEnded);
    connect(m_page.get(), &QWebEnginePage::printRequested, this, &RoomWindow::print);
    connect(&m_profile, &QWebEngineProfile::downloadRequested, this, &RoomWindow::download);
    connect(m_header, &RoomHeader::backRequested, m_view, &QWebEngineView::back);
    connect(m_header, &RoomHeader::reloadRequested, m_view, &QWebEngineView::reload);
    connect(m_header, &RoomHeader::termsRequested, this, &RoomWindow::showTerms);
}

void RoomWindow::open() {
    (void)m_link.send(Hello{kProtocolVersion, CHAPERONE_VERSION, kWindowClient,
                            QLocale().bcp47Name().toStdString()});
    m_page->load(QUrl(QString::fromStdString(m_room.start)));
    show();
}

void RoomWindow::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (windowHandle() != nullptr) {
        m_header->setHiddenFromCapture(hideFromCapture(*windowHandle()));
    }
}

/// The border that says, whatever the page draws, that this is no ordinary browser.
void RoomWindow::paintEvent(QPaintEvent* /*event*/) {
    QPainter(this).fillRect(rect(), ui::tokensOf(palette()).accent);
}

// ---- terms ----

void RoomWindow::take(const Reply& reply) {
    if (const auto* room = std::get_if<Room>(&reply)) {
        setRoom(*room);
    } else if (std::holds_alternative<Summon>(reply)) {
        setWindowState(windowState() & ~Qt::WindowMinimized);
        raise();
        activateWindow();
    } else {
        m_doorkeeper.take(reply);
        m_bridge.take(reply);
    }
}

void RoomWindow::setRoom(const Room& room) {
    const bool changed = room != m_room;
    m_room = room;
    setWindowTitle(tr("Isolated window: %1").arg(QString::fromStdString(room.label)));
    m_header->setRoom(room);
    m_page->setRoom(room);
    applyDoors();
    installScripts();
    if (changed) { // what the page was opened under no longer holds
        m_notice->say(tr("Your policy has changed, so the page was loaded again."));
        m_page->triggerAction(QWebEnginePage::Reload);
    }
}

void RoomWindow::applyDoors() {
    QWebEngineSettings& settings = *m_page->settings();
    using Attribute = QWebEngineSettings::WebAttribute;
    for (const Attribute off :
         {Attribute::JavascriptCanOpenWindows, Attribute::PluginsEnabled,
          Attribute::ScreenCaptureEnabled, Attribute::FullScreenSupportEnabled,
          Attribute::HyperlinkAuditingEnabled, Attribute::DnsPrefetchEnabled,
          Attribute::NavigateOnDropEnabled, Attribute::LocalContentCanAccessRemoteUrls,
          Attribute::LocalContentCanAccessFileUrls, Attribute::AllowRunningInsecureContent,
          Attribute::PdfViewerEnabled}) {
        settings.setAttribute(off, false);
    }
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings::DisallowUnknownUrlSchemes);
    settings.setAttribute(Attribute::JavascriptCanAccessClipboard, m_room.clipboard != Door::Deny);
    settings.setAttribute(Attribute::JavascriptCanPaste, m_room.clipboard == Door::Allow);
    m_copies.setDoor(m_room.copy);
    m_view->setDoors(m_room.paste, m_room.upload);
    if (m_room.watermark && m_watermark == nullptr) {
        m_watermark = new Watermark(*m_view);
        m_watermark->show();
    } else if (!m_room.watermark) {
        delete std::exchange(m_watermark, nullptr);
    }
}

void RoomWindow::installScripts() {
    QWebEngineScriptCollection& scripts = m_page->scripts();
    scripts.clear();
    scripts.insert(scriptOf(QStringLiteral("hook"), resource(QStringLiteral(":/window/hook.js")),
                            QWebEngineScript::MainWorld));
    scripts.insert(scriptOf(QStringLiteral("gate"),
                            preludeOf(m_room) +
                                resource(QStringLiteral(":/qtwebchannel/qwebchannel.js")) +
                                QLatin1Char('\n') + resource(QStringLiteral(":/window/gate.js")),
                            QWebEngineScript::ApplicationWorld));
}

// ---- what the person is told ----

void RoomWindow::showRefusal(const QUrl& url, Ruling why, bool wholePage) {
    const QString host = QString::fromStdString(hostOf(url));
    if (why == Ruling::OtherHost && !host.isEmpty() && !m_refusedHosts.contains(host) &&
        m_refusedHosts.size() < kMaxRefusedHosts) {
        m_refusedHosts.append(host);
    }
    if (why == Ruling::FormPost) {
        m_notice->say(tr("The page wanted to send a form past the check. It was not sent."));
    } else if (wholePage) {
        const QString app = QString::fromStdString(m_room.label);
        m_notice->say(host.isEmpty()
                          ? tr("This window stays with %1. The link was not opened.").arg(app)
                          : tr("This window stays with %1. It did not go to %2.").arg(app, host));
    }
}

void RoomWindow::showDoor(const QString& door) {
    if (door == QLatin1String("paste")) {
        m_notice->say(tr("Your policy does not let you paste here. You can type."));
    } else if (door == QLatin1String("upload")) {
        m_notice->say(m_room.upload == Door::Deny
                          ? tr("Your policy does not let files into this window.")
                          : tr("To bring a file in, use the page’s upload button: it is checked "
                               "there."));
    } else if (door == QLatin1String("copy")) {
        showHeld(m_room.copy == Door::Deny
                     ? tr("What is in this window stays in it: nothing was copied.")
                     : tr("That could not be copied: it stays in this window."));
    }
}

void RoomWindow::showHeld(const QString& what) {
    const QString found = std::exchange(m_found, {});
    m_notice->say(found.isEmpty() ? what : tr("%1. %2").arg(found, what));
}

void RoomWindow::showTerms() {
    const std::vector<std::pair<QString, Door>> doors{
        {tr("Paste and drop"), m_room.paste},
        {tr("Upload files"), m_room.upload},
        {tr("Download files"), m_room.download},
        {tr("Copy out"), m_room.copy},
        {tr("Print"), m_room.print},
        {tr("The page’s own use of the clipboard"), m_room.clipboard}};
    QStringList lines;
    for (const auto& [what, door] : doors) {
        lines += tr("%1: %2").arg(what, doorForPeople(door));
    }
    if (!m_refusedHosts.isEmpty()) {
        lines += QString();
        lines += tr("The page was not let to: %1").arg(m_refusedHosts.join(tr(", ")));
    }
    QMessageBox terms(this);
    terms.setWindowTitle(tr("What applies here"));
    terms.setTextFormat(Qt::PlainText);
    terms.setText(tr("Your policy opens this window for %1 on these terms.")
                      .arg(QString::fromStdString(m_room.label)));
    terms.setInformativeText(lines.join(QLatin1Char('\n')));
    terms.exec();
}

void RoomWindow::cover(const QString& title, const QString& why, const QString& button,
                       const std::function<void()>& act) {
    uncover();
    auto* cover = new Cover(title, why, button);
    connect(cover, &Cover::chosen, this, act);
    m_stage->addWidget(cover);
    m_stage->setCurrentWidget(cover);
    cover->setFocus();
}

void RoomWindow::uncover() {
    if (m_stage->currentWidget() != m_view) {
        m_stage->currentWidget()->deleteLater();
        m_stage->setCurrentWidget(m_view);
    }
}

void RoomWindow::rendererEnded() {
    cover(tr("The page stopped"),
          tr("Something went wrong while the page was shown. Nothing left this window because of "
             "it. What you had written and not sent is gone."),
          tr("Load it again"), [this] {
              uncover();
              m_page->triggerAction(QWebEnginePage::Reload);
          });
}

void RoomWindow::agentLost() {
    m_doorkeeper.giveUp();
    m_page->load(QUrl(QStringLiteral("about:blank")));
    cover(tr("Chaperone has ended"),
          tr("Nobody can check what you write, so this window shows nothing more. Start Chaperone "
             "again and open a new one."),
          tr("Close this window"), [this] { close(); });
}

// ---- files and paper ----

QStringList RoomWindow::uploads(bool several) {
    if (m_room.upload == Door::Deny) {
        showDoor(QStringLiteral("upload"));
        return {};
    }
    const QString title = tr("Choose what to upload");
    const QStringList chosen = several ? QFileDialog::getOpenFileNames(this, title)
                                       : QStringList(QFileDialog::getOpenFileName(this, title));
    QStringList passed;
    for (const QString& path : chosen) {
        if (path.isEmpty() || m_room.upload == Door::Allow) {
            passed += path;
        } else if (const auto judged = m_files.judgedForUpload(path)) {
            passed += *judged;
        } else {
            showHeld(tr("%1: %2").arg(QFileInfo(path).fileName(),
                                      QString::fromStdString(judged.error().message)));
        }
    }
    passed.removeAll(QString());
    return passed;
}

void RoomWindow::download(QWebEngineDownloadRequest* request) {
    if (m_room.download == Door::Deny) {
        request->cancel();
        m_notice->say(tr("Your policy does not let files out of this window."));
        return;
    }
    if (m_room.download == Door::Allow) {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Save the file"), request->suggestedFileName());
        if (path.isEmpty()) {
            request->cancel();
            return;
        }
        request->setDownloadDirectory(QFileInfo(path).absolutePath());
        request->setDownloadFileName(QFileInfo(path).fileName());
        request->accept();
        return;
    }
    request->setDownloadDirectory(m_files.trialFolder());
    request->setDownloadFileName(QStringLiteral("file"));
    connect(request, &QWebEngineDownloadRequest::isFinishedChanged, this,
            [this, request] { downloaded(*request); });
    request->accept();
}

void RoomWindow::downloaded(QWebEngineDownloadRequest& request) {
    const QString path = QDir(request.downloadDirectory()).filePath(request.downloadFileName());
    const auto text = textOfFile(path);
    QFile::remove(path);
    if (request.state() != QWebEngineDownloadRequest::DownloadCompleted) {
        return;
    }
    const QString name = request.suggestedFileName();
    if (!text) {
        m_notice->say(tr("%1: %2").arg(name, QString::fromStdString(text.error().message)));
        return;
    }
    m_doorkeeper.judge({Channel::Download, Origin::Fetched, *text},
                       [this, name](const std::optional<QString>& passed) {
                           if (passed) {
                               saveJudged(name, *passed);
                           } else {
                               showHeld(tr("%1: %2").arg(name, tr("It was not saved.")));
                           }
                       });
}

void RoomWindow::saveJudged(const QString& name, const QString& text) {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the file"), name);
    if (path.isEmpty()) {
        return;
    }
    QSaveFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        m_notice->say(tr("%1: %2").arg(name, tr("It could not be written there.")));
    }
}

void RoomWindow::print() {
    if (m_room.print == Door::Deny) {
        m_notice->say(tr("Your policy does not let you print from this window."));
        return;
    }
    if (m_room.print == Door::Allow) {
        printNow();
        return;
    }
    m_page->toPlainText([this](const QString& text) {
        m_doorkeeper.judge({Channel::Download, Origin::Fetched, text},
                           [this, text](const std::optional<QString>& passed) {
                               if (passed == text) { // paper cannot be redacted
                                   printNow();
                               } else {
                                   showHeld(tr("It was not printed."));
                               }
                           });
    });
}

void RoomWindow::printNow() {
    auto printer = std::make_shared<QPrinter>();
    QPrintDialog dialog(printer.get(), this);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    // The engine prints later; until then the lambda keeps the printer.
    connect(
        m_view, &QWebEngineView::printFinished, this,
        [this, printer](bool well) {
            if (!well) {
                m_notice->say(tr("It could not be printed."));
            }
        },
        Qt::SingleShotConnection);
    m_view->print(printer.get());
}

} // namespace chaperone::window
