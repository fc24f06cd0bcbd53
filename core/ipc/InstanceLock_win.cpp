#include "ipc/InstanceLock.h"

#include <windows.h>

#include <string>

namespace chaperone::ipc {

Result<InstanceLock> InstanceLock::take(const Endpoint& endpoint) {
    // A pipe's name after its last backslash is ASCII; two servers may listen on one pipe name, so
    // the name alone keeps nobody out.
    const std::string pipe = endpoint.address.substr(endpoint.address.rfind('\\') + 1);
    const std::wstring name = L"Local\\" + std::wstring(pipe.begin(), pipe.end());
    const HANDLE mutex = CreateMutexW(nullptr, TRUE, name.c_str());
    if (mutex == nullptr) {
        return Error{"endpoint_unusable",
                     "Windows did not let Chaperone make sure that it runs only "
                     "once. Another program holds its name."};
    }
    if (GetLastError() == ERROR_ALREADY_EXISTS) {
        CloseHandle(mutex);
        return Error{"already_running", "Chaperone is already running for this person."};
    }
    return InstanceLock(reinterpret_cast<intptr_t>(mutex));
}

InstanceLock::~InstanceLock() {
    if (m_handle != kNoHandle) {
        CloseHandle(reinterpret_cast<HANDLE>(m_handle));
    }
}

} // namespace chaperone::ipc
