#pragma once

#include "detect/RuleSet.h"
#include "detect/Scanner.h"
#include "reply/CodeSpans.h"
#include "reply/Conversation.h"
#include "reply/HostNames.h"
#include "reply/Links.h"
#include "reply/PackageLists.h"
#include "reply/Reply.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::reply {

/// What the parts of one answer have in common. Made anew for each answer; one thread.
struct AnswerState {
    CodeSpans::Fence fence; ///< that the next part begins within
    References references;
    std::map<std::string, size_t, std::less<>> imagesOf; ///< by host, untrusted ones only
    std::string why; ///< the first limit that was hit; empty: none
};

/// Finds what a person should know about an answer of AI before using it: links and pictures that
/// carry data out, commands that do harm, hidden text, terminal control, markup that acts, insecure
/// code, doubtful packages, credentials that were not in the question, cues of phishing. Immutable;
/// any thread. For an answer that arrives in pieces see ReplyStream.
class ReplyInspector {
public:
    struct Parts {
        std::shared_ptr<const detect::RuleSet> rules; ///< resources/reply/rules
        HostNames hosts;
        PackageLists packages;
        /// Finds credentials and personal data; the program's own. Without it the answer is not
        /// looked at for them, nor for hidden text.
        std::optional<detect::Scanner> sensitive;
    };
    explicit ReplyInspector(Parts parts);

    /// A whole answer. `conversation` is what the person's side holds.
    ReplyResult inspect(std::string_view answer, const Conversation& conversation) const;

    /// One part of an answer: whole paragraphs. Adds findings with offsets in the part.
    void inspectPart(std::string_view part, const Conversation& conversation, AnswerState& state,
                     std::vector<ReplyFinding>& out) const;

    /// The day the lists of packages are of.
    const std::string& packagesDate() const { return m_parts.packages.date(); }

private:
    class PartReader;

    Parts m_parts;
    detect::Scanner m_rules;
};

} // namespace chaperone::reply
