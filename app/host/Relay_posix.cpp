#include "host/Relay.h"

#include "host/AgentSocket.h"
#include "host/Notices.h"
#include "host/Program.h"
#include "host/RequestStream.h"
#include "protocol/Frame.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <optional>
#include <string>

namespace chaperone::host {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int kNone = -1;
constexpr size_t kPieceBytes = 64U << 10;
/// With so much not taken by the browser, nothing more is read that could be answered.
constexpr size_t kMaxUntakenBytes = 64U << 10;
/// How long whole requests may take to reach the agent once the browser has gone.
constexpr std::chrono::milliseconds kLastWords{500};

/// The real stdout. From now on descriptor 1 leads to stderr: a stray print cannot get between
/// frames.
int takeStdout() {
    const int out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        close(STDOUT_FILENO);
    }
    if (out >= 0) {
        fcntl(out, F_SETFL, fcntl(out, F_GETFL) | O_NONBLOCK);
    }
    return out;
}

void endWithoutFuss(int) {
    _exit(0); // nothing is kept here, and what was passed on is the agent's already
}

void watchSignals() {
    std::signal(SIGPIPE, SIG_IGN);
    for (const int end : {SIGTERM, SIGINT, SIGHUP}) {
        std::signal(end, endWithoutFuss);
    }
}

bool isTemporary(int error) {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/// Writes what the other side takes now. False when it is gone.
bool writeSome(int descriptor, std::string& bytes) {
    size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = write(descriptor, bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            break;
        }
        written += static_cast<size_t>(count);
    }
    const bool gone = written < bytes.size() && !isTemporary(errno);
    if (written == bytes.size()) {
        bytes = {}; // after a long answer its memory goes back
    } else {
        bytes.erase(0, written);
    }
    return !gone;
}

class Relay {
public:
    Relay(const Invocation& invocation, const Result<Endpoint>& endpoint)
        : m_endpoint(endpoint)
        , m_origin(invocation.origin)
        , m_stdout(takeStdout()) {}

    int run() {
        while (!m_exitCode) {
            wait();
        }
        flushBriefly();
        return *m_exitCode;
    }

private:
    bool wantsRequests() const {
        return m_toAgent.empty() && m_toBrowser.size() < kMaxUntakenBytes;
    }

    void wait() {
        std::array<pollfd, 3> watched{};
        // A pipe whose other end closed reports that for ever: known and not to be read, it is
        // left out.
        watched[0].fd = m_browserLeft && !wantsRequests() ? kNone : STDIN_FILENO;
        watched[0].events = wantsRequests() ? POLLIN : 0;
        watched[1].fd = m_toBrowser.empty() ? kNone : m_stdout;
        watched[1].events = POLLOUT;
        const bool readsAgent = m_toBrowser.empty();
        watched[2].fd = readsAgent || !m_toAgent.empty() ? m_agent : kNone;
        watched[2].events =
            static_cast<short>((readsAgent ? POLLIN : 0) | (m_toAgent.empty() ? 0 : POLLOUT));
        if (poll(watched.data(), watched.size(), timeoutMs()) < 0 && errno != EINTR) {
            m_exitCode = 1;
            return;
        }
        if (m_browserLeft && std::chrono::steady_clock::now() >= *m_browserLeft) {
            m_exitCode = 0;
            return;
        }
        serve(watched[0].revents, watched[1].revents, watched[2].revents);
    }

    int timeoutMs() const {
        if (!m_browserLeft) {
            return -1;
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            *m_browserLeft - std::chrono::steady_clock::now());
        return left.count() > 0 ? static_cast<int>(left.count()) : 0;
    }

    void serve(short requests, short answers, short agent) {
        if (answers != 0) {
            writeToBrowser();
        }
        if (m_agent != kNone && (agent & POLLOUT) != 0) {
            writeToAgent();
        }
        if (m_agent != kNone && (agent & (POLLIN | POLLHUP | POLLERR)) != 0) {
            readAgent();
        }
        if (requests != 0 && !m_exitCode) {
            if (wantsRequests()) {
                readRequests();
            } else if (!m_browserLeft) {
                m_browserLeft = std::chrono::steady_clock::now() + kLastWords;
            }
        }
    }

