#pragma once

#include "base/Result.h"

namespace chaperone::reader {

/// Gives up, for good, what reading a document does not need. On Linux: a filter on system calls
/// leaves reading stdin, writing stdout and stderr, memory and the clock; no file is opened after
/// this, no process or thread started, no connection made, no memory made executable. On Windows: a
/// job that allows one process and limits its memory. Elsewhere nothing but the limits that whoever
/// started us has set. Call it once, before the first byte of a document is read. Fails with
/// "not_confined"; reading a document then would be a risk, so do not.
Result<void> confine();

} // namespace chaperone::reader
