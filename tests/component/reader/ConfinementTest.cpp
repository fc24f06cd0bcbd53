#include "reader/Confinement.h"

#include <QTest>

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace chaperone;

namespace {

enum Outcome { Refused = 0, Done = 1, NotConfined = 2 };

/// In a process of its own, behind the filter: was the call refused?
int attempted(const std::function<bool()>& call) {
    const pid_t child = fork();
    if (child == 0) {
        if (!reader::confine())
            _exit(NotConfined);
        _exit(call() ? Done : Refused);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace

/// The filter on system calls, by a program that tries.
class ConfinementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computingStillWorks() {
        QCOMPARE(attempted([] {
                     std::string text(size_t{64} << 20, 'x'); // memory of its own mapping
                     text.resize(10);
                     try {
                         throw std::runtime_error(text);
                     } catch (const std::runtime_error& error) {
                         return std::string(error.what()) == text;
                     }
                     return false;
                 }),
                 static_cast<int>(Done));
    }

    void refuses_data() {
        QTest::addColumn<int>("which");
        int number = 0;
        for (const char* name :
             {"to open a file", "to create a file", "to connect", "to start a process",
              "to start a program", "to trace", "to kill another", "executable memory",
              "memory made executable", "to write elsewhere", "to read elsewhere",
              "to change the folder", "a pipe"})
            QTest::newRow(name) << number++;
    }
    void refuses() {
        QFETCH(int, which);
        int pipes[2];
        QVERIFY(pipe(pipes) == 0);
        // Kept open on purpose, below the ones that are closed: a leak of the parent's.
        const pid_t parent = getpid();
        const std::vector<std::function<bool()>> attempts{
            [] { return open("/etc/passwd", O_RDONLY) >= 0; },
            [] { return open("/tmp/chaperone-confined", O_CREAT | O_WRONLY, 0600) >= 0; },
            [] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; },
            [] { return fork() >= 0; },
            [] {
                char name[] = "/bin/false";
                char* arguments[] = {name, nullptr};
                execv(name, arguments);
                return false; // only when it failed; the program itself ends with Done
            },
            [parent] { return ptrace(PTRACE_ATTACH, parent, nullptr, nullptr) == 0; },
            [parent] { return kill(parent, 0) == 0; },
            [] {
                return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                            0) != MAP_FAILED;
            },
            [] {
                void* page =
                    mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
            },
            [&] { return write(pipes[1], "x", 1) == 1; },
            [&] {
                char byte = 0;
                return read(pipes[0], &byte, 1) >= 0;
            },
            [] { return chdir("/") == 0; },
            [] {
                int more[2];
                return pipe(more) == 0;
            },
        };
        QCOMPARE(attempted(attempts.at(static_cast<size_t>(which))), static_cast<int>(Refused));
        close(pipes[0]);
        close(pipes[1]);
    }
};

QTEST_APPLESS_MAIN(ConfinementTest)
#include "ConfinementTest.moc"
