#pragma once

#include "entities/Lexicon.h"
#include "text/View.h"

#include <functional>
#include <string_view>

namespace chaperone::entities {

/// A cell of a table written as text: values apart by comma, semicolon, tab or bar, under a line of
/// headings ("name,email,phone"; "| Name | Phone |").
struct Cell {
    text::Span span;        ///< without quotes and blanks
    Classes heading = 0;    ///< what its column's heading is: Field, Phone, Address
    bool plainName = false; ///< the heading is the bare word "name" or its like
};

/// Calls `cell` for each cell of a column that has one of the `wanted` headings. A table begins at
/// the text's start, after an empty line or a fence, and ends where a line has another number of
/// cells. Quoted cells (RFC 4180) may hold separators but no line ends.
void forEachCell(const Lexicon& lexicon, std::string_view text, Classes wanted,
                 const std::function<void(const Cell&)>& cell);

} // namespace chaperone::entities
