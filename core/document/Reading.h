#pragma once

#include "document/Extraction.h"
#include "document/Kind.h"
#include "document/Limits.h"

#include <string>
#include <string_view>

namespace chaperone::document {

class Reading;

/// Recognises the text in a picture. May throw std::bad_alloc.
class PictureReader {
public:
    virtual ~PictureReader() = default;
    /// PNG, JPEG, TIFF, GIF, BMP or WebP. Adds the text, or says why it was not read.
    virtual void read(std::string_view bytes, Reading& reading) = 0;
};

/// Reads the text of a PDF's pages. May throw std::bad_alloc.
class PdfReader {
public:
    virtual ~PdfReader() = default;
    virtual void read(std::string_view bytes, Reading& reading) = 0;
};

/// What reads that core/document cannot read by itself; each may be missing, and such documents are
/// then reported as unsupported.
struct Engines {
    PictureReader* pictures = nullptr;
    PdfReader* pdf = nullptr;
};

/// The reading of one document, with all that lies in it: where we are, what is left of the limits,
/// where the text goes. One owner, one thread; everything that is passed in must outlive it.
class Reading {
public:
    Reading(const Limits& limits, const Engines& engines, Output& output)
        : m_limits(limits)
        , m_engines(engines)
        , m_output(output) {}

    /// Reads a document, or one that lies in the one being read: what it is, is decided by its
    /// bytes (Kind.h). `name` is a file name, if there is one.
    void document(std::string_view bytes, std::string_view name);

    /// Text at a place within where we are; blank text is dropped, what is no UTF-8 repaired.
    void add(std::string_view where, std::string text);
    void unread(std::string_view where, Reason reason);

    /// Counts what was unpacked. False when that is over the limit, which has then been reported.
    bool expand(uint64_t bytes);
    /// Counts a file within an archive, package or message. As expand().
    bool enter();
    /// May one more picture be read? As expand().
    bool mayRecognise();
    /// Nothing more is taken: the rest would be work for nothing.
    bool full() const { return m_full; }

    const Limits& limits() const { return m_limits; }
    const Engines& engines() const { return m_engines; }

private:
    friend class Within;

    void read(std::string_view bytes, std::string_view name);
    void readAs(Kind kind, std::string_view bytes, std::string_view name);
    void stop(Reason reason);
    std::string placed(std::string_view where) const;

    const Limits m_limits;
    const Engines m_engines;
    Output& m_output;
    std::string m_where;
    uint32_t m_depth = 0;
    uint32_t m_entries = 0;
    uint32_t m_pictures = 0;
    uint64_t m_expandedBytes = 0;
    uint64_t m_textBytes = 0;
    bool m_full = false;
};

/// While this lives, the reading is one step further in.
class Within {
public:
    Within(Reading& reading, std::string_view step);
    ~Within() { m_reading.m_where.resize(m_before); }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

private:
    Reading& m_reading;
    size_t m_before;
};

/// A name from a document, for a place: without control characters, not too long, in quotes.
std::string inQuotes(std::string_view name);

} // namespace chaperone::document
