#include "audit/AuditLog.h"
#include "audit/AuditReader.h"
#include "audit/WordIndex.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

// How fast the log takes rows, and how long one append waits for its commit. The log is made in the
// folder given, or in the working one: measure on the disk that counts, not on a memory disk.
using namespace chaperone;
using namespace chaperone::audit;

namespace {

using Steady = std::chrono::steady_clock;

constexpr int kThroughputRows = 100'000;
constexpr int64_t kLogRows = 1'000'000;
constexpr int kWarmUpRows = 500;
constexpr int kLatencyRows = 2'000;

/// A verdict of common size: two findings, half a kilobyte.
Entry verdict() {
    static const std::string body =
        R"({"channel":"paste","host":"chatgpt.com","app":"chatgpt","account":"personal",)"
        R"("origin":"copied","origin_host":"mail.example.com","action":"coach",)"
        R"("rule":"coach-personal-data","policy":"default 1","status":"ok","why":"","findings":[)"
        R"({"type":"fin.iban","confidence":"high","count":1,"detector":"iban","hash":)"
        R"("c0ffee00c0ffee00c0ffee00c0ffee00","masked":"DE89 **** 3000"},)"
        R"({"type":"pii.email","confidence":"medium","count":3,"detector":"email","hash":)"
        R"("beefcafebeefcafebeefcafebeefcafe","masked":"a***@example.com"}],)"
        R"("bytes":4096,"cost_us":812})";
    return {Kind::Verdict, "01J9ZQ8W6T4M2K0H8F6D4B2A0C", body};
}

double secondsSince(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

double rowsPerSecond(AuditLog& log) {
    const auto start = Steady::now();
    for (int i = 0; i < kThroughputRows; ++i) {
        log.append(verdict(), nullptr);
    }
    log.flush();
    return kThroughputRows / secondsSince(start);
}

/// Appends and waits for the commit, like one tab that asks.
double appendAndWaitUs(AuditLog& log) {
    std::mutex mutex;
    std::condition_variable changed;
    bool committed = false;
    const auto start = Steady::now();
    log.append(verdict(), [&](const Result<Row>& row) {
        if (!row) {
            std::cerr << row.error().message << '\n';
        }
        const std::lock_guard lock(mutex);
        committed = true;
        changed.notify_one();
    });
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return committed; });
    return secondsSince(start) * 1e6;
}

/// Sorted waiting times of `callers` that append one row after the other, all at once.
std::vector<double> latenciesUs(AuditLog& log, int callers) {
    std::vector<std::vector<double>> each(static_cast<size_t>(callers));
    std::vector<std::thread> threads;
    threads.reserve(each.size());
    for (std::vector<double>& mine : each) {
        threads.emplace_back([&log, &mine, callers] {
            for (int i = 0; i < kLatencyRows / callers; ++i) {
                mine.push_back(appendAndWaitUs(log));
            }
        });
    }
    std::vector<double> all;
    for (size_t i = 0; i < threads.size(); ++i) {
        threads[i].join();
        all.insert(all.end(), each[i].begin(), each[i].end());
    }
    std::sort(all.begin(), all.end());
    return all;
}

double quantile(const std::vector<double>& sorted, double part) {
    return sorted[static_cast<size_t>(part * static_cast<double>(sorted.size() - 1))];
}

/// Grows to that many rows; one in a hundred thousand is another.
void growTo(AuditLog& log, int64_t rows) {
    int64_t last = 0;
    log.append(verdict(), [&last](const Result<Row>& row) { last = row ? row->sequence : 0; });
    log.flush();
    for (int64_t row = last + 1; row <= rows; ++row) {
        log.append(row % 100'000 == 0
                       ? Entry{Kind::Verdict, "i", R"({"host":"needle.example","action":"coach"})"}
                       : verdict(),
                   nullptr);
    }
    log.flush();
}

void waitForIndex(const std::filesystem::path& file, int64_t rows) {
    const auto indexed = [&file] {
        const auto index = WordIndexReader::open(file, [&file](int64_t row) {
            Query query;
            query.afterSequence = row - 1;
            query.limit = 1;
            return AuditReader::open(file).value()->rows(query)->front().hash;
        });
        return index != nullptr ? index->indexed() : 0;
    };
    while (indexed() < rows) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

/// The newest 50, the slowest of five times.
double searchMs(const AuditReader& reader, const std::string& words) {
    double slowest = 0;
    for (int i = 0; i < 5; ++i) {
        Query query;
        query.words = words;
        query.newestFirst = true;
        query.limit = 50;
        const auto start = Steady::now();
        const auto found = reader.rows(query);
        if (!found) {
            std::cerr << found.error().message << '\n';
        }
        slowest = std::max(slowest, secondsSince(start) * 1e3);
    }
    return slowest;
}

int measure(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "audit.db";
    const auto log = AuditLog::open(file, std::make_shared<SystemClock>());
    if (!log) {
        std::cerr << log.error().message << '\n';
        return 1;
    }
    for (int i = 0; i < kWarmUpRows; ++i) {
        appendAndWaitUs(**log);
    }
    const std::vector<double> alone = latenciesUs(**log, 1);
    const std::vector<double> crowd = latenciesUs(**log, 16);
    const double rate = rowsPerSecond(**log);
    growTo(**log, kLogRows);
    const auto reader = AuditReader::open(file);
    const auto began = Steady::now();
    waitForIndex(file, kLogRows);
    const double indexSeconds = secondsSince(began);
    const auto start = Steady::now();
    const auto verification = reader.value()->verify();
    const double verifySeconds = secondsSince(start);
    const double verifyRate = static_cast<double>(verification->rows) / verifySeconds;
    const nlohmann::ordered_json figures = {
        {"audit_append_rows_s", rate},
        {"audit_append_p50_us", quantile(alone, 0.5)},
        {"audit_append_p99_us", quantile(alone, 0.99)},
        {"audit_append_16_callers_p50_us", quantile(crowd, 0.5)},
        {"audit_append_16_callers_p99_us", quantile(crowd, 0.99)},
        {"audit_verify_rows_s", verifyRate},
        {"audit_verify_million_s", 1e6 / verifyRate},
        {"audit_index_behind_s", indexSeconds},
        {"audit_search_rare_ms", searchMs(**reader, "needle.example")},
        {"audit_search_common_ms", searchMs(**reader, "chatgpt.com fin.iban")},
        {"audit_search_both_ms", searchMs(**reader, "verdict needle.example coach")},
        {"audit_search_none_ms", searchMs(**reader, "verdict nothing-like-it")},
        {"audit_search_start_ms", searchMs(**reader, "fin.* chatgpt.com")}};
    std::cout << figures.dump(2) << '\n';
    return verification->intact ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    const std::filesystem::path parent = argc > 1 ? argv[1] : ".";
    const auto folder =
        parent / ("audit-bench-" + std::to_string(Steady::now().time_since_epoch().count()));
    std::error_code failure;
    if (!std::filesystem::create_directory(folder, failure)) {
        std::cerr << "The folder " << folder << " cannot be made: " << failure.message() << '\n';
        return 1;
    }
    const int code = measure(folder);
    std::filesystem::remove_all(folder, failure);
    return code;
}
