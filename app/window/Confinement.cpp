#include "window/Confinement.h"

#include "apps/Host.h"

#include <algorithm>

namespace chaperone::window {
namespace {

bool anyCovers(const std::vector<std::string>& domains, const std::string& host) {
    return std::any_of(domains.begin(), domains.end(),
                       [&](const std::string& domain) { return apps::isWithin(host, domain); });
}

/// Content that the page has made itself, and the empty page: it comes from nowhere else.
bool isOfThePage(const Attempt& attempt) {
    const QString scheme = attempt.to.scheme();
    if (scheme == QLatin1String("about")) {
        return true;
    }
    const bool made = scheme == QLatin1String("blob") || scheme == QLatin1String("data");
    return made && attempt.kind != Attempt::Kind::Page;
}

} // namespace

std::string hostOf(const QUrl& url) {
    QString host = url.host(QUrl::FullyEncoded);
    if (host.contains(QLatin1Char(':'))) {
        host = QLatin1Char('[') + host + QLatin1Char(']');
    }
    return apps::canonicalHost(host.toStdString()).value_or(std::string());
}

bool Confinement::isReach(const QUrl& url) const {
    return anyCovers(m_reach, hostOf(url));
}

Ruling Confinement::rule(const Attempt& attempt) const {
    if (attempt.kind == Attempt::Kind::Worker) {
        return Ruling::Worker;
    }
    if (isOfThePage(attempt)) {
        return Ruling::Allow;
    }
    const QString scheme = attempt.to.scheme();
    const bool secure = scheme == QLatin1String("https") || scheme == QLatin1String("wss");
    if (!secure && scheme != QLatin1String("http") && scheme != QLatin1String("ws")) {
        return Ruling::OtherScheme;
    }
    const std::string host = hostOf(attempt.to);
    const bool reach = isReach(attempt.to);
    if (host.empty() || (!reach && !anyCovers(m_hosts, host))) {
        return Ruling::OtherHost;
    }
    if (!secure && !apps::isThisComputer(host)) {
        return Ruling::Unencrypted;
    }
    const bool navigates = attempt.kind != Attempt::Kind::Other;
    if (navigates && attempt.sends && !reach && !isReach(attempt.from)) {
        return Ruling::FormPost;
    }
    return Ruling::Allow;
}

} // namespace chaperone::window
