#include "../Figures.h"
#include "detect/Scanner.h"
#include "evaluate/OrdinaryText.h"
#include "platform/Detection.h"
#include "platform/ProcessMemory.h"
#include "resources/Detectors.h"
#include "resources/Reply.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <string>

/// Measures the scanner with all shipped detectors on one core: throughput on ordinary text, the
/// time of a 4 KB paste, the worst texts of 4 KB, and the load. Prints one `name value` a line;
/// names end in their unit.
namespace {

using namespace chaperone;

using bench::Figures;
using evaluate::ordinaryText;

void measureThroughput(const detect::Scanner& scanner, const std::string& name, Figures& figures) {
    constexpr size_t kBytes = size_t{8} << 20;
    const std::string text = ordinaryText(kBytes);
    std::vector<double> runs;
    runs.reserve(7);
    for (int i = 0; i < 7; ++i)
        runs.push_back(bench::timedUs([&] { scanner.scan(text); }));
    std::sort(runs.begin(), runs.end());
    figures.add(name, 8.0 / (runs[runs.size() / 2] / 1e6));
}

void measurePaste(const detect::Scanner& scanner, Figures& figures) {
    const std::string text = ordinaryText(size_t{4} << 20);
    const std::string secret = " card 4539 1488 0343 6467, mail a.b@firma.de ";
    std::vector<double> runs;
    for (size_t at = 0; at + 4096 <= text.size(); at += 4096) {
        const std::string paste = text.substr(at, 4096 - secret.size()) + secret;
        runs.push_back(bench::timedUs([&] { scanner.scan(paste); }));
    }
    std::sort(runs.begin(), runs.end());
    figures.add("paste_4k_p50_us", runs[runs.size() / 2]);
    figures.add("paste_4k_p99_us", runs[runs.size() * 99 / 100]);
}

/// An answer with everything on: the scanner's own findings too.
void measureReply(const detect::Scanner& scanner, Figures& figures) {
    const reply::ReplyInspector inspector = resources::replyInspector(scanner);
    const reply::Conversation none;
    const std::string text = ordinaryText(size_t{2} << 20);
    std::vector<double> runs;
    for (int i = 0; i < 5; ++i)
        runs.push_back(bench::timedUs([&] { inspector.inspect(text, none); }));
    std::sort(runs.begin(), runs.end());
    figures.add("reply_scan_mib_s", 2.0 / (runs[runs.size() / 2] / 1e6));
}

/// By the clock on the wall: a large text is read by several threads.
void measureLarge(const detect::Scanner& scanner, Figures& figures) {
    const std::string text = ordinaryText(size_t{1} << 20);
    std::vector<double> runs;
    for (int i = 0; i < 15; ++i) {
        const auto start = std::chrono::steady_clock::now();
        scanner.scan(text);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        runs.push_back(took.count());
    }
    std::sort(runs.begin(), runs.end());
    figures.add("scan_1m_wall_ms", runs[runs.size() / 2]);
}

void measureWorst(const detect::Scanner& scanner, Figures& figures) {
    double worst = 0;
    for (const std::string piece :
         {"4", "4 ", "536228145 ", "A", "=", "a@", "password=", "-----BEGIN PRIVATE KEY-----",
          "mysql://", "eyJ.", "http://a:b@", "%34", "\xE2\x80\xAE",
          "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB", "1.2.3.4 ", "0171 2345678 "}) {
        std::string text;
        while (text.size() < 4096)
            text += piece;
        std::vector<double> runs;
        runs.reserve(9);
        for (int i = 0; i < 9; ++i)
            runs.push_back(bench::timedUs([&] { scanner.scan(text); }));
        std::sort(runs.begin(), runs.end());
        worst = std::max(worst, runs[runs.size() / 2]);
    }
    figures.add("worst_4k_us", worst);
}

/// Files named on the command line, one after the other: the reader's own idea of ordinary text.
void measureFiles(const detect::Scanner& scanner, std::span<char*> names, Figures& figures) {
    std::string text;
    for (const char* name : names) {
        std::ifstream file(name, std::ios::binary);
        text.append(std::istreambuf_iterator<char>(file), {});
    }
    std::vector<double> runs;
    for (int i = 0; i < 5 && !text.empty(); ++i)
        runs.push_back(bench::timedUs([&] { scanner.scan(text); }));
    if (runs.empty())
        return;
    std::sort(runs.begin(), runs.end());
    const double mebibytes = static_cast<double>(text.size()) / (1 << 20);
    figures.add("scan_files_mib_s", mebibytes / (runs[runs.size() / 2] / 1e6));
}

} // namespace

int main(int count, char** names) {
    Figures figures;
    const auto files = resources::detectorFiles();
    std::shared_ptr<const detect::RuleSet> rules;
    figures.add("detectors_load_ms", bench::timedUs([&] {
                                         auto built = detect::RuleSet::build(files);
                                         if (built)
                                             rules = std::move(built).value();
                                     }) / 1000);
    if (!rules)
        return 1;
    measureThroughput(detect::Scanner(rules), "scan_clean_mib_s", figures);
    // Everything else with names, addresses, source code and injection, as programs scan.
    std::optional<platform::Detection> all;
    figures.add("everything_load_ms", bench::timedUs([&] {
                                          auto loaded =
                                              platform::loadDetection(platform::shippedAlone());
                                          if (loaded)
                                              all = std::move(loaded).value();
                                      }) / 1000);
    if (!all)
        return 1;
    const detect::Scanner& scanner = all->scanner;
    measureThroughput(scanner, "scan_all_mib_s", figures);
    measurePaste(scanner, figures);
    measureLarge(scanner, figures);
    measureReply(scanner, figures);
    measureWorst(scanner, figures);
    figures.add("scanner_peak_rss_mib",
                static_cast<double>(platform::peakMemoryBytes()) / (1 << 20));
    measureFiles(scanner, {names + 1, names + count}, figures);
    figures.end();
    return 0;
}
