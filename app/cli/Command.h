#pragma once

#include "platform/Detection.h"
#include "platform/Profile.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

/// chaperonectl: one file per command. A command adds its options to the parser and leaves its exit
/// code in the context: results go to stdout, messages to stderr.
namespace chaperone::cli {

enum ExitCode { kFine = 0, kFindings = 1, kBadInput = 2, kUndetermined = 3 };

struct Context {
    std::string profileArgument; ///< of --profile, may be empty
    bool json = false;           ///< --json: for programs instead of people
    int exitCode = kFine;

    Result<platform::Profile> profile() const { return platform::Profile::open(profileArgument); }
};

void addScan(CLI::App& app, Context& context);
void addDetectors(CLI::App& app, Context& context);
void addPolicy(CLI::App& app, Context& context);
void addAudit(CLI::App& app, Context& context);
void addBrowsers(CLI::App& app, Context& context);
void addDoctor(CLI::App& app, Context& context);
void addData(CLI::App& app, Context& context);
void addBench(CLI::App& app, Context& context);
void addVault(CLI::App& app, Context& context);

/// The policy that is in force here; the shipped one without a profile (a build machine, a
/// read-only home). A policy that cannot be used is an error, never passed over.
Result<platform::ActivePolicy> activePolicy(const Context& context);
/// What ships, and what that policy adds of the customer's own.
Result<platform::Detection> detectionFor(const Context& context);

/// The whole of a small file, or of stdin for "-". Fails with "unreadable" or "too_large".
Result<std::string> readInput(const std::string& path, size_t maxBytes);
/// The policy of a file, or of stdin for "-". Fails as readInput() and Policy::parse() do.
Result<std::shared_ptr<const policy::Policy>> readPolicy(const std::string& path);
/// Says why on stderr and gives kBadInput.
int fail(const Error& error);

} // namespace chaperone::cli
