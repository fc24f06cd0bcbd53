#include "evaluate/Score.h"

#include "evaluate/OrdinaryText.h"
#include "text/Utf8.h"

#include <algorithm>
#include <chrono>

namespace chaperone::evaluate {
namespace {

constexpr size_t kPasteBytes = 4096;
constexpr size_t kOrdinaryBytes = size_t{4} << 20;

std::string familyOf(std::string_view type) {
    const size_t first = type.find('.');
    return std::string(type.substr(0, type.find('.', first + 1)));
}

double share(size_t part, size_t rest) {
    return part + rest == 0 ? 1 : static_cast<double>(part) / static_cast<double>(part + rest);
}

bool answers(const detect::Finding& finding, const Expected& expected) {
    return finding.start < expected.end && finding.end > expected.start &&
           familyOf(finding.type) == familyOf(expected.type);
}

bool overlapsAny(const detect::Finding& finding, const std::vector<Expected>& expected) {
    return std::any_of(expected.begin(), expected.end(), [&](const Expected& it) {
        return finding.start < it.end && finding.end > it.start;
    });
}

void count(const Sample& sample, const std::vector<detect::Finding>& findings, Score& score) {
    const auto add = [&](std::string_view type, const Count& one) {
        score.all.add(one);
        score.byFamily[familyOf(type)].add(one);
        score.byLanguage[sample.language].add(one);
    };
    for (const Expected& expected : sample.expected) {
        const bool found =
            std::any_of(findings.begin(), findings.end(), [&](const detect::Finding& it) {
                return it.confidence >= detect::Confidence::Medium && answers(it, expected);
            });
        add(expected.type, found ? Count{1, 0, 0} : Count{0, 1, 0});
    }
    for (const detect::Finding& finding : findings) {
        if (finding.confidence >= detect::Confidence::Medium &&
            !overlapsAny(finding, sample.expected))
            add(finding.type, {0, 0, 1});
    }
}

double microseconds(const detect::Scanner& scanner, std::string_view text) {
    const auto start = std::chrono::steady_clock::now();
    scanner.scan(text);
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
        .count();
}

} // namespace

double Count::recall() const {
    return share(found, missed);
}

double Count::precision() const {
    return share(found, wrong);
}

void Count::add(const Count& other) {
    found += other.found;
    missed += other.missed;
    wrong += other.wrong;
}

Score score(const detect::Scanner& scanner, const std::vector<Sample>& samples) {
    Score score;
    for (const Sample& sample : samples) {
        const detect::ScanResult result = scanner.scan(sample.text);
        count(sample, result.findings, score);
        ++score.samples;
        score.bytes += sample.text.size();
        score.undetermined += result.status != detect::ScanStatus::Complete;
    }
    return score;
}

Timing timePastes(const detect::Scanner& scanner, const std::vector<Sample>& samples) {
    const std::string ordinary = ordinaryText(kOrdinaryBytes);
    std::vector<double> times;
    for (size_t i = 0, at = 0; i < samples.size(); ++i, at += kPasteBytes) {
        if (at + kPasteBytes > ordinary.size())
            at = 0;
        const std::string& sample = samples[i].text;
        const size_t room = kPasteBytes - std::min(sample.size(), kPasteBytes);
        const size_t from = text::borderAfter(ordinary, at);
        const std::string paste =
            ordinary.substr(from, text::borderBefore(ordinary, from + room) - from) + sample;
        times.push_back(microseconds(scanner, paste));
    }
    if (times.empty())
        return {};
    std::sort(times.begin(), times.end());
    Timing timing;
    timing.p50Us = times[times.size() / 2];
    timing.p99Us = times[times.size() * 99 / 100];
    timing.mebibytesPerSecond =
        static_cast<double>(ordinary.size()) / (1 << 20) / (microseconds(scanner, ordinary) / 1e6);
    return timing;
}

} // namespace chaperone::evaluate
