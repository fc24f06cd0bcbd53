#include "platform/ColorScheme.h"

#include <QEvent>
#include <QGuiApplication>

#import <AppKit/AppKit.h>

namespace chaperone::platform {
namespace {

class MacColorScheme final : public ColorScheme {
public:
    MacColorScheme() {
        read();
        qGuiApp->installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::ThemeChange || event->type() == QEvent::ApplicationPaletteChange) {
            read();
        }
        return ColorScheme::eventFilter(watched, event);
    }

private:
    void read() {
        NSAppearanceName best = [NSApp.effectiveAppearance
            bestMatchFromAppearancesWithNames:@[ NSAppearanceNameAqua, NSAppearanceNameDarkAqua ]];
        set([best isEqualToString:NSAppearanceNameDarkAqua] ? Scheme::Dark : Scheme::Light);
    }
};

} // namespace

std::unique_ptr<ColorScheme> ColorScheme::create() {
    return std::make_unique<MacColorScheme>();
}

} // namespace chaperone::platform
