#include "platform/StagedClipboardSource.h"

#include "clipboard/SecrecyHint.h"

#include <algorithm>
#include <array>

namespace chaperone::platform {
namespace {

constexpr int kFormatsDeadlineMs = 1000;
constexpr int kFormatsAttempts = 3; // an owner that is busy starting up answers the second time
constexpr int kSourceUrlDeadlineMs = 500;
constexpr size_t kMaxSourceUrlBytes = size_t{64} * 1024;
constexpr const char* kSourceUrlFormat = "chromium/x-source-url";

// Best first. The plain "text/plain" has no declared encoding; its senders use UTF-8 today.
constexpr std::array<const char*, 4> kTextFormats{"UTF8_STRING", "text/plain;charset=utf-8",
                                                  "text/plain", "STRING"};

bool contains(const std::vector<std::string>& formats, const char* format) {
    return std::find(formats.begin(), formats.end(), format) != formats.end();
}

std::string bestTextFormat(const std::vector<std::string>& formats) {
    const auto best = std::find_if(kTextFormats.begin(), kTextFormats.end(),
                                   [&](const char* format) { return contains(formats, format); });
    return best == kTextFormats.end() ? std::string() : *best;
}

} // namespace

StagedClipboardSource::StagedClipboardSource() {
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &StagedClipboardSource::passDeadline);
}

void StagedClipboardSource::ownerChanged(bool own, const std::string& program) {
    ownerGone();
    m_change.own = own;
    m_change.program = program;
    if (own) {
        announce();
        return;
    }
    m_formatsAttempts = 1;
    enter(Stage::Formats, kFormatsDeadlineMs);
    fetchFormats();
}

void StagedClipboardSource::ownerGone() {
    if (m_stage == Stage::Text) {
        abandon();
        deliver(Status::Gone, {});
    } else if (m_stage != Stage::Idle) {
        abandon();
        enter(Stage::Idle, 0);
    }
    const uint64_t sequence = m_change.sequence + 1;
    m_change = {};
    m_change.sequence = sequence;
    m_textFormat.clear();
}

void StagedClipboardSource::formatsKnown(const std::vector<std::string>& formats) {
    m_change.own = m_change.own || contains(formats, kOwnFormat);
    m_change.secret = clipboard::hintsSecret(clipboard::Os::Linux, formats);
    if (m_change.secret || m_change.own) {
        announce();
        return;
    }
    m_textFormat = bestTextFormat(formats);
    m_change.hasText = !m_textFormat.empty();
    if (!m_change.hasText || !contains(formats, kSourceUrlFormat)) {
        announce();
        return;
    }
    enter(Stage::SourceUrl, kSourceUrlDeadlineMs);
    fetch(kSourceUrlFormat, kMaxSourceUrlBytes);
}

void StagedClipboardSource::fetched(Status status, std::string bytes) {
    switch (m_stage) {
    case Stage::Formats:
        m_change.silent = true;
        announce();
        break;
    case Stage::SourceUrl:
        m_change.sourceHost =
            status == Status::Complete ? clipboard::hostOfUrl(bytes) : std::string();
        announce();
        break;
    case Stage::Text:
        deliver(status, std::move(bytes));
        break;
    case Stage::Idle:
        break;
    }
}

void StagedClipboardSource::readText(uint64_t sequence, size_t maxBytes, int deadlineMs) {
    if (sequence != m_change.sequence || m_textFormat.empty() || m_stage != Stage::Idle) {
        Q_EMIT textRead({sequence, Status::Gone, {}});
        return;
    }
    enter(Stage::Text, deadlineMs);
    fetch(m_textFormat, maxBytes);
}

void StagedClipboardSource::enter(Stage stage, int deadlineMs) {
    m_stage = stage;
    if (stage == Stage::Idle) {
        m_deadline.stop();
    } else {
        m_deadline.start(deadlineMs);
    }
}

void StagedClipboardSource::announce() {
    enter(Stage::Idle, 0);
    Q_EMIT changed(m_change);
}

void StagedClipboardSource::deliver(Status status, std::string text) {
    enter(Stage::Idle, 0);
    Q_EMIT textRead({m_change.sequence, status, std::move(text)});
}

void StagedClipboardSource::passDeadline() {
    abandon();
    if (m_stage == Stage::Formats && m_formatsAttempts < kFormatsAttempts) {
        ++m_formatsAttempts;
        enter(Stage::Formats, kFormatsDeadlineMs);
        fetchFormats();
        return;
    }
    fetched(Status::TimedOut, {});
}

} // namespace chaperone::platform
