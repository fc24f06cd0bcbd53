#pragma once

#include "base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace chaperone::forward {

/// How far a destination has the log. It is on disk before and after each batch, so that a batch
/// whose answer was lost is sent again as the same batch, under the same name, and the receiver can
/// tell. The hash shows whether it belongs to the log that is there.
struct Cursor {
    int64_t sent = 0;    ///< rows up to here were acknowledged
    int64_t pending = 0; ///< rows up to here are on their way; 0: none
    std::string hash;    ///< of the row `sent`; empty while there is none

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// A cursor at the beginning when there is no file. Fails with "cursor_damaged".
Result<Cursor> readCursor(const std::filesystem::path& file);
/// Whole or not at all. Fails with "cursor_unwritable".
Result<void> writeCursor(const std::filesystem::path& file, const Cursor& cursor);

} // namespace chaperone::forward
