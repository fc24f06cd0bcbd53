#include "window/RoomPage.h"

#include <QWebEngineFileSystemAccessRequest>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineProfile>
#include <QWebEngineQuotaRequest>
#include <QWebEngineRegisterProtocolHandlerRequest>

#include <utility>

namespace chaperone::window {
namespace {

using Info = QWebEngineUrlRequestInfo;

Attempt::Kind kindOf(Info::ResourceType type) {
    switch (type) {
    case Info::ResourceTypeMainFrame:
    case Info::ResourceTypeNavigationPreloadMainFrame:
        return Attempt::Kind::Page;
    case Info::ResourceTypeSubFrame:
    case Info::ResourceTypeNavigationPreloadSubFrame:
    case Info::ResourceTypeObject:
        return Attempt::Kind::Frame;
    case Info::ResourceTypeWorker:
    case Info::ResourceTypeSharedWorker:
    case Info::ResourceTypeServiceWorker:
        return Attempt::Kind::Worker;
    default:
        return Attempt::Kind::Other;
    }
}

bool carriesABody(const QByteArray& method) {
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

} // namespace

/// Sees every request of the page's network, redirects and sockets too, before it is made.
class RoomPage::Interceptor : public QWebEngineUrlRequestInterceptor {
public:
    explicit Interceptor(RoomPage& page) : QWebEngineUrlRequestInterceptor(&page), m_page(page) {}

    void interceptRequest(Info& info) override {
        const Attempt attempt{info.requestUrl(), info.initiator(), kindOf(info.resourceType()),
                              carriesABody(info.requestMethod())};
        const Ruling ruling = m_page.m_confinement.rule(attempt);
        if (ruling != Ruling::Allow) {
            info.block(true);
            Q_EMIT m_page.refused(attempt.to, ruling, attempt.kind == Attempt::Kind::Page);
        }
    }

private:
    RoomPage& m_page;
};

RoomPage::RoomPage(QWebEngineProfile& profile, const Room& room, ChooseFiles chooseFiles)
    : QWebEnginePage(&profile)
    , m_confinement(room)
    , m_chooseFiles(std::move(chooseFiles))
    , m_interceptor(new Interceptor(*this)) {
    profile.setUrlRequestInterceptor(m_interceptor); // the page's own would not see its workers'
    grantNothing();
}

RoomPage::~RoomPage() {
    profile()->setUrlRequestInterceptor(nullptr);
}

void RoomPage::grantNothing() {
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
            [this](const QUrl& origin, Feature feature) {
                setFeaturePermission(origin, feature, PermissionDeniedByUser);
            });
    connect(this, &QWebEnginePage::fullScreenRequested, this,
            [](QWebEngineFullScreenRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::quotaRequested, this,
            [](QWebEngineQuotaRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
            [](QWebEngineRegisterProtocolHandlerRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
            [](QWebEngineFileSystemAccessRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::newWindowRequested, this,
            [this](QWebEngineNewWindowRequest& request) {
                if (request.isUserInitiated()) {
                    openHere(request.requestedUrl());
                }
            });
}

/// A link that wants a window of its own gets this one, if it may go there.
void RoomPage::openHere(const QUrl& url) {
    if (m_confinement.rule({url, this->url(), Attempt::Kind::Page, false}) == Ruling::Allow) {
        load(url);
    } else {
        Q_EMIT refused(url, Ruling::OtherHost, true);
    }
}

bool RoomPage::acceptNavigationRequest(const QUrl& url, NavigationType /*type*/, bool isMainFrame) {
    const auto kind = isMainFrame ? Attempt::Kind::Page : Attempt::Kind::Frame;
    const Ruling ruling = m_confinement.rule({url, this->url(), kind, false});
    if (ruling != Ruling::Allow) {
        Q_EMIT refused(url, ruling, isMainFrame);
    }
    return ruling == Ruling::Allow;
}

QStringList RoomPage::chooseFiles(FileSelectionMode mode, const QStringList& /*oldFiles*/,
                                  const QStringList& /*acceptedMimeTypes*/) {
    const bool files = mode == FileSelectOpen || mode == FileSelectOpenMultiple;
    return files ? m_chooseFiles(mode == FileSelectOpenMultiple) : QStringList();
}

/// A page's own messages may hold what a person wrote: they go nowhere.
void RoomPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel /*level*/,
                                        const QString& /*message*/, int /*line*/,
                                        const QString& /*source*/) {}

} // namespace chaperone::window
