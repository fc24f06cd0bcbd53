#pragma once

#include <string_view>

namespace chaperone::document {

enum class Kind {
    Text, ///< plain text, source code, tables, JSON
    Html,
    Rtf,
    Mail,
    Notebook,
    Zip, ///< also Office documents, which a look into it tells apart
    Archive,
    Compressed, ///< a single file, or a tar, behind gzip and the like
    Pdf,
    Compound, ///< OLE: Outlook messages, old or encrypted Office documents
    Picture,
    Other,
};

/// By what is in it; the name decides only between kinds of text (.html, .eml, .ipynb). Looks at a
/// few bytes and decodes nothing: safe for a document that nobody trusts. Any thread.
Kind kindOf(std::string_view bytes, std::string_view name);

} // namespace chaperone::document
