#include "platform/SystemPolicy.h"

#include <windows.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

namespace chaperone::platform {
namespace {

constexpr wchar_t kPolicies[] = L"Software\\Policies\\Chaperone";
constexpr DWORD kMaxNameLength = 16384;               // UTF-16 units: what the registry allows
constexpr DWORD kMaxValueBytes = DWORD{4} << 20;      // twice the longest policy text
constexpr DWORD kAccess = KEY_READ | KEY_WOW64_64KEY; // group policy writes the 64-bit view

using Key = std::unique_ptr<std::remove_pointer_t<HKEY>, decltype(&RegCloseKey)>;

std::string toUtf8(std::wstring_view text) {
    const int length = static_cast<int>(text.size());
    const int bytes =
        WideCharToMultiByte(CP_UTF8, 0, text.data(), length, nullptr, 0, nullptr, nullptr);
    std::string utf8(static_cast<size_t>(bytes), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text.data(), length, utf8.data(), bytes, nullptr, nullptr);
    return utf8;
}

Error unreadable(LSTATUS status) {
    return {"unreadable", systemPolicyPlace() + " cannot be read (Windows error " +
                              std::to_string(status) + ")."};
}

/// Texts that end in a zero each; a list ends in an empty one, which a program may have forgotten.
std::vector<std::string> textsOf(const std::vector<wchar_t>& data) {
    std::vector<std::string> texts;
    auto start = data.begin();
    while (start != data.end() && *start != L'\0') {
        const auto end = std::find(start, data.end(), L'\0');
        texts.push_back(toUtf8({&*start, static_cast<size_t>(end - start)}));
        start = end == data.end() ? end : end + 1;
    }
    return texts;
}

policy::Value valueOf(DWORD type, const std::vector<wchar_t>& data, size_t bytes) {
    if (type == REG_DWORD && bytes >= sizeof(DWORD)) {
        DWORD number = 0;
        std::memcpy(&number, data.data(), sizeof number);
        return static_cast<int64_t>(number);
    }
    if (type == REG_SZ || type == REG_EXPAND_SZ) {
        auto texts = textsOf(data);
        return texts.empty() ? std::string() : std::move(texts.front());
    }
    if (type == REG_MULTI_SZ)
        return textsOf(data);
    return {}; // of no kind that a key has
}

/// All values of one key.
Result<std::vector<policy::Given>> valuesOf(HKEY key) {
    std::vector<policy::Given> values;
    std::vector<wchar_t> name(kMaxNameLength);
    std::vector<wchar_t> data(kMaxValueBytes / sizeof(wchar_t));
    for (DWORD index = 0;; ++index) {
        auto length = static_cast<DWORD>(name.size());
        auto bytes = static_cast<DWORD>(data.size() * sizeof(wchar_t));
        DWORD type = REG_NONE;
        const LSTATUS status = RegEnumValueW(key, index, name.data(), &length, nullptr, &type,
                                             reinterpret_cast<BYTE*>(data.data()), &bytes);
        if (status == ERROR_NO_MORE_ITEMS)
            return values;
        if (status == ERROR_MORE_DATA) { // no key is that long: said by the check of its value
            values.push_back({toUtf8(name.data()), {}, 0, 0});
            continue;
        }
        if (status != ERROR_SUCCESS)
            return unreadable(status);
        const std::vector<wchar_t> used(data.begin(), data.begin() + bytes / sizeof(wchar_t));
        values.push_back({toUtf8({name.data(), length}), valueOf(type, used, bytes), 0, 0});
    }
}

Result<Key> open(HKEY parent, const wchar_t* name) {
    HKEY key = nullptr;
    const LSTATUS status = RegOpenKeyExW(parent, name, 0, kAccess, &key);
    if (status != ERROR_SUCCESS && status != ERROR_FILE_NOT_FOUND)
        return unreadable(status);
    return Key(key, &RegCloseKey);
}

/// A list is a key with a text for each entry.
Result<policy::Given> listOf(HKEY parent, const std::wstring& name) {
    auto key = open(parent, name.c_str());
    if (!key)
        return key.error();
    auto values = valuesOf(key->get());
    if (!values)
        return values.error();
    std::vector<std::string> entries;
    for (policy::Given& value : *values) {
        if (auto* text = std::get_if<std::string>(&value.value))
            entries.push_back(std::move(*text));
    }
    return policy::Given{toUtf8(name), std::move(entries), 0, 0};
}

Result<std::vector<std::wstring>> subkeysOf(HKEY key) {
    std::vector<std::wstring> names;
    std::vector<wchar_t> name(kMaxNameLength);
    for (DWORD index = 0;; ++index) {
        auto length = static_cast<DWORD>(name.size());
        const LSTATUS status =
            RegEnumKeyExW(key, index, name.data(), &length, nullptr, nullptr, nullptr, nullptr);
        if (status == ERROR_NO_MORE_ITEMS)
            return names;
        if (status != ERROR_SUCCESS)
            return unreadable(status);
        names.emplace_back(name.data(), length);
    }
}

} // namespace

Result<std::vector<policy::Given>> readSystemPolicy() {
    const auto key = open(HKEY_LOCAL_MACHINE, kPolicies);
    if (!key)
        return key.error();
    if (!*key)
        return std::vector<policy::Given>();
    auto values = valuesOf(key->get());
    const auto lists = subkeysOf(key->get());
    if (!values || !lists)
        return values ? lists.error() : values.error();
    for (const std::wstring& name : *lists) {
        auto list = listOf(key->get(), name);
        if (!list)
            return list.error();
        values->push_back(std::move(*list));
    }
    return values;
}

std::string systemPolicyPlace() {
    return "HKLM\\Software\\Policies\\Chaperone";
}

} // namespace chaperone::platform
