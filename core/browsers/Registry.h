#pragma once

#include "base/Result.h"
#include "browsers/Catalogue.h"

#include <memory>
#include <optional>
#include <string>

namespace chaperone::browsers {

/// Default values of Windows registry keys, below HKEY_CURRENT_USER (Scope::Person) or
/// HKEY_LOCAL_MACHINE. The seam that lets Windows' rules be tested anywhere.
class Registry {
public:
    virtual ~Registry() = default;
    /// As browsers look: the 32-bit view first.
    virtual std::optional<std::string> read(Scope scope, const std::string& key) const = 0;
    /// Fails with "manifest_unwritable".
    virtual Result<void> write(Scope scope, const std::string& key, const std::string& value) = 0;
    virtual Result<void> remove(Scope scope, const std::string& key) = 0;
};

/// Nothing where there is no registry.
std::unique_ptr<Registry> systemRegistry();

} // namespace chaperone::browsers
