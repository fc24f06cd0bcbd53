#pragma once

#include "audit/AuditLog.h"
#include "base/Clock.h"
#include "base/SecretBytes.h"
#include "inspect/Interaction.h"
#include "inspect/Rules.h"
#include "inspect/Settled.h"
#include "protocol/Messages.h"
#include "vault/Vault.h"

#include <functional>
#include <memory>
#include <mutex>

namespace chaperone::inspect {

struct Judgement;

/// What the vault knows a conversation by: the page's own name for it says nothing of another host.
std::string conversationKey(std::string_view host, std::string_view conversation);

/// The one use case: an interaction comes in, is scanned, held against policy and written to the
/// log; then, and only then, the verdict goes out. There is no second way to a decision.
///
/// Thread-safe. `inspect` scans on the caller's thread, so call it from a scan pool. Answers come
/// on the log's thread, or at once on the caller's when policy merely allows: harmless acts leave
/// no row.
class Inspector {
public:
    using Answer = std::function<void(Verdict)>;
    /// Told when a row could not be written: the verdict then followed the fail mode, and the
    /// person should know. Called on the log's thread.
    using LogFailed = std::function<void(const Error&)>;

    /// Writes a row, as audit::AuditLog::append. Called from any thread; `done` exactly once.
    using Append = std::function<void(audit::Entry, audit::AuditLog::Done)>;

    /// `hashKey` keys the hashes of values in the log: 32 bytes, kept per installation.
    Inspector(std::shared_ptr<const Rules> rules, Append append, SecretBytes hashKey,
              std::shared_ptr<const Clock> clock, LogFailed logFailed);

    /// Values that are taken out of a conversation get names there, and can be turned back. To be
    /// called before the first interaction; without it they get labels.
    void nameIn(std::shared_ptr<vault::Vault> vault) { m_vault = std::move(vault); }

    /// Judges by these from the next interaction on.
    void use(std::shared_ptr<const Rules> rules);
    std::shared_ptr<const Rules> rules() const;

    void inspect(Interaction interaction, const Answer& answer);

    /// Records what became of a verdict, as a row of its own. An outcome of no known verdict is
    /// dropped: the row would join nothing.
    void outcome(const OutcomeReport& report);

private:
    void nameValues(const Rules& rules, const Interaction& interaction, Judgement& judgement) const;

    Append m_append;
    SecretBytes m_hashKey;
    Settled m_settled;
    LogFailed m_logFailed;
    std::shared_ptr<vault::Vault> m_vault;
    mutable std::mutex m_rulesMutex;
    std::shared_ptr<const Rules> m_rules;
};

} // namespace chaperone::inspect
