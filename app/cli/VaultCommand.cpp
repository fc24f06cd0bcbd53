#include "cli/Command.h"
#include "cli/Output.h"

#include "platform/VaultFile.h"

#include <iostream>

namespace chaperone::cli {
namespace {

using Opened = Result<std::unique_ptr<vault::Vault>>;

/// Nothing was ever taken out where there is no file: none is made for being asked.
std::optional<Opened> openVault(const platform::Profile& profile) {
    if (!std::filesystem::exists(profile.vaultFile())) {
        return std::nullopt;
    }
    return platform::openVault(profile, std::make_shared<SystemClock>());
}

int tell(const Context& context, const char* member, const char* sentence,
         const Result<size_t>& count) {
    if (!count) {
        return fail(count.error());
    }
    if (context.json) {
        std::cout << dump({{member, *count}}) << '\n';
    } else {
        std::cout << sentence << *count << '\n';
    }
    return kFine;
}

int run(const Context& context, bool forget) {
    const auto profile = context.profile();
    if (!profile) {
        return fail(profile.error());
    }
    const auto vault = openVault(*profile);
    if (vault && !*vault) {
        return fail(vault->error());
    }
    if (forget) {
        return tell(context, "forgotten", "Values forgotten: ",
                    vault ? (**vault)->forgetAll() : Result<size_t>(size_t{0}));
    }
    return tell(context, "kept",
                "Values kept: ", vault ? (**vault)->count() : Result<size_t>(size_t{0}));
}

} // namespace

void addVault(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("vault", "Values that were taken out of texts, and the way back");
    command->require_subcommand(1);
    command->footer("Example:\n  chaperonectl vault forget\n\nAn answer that names \"[IBAN 1]\" "
                    "shows the IBAN while the vault keeps it. What is kept is\nencrypted, and "
                    "forgotten after `keep_hours` in [redaction] of the policy.");
    command->add_subcommand("status", "How many are kept")->callback([&context] {
        context.exitCode = run(context, false);
    });
    command->add_subcommand("forget", "Forget all of them now")->callback([&context] {
        context.exitCode = run(context, true);
    });
}

} // namespace chaperone::cli
