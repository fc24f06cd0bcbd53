#include "document/Archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <cstring>

namespace chaperone::document {
namespace {

/// Small archives of very even content are no bombs.
constexpr uint64_t kRatioFreeBytes = uint64_t{16} << 20;

void support(archive* opened, Archive::Shape shape) {
    if (shape == Archive::Shape::Zip) {
        archive_read_support_format_zip(opened);
        return;
    }
    // One by one: "all" also starts other programs to decompress.
    archive_read_support_filter_gzip(opened);
    archive_read_support_filter_bzip2(opened);
    archive_read_support_filter_xz(opened);
    archive_read_support_filter_zstd(opened);
    archive_read_support_format_tar(opened);
    if (shape == Archive::Shape::Compressed) {
        archive_read_support_format_raw(opened);
        archive_read_support_format_empty(opened);
        return;
    }
    archive_read_support_format_7zip(opened);
    archive_read_support_format_rar(opened);
    archive_read_support_format_rar5(opened);
    archive_read_support_format_cab(opened);
}

std::string nameOf(archive_entry* entry) {
    const char* utf8 = archive_entry_pathname_utf8(entry);
    const char* raw = utf8 != nullptr ? utf8 : archive_entry_pathname(entry);
    return raw != nullptr ? raw : "";
}

} // namespace

void Archive::Free::operator()(archive* opened) const {
    archive_read_free(opened);
}

Archive::Archive(std::string_view bytes, Shape shape, Reading& reading)
    : m_bytes(bytes)
    , m_reading(reading)
    , m_archive(archive_read_new()) {
    if (!m_archive)
        throw std::bad_alloc();
    support(m_archive.get(), shape);
    m_opened = archive_read_open_memory(m_archive.get(), bytes.data(), bytes.size()) == ARCHIVE_OK;
    m_over = !m_opened;
    if (!m_opened)
        m_reading.unread({}, failure());
}

Archive::~Archive() = default;

std::vector<std::string> Archive::namesInZip(std::string_view bytes, size_t atMost) {
    const std::unique_ptr<archive, Free> opened(archive_read_new());
    if (!opened)
        throw std::bad_alloc();
    support(opened.get(), Shape::Zip);
    std::vector<std::string> names;
    if (archive_read_open_memory(opened.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return names;
    archive_entry* entry = nullptr;
    while (names.size() < atMost && archive_read_next_header(opened.get(), &entry) == ARCHIVE_OK)
        names.push_back(nameOf(entry));
    return names;
}

bool Archive::isSingleFile() const {
    return archive_format(m_archive.get()) == ARCHIVE_FORMAT_RAW;
}

Reason Archive::failure() const {
    // WORKAROUND(libarchive 3.6): it reads through a null pointer when no format was found.
    if (m_opened && archive_read_has_encrypted_entries(m_archive.get()) == 1)
        return Reason::Encrypted;
    const char* message = archive_error_string(m_archive.get());
    const bool unsupported = message != nullptr && std::strstr(message, "nsupported") != nullptr;
    return unsupported ? Reason::Unsupported : Reason::Truncated;
}

bool Archive::next() {
    while (!m_over && !m_reading.full()) {
        const int status = archive_read_next_header(m_archive.get(), &m_entry);
        if (status == ARCHIVE_EOF)
            break;
        if (status < ARCHIVE_WARN) {
            const Reason why = failure();
            m_encrypted += why == Reason::Encrypted ? 1 : 0;
            m_reading.unread({}, why);
            break;
        }
        m_name = nameOf(m_entry);
        if (!m_reading.enter())
            break;
        const auto type = archive_entry_filetype(m_entry);
        if (type == AE_IFREG || type == 0)
            return true;
    }
    m_over = true;
    return false;
}

std::optional<std::string> Archive::content() {
    const Within within(m_reading, inQuotes(m_name));
    if (archive_entry_is_encrypted(m_entry) != 0) {
        ++m_encrypted;
        m_reading.unread({}, Reason::Encrypted);
        return std::nullopt;
    }
    std::string content;
    const void* piece = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    int status = ARCHIVE_OK;
    while ((status = archive_read_data_block(m_archive.get(), &piece, &size, &offset)) >=
               ARCHIVE_WARN &&
           status != ARCHIVE_EOF) {
        m_expandedBytes += size;
        if (!m_reading.expand(size)) {
            m_over = true;
            return std::nullopt;
        }
        if (m_expandedBytes > kRatioFreeBytes &&
            m_expandedBytes / m_reading.limits().expansionRatio > m_bytes.size()) {
            m_reading.unread({}, Reason::ExpansionRatio);
            m_over = true;
            return std::nullopt;
        }
        content.append(static_cast<const char*>(piece), size);
    }
    if (status != ARCHIVE_EOF) {
        m_reading.unread({}, failure());
        if (content.empty())
            return std::nullopt;
    }
    ++m_read;
    return content;
}

} // namespace chaperone::document
