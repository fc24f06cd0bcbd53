#include "cli/Since.h"

#include <QDateTime>

#include <map>

namespace chaperone::cli {
namespace {

UtcTime toUtc(const QDateTime& time) {
    return UtcTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

/// `90m`, `12h`, `7d`: that long before now.
std::optional<QDateTime> parseAgo(const QString& text, const QDateTime& now) {
    static const std::map<QChar, qint64> kSeconds = {{QLatin1Char('m'), 60},
                                                     {QLatin1Char('h'), 3600},
                                                     {QLatin1Char('d'), 86400},
                                                     {QLatin1Char('w'), 604800}};
    const auto unit = text.isEmpty() ? kSeconds.end() : kSeconds.find(text.back());
    bool isNumber = false;
    const uint count = text.chopped(text.isEmpty() ? 0 : 1).toUInt(&isNumber);
    if (unit == kSeconds.end() || !isNumber) {
        return {};
    }
    return now.addSecs(-static_cast<qint64>(count) * unit->second);
}

} // namespace

Result<std::optional<UtcTime>> parseSince(const std::string& given) {
    if (given.empty()) {
        return std::optional<UtcTime>();
    }
    const QString text = QString::fromStdString(given);
    const QDateTime now = QDateTime::currentDateTime();
    if (text == QLatin1String("today")) {
        return std::optional(toUtc(now.date().startOfDay()));
    }
    if (const auto ago = parseAgo(text, now)) {
        return std::optional(toUtc(*ago));
    }
    if (const QDate day = QDate::fromString(text, Qt::ISODate);
        day.isValid() && text.size() == 10) {
        return std::optional(toUtc(day.startOfDay()));
    }
    if (const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs); time.isValid()) {
        return std::optional(toUtc(time));
    }
    return Error{"bad_time", "--since takes a day (2026-11-23), a time (2026-11-23T09:15:00Z), "
                             "`today`, or how long ago (90m, 12h, 7d, 2w)."};
}

CLI::Option* addSince(CLI::App& command, std::string& since) {
    return command
        .add_option("--since", since,
                    "Only from then on: 2026-11-23, a time, `today`, 90m, 12h, 7d, 2w")
        ->type_name("WHEN");
}

} // namespace chaperone::cli
