#include "document/MailHeader.h"

#include "document/Charset.h"
#include "document/TransferEncoding.h"

#include <algorithm>

namespace chaperone::document {
namespace {

constexpr size_t kMaxFields = 2000;

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::string_view trimmed(std::string_view text) {
    const size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos)
        return {};
    return text.substr(start, text.find_last_not_of(" \t\r\n") + 1 - start);
}

/// Without its line end.
std::string_view takeLine(std::string_view& rest) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

struct EncodedWord {
    std::string text;
    size_t size = 0; ///< 0 when there is none
};

EncodedWord encodedWordAt(std::string_view text) {
    if (!text.starts_with("=?"))
        return {};
    const size_t charsetEnd = text.find('?', 2);
    const size_t encodingEnd =
        charsetEnd == std::string_view::npos ? charsetEnd : text.find('?', charsetEnd + 1);
    if (encodingEnd == std::string_view::npos || encodingEnd != charsetEnd + 2)
        return {};
    const size_t end = text.find("?=", encodingEnd + 1);
    if (end == std::string_view::npos)
        return {};
    const std::string_view content = text.substr(encodingEnd + 1, end - encodingEnd - 1);
    const bool base64 = (text[charsetEnd + 1] | 0x20) == 'b';
    // A language may follow the charset (RFC 2231, 5).
    const std::string_view charset = text.substr(2, charsetEnd - 2);
    return {toUtf8(base64 ? decodedBase64(content) : decodedQuotedPrintable(content, true),
                   charset.substr(0, charset.find('*'))),
            end + 2};
}

/// `name=value` pairs after the first `;`, quotes taken off.
std::vector<std::pair<std::string, std::string>> parametersOf(std::string_view field) {
    std::vector<std::pair<std::string, std::string>> list;
    size_t at = std::min(field.find(';'), field.size());
    while (at < field.size() && list.size() < kMaxFields) {
        ++at;
        const size_t equals = field.find_first_of("=;", at);
        if (equals == std::string_view::npos)
            break;
        if (field[equals] == ';') {
            at = equals;
            continue;
        }
        const std::string name = lower(trimmed(field.substr(at, equals - at)));
        at = std::min(field.find_first_not_of(" \t", equals + 1), field.size());
        std::string value;
        if (at < field.size() && field[at] == '"') {
            for (++at; at < field.size() && field[at] != '"'; ++at) {
                at += field[at] == '\\' && at + 1 < field.size() ? 1 : 0;
                value += field[at];
            }
            at = std::min(field.find(';', at), field.size());
        } else {
            const size_t end = std::min(field.find(';', at), field.size());
            value = trimmed(field.substr(at, end - at));
            at = end;
        }
        list.emplace_back(name, value);
    }
    return list;
}

std::string percentDecoded(std::string_view text) {
    std::string quoted(text);
    std::replace(quoted.begin(), quoted.end(), '%', '=');
    return decodedQuotedPrintable(quoted);
}

/// `utf-8'en'%e2%82%ac`
std::string extended(std::string_view value) {
    const size_t first = value.find('\'');
    const size_t second = first == std::string_view::npos ? first : value.find('\'', first + 1);
    if (second == std::string_view::npos)
        return toUtf8(percentDecoded(value));
    return toUtf8(percentDecoded(value.substr(second + 1)), value.substr(0, first));
}

} // namespace

std::string decodedWords(std::string_view text) {
    std::string out;
    bool afterWord = false;
    while (!text.empty()) {
        const EncodedWord word = encodedWordAt(text);
        if (word.size != 0) {
            out += word.text;
            text.remove_prefix(word.size);
            afterWord = true;
            continue;
        }
        // Space between two encoded words is none.
        const size_t space = text.find_first_not_of(" \t");
        if (afterWord && space != std::string_view::npos && space > 0 &&
            encodedWordAt(text.substr(space)).size != 0) {
            text.remove_prefix(space);
            continue;
        }
        afterWord = false;
        const size_t next = std::min(text.find_first_of("= \t", 1), text.size());
        out += text.substr(0, next);
        text.remove_prefix(next);
    }
    return out;
}

MailHeader MailHeader::take(std::string_view& rest) {
    MailHeader header;
    while (!rest.empty()) {
        const std::string_view line = takeLine(rest);
        if (line.empty())
            break;
        const bool folded = line[0] == ' ' || line[0] == '\t';
        const size_t colon = line.find(':');
        if (folded && !header.m_fields.empty()) {
            header.m_fields.back().value += line;
        } else if (header.m_fields.size() < kMaxFields) {
            const size_t nameEnd = colon == std::string_view::npos ? 0 : colon;
            header.m_fields.push_back({std::string(trimmed(line.substr(0, nameEnd))),
                                       std::string(trimmed(line.substr(
                                           colon == std::string_view::npos ? 0 : colon + 1)))});
        } else {
            header.m_fields.back().value.append(" ").append(line);
        }
    }
    return header;
}

std::string_view MailHeader::field(std::string_view name) const {
    for (const Field& field : m_fields) {
        if (field.name.size() == name.size() && lower(field.name) == name)
            return field.value;
    }
    return {};
}

std::string MailHeader::value(std::string_view name) const {
    const std::string_view whole = field(name);
    return lower(trimmed(whole.substr(0, whole.find(';'))));
}

std::string MailHeader::parameter(std::string_view field, std::string_view name) const {
    const auto parameters = parametersOf(this->field(field));
    const auto find = [&parameters](const std::string& wanted) {
        return std::find_if(parameters.begin(), parameters.end(),
                            [&wanted](const auto& one) { return one.first == wanted; });
    };
    const std::string plain(name);
    if (const auto found = find(plain + "*"); found != parameters.end())
        return extended(found->second);
    if (const auto found = find(plain); found != parameters.end())
        return decodedWords(toUtf8(found->second));
    std::string joined;
    bool encoded = false;
    for (size_t piece = 0; piece < parameters.size(); ++piece) {
        const std::string number = plain + "*" + std::to_string(piece);
        auto found = find(number);
        if (found == parameters.end()) {
            found = find(number + "*");
            encoded = encoded || found != parameters.end();
        }
        if (found == parameters.end())
            break;
        joined += found->second;
    }
    return encoded ? extended(joined) : toUtf8(joined);
}

std::string MailHeader::text() const {
    std::string lines;
    for (const Field& field : m_fields) {
        if (!field.name.empty())
            lines += field.name + ": ";
        lines += decodedWords(toUtf8(field.value)) + '\n';
    }
    return lines;
}

} // namespace chaperone::document
