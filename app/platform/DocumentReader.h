#pragma once

#include "document/Extraction.h"
#include "document/Limits.h"

#include <chrono>
#include <filesystem>
#include <string_view>

namespace chaperone::platform {

struct ReaderLimits {
    document::Limits document;
    uint64_t memoryBytes = uint64_t{1} << 30; ///< of the process: address space
    std::chrono::milliseconds time{30'000};   ///< by the clock on the wall
};

/// Reads documents in a process of its own each (chaperone-reader), which is killed when it takes
/// too long. A crash, a hang or nonsense costs this one document: what was read until then is
/// given, with the reason why it is not all. Any thread; const and without state.
class DocumentReader {
public:
    explicit DocumentReader(std::filesystem::path program = besideThisProgram(),
                            const ReaderLimits& limits = {});

    /// Blocks until the document is read or the time is over. `name` is a file name, if there is
    /// one. Never fails otherwise: what could not be read is in the result.
    document::Extraction read(std::string_view bytes, std::string_view name) const;

    /// chaperone-reader in the folder of the running program.
    static std::filesystem::path besideThisProgram();

private:
    std::filesystem::path m_program;
    ReaderLimits m_limits;
};

} // namespace chaperone::platform
