#pragma once

#include "cli/Command.h"
#include "policy/Wording.h"

#include <string>

/// What those who manage machines load into their own tools, made from the one list of settings
/// (policy/Keys.h) and its texts.
namespace chaperone::cli {

/// For editors and linters of settings.toml: JSON Schema 2020-12.
std::string settingsSchema(const policy::Wording& wording);
/// Group policy: what there is (PolicyDefinitions 1.0) …
std::string admx();
/// … and its texts; `language` is "en-US" or "de-DE".
std::string adml(const policy::Wording& wording, const std::string& language);
/// An Apple configuration profile with every key at its default, to be edited. The same every time,
/// so that a new version of it replaces the old one.
std::string mobileconfig(const policy::Wording& wording);

/// `policy schema`, `admx`, `adml` and `mobileconfig`.
void addPolicyTemplates(CLI::App& policy, Context& context);

} // namespace chaperone::cli
