#include "browsers/Registry.h"

namespace chaperone::browsers {

std::unique_ptr<Registry> systemRegistry() {
    return nullptr;
}

} // namespace chaperone::browsers
