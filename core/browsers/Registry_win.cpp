#include "browsers/Registry.h"

#include <QString>

#include <windows.h>

namespace chaperone::browsers {
namespace {

HKEY rootOf(Scope scope) {
    return scope == Scope::Person ? HKEY_CURRENT_USER : HKEY_LOCAL_MACHINE;
}

std::wstring wide(const std::string& text) {
    return QString::fromStdString(text).toStdWString();
}

std::optional<std::string> readView(Scope scope, const std::string& key, REGSAM view) {
    HKEY opened = nullptr;
    if (RegOpenKeyExW(rootOf(scope), wide(key).c_str(), 0, KEY_QUERY_VALUE | view, &opened) !=
        ERROR_SUCCESS) {
        return std::nullopt;
    }
    wchar_t value[32768] = {};
    DWORD bytes = sizeof(value) - sizeof(wchar_t);
    const LSTATUS status =
        RegGetValueW(opened, nullptr, nullptr, RRF_RT_REG_SZ, nullptr, value, &bytes);
    RegCloseKey(opened);
    if (status != ERROR_SUCCESS) {
        return std::nullopt;
    }
    return QString::fromWCharArray(value).toStdString();
}

Error refused(LSTATUS status) {
    return {"manifest_unwritable",
            "Windows did not let Chaperone change the browsers' list of hosts "
            "(error " +
                std::to_string(status) + ")."};
}

class WindowsRegistry final : public Registry {
public:
    std::optional<std::string> read(Scope scope, const std::string& key) const override {
        auto value = readView(scope, key, KEY_WOW64_32KEY);
        return value ? value : readView(scope, key, KEY_WOW64_64KEY);
    }

    Result<void> write(Scope scope, const std::string& key, const std::string& value) override {
        HKEY opened = nullptr;
        LSTATUS status =
            RegCreateKeyExW(rootOf(scope), wide(key).c_str(), 0, nullptr, 0,
                            KEY_SET_VALUE | KEY_WOW64_32KEY, nullptr, &opened, nullptr);
        if (status != ERROR_SUCCESS) {
            return refused(status);
        }
        const std::wstring text = wide(value);
        status =
            RegSetValueExW(opened, nullptr, 0, REG_SZ, reinterpret_cast<const BYTE*>(text.c_str()),
                           static_cast<DWORD>((text.size() + 1) * sizeof(wchar_t)));
        RegCloseKey(opened);
        return status == ERROR_SUCCESS ? Result<void>() : refused(status);
    }

    Result<void> remove(Scope scope, const std::string& key) override {
        for (const REGSAM view : {KEY_WOW64_32KEY, KEY_WOW64_64KEY}) {
            const LSTATUS status = RegDeleteKeyExW(rootOf(scope), wide(key).c_str(), view, 0);
            if (status != ERROR_SUCCESS && status != ERROR_FILE_NOT_FOUND) {
                return refused(status);
            }
        }
        return {};
    }
};

} // namespace

std::unique_ptr<Registry> systemRegistry() {
    return std::make_unique<WindowsRegistry>();
}

} // namespace chaperone::browsers
