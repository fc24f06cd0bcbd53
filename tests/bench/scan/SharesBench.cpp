#include "detect/Scanner.h"
#include "evaluate/OrdinaryText.h"
#include "platform/Detection.h"
#include "text/Decoding.h"
#include "text/Folding.h"
#include "text/Utf8.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <vector>

/// Where the time of a scan goes: nanoseconds a byte of each part, over pieces of 4 KB, the best of
/// some runs. For whoever makes it faster; `scan_bench` says how fast it is. Arguments are files to
/// read instead of our own text, and `--only PART` for a profiler.
namespace {

using namespace chaperone;

constexpr size_t kPieceBytes = 4096;
constexpr int kRuns = 7;

double threadSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

using Work = std::function<void(std::string_view)>;

double nanosecondsPerByte(std::string_view text, const Work& work) {
    double best = std::numeric_limits<double>::max();
    for (int run = 0; run < kRuns; ++run) {
        const double start = threadSeconds();
        for (size_t at = 0; at + kPieceBytes <= text.size(); at += kPieceBytes)
            work(text.substr(at, kPieceBytes));
        best = std::min(best, threadSeconds() - start);
    }
    return best * 1e9 / static_cast<double>(text.size());
}

struct Wish {
    std::string text;
    std::string_view only;
};

Wish readArguments(std::span<char*> arguments) {
    Wish wish;
    for (size_t i = 0; i < arguments.size(); ++i) {
        if (std::string_view(arguments[i]) == "--only" && i + 1 < arguments.size()) {
            wish.only = arguments[++i];
            continue;
        }
        std::ifstream file(arguments[i], std::ios::binary);
        wish.text.append(std::istreambuf_iterator<char>(file), {});
    }
    if (wish.text.empty())
        wish.text = evaluate::ordinaryText(size_t{4} << 20);
    return wish;
}

} // namespace

int main(int count, char** names) {
    const Wish wish = readArguments({names + 1, names + count});
    const auto loaded = platform::loadDetection(platform::shippedAlone());
    if (!loaded)
        return 1;
    const detect::Scanner& all = loaded->scanner;
    const detect::ScanResult empty = all.scan({});
    const detect::Scanner patterns(empty.rules);
    const auto print = [&](std::string_view name, const Work& work) {
        if (wish.only.empty() || wish.only == name) {
            std::printf("%6.2f  %.*s\n", nanosecondsPerByte(wish.text, work),
                        static_cast<int>(name.size()), name.data());
        }
    };
    print("everything", [&](std::string_view piece) { all.scan(piece); });
    print("patterns and views", [&](std::string_view piece) { patterns.scan(piece); });
    print("well-formed?", [](std::string_view piece) { text::isUtf8(piece); });
    print("folding", [](std::string_view piece) { text::foldedView(piece); });
    print("decoding", [](std::string_view piece) { text::decodedViews(piece, {}); });
    for (const auto& analyser : *empty.analysers) {
        std::vector<detect::Finding> found;
        const auto detectors = analyser->detectors();
        const std::string_view name = detectors.empty() ? "of one's own" : detectors.front().id;
        print(name, [&](std::string_view piece) {
            found.clear();
            analyser->analyse(piece, found);
        });
    }
    return 0;
}
