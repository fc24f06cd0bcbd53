#include "document/Wire.h"

#include "text/Utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace chaperone::document {
namespace {

constexpr char kPart = 'T';
constexpr char kUnread = 'U';
constexpr char kLast = 'E';
constexpr size_t kMaxWhereBytes = 8192;
constexpr size_t kMaxAnswers = 200'000;

std::string framed(const std::string& payload) {
    return frameHeader(static_cast<uint32_t>(payload.size())) + payload;
}

std::string frameOf(char what, const std::string& where, std::string_view rest) {
    std::string payload;
    payload.reserve(where.size() + rest.size() + 2);
    payload += what;
    payload += where;
    payload += '\0';
    payload += rest;
    return framed(payload);
}

bool isPlace(std::string_view where) {
    return where.size() <= kMaxWhereBytes && text::isUtf8(where) &&
           std::none_of(where.begin(), where.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// One list for both directions.
template<class LimitsType, class Work>
void eachLimit(LimitsType& limits, Work work) {
    work("input_bytes", limits.inputBytes);
    work("expanded_bytes", limits.expandedBytes);
    work("text_bytes", limits.textBytes);
    work("expansion_ratio", limits.expansionRatio);
    work("depth", limits.depth);
    work("entries", limits.entries);
    work("pages", limits.pages);
    work("pictures", limits.pictures);
}

uint32_t longestFrame(const Limits& limits) {
    constexpr uint64_t kMost = uint64_t{1} << 31U;
    return static_cast<uint32_t>(std::min(limits.textBytes, kMost) + kMaxWhereBytes + 2);
}

} // namespace

std::string requestFrame(const Request& request) {
    nlohmann::json json{{"name", request.name}, {"bytes", request.bytes}};
    eachLimit(request.limits,
              [&json](const char* name, auto value) { json["limits"][name] = value; });
    return framed(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Result<Request> parseRequest(std::string_view payload) {
    const Error bad{"bad_request", "This is no request to read a document."};
    const auto json = nlohmann::json::parse(payload, nullptr, false);
    if (!json.is_object() || !json.contains("name") || !json["name"].is_string() ||
        !json.contains("bytes") || !json["bytes"].is_number_unsigned() ||
        !json.contains("limits") || !json["limits"].is_object())
        return bad;
    Request request{json["name"], json["bytes"], {}};
    bool complete = true;
    eachLimit(request.limits, [&](const char* name, auto& value) {
        const auto found = json["limits"].find(name);
        complete = complete && found != json["limits"].end() && found->is_number_unsigned();
        if (complete)
            value = found->template get<std::remove_reference_t<decltype(value)>>();
    });
    if (!complete)
        return bad;
    return request;
}

std::string frameOf(const TextPart& part) {
    return frameOf(kPart, part.where, part.text);
}

std::string frameOf(const Unread& unread) {
    return frameOf(kUnread, unread.where, toString(unread.reason));
}

std::string lastFrame() {
    return framed(std::string(1, kLast));
}

Answer::Answer(const Limits& limits)
    : m_textBytesLeft(limits.textBytes)
    , m_frames(longestFrame(limits)) {}

Result<void> Answer::feed(std::string_view bytes) {
    m_frames.feed(bytes);
    while (!m_failed) {
        const auto frame = m_frames.next();
        if (frame && !*frame)
            return {};
        m_failed = !frame || !takeFrame(**frame);
    }
    return Error{"bad_answer", "The program that reads documents answered with nonsense."};
}

bool Answer::takeFrame(std::string_view payload) {
    if (m_complete)
        return false;
    if (payload.size() == 1 && payload[0] == kLast) {
        m_complete = true;
        return true;
    }
    const size_t end = payload.find('\0');
    if (end == std::string_view::npos || !isPlace(payload.substr(1, end - 1)) ||
        m_extraction.parts.size() + m_extraction.unread.size() >= kMaxAnswers)
        return false;
    std::string where(payload.substr(1, end - 1));
    const std::string_view rest = payload.substr(end + 1);
    if (payload[0] == kUnread) {
        const auto reason = parseReason(rest);
        if (reason)
            m_extraction.unread.push_back({std::move(where), *reason});
        return reason.has_value();
    }
    if (payload[0] != kPart || rest.size() > m_textBytesLeft || !text::isUtf8(rest))
        return false;
    m_textBytesLeft -= rest.size();
    m_extraction.parts.push_back({std::move(where), std::string(rest)});
    return true;
}

} // namespace chaperone::document
