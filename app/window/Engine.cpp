#include "window/Engine.h"

#include <algorithm>
#include <array>

namespace chaperone::window {
namespace {

struct Release {
    int major;
    int year;
    int month;
    int day;
    QDate date() const { return {year, month, day}; }
};

// https://chromiumdash.appspot.com/schedule, first day on the stable channel.
constexpr std::array<Release, 14> kReleases{{{87, 2020, 11, 17},
                                             {90, 2021, 4, 14},
                                             {94, 2021, 9, 21},
                                             {98, 2022, 2, 1},
                                             {102, 2022, 5, 24},
                                             {106, 2022, 9, 27},
                                             {108, 2022, 11, 29},
                                             {112, 2023, 4, 4},
                                             {116, 2023, 8, 15},
                                             {118, 2023, 10, 10},
                                             {122, 2024, 2, 20},
                                             {126, 2024, 6, 11},
                                             {130, 2024, 10, 15},
                                             {134, 2025, 3, 4}}};
constexpr int kDaysApart = 28; // since Chromium 94

int majorOf(const QString& version) {
    return version.section(QLatin1Char('.'), 0, 0).toInt();
}

} // namespace

QDate releaseOfChromium(int major) {
    const Release& first = kReleases.front();
    const Release& last = kReleases.back();
    if (major <= first.major) {
        return first.date();
    }
    if (major >= last.major) {
        return last.date().addDays(qint64{kDaysApart} * (major - last.major));
    }
    const auto* next =
        std::upper_bound(kReleases.begin(), kReleases.end(), major,
                         [](int wanted, const Release& release) { return wanted < release.major; });
    const auto* before = std::prev(next);
    const qint64 days = before->date().daysTo(next->date());
    return before->date().addDays(days * (major - before->major) / (next->major - before->major));
}

int Engine::monthsOld(QDate today) const {
    const int months = (today.year() - fixedUntil.year()) * 12 + today.month() -
                       fixedUntil.month() - (today.day() < fixedUntil.day() ? 1 : 0);
    return std::max(months, 0);
}

Engine engineOf(const QString& chromium, const QString& securityPatches) {
    Engine engine{chromium, majorOf(chromium), 0, {}};
    engine.patchedTo = std::max(engine.major, majorOf(securityPatches));
    engine.fixedUntil = releaseOfChromium(engine.patchedTo);
    return engine;
}

} // namespace chaperone::window
