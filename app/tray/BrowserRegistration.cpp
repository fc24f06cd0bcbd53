#include "tray/BrowserRegistration.h"

#include <QCoreApplication>

namespace chaperone::tray {

Result<std::vector<browsers::Status>> registerHostWithBrowsers(const platform::Profile& profile) {
    if (!profile.root.empty()) {
        return std::vector<browsers::Status>{};
    }
    const std::filesystem::path host =
        std::filesystem::path(QCoreApplication::applicationDirPath().toStdU16String()) /
#if defined(Q_OS_WIN)
        "chaperone-host.exe";
#else
        "chaperone-host";
#endif
    const auto registry = browsers::systemRegistry();
    return browsers::Registration(browsers::Places::current(), host, registry.get()).add();
}

} // namespace chaperone::tray
