#include "document/Extraction.h"

#include <algorithm>
#include <array>

namespace chaperone::document {
namespace {

struct Word {
    Reason reason;
    std::string_view word;
    std::string_view sentence;
};

constexpr std::array kWords{
    Word{Reason::Encrypted, "encrypted", "It is protected with a password."},
    Word{Reason::Truncated, "truncated", "It is damaged or ends too soon."},
    Word{Reason::Hostile, "hostile", "It is built to harm the program that reads it."},
    Word{Reason::Unsupported, "unsupported", "It is of a kind that cannot be read here."},
    Word{Reason::InputBytes, "input_bytes", "The file is too large."},
    Word{Reason::ExpandedBytes, "expanded_bytes", "There is too much in it once it is unpacked."},
    Word{Reason::TextBytes, "text_bytes", "It holds too much text."},
    Word{Reason::ExpansionRatio, "expansion_ratio",
         "It unpacks to far more than its size suggests."},
    Word{Reason::Depth, "depth", "Too many documents lie inside one another."},
    Word{Reason::Entries, "entries", "Too many files lie in it."},
    Word{Reason::Pages, "pages", "It has too many pages."},
    Word{Reason::Pictures, "pictures", "It has too many pictures."},
    Word{Reason::Time, "time", "Reading it took too long."},
    Word{Reason::Memory, "memory", "Reading it took too much memory."},
    Word{Reason::Crashed, "crashed", "The program that reads documents failed on it."},
    Word{Reason::NoReader, "no_reader", "The program that reads documents could not be started."},
};

const Word& wordOf(Reason reason) {
    return *std::find_if(kWords.begin(), kWords.end(),
                         [reason](const Word& word) { return word.reason == reason; });
}

} // namespace

std::string_view toString(Reason reason) {
    return wordOf(reason).word;
}

std::string_view sentence(Reason reason) {
    return wordOf(reason).sentence;
}

std::optional<Reason> parseReason(std::string_view word) {
    for (const Word& known : kWords) {
        if (known.word == word)
            return known.reason;
    }
    return std::nullopt;
}

std::string_view toString(Status status) {
    switch (status) {
    case Status::Text:
        return "text";
    case Status::Partial:
        return "partial";
    case Status::CouldNotRead:
        break;
    }
    return "could_not_read";
}

Status Extraction::status() const {
    if (unread.empty())
        return Status::Text;
    return parts.empty() ? Status::CouldNotRead : Status::Partial;
}

} // namespace chaperone::document
