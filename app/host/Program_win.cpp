#include "host/Program.h"

#include <windows.h>

#include <tlhelp32.h> // after windows.h

namespace chaperone::host {
namespace {

DWORD parentOf(DWORD process) {
    const HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    if (snapshot == INVALID_HANDLE_VALUE) {
        return 0;
    }
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof(entry);
    DWORD parent = 0;
    for (BOOL more = Process32FirstW(snapshot, &entry); more && parent == 0;
         more = Process32NextW(snapshot, &entry)) {
        parent = entry.th32ProcessID == process ? entry.th32ParentProcessID : 0;
    }
    CloseHandle(snapshot);
    return parent;
}

std::string programOf(DWORD process) {
    const HANDLE handle = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process);
    if (handle == nullptr) {
        return {};
    }
    char path[MAX_PATH] = {};
    DWORD length = MAX_PATH;
    const BOOL known = QueryFullProcessImageNameA(handle, 0, path, &length);
    CloseHandle(handle);
    return known ? std::string(path, length) : std::string();
}

bool isShell(const std::string& program) {
    constexpr char kShell[] = "\\cmd.exe";
    constexpr size_t kLength = sizeof(kShell) - 1;
    return program.size() > kLength &&
           _stricmp(program.c_str() + program.size() - kLength, kShell) == 0;
}

} // namespace

// Chromium starts hosts through cmd.exe unless NativeHostsExecutablesLaunchDirectly is set: then
// the browser is one further up.
std::string parentProgram() {
    const DWORD parent = parentOf(GetCurrentProcessId());
    std::string program = programOf(parent);
    return isShell(program) ? programOf(parentOf(parent)) : program;
}

} // namespace chaperone::host
