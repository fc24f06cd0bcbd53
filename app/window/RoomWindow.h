#pragma once

#include "window/AgentLink.h"
#include "window/CopyGuard.h"
#include "window/Doorkeeper.h"
#include "window/Engine.h"
#include "window/Files.h"
#include "window/NoticeBar.h"
#include "window/PageBridge.h"
#include "window/RoomHeader.h"
#include "window/RoomPage.h"
#include "window/RoomView.h"

#include <QStackedWidget>
#include <QStringList>
#include <QWebChannel>
#include <QWebEngineProfile>
#include <QWidget>

#include <memory>

class QWebEngineDownloadRequest;

namespace chaperone::window {

/// One AI app in a browser of its own that keeps nothing: the room apart. Puts its parts together
/// and connects them. GUI thread.
class RoomWindow : public QWidget {
    Q_OBJECT

public:
    /// `link` is not owned and outlives this.
    RoomWindow(AgentLink& link, const Room& room, const Engine& engine);
    ~RoomWindow() override;

    /// Shows the window and loads the app's first page.
    void open();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut(const Engine& engine);
    void connectParts();
    void installScripts();
    void take(const Reply& reply);
    void setRoom(const Room& room);
    void applyDoors();

    void showRefusal(const QUrl& url, Ruling why, bool wholePage);
    void showDoor(const QString& door);
    /// Why something was held, and that it was.
    void showHeld(const QString& what);
    void showTerms();
    void cover(const QString& title, const QString& why, const QString& button,
               const std::function<void()>& act);
    void uncover();
    void rendererEnded();
    void agentLost();

    QStringList uploads(bool several);
    void download(QWebEngineDownloadRequest* request);
    void downloaded(QWebEngineDownloadRequest& request);
    void saveJudged(const QString& name, const QString& text);
    void print();
    void printNow();

    AgentLink& m_link;
    Room m_room;
    QWebEngineProfile m_profile; ///< without a name: off the record
    PageBridge m_bridge;
    QWebChannel m_channel;
    Doorkeeper m_doorkeeper;
    Files m_files;
    CopyGuard m_copies;
    RoomHeader* m_header = nullptr;
    NoticeBar* m_notice = nullptr;
    QStackedWidget* m_stage = nullptr;
    RoomView* m_view = nullptr;
    QWidget* m_watermark = nullptr;
    std::unique_ptr<RoomPage> m_page; ///< goes before the profile
    QStringList m_refusedHosts;
    QString m_found; ///< by the check that held something just now
};

} // namespace chaperone::window
