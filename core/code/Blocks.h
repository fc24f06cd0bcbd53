#pragma once

#include "code/Model.h"
#include "detect/Finding.h"
#include "text/View.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace chaperone::code {

/// Some lines in one language, one after the other.
struct Block {
    text::Span span; ///< whole lines
    ClassId language = 0;
    size_t lines = 0;  ///< that are neither blank nor comments
    size_t marked = 0; ///< of them, those with a sign that prose has not
    size_t known = 0;  ///< features that the model knows
    double margin = 0; ///< how much likelier than the next language, in nats
    double doubt = 0;  ///< share of the probability that it is no code at all
};

/// Cuts a text without fences into blocks of code and what is between them.
void findBlocks(std::string_view text, Model::Reader& reader, std::vector<Block>& out);

} // namespace chaperone::code
