#include "clipboard/SecrecyHint.h"

#include <algorithm>
#include <array>

namespace chaperone::clipboard {
namespace {

enum class When { Present, Zero };

struct Hint {
    Os os;
    std::string_view format;
    When when;
};

constexpr std::array<Hint, 7> kHints{{
    // By presence, without looking whether it says "secret": one who marks a copy wants it left
    // alone, and asking less is the safer mistake.
    {Os::Linux, "x-kde-passwordManagerHint", When::Present},
    {Os::Mac, "org.nspasteboard.ConcealedType", When::Present},
    {Os::Mac, "org.nspasteboard.TransientType", When::Present},
    {Os::Windows, "Clipboard Viewer Ignore", When::Present},
    {Os::Windows, "ExcludeClipboardContentFromMonitorProcessing", When::Present},
    {Os::Windows, "CanIncludeInClipboardHistory", When::Zero},
    {Os::Windows, "CanUploadToCloudClipboard", When::Zero},
}};

bool says(const Hint& hint, const NumberOf& numberOf) {
    if (hint.when == When::Present) {
        return true;
    }
    return numberOf && numberOf(hint.format) == 0UL;
}

} // namespace

bool hintsSecret(Os os, const std::vector<std::string>& formats, const NumberOf& numberOf) {
    return std::any_of(kHints.begin(), kHints.end(), [&](const Hint& hint) {
        return hint.os == os &&
               std::find(formats.begin(), formats.end(), hint.format) != formats.end() &&
               says(hint, numberOf);
    });
}

} // namespace chaperone::clipboard
