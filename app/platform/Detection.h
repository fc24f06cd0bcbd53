#pragma once

#include "base/Result.h"
#include "detect/Scanner.h"
#include "owndata/AllowList.h"
#include "platform/PolicyFiles.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace chaperone::platform {

/// All that a text is judged with: what ships, and what the policy adds of the customer's own.
struct Detection {
    detect::Scanner scanner;
    std::shared_ptr<const owndata::AllowList> allowed;
};

/// Reads the files that the policy names; relative ones lie beside it. Takes as long as they are
/// large, so call it on a pool; any thread. One file that cannot be used refuses all: the error is
/// that of the file, with what it was to be.
Result<Detection> loadDetection(const ActivePolicy& active);

/// The files that it would read.
std::vector<std::filesystem::path> filesNamedBy(const ActivePolicy& active);

} // namespace chaperone::platform
