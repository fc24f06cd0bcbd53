#pragma once

#include "reply/ReplyInspector.h"

#include <vector>

namespace chaperone::resources {

/// The rule files for answers, as detectors are.
std::vector<detect::DetectorSource> replyRuleFiles();

/// All that answers are judged with; aborts when it cannot be read: the program was built wrong.
/// `sensitive` finds what must not be in an answer (ReplyInspector::Parts). Takes tens of
/// milliseconds; any thread.
reply::ReplyInspector replyInspector(std::optional<detect::Scanner> sensitive);

} // namespace chaperone::resources
