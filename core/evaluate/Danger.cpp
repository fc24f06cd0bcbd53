#include "evaluate/Danger.h"

#include "detect/Scanner.h"
#include "evaluate/OrdinaryText.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <set>
#include <string>

namespace chaperone::evaluate {
namespace {

constexpr size_t kOrdinaryBytes = size_t{1} << 20;
constexpr size_t kSlowBytes = size_t{64} << 10;
constexpr size_t kMaxAlarms = 10;    // in a megabyte of ordinary text, of one detector
constexpr double kMaxSlowdown = 5;   // a detector that looks at every digit makes it twofold
constexpr double kNoiseSeconds = .1; // what a busy machine may take by itself

Error dangerous(const std::string& why) {
    return {"dangerous_detector", why};
}

std::set<std::string> idsOf(const detect::RuleSet& rules) {
    std::set<std::string> ids;
    for (const detect::DetectorDescription& detector : rules.detectors())
        ids.emplace(detector.id);
    return ids;
}

std::string repeated(std::string_view piece) {
    std::string text;
    while (text.size() < kSlowBytes)
        text += piece;
    return text;
}

/// The best of three: what else the machine does can only make it longer.
double secondsFor(const detect::Scanner& scanner, std::string_view text) {
    double best = std::numeric_limits<double>::max();
    for (int i = 0; i < 3; ++i) {
        const auto start = std::chrono::steady_clock::now();
        scanner.scan(text);
        best = std::min(
            best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

Result<void> checkAlarms(const std::set<std::string>& known, const detect::ScanResult& result) {
    std::map<std::string, size_t> alarms;
    for (const detect::Finding& finding : result.findings) {
        const std::string id(finding.detector);
        if (finding.confidence >= detect::Confidence::Medium && !known.contains(id))
            ++alarms[id];
    }
    for (const auto& [id, count] : alarms) {
        if (count > kMaxAlarms) {
            return dangerous("The detector \"" + id + "\" finds something " +
                             std::to_string(count) +
                             " times in a megabyte of ordinary text: people would be stopped all "
                             "day. Give it a longer literal, a validator or words that must stand "
                             "near, or lower its confidence.");
        }
    }
    return {};
}

} // namespace

Result<void> checkDanger(std::shared_ptr<const detect::RuleSet> before,
                         std::shared_ptr<const detect::RuleSet> after) {
    const std::set<std::string> known = idsOf(*before);
    const detect::Scanner without(std::move(before));
    const detect::Scanner with(std::move(after));
    const std::string ordinary = ordinaryText(kOrdinaryBytes);
    if (auto quiet = checkAlarms(known, with.scan(ordinary)); !quiet)
        return quiet;
    std::vector<std::string> texts{ordinary};
    for (const std::string_view piece : {"4", "4 ", "A", "a ", "=", "a@", "x.", "key=", "\"", "(("})
        texts.push_back(repeated(piece));
    for (const std::string& text : texts) {
        const bool finished = without.scan(text).status == detect::ScanStatus::Complete;
        if (finished && with.scan(text).status != detect::ScanStatus::Complete) {
            return dangerous("With this file there are texts that cannot be read to the end within "
                             "the limits: a detector begins in too many places.");
        }
        const double limit = secondsFor(without, text) * kMaxSlowdown + kNoiseSeconds;
        if (secondsFor(with, text) > limit) {
            return dangerous("With this file reading takes more than five times as long: a pattern "
                             "begins in too many places, or looks too far.");
        }
    }
    return {};
}

} // namespace chaperone::evaluate
