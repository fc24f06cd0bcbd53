#include "protocol/Endpoint.h"

#include <windows.h>

#include <sddl.h> // after windows.h

#include <vector>

namespace chaperone {
namespace {

std::string toUtf8(const wchar_t* text) {
    const int bytes = WideCharToMultiByte(CP_UTF8, 0, text, -1, nullptr, 0, nullptr, nullptr);
    std::string utf8(bytes > 0 ? static_cast<size_t>(bytes) : 1, '\0');
    WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8.data(), bytes, nullptr, nullptr);
    utf8.pop_back(); // its final zero
    return utf8;
}

std::wstring toWide(std::string_view text) {
    const int given = static_cast<int>(text.size());
    const int units = MultiByteToWideChar(CP_UTF8, 0, text.data(), given, nullptr, 0);
    std::wstring wide(static_cast<size_t>(units), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, text.data(), given, wide.data(), units);
    return wide;
}

std::string profileVariable() {
    const DWORD units = GetEnvironmentVariableW(L"CHAPERONE_PROFILE", nullptr, 0);
    if (units == 0) {
        return {};
    }
    std::wstring value(units, L'\0');
    value.resize(GetEnvironmentVariableW(L"CHAPERONE_PROFILE", value.data(), units));
    return toUtf8(value.c_str());
}

std::string absolute(const std::string& folder) {
    if (folder.empty()) {
        return {};
    }
    const std::wstring wide = toWide(folder);
    const DWORD units = GetFullPathNameW(wide.c_str(), 0, nullptr, nullptr);
    if (units == 0) {
        return folder;
    }
    std::wstring whole(units, L'\0');
    whole.resize(GetFullPathNameW(wide.c_str(), units, whole.data(), nullptr));
    return toUtf8(whole.c_str());
}

std::string ownSid() {
    HANDLE token = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) {
        return {};
    }
    DWORD bytes = 0;
    GetTokenInformation(token, TokenUser, nullptr, 0, &bytes);
    std::vector<unsigned char> raw(bytes);
    const BOOL known = GetTokenInformation(token, TokenUser, raw.data(), bytes, &bytes);
    CloseHandle(token);
    wchar_t* text = nullptr;
    if (!known ||
        !ConvertSidToStringSidW(reinterpret_cast<const TOKEN_USER*>(raw.data())->User.Sid, &text)) {
        return {};
    }
    std::string sid = toUtf8(text);
    LocalFree(text);
    return sid;
}

} // namespace

EndpointFacts currentEndpointFacts(std::string_view profileArgument) {
    EndpointFacts facts;
    facts.profile =
        absolute(profileArgument.empty() ? profileVariable() : std::string(profileArgument));
    facts.user = ownSid();
    return facts;
}

// A pipe lies in no folder: its access list and the check of the other end's process guard it.
Result<void> prepareEndpointFolder(const Endpoint&) {
    return {};
}

Result<void> checkEndpointFolder(const Endpoint&) {
    return {};
}

} // namespace chaperone
