#include "code/Blocks.h"

#include "code/Families.h"
#include "code/Lines.h"
#include "code/Markers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace chaperone::code {
namespace {

constexpr size_t kPieceLines = 16;
constexpr size_t kPieceBytes = 2048;
// Of a long stretch of code every piece is judged, but from here on by its beginning and without
// markers, which stand at the top.
constexpr size_t kWholePieces = 6;
constexpr size_t kSampleBytes = 384;
constexpr size_t kRemarkLines = 6; // more prose than this is no remark, and new code may follow
constexpr float kSwitch = 4.0F;    // what changing the language between two pieces costs
constexpr float kLeave = 2.0F;     // and from code to prose, or back
constexpr float kProseLine = 0.6F; // what a line of prose says against code
constexpr float kMostProse = 9.0F;
constexpr size_t kStates = kLanguages + 1; ///< the last is "no code"
constexpr size_t kNone = kLanguages;

using States = std::array<float, kStates>;

/// Neighbouring lines that are judged together.
struct Piece {
    text::Span span;
    bool prose = false;
    size_t lines = 0;  ///< without blank ones
    size_t open = 0;   ///< that may be code
    size_t marked = 0; ///< with a sign that prose has not
    size_t known = 0;  ///< features that the model knows
    States scores{};   ///< log probabilities
};

/// The kinds of text that are no code are one state.
States statesOf(const Scores& scores) {
    States states{};
    std::copy_n(scores.begin(), kLanguages, states.begin());
    float none = 0;
    for (size_t k = kLanguages; k < kClasses; ++k)
        none += std::exp(scores[k]);
    states[kNone] = std::log(std::max(none, 1e-4F));
    return states;
}

constexpr std::array<uint8_t, 256> makeMarks() {
    std::array<uint8_t, 256> marks{};
    for (const char c : std::string_view("{}[]()<>=;|\\&$@#^~*+_/"))
        marks[static_cast<uint8_t>(c)] = 1;
    return marks;
}
constexpr auto kMarks = makeMarks();

/// Words without what code has between them: not worth the model. COBOL is all words too, but in
/// capitals.
bool isMostlyWords(std::string_view text, size_t lines) {
    size_t marks = 0;
    size_t capitals = 0;
    for (const char c : text) {
        marks += kMarks[static_cast<uint8_t>(c)];
        capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
    }
    return marks * 80 < text.size() && capitals * 5 < text.size() && text.size() > 25 * lines;
}

/// Does a line have what code is made of?
bool isMarked(std::string_view line) {
    return line.find_first_of("(){}[]=;<>$\\") != std::string_view::npos;
}

class Cutter {
public:
    Cutter(std::string_view text, Model::Reader& reader) : m_text(text), m_reader(reader) {}

    std::vector<Piece> cut() {
        LineReader lines(m_text);
        for (Line line; lines.next(line);)
            add(line);
        close();
        return std::move(m_pieces);
    }

private:
    void add(const Line& line) {
        const bool prose = line.look == Look::Prose;
        if (line.look == Look::Blank) {
            if (m_piece) {
                addPart(line.span);
                m_piece->span.end = line.span.end;
                m_blank = true;
            }
            return;
        }
        const bool comment = line.look == Look::Comment || line.look == Look::Inside;
        if (m_piece && (m_piece->prose ? !prose && !(comment && !m_blank) : prose || isFull(line)))
            close();
        if (!m_piece) {
            m_piece.emplace();
            m_piece->span.start = line.span.start;
            m_piece->prose = prose;
            m_parts.clear();
            m_partBytes = 0;
        }
        if (line.look != Look::Inside)
            addPart(line.span);
        m_blank = false;
        m_piece->span.end = line.span.end;
        ++m_piece->lines;
        if (line.look == Look::Open) {
            ++m_piece->open;
            m_piece->marked += isMarked(m_text.substr(line.span.start, line.span.size())) ? 1 : 0;
        }
    }

    void addPart(text::Span span) {
        if (m_codePieces >= kWholePieces && m_partBytes >= kSampleBytes)
            return;
        m_partBytes += span.size();
        if (!m_parts.empty() && m_parts.back().end == span.start) {
            m_parts.back().end = span.end;
        } else {
            m_parts.push_back(span);
        }
    }

    bool isFull(const Line& line) const {
        const size_t bytes = line.span.end - m_piece->span.start;
        return bytes > kPieceBytes || m_piece->lines >= 2 * kPieceLines ||
               (m_piece->lines >= kPieceLines && m_blank);
    }

    void close() {
        if (!m_piece)
            return;
        Piece& piece = *m_piece;
        if (piece.prose) {
            setProse(piece);
        } else if (piece.open > 0) {
            const std::string_view text = m_text.substr(piece.span.start, piece.span.size());
            if (isMostlyWords(text, piece.lines)) {
                piece.prose = true;
                setProse(piece);
            } else {
                piece.scores = statesOf(m_reader.score(m_text, m_parts));
                piece.known = m_reader.known();
                if (m_codePieces < kWholePieces)
                    addMarkers(text, std::span<float, kLanguages>(piece.scores.data(), kLanguages));
            }
        }
        if (!piece.prose) {
            ++m_codePieces;
        } else if (piece.lines > kRemarkLines) {
            m_codePieces = 0;
        }
        m_pieces.push_back(piece);
        m_piece.reset();
    }

