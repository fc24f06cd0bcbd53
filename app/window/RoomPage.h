#pragma once

#include "window/Confinement.h"

#include <QWebEnginePage>
#include <QWebEngineUrlRequestInterceptor>

#include <functional>

namespace chaperone::window {

/// The page of an isolated window: goes where its Confinement lets it, opens no second window, and
/// grants no permission. GUI thread.
class RoomPage : public QWebEnginePage {
    Q_OBJECT

public:
    /// Asked for the files of an upload; gives those that may leave.
    using ChooseFiles = std::function<QStringList(bool several)>;

    /// `profile` is not owned and outlives this; its requests are this page's alone.
    RoomPage(QWebEngineProfile& profile, const Room& room, ChooseFiles chooseFiles);
    ~RoomPage() override;

    void setRoom(const Room& room) { m_confinement = Confinement(room); }

Q_SIGNALS:
    /// It did not happen.
    void refused(const QUrl& url, chaperone::window::Ruling why, bool wholePage);

protected:
    bool acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList& oldFiles,
                            const QStringList& acceptedMimeTypes) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString& message,
                                  int line, const QString& source) override;

private:
    class Interceptor;

    void grantNothing();
    void openHere(const QUrl& url);

    Confinement m_confinement;
    ChooseFiles m_chooseFiles;
    Interceptor* m_interceptor;
};

} // namespace chaperone::window
