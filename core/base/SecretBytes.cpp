#include "base/SecretBytes.h"

#include <utility>

namespace chaperone {

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
    }
    return *this;
}

void SecretBytes::wipe() noexcept {
    // Through a volatile pointer, so that the compiler may not drop writes nobody reads.
    volatile uint8_t* at = m_bytes.data();
    for (size_t i = 0; i < m_bytes.size(); ++i) {
        at[i] = 0;
    }
}

} // namespace chaperone
