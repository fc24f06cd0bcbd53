#include "audit/Chain.h"

#include "crypto/Digest.h"
#include "crypto/Hex.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace chaperone::audit {
namespace {

constexpr std::array<std::string_view, 3> kForms = {"", "chaperone.audit.1", "chaperone.audit.2"};
constexpr std::string_view kErasure = R"({"event":"rows_erased")";
constexpr UtcTime kFirstTime = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
constexpr UtcTime kEndOfTime = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);

void writeForm(std::string& form, const Row& row) {
    form.clear();
    addNetstring(form, kForms.at(static_cast<size_t>(row.form)));
    addNetstring(form, std::to_string(row.sequence));
    addNetstring(form, toRfc3339(row.time));
    addNetstring(form, toString(row.entry.kind));
    addNetstring(form, row.entry.interaction);
    if (row.form == 1) {
        addNetstring(form, row.entry.body);
    } else {
        addNetstring(form, row.commitment);
        addNetstring(form, row.evidenceHash);
    }
    addNetstring(form, row.previousHash);
}

/// Sorted, overlapping and neighbouring ones made one.
std::vector<RowRange> merged(std::vector<RowRange> ranges) {
    std::sort(ranges.begin(), ranges.end(),
              [](const RowRange& a, const RowRange& b) { return a.first < b.first; });
    std::vector<RowRange> whole;
    for (const RowRange& range : ranges) {
        if (!whole.empty() && range.first <= whole.back().last + 1) {
            whole.back().last = std::max(whole.back().last, range.last);
        } else {
            whole.push_back(range);
        }
    }
    return whole;
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

void addNetstring(std::string& form, std::string_view field) {
    std::array<char, 20> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), field.size()).ptr;
    form.append(size.data(), end);
    form += ':';
    form += field;
    form += ',';
}

std::string canonicalForm(const Row& row) {
    std::string form;
    form.reserve((row.form == 1 ? row.entry.body.size() : 0) + 512);
    writeForm(form, row);
    return form;
}

Result<std::string> commitmentTo(std::string_view salt, std::string_view body) {
    crypto::Sha256 digest;
    digest.add(salt);
    digest.add(body);
    const auto commitment = digest.finish();
    if (!commitment) {
        return commitment.error();
    }
    return crypto::toHex(*commitment);
}

std::vector<RowRange> announcedErasures(const Row& row) {
    std::vector<RowRange> ranges;
    if (row.entry.kind != Kind::Event || !row.entry.body.starts_with(kErasure)) {
        return ranges;
    }
    const auto body = nlohmann::json::parse(row.entry.body, nullptr, false);
    const auto list = body.is_object() ? body.find("ranges") : body.end();
    if (list == body.end() || !list->is_array()) {
        return ranges;
    }
    for (const auto& range : *list) {
        if (range.is_array() && range.size() == 2 && range[0].is_number_integer() &&
            range[1].is_number_integer()) {
            // Nothing that comes later was erased: an event must not cover for what follows it.
            ranges.push_back(
                {range[0].get<int64_t>(), std::min(range[1].get<int64_t>(), row.sequence - 1)});
        }
    }
    return ranges;
}

std::string erasureBody(const std::vector<RowRange>& ranges, const std::string& reason) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const RowRange& range : merged(ranges)) {
        list.push_back({range.first, range.last});
    }
    const nlohmann::ordered_json body = {
        {"event", "rows_erased"}, {"ranges", std::move(list)}, {"reason", reason}};
    return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
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
    noteErasures(row);
    return true;
}

void ChainCheck::noteErasures(const Row& row) {
    if (row.isErased()) {
        ++m_erasedRows;
        if (!m_erased.empty() && m_erased.back().last + 1 == row.sequence) {
            m_erased.back().last = row.sequence;
        } else {
            m_erased.push_back({row.sequence, row.sequence});
        }
    } else {
        const auto announced = announcedErasures(row);
        m_announced.insert(m_announced.end(), announced.begin(), announced.end());
    }
}

void ChainCheck::finish() {
    if (!intact()) {
        return;
    }
    const std::vector<RowRange> announced = merged(m_announced);
    size_t at = 0;
    for (const RowRange& empty : m_erased) {
        while (at < announced.size() && announced[at].last < empty.first) {
            ++at;
        }
        const bool covered = at < announced.size() && announced[at].first <= empty.first;
        if (!covered || announced[at].last < empty.last) {
            m_firstBad = covered ? announced[at].last + 1 : empty.first;
            m_objection = rowName(m_firstBad) + " was emptied, and no row of the log says so.";
            return;
        }
    }
}

void ChainCheck::fail(const std::string& message) {
    if (intact()) {
        m_firstBad = m_lastSequence + 1;
        m_objection = message;
    }
}

Result<std::string> ChainCheck::hashOfForm() {
    m_digest.add(m_form);
    const auto digest = m_digest.finish();
    if (!digest) {
        return digest.error();
    }
    return crypto::toHex(*digest);
}

std::string ChainCheck::hashObjection(const Row& row) {
    if (row.form < 1 || row.form >= static_cast<int>(kForms.size())) {
        return rowName(row.sequence) + " has a form that the log never writes.";
    }
    writeForm(m_form, row);
    const auto hash = hashOfForm();
    if (!hash) {
        return hash.error().message;
    }
    return *hash == row.hash ? std::string()
                             : rowName(row.sequence) + " was changed after it was written: its "
                                                       "hash does not match what it says.";
}

std::string ChainCheck::contentObjection(const Row& row) {
    if (row.form == 1 || (row.isErased() && row.entry.body.empty())) {
        return {};
    }
    m_form.assign(row.salt).append(row.entry.body);
    const auto commitment = hashOfForm();
    if (!commitment) {
        return commitment.error().message;
    }
    return *commitment == row.commitment && row.salt.size() == kSaltDigits
               ? std::string()
               : rowName(row.sequence) + " was changed after it was written: its body does not "
                                         "match what was committed to.";
}

std::string ChainCheck::objection(const Row& row) {
    // A piece starts where it starts; from its second row on it is a chain like any other.
    const bool free = m_anywhere && m_rows == 0 && row.sequence > 1;
    if (!free && row.sequence != m_lastSequence + 1) {
        return misplaced(row);
    }
    if (!isStorable(row.time)) {
        return rowName(row.sequence) + " has a time that the log never writes.";
    }
    if (auto wrong = hashObjection(row); !wrong.empty()) {
        return wrong;
    }
    if (auto wrong = contentObjection(row); !wrong.empty()) {
        return wrong;
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
    if (m_erasedRows > 0) {
        text += m_erasedRows == 1
                    ? " The content of one was erased."
                    : " The content of " + std::to_string(m_erasedRows) + " was erased.";
    }
    if (m_clockSteps > 0) {
        text += " The clock went back " +
                (m_clockSteps == 1 ? "once." : std::to_string(m_clockSteps) + " times.");
    }
    return text;
}

} // namespace chaperone::audit
