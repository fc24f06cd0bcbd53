#include "../Figures.h"
#include "evaluate/OrdinaryText.h"
#include "platform/Detection.h"
#include "platform/DocumentReader.h"
#include "Samples.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <sys/resource.h>

/// Measures by the clock on the wall how long a Word document takes until it is judged: read in the
/// reader process, sent over, and scanned with everything on.
namespace {

using namespace chaperone;

using bench::Figures;

/// Prose with many different words, so that packing does to it what it does to what people write.
std::string documentOf(size_t textBytes) {
    std::minstd_rand random(7); // always the same
    const std::string text = evaluate::ordinaryText(textBytes);
    std::string paragraphs;
    std::string line;
    for (const char c : text) {
        if (c == '\n') {
            paragraphs += samples::wordParagraph(line);
            line.clear();
        } else if (c == '&' || c == '<' || c == '>') {
            line += ' ';
        } else if (c >= 'a' && c <= 'z' && random() % 8 == 0) {
            line += static_cast<char>('a' + random() % 26);
        } else {
            line += c;
        }
    }
    return samples::wordDocument(paragraphs + samples::wordParagraph(line));
}

/// Processor time of this program and of the readers that have ended: what others do on the machine
/// does not count.
double processorMs() {
    double sum = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage used{};
        getrusage(who, &used);
        sum += static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
               static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
    }
    return sum;
}

struct Times {
    double readMs = 0;
    double allMs = 0;
    double processorMs = 0;
    size_t textBytes = 0;
    bool whole = false;
};

Times judge(const std::string& document, const detect::Scanner& scanner) {
    using Milliseconds = std::chrono::duration<double, std::milli>;
    const platform::DocumentReader reader(CHAPERONE_READER);
    Times times;
    const double before = processorMs();
    const auto start = std::chrono::steady_clock::now();
    const auto read = reader.read(document, "report.docx");
    times.readMs = Milliseconds(std::chrono::steady_clock::now() - start).count();
    times.whole = read.status() == document::Status::Text;
    for (const auto& part : read.parts) {
        times.textBytes += part.text.size();
        (void)scanner.scan(part.text);
    }
    times.allMs = Milliseconds(std::chrono::steady_clock::now() - start).count();
    times.processorMs = processorMs() - before;
    return times;
}

bool measure(const std::string& name, const std::string& document, const detect::Scanner& scanner,
             Figures& figures) {
    std::vector<Times> runs;
    for (int i = 0; i < 5; ++i)
        runs.push_back(judge(document, scanner));
    std::sort(runs.begin(), runs.end(),
              [](const Times& a, const Times& b) { return a.allMs < b.allMs; });
    const Times& median = runs[runs.size() / 2];
    figures.add("document_" + name + "_read_ms", median.readMs);
    figures.add("document_" + name + "_judged_ms", median.allMs);
    figures.add("document_" + name + "_processor_ms", median.processorMs);
    figures.add("document_" + name + "_text_mib",
                static_cast<double>(median.textBytes) / (1 << 20));
    return median.whole;
}

} // namespace

int main() {
    auto loaded = platform::loadDetection(platform::shippedAlone());
    if (!loaded)
        return 1;
    Figures figures;
    bool whole = measure("small", documentOf(4096), loaded->scanner, figures);
    size_t textBytes = size_t{18} << 20;
    std::string document = documentOf(textBytes);
    textBytes = static_cast<size_t>(static_cast<double>(textBytes) * (10 << 20) /
                                    static_cast<double>(document.size()));
    document = documentOf(textBytes);
    figures.add("document_10mb_size_mib", static_cast<double>(document.size()) / (1 << 20));
    whole = measure("10mb", document, loaded->scanner, figures) && whole;
    figures.end();
    return whole ? 0 : 1;
}
