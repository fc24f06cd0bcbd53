#include "platform/ColorScheme.h"
#include "platform/SessionBus_linux.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace chaperone::platform {
namespace {

constexpr uint kPrefersDark = 1; // org.freedesktop.appearance: 0 no preference, 1 dark, 2 light
const QString kPortal = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPortalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kSettings = QStringLiteral("org.freedesktop.portal.Settings");
const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kColorScheme = QStringLiteral("color-scheme");

Scheme schemeOf(QVariant value) {
    while (value.canConvert<QDBusVariant>()) { // `Read` wraps its answer twice
        value = value.value<QDBusVariant>().variant();
    }
    return value.toUInt() == kPrefersDark ? Scheme::Dark : Scheme::Light;
}

class PortalColorScheme final : public ColorScheme {
    Q_OBJECT

public:
    explicit PortalColorScheme(QDBusConnection bus);

private Q_SLOTS:
    void takeSetting(const QString& group, const QString& key, const QDBusVariant& value) {
        if (group == kAppearance && key == kColorScheme) {
            set(schemeOf(value.variant()));
        }
    }
};

PortalColorScheme::PortalColorScheme(QDBusConnection bus) {
    bus.connect(kPortal, kPortalPath, kSettings, QStringLiteral("SettingChanged"), this,
                SLOT(takeSetting(QString, QString, QDBusVariant)));
    QDBusMessage read =
        QDBusMessage::createMethodCall(kPortal, kPortalPath, kSettings, QStringLiteral("Read"));
    read << kAppearance << kColorScheme;
    auto* call = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (reply.isValid()) { // no portal is no preference
            set(schemeOf(reply.value().variant()));
        }
        call->deleteLater();
    });
}

} // namespace

std::unique_ptr<ColorScheme> ColorScheme::create() {
    if (const auto bus = sessionBus()) {
        return std::make_unique<PortalColorScheme>(*bus);
    }
    return std::make_unique<ColorScheme>();
}

} // namespace chaperone::platform

#include "ColorScheme_linux.moc"
