#include "protocol/Frame.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

extern char** environ;

/// Measures how long a browser waits for chaperone-host: from spawning it to the first byte of its
/// first answer. Nobody answers on its socket, so it answers itself. Beside it, measured in turns
/// with it, a program that only copies: what starting anything costs here. Prints one flat JSON
/// object.
///   host_bench FOLDER      an empty folder, which serves as the profile
namespace {

constexpr int kRuns = 300;

/// A program with its stdin and stdout in our hands.
struct Child {
    pid_t process = 0;
    int in = -1;
    int out = -1;
};

Child start(const char* program) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0)
        std::abort();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string name(program);
    std::array<char*, 2> arguments{name.data(), nullptr};
    Child child;
    if (posix_spawn(&child.process, program, &actions, nullptr, arguments.data(), environ) != 0)
        std::abort();
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    child.in = in[1];
    child.out = out[0];
    return child;
}

void end(const Child& child) {
    close(child.in);
    close(child.out);
    int status = 0;
    waitpid(child.process, &status, 0);
}

double residentMib(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:"))
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
    }
    return 0;
}

struct Sample {
    double startMs = 0;
    double rssMib = 0;
};

Sample measure(const char* program, const std::string& question) {
    const auto started = std::chrono::steady_clock::now();
    const Child child = start(program);
    char first = 0;
    if (write(child.in, question.data(), question.size()) < 0 || read(child.out, &first, 1) != 1)
        std::abort();
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - started;
    const Sample sample{took.count(), residentMib(child.process)};
    end(child);
    return sample;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2 || setenv("CHAPERONE_PROFILE", argv[1], 1) != 0) {
        std::fputs("usage: host_bench FOLDER\n", stderr);
        return 2;
    }
    const std::string ping = *chaperone::makeFrame(R"({"v":1,"type":"ping","id":"1"})", 1024);
    std::vector<double> host;
    std::vector<double> bare;
    std::vector<double> rss;
    for (int run = 0; run < kRuns; ++run) {
        const Sample sample = measure(CHAPERONE_HOST, ping);
        host.push_back(sample.startMs);
        rss.push_back(sample.rssMib);
        bare.push_back(measure("/bin/cat", "x").startMs);
    }
    std::printf(
        "{\"host_start_ms\": %.3f, \"bare_process_start_ms\": %.3f, \"host_rss_mib\": %.2f}\n",
        median(host), median(bare), median(rss));
    return 0;
}
