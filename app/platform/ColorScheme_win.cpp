#include "platform/ColorScheme.h"

#include <QAbstractNativeEventFilter>
#include <QCoreApplication>
#include <QSettings>

#include <windows.h>

namespace chaperone::platform {
namespace {

class WindowsColorScheme final : public ColorScheme, public QAbstractNativeEventFilter {
public:
    WindowsColorScheme() {
        read();
        QCoreApplication::instance()->installNativeEventFilter(this);
    }
    bool nativeEventFilter(const QByteArray& /*type*/, void* message,
                           qintptr* /*result*/) override {
        if (static_cast<const MSG*>(message)->message == WM_SETTINGCHANGE) {
            read();
        }
        return false;
    }

private:
    void read() {
        const QSettings personal(
            QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\"
                           "Themes\\Personalize"),
            QSettings::NativeFormat);
        const bool light = personal.value(QStringLiteral("AppsUseLightTheme"), 1).toInt() != 0;
        set(light ? Scheme::Light : Scheme::Dark);
    }
};

} // namespace

std::unique_ptr<ColorScheme> ColorScheme::create() {
    return std::make_unique<WindowsColorScheme>();
}

} // namespace chaperone::platform
