// An agent for the Windows host to talk to: listens on the pipe of this user and does what it is
// told.
//   stand-in-agent echo|die|huge
// `echo` gives back each request, `die` goes away in the middle of one, `huge` answers with a frame
// that no browser takes. Says on stdout what it heard, a line each.
#include "protocol/Endpoint.h"
#include "protocol/Frame.h"

#include <windows.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

using namespace chaperone;

namespace {

void say(const char* what, size_t bytes) {
    std::printf("%s %zu\n", what, bytes);
    std::fflush(stdout);
}

HANDLE listenOn(const std::string& address) {
    constexpr DWORD kBufferBytes = 4096;
    return CreateNamedPipeA(address.c_str(), PIPE_ACCESS_DUPLEX,
                            PIPE_TYPE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS,
                            PIPE_UNLIMITED_INSTANCES, kBufferBytes, kBufferBytes, 0, nullptr);
}

void answer(HANDLE pipe, const std::string& bytes) {
    DWORD written = 0;
    WriteFile(pipe, bytes.data(), static_cast<DWORD>(bytes.size()), &written, nullptr);
}

/// One host, until it goes.
void serve(HANDLE pipe, std::string_view manner) {
    FrameReader frames(kMaxRequestBytes);
    std::array<char, 65536> piece{};
    bool introduced = false;
    DWORD count = 0;
    while (ReadFile(pipe, piece.data(), static_cast<DWORD>(piece.size()), &count, nullptr)) {
        frames.feed({piece.data(), count});
        if (introduced && manner == "die") {
            say("dying", count);
            return;
        }
        for (auto frame = frames.next(); frame && *frame; frame = frames.next()) {
            say(introduced ? "request" : "caller", (*frame)->size());
            if (!introduced) {
                introduced = true;
            } else if (manner == "huge") {
                answer(pipe, frameHeader(kMaxReplyBytes + 1));
            } else {
                answer(pipe, frameHeader(static_cast<uint32_t>((*frame)->size())) + **frame);
            }
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view manner = argc > 1 ? argv[1] : "echo";
    const auto endpoint = currentEndpoint("");
    if (!endpoint) {
        return 1;
    }
    for (;;) {
        const HANDLE pipe = listenOn(endpoint->address);
        if (pipe == INVALID_HANDLE_VALUE) {
            return 1;
        }
        say("listening", 0);
        if (ConnectNamedPipe(pipe, nullptr) || GetLastError() == ERROR_PIPE_CONNECTED) {
            serve(pipe, manner);
        }
        DisconnectNamedPipe(pipe);
        CloseHandle(pipe);
    }
}
