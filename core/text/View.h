#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::text {

/// A half-open range of bytes.
struct Span {
    size_t start = 0;
    size_t end = 0;

    size_t size() const { return end - start; }
    friend bool operator==(const Span&, const Span&) = default;
};

/// Where the bytes of a view come from. A segment says that `viewUnit` bytes of the view were made
/// from `originalUnit` bytes of the original, over and over: 1 from 1 for copied text, 3 from 4 for
/// base64, 1 from 2 for hex, a whole character from a whole character for a replaced one.
class OffsetMap {
public:
    struct Segment {
        size_t viewStart = 0;
        size_t viewEnd = 0;
        Span original;
        size_t viewUnit = 1;
        size_t originalUnit = 1;
    };

    /// Appends bytes [viewStart, viewEnd) that must follow what is already there. Neighbours that
    /// continue each other are joined.
    void add(const Segment& segment);

    /// The smallest range of the original that holds everything the view's range was made of.
    /// An empty range gives an empty one.
    Span toOriginal(Span view) const;

    const std::vector<Segment>& segments() const { return m_segments; }

private:
    const Segment& holding(size_t viewOffset) const;

    std::vector<Segment> m_segments;
};

/// Another reading of a text: normalised or decoded, with the way back.
struct View {
    std::string text;
    OffsetMap map;
};

/// The parts of a view that differ from the original, widened by `reachBytes` to both sides and
/// merged: what is outside them was already read in the original.
std::vector<Span> changedParts(const View& view, size_t reachBytes);

/// Builds a view from left to right.
class ViewBuilder {
public:
    void reserve(size_t bytes) { m_view.text.reserve(bytes); }
    /// Bytes taken over as they are from `originalStart` on.
    void copy(std::string_view bytes, size_t originalStart);
    /// `bytes` stand for the whole range `original`.
    void replace(std::string_view bytes, Span original);
    /// `bytes` were made `viewUnit` from `originalUnit` bytes at a time.
    void transform(std::string_view bytes, Span original, size_t viewUnit, size_t originalUnit);

    View take() { return std::move(m_view); }
    size_t size() const { return m_view.text.size(); }

private:
    View m_view;
};

} // namespace chaperone::text
