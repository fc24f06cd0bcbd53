#include "host/Relay.h"

#include "host/AgentPipe_win.h"
#include "host/Notices.h"
#include "host/Program.h"
#include "host/RequestStream.h"
#include "protocol/Frame.h"

#include <windows.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace chaperone::host {
namespace {

constexpr size_t kPieceBytes = 64U << 10;

/// The real stdout. From now on the C library's leads to stderr: a stray print cannot get between
/// frames. Handles are read and written directly, so no text mode changes line ends.
HANDLE takeStdout() {
    const HANDLE out = GetStdHandle(STD_OUTPUT_HANDLE);
    SetStdHandle(STD_OUTPUT_HANDLE, GetStdHandle(STD_ERROR_HANDLE));
    return out;
}

/// What the browser is told: whole frames, from two threads.
class Browser {
public:
    Browser() : m_out(takeStdout()) {}

    /// False when the browser is gone.
    bool tell(std::string_view frame) {
        const std::scoped_lock lock(m_mutex);
        while (!frame.empty()) {
            DWORD written = 0;
            if (!WriteFile(m_out, frame.data(), static_cast<DWORD>(frame.size()), &written,
                           nullptr)) {
                return false;
            }
            frame.remove_prefix(written);
        }
        return true;
    }

private:
    HANDLE m_out;
    std::mutex m_mutex;
};

/// One connection to the agent, and the thread that carries its answers to the browser. Ends with
/// this object.
class Line {
public:
    Line(std::unique_ptr<AgentPipe> pipe, Browser& browser)
        : m_pipe(std::move(pipe))
        , m_browser(browser)
        , m_answers([this] { carryAnswers(); }) {}

    ~Line() {
        m_hangUp = true;
        m_pipe->close();
        m_answers.join();
    }

    bool lost() const { return m_lost; }
    /// A failure is noticed by the thread that reads, which tells the browser.
    void write(std::string_view bytes) {
        if (!m_pipe->write(bytes)) {
            m_pipe->close();
        }
    }

private:
    void carryAnswers() {
        FrameReader frames(kMaxReplyBytes);
        std::array<char, kPieceBytes> piece{};
        Notice why = Notice::AgentUnavailable;
        for (bool open = true; open;) {
            const size_t count = m_pipe->read(piece.data(), piece.size());
            open = count > 0;
            frames.feed({piece.data(), count});
            auto answer = frames.next();
            for (; answer && *answer; answer = frames.next()) {
                m_browser.tell(frameOf(**answer));
            }
            if (!answer) {
                why = Notice::ReplyRefused;
                open = false;
            }
        }
        m_lost = true;
        if (!m_hangUp) {
            m_browser.tell(noticeFrame(why));
        }
    }

    std::unique_ptr<AgentPipe> m_pipe;
    Browser& m_browser;
    std::atomic<bool> m_hangUp = false;
    std::atomic<bool> m_lost = false;
    std::thread m_answers; // last: it uses what is above
};

class Relay {
public:
    Relay(const Invocation& invocation, const Result<Endpoint>& endpoint)
        : m_endpoint(endpoint)
        , m_origin(invocation.origin) {}

    int run() {
        const HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
        while (!m_exitCode) {
            DWORD count = 0;
            if (!ReadFile(in, m_piece.data(), static_cast<DWORD>(m_piece.size()), &count,
                          nullptr) ||
                count == 0) {
                return 0; // in the middle of a frame too: the agent sees the cut and drops it
            }
            take({m_piece.data(), count});
        }
        return *m_exitCode;
    }

private:
    void take(std::string_view input) {
        while (!m_exitCode) {
            const auto piece = m_requests.next(input);
            if (!piece) {
                m_browser.tell(noticeFrame(piece.error().code == "frame_empty"
                                               ? Notice::FrameEmpty
                                               : Notice::FrameTooLarge));
                m_exitCode = 1;
            } else if (!*piece) {
                return;
            } else {
                passOn(**piece);
            }
        }
    }

    void passOn(const RequestStream::Piece& piece) {
        if (piece.starts != 0) {
            if (m_line && m_line->lost()) {
                m_line.reset();
            }
            m_dropping = !m_line && !connectAgent();
            if (!m_dropping) {
                m_line->write(frameHeader(piece.starts));
            }
        }
        if (!m_dropping && !m_line->lost()) {
            m_line->write(piece.bytes);
        }
        m_dropping = m_dropping && !piece.ends;
    }

    bool connectAgent() {
        auto pipe = m_endpoint ? AgentPipe::connect(*m_endpoint)
                               : Result<std::unique_ptr<AgentPipe>>(m_endpoint.error());
        if (!pipe) {
            m_browser.tell(noticeFrame(pipe.error().code == "agent_unavailable"
                                           ? Notice::AgentUnavailable
                                           : Notice::AgentUntrusted));
            return false;
        }
        m_line.emplace(std::move(*pipe), m_browser);
        m_line->write(callerFrame(m_origin, parentProgram()));
        return true;
    }

    const Result<Endpoint>& m_endpoint;
    std::string m_origin;
    Browser m_browser;
    std::optional<Line> m_line;
    RequestStream m_requests{kMaxRequestBytes};
    bool m_dropping = false; ///< the request under way cannot be delivered
    std::optional<int> m_exitCode;
    std::array<char, kPieceBytes> m_piece{};
};

} // namespace

int relay(const Invocation& invocation, const Result<Endpoint>& endpoint) {
    return Relay(invocation, endpoint).run();
}

} // namespace chaperone::host
