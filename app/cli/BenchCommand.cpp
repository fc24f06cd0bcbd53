#include "cli/BenchPage.h"
#include "cli/Command.h"

#include "evaluate/Samples.h"
#include "platform/ProcessMemory.h"
#include "resources/Resources.h"

#include <QDateTime>
#include <QSysInfo>

#include <chrono>
#include <fstream>
#include <iostream>
#include <thread>

namespace chaperone::cli {
namespace {

constexpr size_t kMaxSamples = 1'000'000;

struct Options {
    size_t samples = 6800; ///< some hundred of each language
    uint32_t seed = 1;
    std::string page;
};

Result<std::vector<evaluate::LanguageSamples>> shippedSamples() {
    std::vector<evaluate::LanguageSamples> all;
    for (const resources::File& file : resources::folder("samples")) {
        auto languages = evaluate::parseSamples(file.name, file.text);
        if (!languages)
            return languages.error();
        for (evaluate::LanguageSamples& language : *languages)
            all.push_back(std::move(language));
    }
    return all;
}

std::string machine() {
    return QSysInfo::prettyProductName().toStdString() + ", " +
           QSysInfo::currentCpuArchitecture().toStdString() + ", " +
           std::to_string(std::thread::hardware_concurrency()) + " processors";
}

Result<BenchResult> measure(const Options& options, const Context& context) {
    BenchResult result;
    const auto start = std::chrono::steady_clock::now();
    const auto active = activePolicy(context);
    if (!active)
        return active.error();
    const auto detection = platform::loadDetection(*active);
    if (!detection)
        return detection.error();
    result.loadMs =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    const auto languages = shippedSamples();
    if (!languages)
        return languages.error();
    const auto samples = evaluate::makeSamples(*languages, options.samples, options.seed);
    if (!samples)
        return samples.error();
    result.score = evaluate::score(detection->scanner, *samples);
    result.timing = evaluate::timePastes(detection->scanner, *samples);
    result.peakMemoryBytes = platform::peakMemoryBytes();
    result.detectors = detection->scanner.detectors().size();
    result.policy = active->policy->title();
    result.machine = machine();
    result.when = QDateTime::currentDateTime().toString(Qt::ISODate).toStdString();
    return result;
}

Result<void> writePage(const BenchResult& result, const std::string& path) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << asPage(result);
    file.flush();
    if (!file)
        return Error{"unwritable", "The page could not be written to " + path + "."};
    return {};
}

int run(const Options& options, const Context& context) {
    const auto result = measure(options, context);
    if (!result)
        return fail(result.error());
    if (!options.page.empty()) {
        if (const auto written = writePage(*result, options.page); !written)
            return fail(written.error());
        std::cerr << "The page is in " << options.page << ".\n";
    }
    std::cout << (context.json ? asJson(*result) + "\n" : asText(*result));
    return kFine;
}

} // namespace

void addBench(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "bench", "Measure what the active policy finds on this machine, and how fast");
    command->footer("Example: chaperonectl bench --page bench.html");
    auto options = std::make_shared<Options>();
    command->add_option("--samples", options->samples, "How many to make")
        ->check(CLI::Range(size_t{1}, kMaxSamples));
    command->add_option("--seed", options->seed, "Another number makes other samples");
    command->add_option("--page", options->page, "Also write a page to hand on")->type_name("FILE");
    command->callback([options, &context] { context.exitCode = run(*options, context); });
}

} // namespace chaperone::cli
