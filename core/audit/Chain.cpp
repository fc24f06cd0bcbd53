#include "audit/Chain.h"

#include "crypto/Digest.h"
#include "crypto/Hex.h"

namespace chaperone::audit {
namespace {

constexpr std::string_view kForm = "chaperone.audit.1";
constexpr UtcTime kFirstTime = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
constexpr UtcTime kEndOfTime = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);

void addField(std::string& form, std::string_view field) {
    form += std::to_string(field.size());
    form += ':';
    form += field;
    form += ',';
}

std::string rowName(int64_t sequence) {
    return "Row " + std::to_string(sequence);
}

} // namespace

std::string firstPreviousHash() {
    return std::string(kHashDigits, '0');
}

bool isStorable(UtcTime time) {
    return time >= kFirstTime && time < kEndOfTime;
}

std::string canonicalForm(const Row& row) {
    std::string form;
    form.reserve(row.entry.body.size() + 256);
    addField(form, kForm);
    addField(form, std::to_string(row.sequence));
    addField(form, toRfc3339(row.time));
    addField(form, toString(row.entry.kind));
    addField(form, row.entry.interaction);
    addField(form, row.entry.body);
    addField(form, row.previousHash);
    return form;
}

Result<std::string> rowHash(const Row& row) {
    const auto digest = crypto::sha256(canonicalForm(row));
    if (!digest) {
        return digest.error();
    }
    return crypto::toHex(*digest);
}

ChainCheck::ChainCheck() : m_lastHash(firstPreviousHash()) {}

ChainCheck ChainCheck::piece() {
    ChainCheck check;
    check.m_anywhere = true;
    return check;
}

bool ChainCheck::take(const Row& row) {
    if (!intact()) {
        return false;
    }
    m_objection = objection(row);
    if (!m_objection.empty()) {
        m_firstBad = row.sequence > m_lastSequence ? row.sequence : m_lastSequence + 1;
        return false;
    }
    m_clockSteps += m_rows > 0 && row.time < m_lastTime ? 1 : 0;
    m_firstSequence = m_rows == 0 ? row.sequence : m_firstSequence;
    m_lastTime = row.time;
    m_lastSequence = row.sequence;
    m_lastHash = row.hash;
    ++m_rows;
    return true;
}

void ChainCheck::fail(const std::string& message) {
    if (intact()) {
        m_firstBad = m_lastSequence + 1;
        m_objection = message;
    }
}

std::string ChainCheck::objection(const Row& row) const {
    // A piece starts where it starts; from its second row on it is a chain like any other.
    const bool free = m_anywhere && m_rows == 0 && row.sequence > 1;
    if (!free && row.sequence != m_lastSequence + 1) {
        return misplaced(row);
    }
    if (!isStorable(row.time)) {
        return rowName(row.sequence) + " has a time that the log never writes.";
    }
    const auto hash = rowHash(row);
    if (!hash) {
        return hash.error().message;
    }
    if (*hash != row.hash) {
        return rowName(row.sequence) + " was changed after it was written: its hash does not match "
                                       "what it says.";
    }
    if (!free && row.previousHash != m_lastHash) {
        return rowName(row.sequence) + " does not follow the row before it: a row was exchanged, "
                                       "moved or put in.";
    }
    return {};
}

std::string ChainCheck::misplaced(const Row& row) const {
    const int64_t expected = m_lastSequence + 1;
    if (row.sequence < expected) {
        return rowName(row.sequence) + " stands after row " + std::to_string(m_lastSequence) +
               ": rows were moved or put in.";
    }
    if (row.sequence == expected + 1) {
        return rowName(expected) + " is missing.";
    }
    return "Rows " + std::to_string(expected) + " to " + std::to_string(row.sequence - 1) +
           " are missing.";
}

std::string ChainCheck::message() const {
    if (!intact()) {
        return m_objection;
    }
    if (m_rows == 0) {
        return "There are no rows.";
    }
    std::string text = m_rows == 1
                           ? "The one row is as it was written."
                           : "All " + std::to_string(m_rows) + " rows are as they were written.";
    if (m_firstSequence > 1) {
        text += " They begin at row " + std::to_string(m_firstSequence) +
                "; what came before is not here.";
    }
    if (m_clockSteps > 0) {
        text += " The clock went back " +
                (m_clockSteps == 1 ? "once." : std::to_string(m_clockSteps) + " times.");
    }
    return text;
}

} // namespace chaperone::audit