    void readRequests() {
        const ssize_t count = read(STDIN_FILENO, m_piece.data(), m_piece.size());
        if (count < 0 && isTemporary(errno)) {
            return;
        }
        if (count <= 0) {
            m_exitCode = 0; // in the middle of a frame too: the agent sees the cut and drops it
            return;
        }
        std::string_view input(m_piece.data(), static_cast<size_t>(count));
        while (!m_exitCode) {
            const auto piece = m_requests.next(input);
            if (!piece) {
                tellBrowser(piece.error().code == "frame_empty" ? Notice::FrameEmpty
                                                                : Notice::FrameTooLarge);
                m_exitCode = 1;
            } else if (!*piece) {
                break;
            } else {
                passOn(**piece);
            }
        }
        writeToAgent();
    }

    void passOn(const RequestStream::Piece& piece) {
        if (piece.starts != 0) {
            m_dropping = m_agent == kNone && !connectAgent();
            if (!m_dropping) {
                m_toAgent += frameHeader(piece.starts);
            }
        }
        if (!m_dropping) {
            m_toAgent += piece.bytes;
        }
        m_dropping = m_dropping && !piece.ends;
    }

    bool connectAgent() {
        const Result<int> connected =
            m_endpoint ? connectToAgent(*m_endpoint) : Result<int>(m_endpoint.error());
        if (!connected) {
            tellBrowser(connected.error().code == "agent_unavailable" ? Notice::AgentUnavailable
                                                                      : Notice::AgentUntrusted);
            return false;
        }
        m_agent = *connected;
        m_answers.emplace(kMaxReplyBytes);
        m_toAgent = callerFrame(m_origin, parentProgram());
        return true;
    }

    void writeToAgent() {
        if (m_agent != kNone && !writeSome(m_agent, m_toAgent)) {
            // It may have answered before it went.
            while (m_agent != kNone && readAgent()) {
            }
            if (m_agent != kNone) {
                loseAgent(Notice::AgentUnavailable);
            }
        }
    }

    /// False when there is nothing to read now.
    bool readAgent() {
        const ssize_t count = read(m_agent, m_piece.data(), m_piece.size());
        if (count < 0 && isTemporary(errno)) {
            return false;
        }
        if (count <= 0) {
            loseAgent(Notice::AgentUnavailable);
            return false;
        }
        m_answers->feed({m_piece.data(), static_cast<size_t>(count)});
        takeAnswers();
        return true;
    }

    void takeAnswers() {
        while (m_agent != kNone) {
            const auto answer = m_answers->next();
            if (!answer) {
                loseAgent(Notice::ReplyRefused);
            } else if (!*answer) {
                break;
            } else {
                m_toBrowser += frameOf(**answer);
            }
        }
        writeToBrowser();
    }

    void loseAgent(Notice why) {
        close(m_agent);
        m_agent = kNone;
        m_answers.reset();
        m_toAgent.clear();
        m_dropping = m_requests.midPayload();
        tellBrowser(why);
    }

    void tellBrowser(Notice notice) {
        m_toBrowser += noticeFrame(notice);
        writeToBrowser();
    }

    void writeToBrowser() {
        if (!writeSome(m_stdout, m_toBrowser)) {
            m_exitCode = 0;
        }
    }

    /// The last notice should arrive, but a browser that reads nothing must not keep us.
    void flushBriefly() {
        const SteadyTime end = std::chrono::steady_clock::now() + kLastWords;
        m_browserLeft = end;
        while (!m_toBrowser.empty() && std::chrono::steady_clock::now() < end) {
            pollfd out{m_stdout, POLLOUT, 0};
            if (poll(&out, 1, timeoutMs()) <= 0 || !writeSome(m_stdout, m_toBrowser)) {
                return;
            }
        }
    }

    const Result<Endpoint>& m_endpoint;
    std::string m_origin;
    int m_stdout;
    int m_agent = kNone;
    RequestStream m_requests{kMaxRequestBytes};
    std::optional<FrameReader> m_answers; ///< while connected
    std::string m_toAgent;                ///< one piece at most
    std::string m_toBrowser;              ///< whole frames, after the rest of the one being written
    bool m_dropping = false;              ///< the request under way cannot be delivered
    std::optional<SteadyTime> m_browserLeft; ///< until when what it last said may be passed on
    std::optional<int> m_exitCode;
    std::array<char, kPieceBytes> m_piece{};
};

} // namespace

int relay(const Invocation& invocation, const Result<Endpoint>& endpoint) {
    watchSignals();
    return Relay(invocation, endpoint).run();
}

} // namespace chaperone::host
