#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::reply {

/// What a picture says about its own origin. Says that it *declares* to be made by AI, or that it
/// carries a signed history whose signature was not checked; finding nothing says nothing: what is
/// written into a file can be taken out.
struct Declaration {
    std::string rule;        ///< "c2pa", "iptc_source_type", "generator_text"
    std::string reason;      ///< key for people: "ai_declared_c2pa", ...
    bool declaresAi = false; ///< false for a C2PA history that names no AI source
    size_t start = 0;        ///< of the part of the file that says so
    size_t end = 0;
};

struct Declarations {
    std::vector<Declaration> found;
    bool complete = true; ///< false: broken or over a limit; there may be more
};

/// Reads JPEG (APP1 XMP, APP11 JUMBF), PNG (caBX, iTXt, tEXt) and WebP (C2PA, XMP) by their parts;
/// other files give nothing. At most kMaxParts parts, and nothing is unpacked. Any bytes, any
/// thread. Sources: ISO/IEC 10918-1, PNG (Third Edition), RFC 9649, C2PA 2.1 appendix A, IPTC
/// Photo Metadata 2023.1 (Digital Source Type).
Declarations declarationsIn(std::string_view file);

inline constexpr size_t kMaxParts = 10'000;

} // namespace chaperone::reply
