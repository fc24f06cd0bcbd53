#pragma once

#include <QObject>

#include <memory>

namespace chaperone::platform {

enum class Scheme { Light, Dark };

/// Whether the desktop is light or dark now. GUI thread. Linux asks the desktop portal
/// (org.freedesktop.appearance color-scheme), Windows the registry, macOS the application's
/// appearance; without an answer it is light.
class ColorScheme : public QObject {
    Q_OBJECT

public:
    static std::unique_ptr<ColorScheme> create();
    Scheme scheme() const { return m_scheme; }

Q_SIGNALS:
    void changed(chaperone::platform::Scheme scheme);

protected:
    void set(Scheme scheme);

private:
    Scheme m_scheme = Scheme::Light;
};

} // namespace chaperone::platform
