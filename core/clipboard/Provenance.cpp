#include "clipboard/Provenance.h"

#include <algorithm>
#include <utility>

namespace chaperone::clipboard {
namespace {

constexpr size_t kHeadBytes = size_t{64} << 10; // two texts alike so far and as long are one text
constexpr std::string_view kBlank = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(kBlank);
    const size_t last = text.find_last_not_of(kBlank);
    return first == text.npos ? std::string_view() : text.substr(first, last - first + 1);
}

/// The text's head with one kind of line end, and how long the whole is.
std::string essence(std::string_view text) {
    text = trimmed(text);
    const auto returns = std::count(text.begin(), text.end(), '\r');
    std::string head;
    head.reserve(std::min(text.size(), kHeadBytes));
    for (size_t i = 0; i < text.size() && head.size() < kHeadBytes; ++i) {
        if (text[i] != '\r')
            head.push_back(text[i]);
    }
    return head + '\0' + std::to_string(text.size() - static_cast<size_t>(returns));
}

} // namespace

Provenance::Provenance(Fingerprint fingerprint) : m_fingerprint(std::move(fingerprint)) {}

std::string Provenance::nameOf(std::string_view text) const {
    return m_fingerprint(essence(text));
}

void Provenance::copied(std::string_view text, std::string source) {
    std::string name = nameOf(text);
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_copies, [&](const Copy& copy) { return copy.fingerprint == name; });
    if (source.empty()) {
        return;
    }
    m_copies.push_front({std::move(name), std::move(source)});
    if (m_copies.size() > kMaxCopies) {
        m_copies.pop_back();
    }
}

std::string Provenance::sourceOf(std::string_view text) const {
    const std::string name = nameOf(text);
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_copies.begin(), m_copies.end(),
                                    [&](const Copy& copy) { return copy.fingerprint == name; });
    return found == m_copies.end() ? std::string() : found->source;
}

void Provenance::forget() {
    const std::scoped_lock lock(m_mutex);
    m_copies.clear();
}

} // namespace chaperone::clipboard
