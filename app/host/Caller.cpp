#include "host/Caller.h"

#include "host/Notices.h"

#include <algorithm>

namespace chaperone::host {
namespace {

constexpr std::string_view kChromiumScheme = "chrome-extension://";
constexpr size_t kChromiumIdLength = 32;
constexpr size_t kMaxAddOnIdLength = 80; // Firefox refuses a longer one
constexpr size_t kMaxProgramBytes = 1024;

bool isChromiumOrigin(std::string_view text) {
    if (text.size() != kChromiumScheme.size() + kChromiumIdLength + 1 ||
        text.substr(0, kChromiumScheme.size()) != kChromiumScheme || text.back() != '/') {
        return false;
    }
    const std::string_view id = text.substr(kChromiumScheme.size(), kChromiumIdLength);
    return std::all_of(id.begin(), id.end(), [](char c) { return c >= 'a' && c <= 'p'; });
}

/// `name@domain` or `{uuid}`.
bool isAddOnId(std::string_view text) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-._@{}").find(c) != std::string_view::npos;
    };
    return text.size() <= kMaxAddOnIdLength &&
           (text.find('@') != std::string_view::npos || text.substr(0, 1) == "{") &&
           std::all_of(text.begin(), text.end(), allowed);
}

/// A path that cannot be written in JSON as it is, is left out: it is a hint only.
std::string quoted(std::string_view text) {
    std::string json = "\"";
    if (text.size() <= kMaxProgramBytes) {
        for (const char letter : text) {
            if (letter < ' ' || letter > '~') {
                return "\"\"";
            }
            if (letter == '"' || letter == '\\') {
                json += '\\';
            }
            json += letter;
        }
    }
    return json += '"';
}

} // namespace

Invocation readArguments(const std::vector<std::string_view>& arguments) {
    constexpr std::string_view kProfile = "--profile";
    Invocation invocation;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == kProfile && i + 1 < arguments.size()) {
            invocation.profile = arguments[++i];
        } else if (argument.substr(0, kProfile.size() + 1) == "--profile=") {
            invocation.profile = argument.substr(kProfile.size() + 1);
        } else if (invocation.origin.empty() &&
                   (isChromiumOrigin(argument) || isAddOnId(argument))) {
            invocation.origin = argument;
        }
    }
    return invocation;
}

std::string callerFrame(const std::string& origin, const std::string& parentProgram) {
    return frameOf(R"({"v":1,"type":"caller","origin":)" + quoted(origin) +
                   R"(,"parent_program":)" + quoted(parentProgram) +
                   R"(,"host_version":")" CHAPERONE_VERSION R"("})");
}

} // namespace chaperone::host
