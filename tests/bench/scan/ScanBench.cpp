#include "detect/Scanner.h"
#include "resources/Detectors.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <string>

/// Measures the scanner with all shipped detectors on one core: throughput on ordinary text, the
/// time of a 4 KB paste, the worst texts of 4 KB, and the load. Prints one `name value` a line;
/// names end in their unit.
namespace {

using namespace chaperone;

/// Prose, chat, code, configuration and logs, made from sentences written here.
constexpr const char* kLines[] = {
    "The board met on Thursday to talk about the budget for the coming year, and agreed to wait.\n",
    "Could you have a look at the draft before noon? I moved the second part to the appendix.\n",
    "Die Lieferung kommt am Montag, spätestens am Dienstag; bitte den Empfang bestätigen.\n",
    "Le rapport sera envoyé avant la fin de la semaine à toute l'équipe.\n",
    "for (size_t i = 0; i < rows.size(); ++i) { total += rows[i].amount * rate; }\n",
    "def load(path: str) -> dict:\n    with open(path, encoding='utf-8') as file:\n        return "
    "json.load(file)\n",
    "const response = await fetch(`/api/items/${item.id}`, { method: 'POST', body });\n",
    "2026-11-23T11:37:18.123Z INFO worker-7 handled request 184467 in 23 ms (status=200)\n",
    "server:\n  port: 8080\n  timeout: 30s\n  workers: 4\nlogging:\n  level: info\n",
    "| Quarter | Revenue | Change |\n|---|---|---|\n| Q1 | 1,204 | +3.1% |\n| Q2 | 1,377 | +14.4% "
    "|\n",
    "<div class=\"card\"><h2>Welcome back</h2><p>You have 3 new messages.</p></div>\n",
    "SELECT name, count(*) FROM orders WHERE created_at > now() - interval '7 days' GROUP BY "
    "name;\n",
    "It is not that the plan is wrong; it is that nobody has asked the people who must carry it "
    "out.\n",
    "git commit -m \"Keep the cache small\" && git push origin main\n",
};

std::string ordinaryText(size_t bytes) {
    std::mt19937 random(42);
    std::string text;
    while (text.size() < bytes)
        text += kLines[random() % std::size(kLines)];
    text.resize(bytes);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0)
        text.pop_back();
    return text;
}

/// Processor time of this program: what others do on the machine does not count.
template<typename Work>
double timed(Work work) {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) * 1e6 / CLOCKS_PER_SEC;
}

/// The figures as one JSON object.
class Figures {
public:
    void add(const char* name, double value) {
        std::printf("%s\"%s\": %.2f", m_first ? "{" : ", ", name, value);
        m_first = false;
    }
    void end() const { std::puts("}"); }

private:
    bool m_first = true;
};

void measureThroughput(const detect::Scanner& scanner, Figures& figures) {
    constexpr size_t kBytes = size_t{8} << 20;
    const std::string text = ordinaryText(kBytes);
    std::vector<double> runs;
    runs.reserve(7);
    for (int i = 0; i < 7; ++i)
        runs.push_back(timed([&] { scanner.scan(text); }));
    std::sort(runs.begin(), runs.end());
    figures.add("scan_clean_mib_s", 8.0 / (runs[runs.size() / 2] / 1e6));
}

void measurePaste(const detect::Scanner& scanner, Figures& figures) {
    const std::string text = ordinaryText(size_t{4} << 20);
    const std::string secret = " card 4539 1488 0343 6467, mail a.b@firma.de ";
    std::vector<double> runs;
    for (size_t at = 0; at + 4096 <= text.size(); at += 4096) {
        const std::string paste = text.substr(at, 4096 - secret.size()) + secret;
        runs.push_back(timed([&] { scanner.scan(paste); }));
    }
    std::sort(runs.begin(), runs.end());
    figures.add("scan_paste_4k_p50_us", runs[runs.size() / 2]);
    figures.add("scan_paste_4k_p99_us", runs[runs.size() * 99 / 100]);
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
            runs.push_back(timed([&] { scanner.scan(text); }));
        std::sort(runs.begin(), runs.end());
        worst = std::max(worst, runs[runs.size() / 2]);
    }
    figures.add("scan_worst_4k_us", worst);
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
        runs.push_back(timed([&] { scanner.scan(text); }));
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
    figures.add("detectors_load_ms", timed([&] {
                                         auto built =
                                             detect::RuleSet::build(files, detect::Examples::Skip);
                                         if (built)
                                             rules = std::move(built).value();
                                     }) / 1000);
    if (!rules)
        return 1;
    const detect::Scanner scanner(rules);
    measureThroughput(scanner, figures);
    measurePaste(scanner, figures);
    measureWorst(scanner, figures);
    measureFiles(scanner, {names + 1, names + count}, figures);
    figures.end();
    return 0;
}
