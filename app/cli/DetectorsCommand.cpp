#include "cli/Command.h"

#include "detect/RuleSet.h"
#include "evaluate/Danger.h"
#include "resources/Detectors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

namespace chaperone::cli {
namespace {

constexpr size_t kMaxFileBytes = size_t{4} << 20;

nlohmann::ordered_json toJson(const detect::DetectorDescription& detector) {
    return {{"id", detector.id},         {"type", detector.type}, {"name", detector.name},
            {"source", detector.source}, {"file", detector.file}, {"line", detector.line}};
}

int list(bool json) {
    const auto rules = resources::shippedDetectors();
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const auto& detector : rules->detectors()) {
        if (json) {
            out.push_back(toJson(detector));
        } else {
            std::cout << detector.id << "  " << detector.type << "  " << detector.name << '\n';
        }
    }
    if (json) {
        std::cout << out.dump(2) << '\n';
    }
    return kFine;
}

int show(const std::string& id, bool json) {
    const auto rules = resources::shippedDetectors();
    const auto all = rules->detectors();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto& detector) { return detector.id == id; });
    if (found == all.end()) {
        return fail(
            {"not_found", "There is no detector \"" + id + "\"; \"detectors list\" shows all."});
    }
    if (json) {
        std::cout << toJson(*found).dump(2) << '\n';
        return kFine;
    }
    std::cout << found->name << "\n  id      " << found->id << "\n  finds   " << found->type
              << "\n  source  " << found->source << "\n  file    " << found->file << ", line "
              << found->line << '\n';
    return kFine;
}

/// A file of one's own is tried beside the shipped ones: it may use their context words and must
/// not take their ids.
int check(const std::string& path) {
    Result<std::string> text = readInput(path, kMaxFileBytes);
    if (!text) {
        return fail(text.error());
    }
    auto sources = resources::detectorFiles();
    const auto before = resources::shippedDetectors();
    sources.push_back({path, std::move(text).value(), detect::Examples::Run});
    const auto after = detect::RuleSet::build(sources);
    if (!after) {
        std::cerr << after.error().message << '\n';
        return kFindings;
    }
    if (const auto harmless = evaluate::checkDanger(before, *after); !harmless) {
        std::cerr << path << ": " << harmless.error().message << '\n';
        return kFindings;
    }
    const size_t added = (*after)->detectors().size() - before->detectors().size();
    std::cout << path << ": " << added << (added == 1 ? " detector" : " detectors")
              << ", all examples hold; quiet and quick on ordinary text.\n";
    return kFine;
}

} // namespace

void addDetectors(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("detectors", "What is looked for, and whether a rule file holds");
    command->footer("Example: chaperonectl detectors show iban");
    command->require_subcommand(1);
    auto argument = std::make_shared<std::string>();

    auto* listing = command->add_subcommand("list", "All detectors");
    listing->footer("Example: chaperonectl detectors list --json");
    listing->callback([&context] { context.exitCode = list(context.json); });

    auto* showing = command->add_subcommand("show", "One detector, its source and its file");
    showing->footer("Example: chaperonectl detectors show iban");
    showing->add_option("ID", *argument, "The detector's id")->required();
    showing->callback([argument, &context] { context.exitCode = show(*argument, context.json); });

    auto* checking = command->add_subcommand("check", "Try a detector file and all its examples");
    checking->footer("Example: chaperonectl detectors check our-rules.toml");
    checking->add_option("FILE", *argument, "A detector file")->required();
    checking->callback([argument, &context] { context.exitCode = check(*argument); });
}

} // namespace chaperone::cli
