#include "entities/NameContext.h"

#include "detect/Characters.h"
#include "text/Utf8.h"

#include <algorithm>
#include <array>

namespace chaperone::entities {
namespace {

using namespace detect;

constexpr size_t kReach = 64;
constexpr size_t kMaxKeyWords = 4;

bool isOrnament(char c) {
    return isBlank(c) || c == '*' || c == '_' || c == '`' || c == '"' || c == '\'' || c == '\\';
}

/// Steps left over blanks, quotes, emphasis, no-break spaces.
size_t skipLeft(std::string_view text, size_t at, size_t limit) {
    while (at > limit) {
        if (isOrnament(text[at - 1])) {
            --at;
        } else if (at >= limit + 2 && text[at - 1] == '\xA0' && text[at - 2] == '\xC2') {
            at -= 2;
        } else if (at >= limit + 3 && text.substr(at - 3, 3) == "\xE3\x80\x80") {
            at -= 3;
        } else {
            break;
        }
    }
    return at;
}

/// The full-width colon of Chinese and Japanese.
bool endsWithWideColon(std::string_view text, size_t at) {
    return at >= 3 && text.substr(at - 3, 3) == "\xEF\xBC\x9A";
}

Classes lineClasses(const Lexicon& lexicon, std::string_view text, size_t lineEnd) {
    size_t start = lineEnd;
    while (start > 0 && text[start - 1] != '\n' && lineEnd - start < kReach)
        --start;
    if (start > 0 && text[start - 1] != '\n')
        return 0; // a long line is no label
    return lexicon.classes(joinedHash(text.substr(start, lineEnd - start)));
}

Cue atLineStart(const Lexicon& lexicon, std::string_view text, size_t newline) {
    Cue cue;
    cue.sentenceStart = true;
    size_t end = newline;
    for (int blank = 0; blank < 3 && end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r');
         ++blank)
        --end;
    while (end > 0 && (isSpace(text[end - 1]) || text[end - 1] == '-') && newline - end < 8)
        --end;
    const Classes line = lineClasses(lexicon, text, end);
    if (line & bit(Class::Closing)) {
        cue.kind = Cue::Kind::Signature;
    } else if ((line & bit(Class::Field)) && charBefore(text, end) == ':') {
        cue.kind = Cue::Kind::Field;
    }
    return cue;
}

/// Keys whose value may as well be a thing, a program or a company.
const std::array<uint64_t, 11> kPlainKeys{
    joinedHash("name"),         joinedHash("from"),    joinedHash("to"),
    joinedHash("contact"),      joinedHash("owner"),   joinedHash("cc"),
    joinedHash("display name"), joinedHash("author"),  joinedHash("authors"),
    joinedHash("subscriber"),   joinedHash("provider")};

Cue ofKey(const Lexicon& lexicon, std::string_view text, size_t keyEnd) {
    Cue cue;
    cue.key = true;
    uint64_t phrase = 0;
    const Classes classes =
        keyClasses(lexicon, text, keyEnd, anyOf(Class::Field, Class::Closing), &phrase);
    if (classes & bit(Class::Field)) {
        cue.kind = Cue::Kind::Field;
        cue.personKey = std::find(kPlainKeys.begin(), kPlainKeys.end(), phrase) == kPlainKeys.end();
    } else if (classes & bit(Class::Closing)) {
        cue.kind = Cue::Kind::Signature;
    }
    return cue;
}

} // namespace

size_t keyEndBefore(std::string_view text, size_t at) {
    const size_t limit = at > kReach ? at - kReach : 0;
    size_t end = skipLeft(text, at, limit);
    if (end > limit && text[end - 1] == '>') {
        const size_t open = text.rfind('<', end);
        if (open == std::string_view::npos || open < limit)
            return std::string_view::npos;
        size_t close = open + 1;
        while (close < end - 1 && !isSpace(text[close]))
            ++close;
        return close;
    }
    if (endsWithWideColon(text, end))
        return skipLeft(text, end - 3, limit);
    if (end > limit && (text[end - 1] == ':' || text[end - 1] == '=' || text[end - 1] == '|')) {
        size_t key = skipLeft(text, end - 1, limit);
        if (key > limit && text[key - 1] == '.')
            --key; // "Tel.:"
        // "Name (optional): "
        if (key > limit && text[key - 1] == ')') {
            const size_t open = text.rfind('(', key);
            if (open != std::string_view::npos && open > limit)
                key = skipLeft(text, open, limit);
        }
        return key;
    }
    return std::string_view::npos;
}

Classes keyClasses(const Lexicon& lexicon, std::string_view text, size_t end, Classes wanted,
                   uint64_t* hash) {
    size_t start = end;
    Classes best = 0;
    for (size_t words = 0; words < kMaxKeyWords; ++words) {
        size_t wordEnd = start;
        while (wordEnd > 0 &&
               (text[wordEnd - 1] == ' ' || text[wordEnd - 1] == '_' || text[wordEnd - 1] == '-' ||
                text[wordEnd - 1] == '.' || text[wordEnd - 1] == '/'))
            --wordEnd;
        const Word word = wordBefore(text, wordEnd, wordEnd > kReach ? wordEnd - kReach : 0);
        if (word.empty())
            break;
        start = word.start;
        const uint64_t joined = joinedHash(text.substr(start, end - start));
        const Classes classes = lexicon.classes(joined) & wanted;
        if (classes != 0) {
            best |= classes;
            if (hash != nullptr)
                *hash = joined;
        }
        // "customerName": the last hump alone.
        if (words == 0 && word.shape == Shape::Mixed) {
            size_t hump = word.end;
            while (hump > word.start && !isUpper(text[hump - 1]))
                --hump;
            if (hump > word.start) {
                const uint64_t tail = joinedHash(text.substr(hump - 1, word.end - hump + 1));
                const Classes humpClasses =
                    lexicon.classes(tail) & wanted & anyOf(Class::Phone, Class::Address);
                if (humpClasses != 0) {
                    best |= humpClasses;
                    if (hash != nullptr)
                        *hash = tail;
                }
            }
        }
    }
    return best;
}

Cue cueBefore(const Lexicon& lexicon, std::string_view text, size_t at) {
    const size_t limit = at > kReach ? at - kReach : 0;
    const size_t key = keyEndBefore(text, at);
    if (key != std::string_view::npos) {
        Cue cue = ofKey(lexicon, text, key);
        if (cue.kind != Cue::Kind::None || key == 0)
            return cue;
        cue.sentenceStart = true;
        return cue;
    }
    Cue cue;
    size_t end = skipLeft(text, at, limit);
    if (end == 0 || text[end - 1] == '\n' || text[end - 1] == '\r') {
        if (end > 0)
            return atLineStart(lexicon, text, end);
        cue.sentenceStart = true;
        return cue;
    }
    const char last = text[end - 1];
    if (last == ',') {
        // "Hi, Anna", "Thanks, Tom"
        const Word word = wordBefore(text, end - 1, limit);
        const Classes classes = lexicon.classes(word.hash);
        if (classes & anyOf(Class::Closing)) {
            cue.kind = Cue::Kind::Signature;
        } else if (classes & bit(Class::Greeting)) {
            cue.kind = Cue::Kind::Greeting;
        } else if (classes & bit(Class::Role)) {
            cue.kind = Cue::Kind::Role; // "the tenant, Anna Berg, ..."
        }
        return cue;
    }
    const bool dot = last == '.';
    const Word word = wordBefore(text, dot ? end - 1 : end, limit);
    if (word.empty()) {
        cue.sentenceStart = last == '.' || last == '!' || last == '?' || last == '-' ||
                            last == ')' || isDigit(last);
        return cue;
    }
    const Classes classes = lexicon.classes(word.hash);
    if (dot && (classes & bit(Class::Title)) == 0) {
        cue.sentenceStart = true;
        return cue;
    }
    cue.left = classes;
    // "my name is", "sehr geehrte", "je m'appelle"
    const size_t beforeEnd = skipLeft(text, word.start, limit);
    const Word earlier = wordBefore(text, beforeEnd, limit);
    const Classes earlierClasses = earlier.empty() ? 0 : lexicon.classes(earlier.hash);
    const Classes pair =
        earlier.empty()
            ? 0
            : lexicon.classes(joinedHash(text.substr(earlier.start, word.end - earlier.start)));
    // "MS" and "IR" are more than titles, "fR" is none.
    if ((classes & bit(Class::Title)) && word.shape != Shape::Mixed) {
        cue.kind = word.shape == Shape::Upper ? Cue::Kind::Role : Cue::Kind::Title;
    } else if ((classes | pair) & bit(Class::Closing) && !(classes & bit(Class::Greeting)) &&
               charAt(text, word.end) != ' ') {
        cue.kind = Cue::Kind::Signature;
    } else if ((classes | pair) & bit(Class::Greeting) &&
               (word.shape != Shape::Lower || (earlierClasses & bit(Class::Common)) == 0 ||
                text.substr(word.start, word.size()).starts_with("geehrte"))) {
        cue.kind = Cue::Kind::Greeting;
    } else if (earlierClasses & bit(Class::Field) &&
               (classes & bit(Class::Speech))) { // NOLINT(bugprone-branch-clone)
        cue.kind = Cue::Kind::Role;              // "name is"
    } else if ((classes | pair) & bit(Class::Role)) {
        cue.kind = Cue::Kind::Role;
    } else if (classes & bit(Class::Speech)) {
        cue.kind = Cue::Kind::Speech;
    } else if (classes & bit(Class::Before)) {
        cue.kind = Cue::Kind::Before;
    }
    return cue;
}

} // namespace chaperone::entities