    static void setProse(Piece& piece) {
        piece.scores.fill(-std::min(kProseLine * static_cast<float>(piece.lines), kMostProse));
        piece.scores[kNone] = 0;
    }

    std::string_view m_text;
    Model::Reader& m_reader;
    std::optional<Piece> m_piece;
    std::vector<text::Span> m_parts; ///< of it, without the insides of comments
    size_t m_partBytes = 0;
    size_t m_codePieces = 0; ///< since the last prose of some length
    bool m_blank = false;
    std::vector<Piece> m_pieces;
};

/// The likeliest state of each piece (Viterbi): changing has a price.
std::vector<size_t> likeliest(const std::vector<Piece>& pieces) {
    std::vector<std::array<uint8_t, kStates>> from(pieces.size());
    States best{};
    best.fill(-kLeave);
    best[kNone] = 0;
    for (size_t i = 0; i < pieces.size(); ++i) {
        const size_t top = static_cast<size_t>(
            std::max_element(best.begin(), best.begin() + kLanguages) - best.begin());
        States next{};
        for (size_t s = 0; s < kStates; ++s) {
            const float stay = best[s];
            const float change = best[top] - (s == kNone ? kLeave : kSwitch);
            const float enter = best[kNone] - kLeave;
            size_t source = s;
            float value = stay;
            if (change > value) {
                value = change;
                source = top;
            }
            if (s != kNone && enter > value) {
                value = enter;
                source = kNone;
            }
            next[s] = value + pieces[i].scores[s];
            from[i][s] = static_cast<uint8_t>(source);
        }
        best = next;
    }
    std::vector<size_t> states(pieces.size());
    size_t state = static_cast<size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    // A tie is no code.
    if (!pieces.empty() && best[kNone] >= best[state])
        state = kNone;
    for (size_t i = pieces.size(); i-- > 0;) {
        states[i] = state;
        state = from[i][state];
    }
    return states;
}

/// What the pieces [first, last) say together.
Block judge(const std::vector<Piece>& pieces, size_t first, size_t last) {
    while (first < last && pieces[first].prose)
        ++first;
    while (last > first && pieces[last - 1].prose)
        --last;
    Block block;
    if (first == last)
        return block;
    block.span = {pieces[first].span.start, pieces[last - 1].span.end};
    States sums{};
    size_t scored = 0;
    for (size_t i = first; i < last; ++i) {
        block.lines += pieces[i].open;
        block.marked += pieces[i].marked;
        block.known += pieces[i].known;
        if (pieces[i].prose || pieces[i].open == 0)
            continue;
        ++scored;
        for (size_t s = 0; s < kStates; ++s)
            sums[s] += pieces[i].scores[s];
    }
    const auto best = std::max_element(sums.begin(), sums.begin() + kLanguages);
    block.language = static_cast<ClassId>(best - sums.begin());
    float second = -1e9F;
    for (size_t s = 0; s < kLanguages; ++s) {
        const auto other = static_cast<ClassId>(s);
        if (other != block.language && !areSiblings(other, block.language))
            second = std::max(second, sums[s]);
    }
    block.margin = *best - second;
    const float perPiece = (sums[kNone] - *best) / static_cast<float>(std::max<size_t>(scored, 1));
    block.doubt = 1 / (1 + std::exp(-static_cast<double>(perPiece)));
    return block;
}

/// Ends a span before the blank lines that it ends with.
size_t withoutBlankEnd(std::string_view text, text::Span span) {
    size_t end = span.end;
    while (end > span.start && static_cast<uint8_t>(text[end - 1]) <= ' ')
        --end;
    return end;
}

/// One language inside another, or two that look alike, in one stretch of code: what the stretch
/// is.
bool joins(const Block& a, const Block& b) {
    const auto kind = [](const Block& block) { return languages()[block.language].kind; };
    return a.language == b.language || areSiblings(a.language, b.language) ||
           kind(a) == Kind::Markup;
}

} // namespace

void findBlocks(std::string_view text, Model::Reader& reader, std::vector<Block>& out) {
    const std::vector<Piece> pieces = Cutter(text, reader).cut();
    const std::vector<size_t> states = likeliest(pieces);
    const size_t before = out.size();
    for (size_t first = 0; first < pieces.size();) {
        size_t last = first + 1;
        while (last < pieces.size() && states[last] == states[first])
            ++last;
        if (states[first] != kNone) {
            Block block = judge(pieces, first, last);
            block.span.end = withoutBlankEnd(text, block.span);
            if (block.lines > 0) {
                const bool follows = out.size() > before && first > 0 && states[first - 1] != kNone;
                if (follows && joins(out.back(), block)) {
                    out.back().span.end = block.span.end;
                    out.back().lines += block.lines;
                    out.back().marked += block.marked;
                    out.back().known += block.known;
                } else {
                    out.push_back(block);
                }
            }
        }
        first = last;
    }
}

} // namespace chaperone::code
