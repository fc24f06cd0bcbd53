#include "ipc/Peer.h"

#include "protocol/SameUser_win.h"

#include <windows.h>

#include <memory>
#include <type_traits>

namespace chaperone::ipc {
namespace {

struct CloseHandleOf {
    void operator()(HANDLE handle) const { CloseHandle(handle); }
};
using OwnedHandle = std::unique_ptr<std::remove_pointer_t<HANDLE>, CloseHandleOf>;

std::string programOf(HANDLE process) {
    wchar_t path[32768];
    DWORD units = static_cast<DWORD>(std::size(path));
    if (!QueryFullProcessImageNameW(process, 0, path, &units)) {
        return {};
    }
    const int given = static_cast<int>(units);
    const int bytes = WideCharToMultiByte(CP_UTF8, 0, path, given, nullptr, 0, nullptr, nullptr);
    std::string utf8(static_cast<size_t>(bytes), '\0');
    WideCharToMultiByte(CP_UTF8, 0, path, given, utf8.data(), bytes, nullptr, nullptr);
    return utf8;
}

} // namespace

std::optional<Peer> identifyPeer(qintptr descriptor, End end) {
    const HANDLE pipe = reinterpret_cast<HANDLE>(descriptor);
    ULONG processId = 0;
    const BOOL known = end == End::Server ? GetNamedPipeClientProcessId(pipe, &processId)
                                          : GetNamedPipeServerProcessId(pipe, &processId);
    if (!known) {
        return std::nullopt;
    }
    const OwnedHandle process(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, processId));
    if (!process || !runsAsThisUser(processId)) {
        return std::nullopt;
    }
    return Peer{static_cast<int64_t>(processId), programOf(process.get()), {}};
}

} // namespace chaperone::ipc
