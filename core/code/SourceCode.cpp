#include "code/SourceCode.h"

#include "code/Families.h"
#include "code/Fences.h"
#include "text/Utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace chaperone::code {
namespace {

constexpr std::string_view kSource = "https://github.com/github-linguist/linguist";
constexpr std::string_view kByStructure = "structure";
constexpr std::string_view kByFence = "context";

constexpr double kMostDoubt = 0.5; // more, and it is no code
constexpr double kClearDoubt = 0.4;
constexpr double kSureDoubt = 0.05;
constexpr double kClearMargin = 0.3;
constexpr double kSureMargin = 2.5;
constexpr size_t kSomeLines = 3;
constexpr size_t kFunctionLines = 6;
constexpr size_t kManyLines = 12;
constexpr size_t kSectionBytes = size_t{512} << 10;
constexpr size_t kSomeKnown = 6; // features; some words of English give fewer
constexpr size_t kManyKnown = 30;

/// These need no brackets and signs.
constexpr std::array<std::string_view, 9> kWordy{"code_cobol",   "code_dockerfile", "code_shell",
                                                 "code_batch",   "code_sql",        "code_yaml",
                                                 "code_fortran", "code_assembly",   "code_diff"};

bool hasStructure(const Block& block) {
    const auto name = languages()[block.language].detector;
    return std::find(kWordy.begin(), kWordy.end(), name) != kWordy.end() ||
           block.marked * 8 >= block.lines;
}

detect::Confidence confidenceOf(const Block& block) {
    const bool data = languages()[block.language].kind == Kind::Data;
    const size_t enough = data ? kManyLines : kFunctionLines;
    if (!hasStructure(block) || block.known < kSomeKnown)
        return detect::Confidence::Low;
    if (block.lines >= enough && block.known >= kManyKnown && block.margin >= kSureMargin &&
        block.doubt <= kSureDoubt)
        return detect::Confidence::High;
    const bool clear = block.margin >= kClearMargin && block.doubt <= kClearDoubt;
    const bool short2 =
        block.lines == 2 && block.marked == 2 && block.margin >= kSureMargin && !data;
    if (clear && (block.lines >= kSomeLines || short2))
        return detect::Confidence::Medium;
    return detect::Confidence::Low;
}

detect::Confidence confidenceOfFence(size_t lines) {
    return lines >= kFunctionLines ? detect::Confidence::High
           : lines >= 2            ? detect::Confidence::Medium
                                   : detect::Confidence::Low;
}

size_t linesOf(std::string_view text) {
    size_t lines = 0;
    bool blank = true;
    for (const char c : text) {
        if (c == '\n') {
            lines += blank ? 0 : 1;
            blank = true;
        } else {
            blank = blank && static_cast<uint8_t>(c) <= ' ';
        }
    }
    return lines + (blank ? 0 : 1);
}

/// One reading of one text.
class Reading {
public:
    Reading(const Model& model, std::string_view text, std::vector<detect::Finding>& out)
        : m_reader(model)
        , m_text(text)
        , m_out(out) {}

    void run() {
        for (const Stretch& stretch : splitAtFences(m_text)) {
            if (!stretch.fenced || stretch.hint.empty()) {
                readPlain(stretch.span);
            } else if (const auto language = languageOfHint(stretch.hint)) {
                addFence(stretch.span, *language);
            }
        }
    }

private:
    /// In sections, so that memory does not grow with the text.
    void readPlain(text::Span span) {
        m_blocks.clear();
        while (span.size() > 0) {
            const text::Span section{span.start, sectionEnd(span)};
            const size_t before = m_blocks.size();
            findBlocks(m_text.substr(section.start, section.size()), m_reader, m_blocks);
            for (size_t i = before; i < m_blocks.size(); ++i) {
                m_blocks[i].span.start += section.start;
                m_blocks[i].span.end += section.start;
            }
            if (before > 0 && before < m_blocks.size())
                join(before);
            span.start = section.end;
        }
        for (const Block& block : m_blocks) {
            const bool aFewWords = block.lines < kSomeLines && block.marked == 0;
            if (block.doubt <= kMostDoubt && !aFewWords) {
                add(block.span,
                    refined(block.language, m_text.substr(block.span.start, block.span.size())),
                    confidenceOf(block), kByStructure);
            }
        }
    }

    size_t sectionEnd(text::Span span) const {
        if (span.size() <= kSectionBytes)
            return span.end;
        const size_t line = m_text.rfind('\n', span.start + kSectionBytes);
        return line == std::string_view::npos || line < span.start
                   ? text::borderBefore(m_text, span.start + kSectionBytes)
                   : line + 1;
    }

    /// What goes on from one section to the next is one block.
    void join(size_t second) {
        Block& a = m_blocks[second - 1];
        const Block& b = m_blocks[second];
        const auto between = m_text.substr(a.span.end, b.span.start - a.span.end);
        if (a.language != b.language || between.find_first_not_of(" \t\r\n") != between.npos)
            return;
        a.span.end = b.span.end;
        a.lines += b.lines;
        a.marked += b.marked;
        a.known += b.known;
        m_blocks.erase(m_blocks.begin() + static_cast<ptrdiff_t>(second));
    }

    void addFence(text::Span span, ClassId language) {
        while (span.end > span.start && static_cast<uint8_t>(m_text[span.end - 1]) <= ' ')
            --span.end;
        const size_t lines = linesOf(m_text.substr(span.start, span.size()));
        if (lines > 0)
            add(span, language, confidenceOfFence(lines), kByFence);
    }

    void add(text::Span span, ClassId language, detect::Confidence confidence,
             std::string_view reason) {
        const Language& one = languages()[language];
        m_out.push_back({one.type, one.detector, span.start, span.end, confidence, reason});
    }

    Model::Reader m_reader;
    std::string_view m_text;
    std::vector<detect::Finding>& m_out;
    std::vector<Block> m_blocks;
};

} // namespace

std::vector<detect::DetectorDescription> SourceCode::detectors() const {
    std::vector<detect::DetectorDescription> all;
    for (const Language& one : languages())
        all.push_back({one.detector, one.type, one.name, kSource, {}, 0});
    return all;
}

std::string_view SourceCode::analyse(std::string_view text,
                                     std::vector<detect::Finding>& out) const {
    Reading(m_model, text, out).run();
    return {};
}

} // namespace chaperone::code
