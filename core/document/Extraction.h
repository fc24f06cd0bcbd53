#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What was read in a document. Values; any thread.
namespace chaperone::document {

/// A stretch of a document's text and the place it stands at, for people: `sheet "Pay" (hidden)`,
/// `comments`, `metadata`, or for a document within another `report.docx > comments`. Empty for a
/// document's main text. `text` is well-formed UTF-8; `where` too, without control characters.
struct TextPart {
    std::string where;
    std::string text;

    friend bool operator==(const TextPart&, const TextPart&) = default;
};

/// Why something was not read.
enum class Reason {
    Encrypted,
    Truncated,   ///< ends too soon, or is damaged
    Hostile,     ///< built to harm whoever reads it
    Unsupported, ///< of a kind that is not understood here
    InputBytes,  ///< from here on: over a limit of that name
    ExpandedBytes,
    TextBytes,
    ExpansionRatio,
    Depth,
    Entries,
    Pages,
    Pictures,
    Time,
    Memory,
    Crashed, ///< the reader process ended before it had answered
    NoReader ///< the reader process could not be started
};

struct Unread {
    std::string where; ///< as in TextPart; empty for the document as a whole
    Reason reason = Reason::Unsupported;

    friend bool operator==(const Unread&, const Unread&) = default;
};

enum class Status { Text, Partial, CouldNotRead };

/// `encrypted`, `expansion_ratio`, ...: stable words for programs.
std::string_view toString(Reason reason);
std::optional<Reason> parseReason(std::string_view word);
/// `text`, `partial`, `could_not_read`.
std::string_view toString(Status status);
/// One plain sentence for a person, without the place.
std::string_view sentence(Reason reason);

struct Extraction {
    std::vector<TextPart> parts;
    std::vector<Unread> unread;

    /// Only `Text` means that all of the document was read.
    Status status() const;
};

/// Where the parts go as they are read.
class Output {
public:
    virtual ~Output() = default;
    virtual void part(TextPart part) = 0;
    virtual void unread(Unread unread) = 0;
};

} // namespace chaperone::document
