#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How the owner of a clipboard says "this is a password, look away", on each system. The names of
/// the formats on offer are enough to know; content is not asked for.
namespace chaperone::clipboard {

enum class Os { Linux, Mac, Windows };

/// Reads a small number that some Windows formats carry (a DWORD); nothing when it is not there.
using NumberOf = std::function<std::optional<unsigned long>(std::string_view format)>;

/// True when one of the formats on offer is a hint of secrecy.
///
/// Linux: x-kde-passwordManagerHint (KeePassXC, KDE). macOS: org.nspasteboard.ConcealedType and
/// TransientType (nspasteboard.org). Windows: "Clipboard Viewer Ignore",
/// ExcludeClipboardContentFromMonitorProcessing by presence, CanIncludeInClipboardHistory and
/// CanUploadToCloudClipboard when their number is 0 (Microsoft, "Clipboard Formats").
bool hintsSecret(Os os, const std::vector<std::string>& formats, const NumberOf& numberOf = {});

} // namespace chaperone::clipboard
