#include "protocol/SameUser_win.h"

#include <windows.h>

#include <memory>
#include <type_traits>
#include <vector>

namespace chaperone {
namespace {

struct CloseHandleOf {
    void operator()(HANDLE handle) const { CloseHandle(handle); }
};
using OwnedHandle = std::unique_ptr<std::remove_pointer_t<HANDLE>, CloseHandleOf>;

/// A TOKEN_USER with its SID behind it; empty when it can't be had.
std::vector<unsigned char> userOf(HANDLE process) {
    HANDLE raw = nullptr;
    if (!OpenProcessToken(process, TOKEN_QUERY, &raw)) {
        return {};
    }
    const OwnedHandle token(raw);
    DWORD bytes = 0;
    GetTokenInformation(token.get(), TokenUser, nullptr, 0, &bytes);
    std::vector<unsigned char> user(bytes);
    if (bytes == 0 || !GetTokenInformation(token.get(), TokenUser, user.data(), bytes, &bytes)) {
        return {};
    }
    return user;
}

} // namespace

bool runsAsThisUser(uint32_t processId) {
    const OwnedHandle process(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, processId));
    if (!process) {
        return false;
    }
    const auto theirs = userOf(process.get());
    const auto ours = userOf(GetCurrentProcess());
    return !theirs.empty() && !ours.empty() &&
           EqualSid(reinterpret_cast<const TOKEN_USER*>(theirs.data())->User.Sid,
                    reinterpret_cast<const TOKEN_USER*>(ours.data())->User.Sid);
}

} // namespace chaperone
