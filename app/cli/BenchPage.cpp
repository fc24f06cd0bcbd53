#include "cli/BenchPage.h"

#include "detect/Redaction.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace chaperone::cli {
namespace {

using evaluate::Count;

std::string number(double value, int decimals) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string percent(double share) {
    return number(share * 100, 1) + " %";
}

double mebibytes(size_t bytes) {
    return static_cast<double>(bytes) / (1 << 20);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '&':
            out += "&amp;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string padded(std::string text, size_t width) {
    if (text.size() < width)
        text.append(width - text.size(), ' ');
    return text;
}

std::string textRow(const std::string& name, const Count& count) {
    return padded(name, 26) + padded(std::to_string(count.found + count.missed), 8) +
           padded(percent(count.recall()), 10) + padded(percent(count.precision()), 11) +
           std::to_string(count.wrong) + "\n";
}

std::string textTable(const std::string& title, const std::map<std::string, Count>& rows) {
    std::string out = "\n" + padded(title, 26) + padded("there", 8) + padded("found", 10) +
                      padded("precision", 11) + "false alarms\n";
    for (const auto& [name, count] : rows)
        out += textRow(name, count);
    return out;
}

std::string pageTable(const std::string& title, const std::map<std::string, Count>& rows,
                      bool families) {
    std::string out =
        "<h2>" + title + "</h2>\n<table><thead><tr><th scope=\"col\">" + title +
        "</th><th scope=\"col\">There</th><th scope=\"col\">Found</th>"
        "<th scope=\"col\">Precision</th><th scope=\"col\">False alarms</th></tr></thead>"
        "<tbody>\n";
    for (const auto& [name, count] : rows) {
        const std::string label =
            families ? std::string(detect::labelFor(name)) + " <code>" + escaped(name) + "</code>"
                     : escaped(name);
        out += "<tr><th scope=\"row\">" + label + "</th><td>" +
               std::to_string(count.found + count.missed) + "</td><td>" + percent(count.recall()) +
               "</td><td>" + percent(count.precision()) + "</td><td>" +
               std::to_string(count.wrong) + "</td></tr>\n";
    }
    return out + "</tbody></table>\n";
}

constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2.5rem auto;padding:0 1rem;"
    "color:#1c2330;background:#fff}"
    "h1{font-size:1.6rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:2rem}"
    "p.where{color:#5a6475;margin-top:0}"
    "dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:1rem}"
    "dt{color:#5a6475;font-size:.85rem}dd{margin:0;font-size:1.4rem;font-variant-numeric:tabular-"
    "nums}"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
    "th,td{text-align:start;padding:.35rem .6rem;border-bottom:1px solid #dde2ea}"
    "td,thead th:not(:first-child){text-align:end}th[scope=row]{font-weight:400}"
    "code{color:#5a6475;font-size:.85em}"
    "@media(prefers-color-scheme:dark){body{color:#e6e9ef;background:#171b22}"
    "p.where,dt,code{color:#9aa5b5}th,td{border-color:#313844}}";

std::string figure(const std::string& name, const std::string& value) {
    return "<div><dt>" + name + "</dt><dd>" + value + "</dd></div>\n";
}

} // namespace

std::string asText(const BenchResult& result) {
    const Count& all = result.score.all;
    std::string out = "Policy " + result.policy + ", " + std::to_string(result.detectors) +
                      " detectors, on " + result.machine + "\n\n";
    out += std::to_string(result.score.samples) + " samples in " +
           std::to_string(result.score.byLanguage.size()) + " languages: found " +
           percent(all.recall()) + ", precision " + percent(all.precision()) + "\n";
    out += "A paste of 4 KB: p50 " + number(result.timing.p50Us, 0) + " us, p99 " +
           number(result.timing.p99Us, 0) + " us; ordinary text " +
           number(result.timing.mebibytesPerSecond, 0) + " MiB/s; loaded in " +
           number(result.loadMs, 0) + " ms; memory at most " +
           number(mebibytes(result.peakMemoryBytes), 0) + " MiB\n";
    out += textTable("Kind", result.score.byFamily);
    out += textTable("Language", result.score.byLanguage);
    return out;
}

std::string asJson(const BenchResult& result) {
    nlohmann::ordered_json out{{"policy", result.policy},
                               {"machine", result.machine},
                               {"when", result.when},
                               {"detectors", result.detectors},
                               {"samples", result.score.samples},
                               {"undetermined", result.score.undetermined},
                               {"recall", result.score.all.recall()},
                               {"precision", result.score.all.precision()},
                               {"paste_4k_p50_us", result.timing.p50Us},
                               {"paste_4k_p99_us", result.timing.p99Us},
                               {"scan_clean_mib_s", result.timing.mebibytesPerSecond},
                               {"load_ms", result.loadMs},
                               {"peak_rss_mib", mebibytes(result.peakMemoryBytes)}};
    const auto add = [&](const std::string& group, const std::map<std::string, Count>& rows) {
        for (const auto& [name, count] : rows) {
            std::string key = group;
            key.append(".").append(name);
            out[key + ".recall"] = count.recall();
            out[key + ".precision"] = count.precision();
        }
    };
    add("kind", result.score.byFamily);
    add("language", result.score.byLanguage);
    return out.dump();
}

std::string asPage(const BenchResult& result) {
    const Count& all = result.score.all;
    std::string out = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                      "<meta name=\"viewport\" content=\"width=device-width\">"
                      "<title>Chaperone: what it finds, and how fast</title><style>";
    out += kStyle;
    out +=
        "</style></head><body>\n<h1>What Chaperone finds, and how fast</h1>\n<p class=\"where\">" +
        escaped(result.policy) + " · " + escaped(result.machine) + " · " + escaped(result.when) +
        "</p>\n<dl>\n";
    out += figure("Found of what is there", percent(all.recall()));
    out += figure("Precision", percent(all.precision()));
    out += figure("Paste of 4 KB, median", number(result.timing.p50Us, 0) + " µs");
    out += figure("Paste of 4 KB, p99", number(result.timing.p99Us, 0) + " µs");
    out += figure("Ordinary text", number(result.timing.mebibytesPerSecond, 0) + " MiB/s");
    out += figure("Loading", number(result.loadMs, 0) + " ms");
    out += figure("Memory, at most", number(mebibytes(result.peakMemoryBytes), 0) + " MiB");
    out += figure("Detectors", std::to_string(result.detectors));
    out += "</dl>\n";
    out += pageTable("Kind", result.score.byFamily, true);
    out += pageTable("Language", result.score.byLanguage, false);
    out +=
        "<h2>How this was measured</h2>\n<p>" + std::to_string(result.score.samples) +
        " samples were made on this machine from sentences that ship with Chaperone: half of them "
        "hold invented values, half hold what merely looks like some (order numbers, times, "
        "versions, hashes). A finding counts at medium confidence and above, which is what "
        "policies "
        "act on. The sentences were written by the people who wrote the detectors, so take the "
        "figures as a check of this installation and of its policy, not as a promise about texts "
        "that nobody here has seen. Nothing was sent anywhere.</p>\n</body></html>\n";
    return out;
}

} // namespace chaperone::cli
