#include "detect/Context.h"

#include <algorithm>

namespace chaperone::detect {

uint64_t ContextIndex::joined(uint64_t phrase, uint64_t word) {
    return (phrase * 31 ^ word) * 0x100000001B3ULL; // FNV-1a's prime
}

size_t ContextIndex::slotOf(uint64_t phrase) const {
    const size_t last = m_phrases.size() - 1;
    size_t slot = (phrase >> 20) & last;
    while (m_phrases[slot] != 0 && m_phrases[slot] != phrase)
        slot = (slot + 1) & last;
    return slot;
}

void ContextIndex::grow() {
    const std::vector<uint64_t> phrases = std::move(m_phrases);
    std::vector<Meaning> meanings = std::move(m_meanings);
    const size_t slots = std::max<size_t>(64, 2 * phrases.size());
    m_phrases.assign(slots, 0);
    m_meanings = std::vector<Meaning>(slots);
    m_filter.assign(slots * kBitsPerSlot / 64, 0);
    m_count = 0;
    for (size_t i = 0; i < phrases.size(); ++i) {
        if (phrases[i] != 0)
            meaning(phrases[i]) = std::move(meanings[i]);
    }
}

ContextIndex::Meaning& ContextIndex::meaning(uint64_t phrase) {
    if (2 * (m_count + 1) > m_phrases.size())
        grow();
    const size_t slot = slotOf(phrase);
    if (m_phrases[slot] == 0) {
        m_phrases[slot] = phrase;
        ++m_count;
        m_filter[filterBit(phrase) >> 6] |= uint64_t{1} << (filterBit(phrase) & 63);
    }
    return m_meanings[slot];
}

void ContextIndex::add(Group group, std::string_view phrase) {
    uint64_t hash = 0;
    uint64_t word = 0;
    for (size_t at = 0; nextPhraseWord(phrase, at, m_heads, word);) {
        if (hash != 0)
            meaning(hash).continues = true;
        hash = joined(hash, word);
    }
    auto& groups = meaning(hash).groups;
    if (std::find(groups.begin(), groups.end(), group) == groups.end())
        groups.push_back(group);
}

ContextIndex::Step ContextIndex::step(uint64_t phrase) const {
    if (m_filter.empty())
        return {};
    const size_t bit = filterBit(phrase);
    if (((m_filter[bit >> 6] >> (bit & 63)) & 1) == 0)
        return {};
    const size_t slot = slotOf(phrase);
    if (m_phrases[slot] == 0)
        return {};
    const Meaning& found = m_meanings[slot];
    return {found.groups, found.continues};
}

void PhraseReader::take(const ContextWord& word, std::vector<Sighting>& out) {
    Beginnings next;
    for (size_t i = 0; word.follows && i < m_beginnings.count; ++i)
        take(m_beginnings.all[i], word, next, out);
    take({0, word.start}, word, next, out);
    m_beginnings.count = next.count;
    std::copy_n(next.all.begin(), next.count, m_beginnings.all.begin());
}

void PhraseReader::take(const Beginning& beginning, const ContextWord& word, Beginnings& next,
                        std::vector<Sighting>& out) const {
    for (size_t form = 0; form < word.count; ++form) {
        const uint64_t phrase = ContextIndex::joined(beginning.phrase, word.forms[form]);
        const ContextIndex::Step step = m_index.step(phrase);
        for (const ContextIndex::Group group : step.groups)
            out.push_back({group, beginning.start, word.end});
        if (step.continues && next.count < next.all.size())
            next.all[next.count++] = {phrase, beginning.start};
    }
}

bool PhraseReader::read(std::string_view text, std::vector<Sighting>& out, size_t most) {
    WordReader words(m_index.heads(), text);
    for (ContextWord word; words.next(text.size(), word);) {
        take(word, out);
        if (out.size() >= most)
            return false;
    }
    return true;
}

ContextWindow::ContextWindow(const ContextIndex& index, std::string_view text)
    : m_text(text)
    , m_words(index.heads(), text)
    , m_phrases(index) {}

void ContextWindow::restart(size_t from) {
    m_seen.clear();
    m_phrases.reset();
    m_from = m_to = from;
    m_words.moveTo(from);
}

void ContextWindow::readTo(size_t to) {
    ContextWord word;
    while (m_words.at() < to && m_words.next(to, word))
        m_phrases.take(word, m_seen);
    if (!word.follows)
        m_phrases.reset();
    m_to = std::max(m_words.at(), to);
}

void ContextWindow::cover(size_t from, size_t to) {
    if (from < m_from || from > m_to)
        restart(from);
    if (m_seen.size() > 4096) {
        const auto gone = [&](const Sighting& it) { return it.end < from; };
        m_seen.erase(std::remove_if(m_seen.begin(), m_seen.end(), gone), m_seen.end());
        m_from = from;
    }
    readTo(to);
}

std::vector<Sighting>::const_iterator ContextWindow::firstAfter(size_t from) const {
    return std::lower_bound(m_seen.begin(), m_seen.end(), from,
                            [](const Sighting& it, size_t edge) { return it.end < edge; });
}

std::span<const Sighting> ContextWindow::around(text::Span value) {
    if (m_value == value)
        return m_near;
    m_value = value;
    const size_t from = value.start > kBeforeBytes ? value.start - kBeforeBytes : 0;
    const size_t to = std::min(m_text.size(), value.end + kAfterBytes);
    cover(from, to);
    m_near.clear();
    for (auto it = firstAfter(from); it != m_seen.end() && it->start < to; ++it) {
        const bool beside = it->end <= value.start ? it->start >= from : it->start >= value.end;
        if (beside)
            m_near.push_back(*it);
    }
    return m_near;
}

uint64_t ContextWindow::maskAround(text::Span value) {
    if (m_masked == value)
        return m_mask;
    m_masked = value;
    m_mask = 0;
    const size_t before = kBeforeBytes + kSlackBytes;
    const size_t from = value.start > before ? value.start - before : 0;
    const size_t to = std::min(m_text.size(), value.end + kAfterBytes + kSlackBytes);
    cover(from, to);
    for (auto it = firstAfter(from); it != m_seen.end() && it->start < to; ++it)
        m_mask |= bit(it->group);
    return m_mask;
}

uint8_t weigh(std::string_view text, const Sighting& sighting, text::Span value) {
    if (sighting.start >= value.end) {
        const std::string_view between = text.substr(value.end, sighting.start - value.end);
        return between.find('\n') != std::string_view::npos ? 1 : between.size() <= 24 ? 2 : 1;
    }
    const std::string_view between = text.substr(sighting.end, value.start - sighting.end);
    const auto lines = std::count(between.begin(), between.end(), '\n');
    if (lines > 0)
        return lines <= 2 && between.size() <= 80 ? 2 : 1;
    const bool key =
        between.size() <= 8 && between.find_first_of(":=>\t|") != std::string_view::npos;
    return key ? 4 : between.size() <= 80 ? 3 : 2;
}

size_t distance(const Sighting& sighting, text::Span value) {
    return sighting.start >= value.end ? sighting.start - value.end : value.start - sighting.end;
}

} // namespace chaperone::detect
