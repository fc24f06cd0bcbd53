#include "platform/ColorScheme.h"

namespace chaperone::platform {

void ColorScheme::set(Scheme scheme) {
    if (scheme != m_scheme) {
        m_scheme = scheme;
        Q_EMIT changed(scheme);
    }
}

} // namespace chaperone::platform
