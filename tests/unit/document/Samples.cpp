#include "Samples.h"

#include <archive.h>
#include <archive_entry.h>

#include <stdexcept>

namespace chaperone::samples {
namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

void check(int status, archive* written) {
    if (status != ARCHIVE_OK)
        throw std::runtime_error(archive_error_string(written));
}

void choose(archive* written, Pack how) {
    switch (how) {
    case Pack::Zip:
        check(archive_write_set_format_zip(written), written);
        break;
    case Pack::ZipWithPassword:
        check(archive_write_set_format_zip(written), written);
        check(archive_write_set_options(written, "zip:encryption=aes256"), written);
        check(archive_write_set_passphrase(written, "secret"), written);
        break;
    case Pack::SevenZip:
        check(archive_write_set_format_7zip(written), written);
        break;
    case Pack::TarGz:
        check(archive_write_add_filter_gzip(written), written);
        [[fallthrough]];
    case Pack::Tar:
        check(archive_write_set_format_pax_restricted(written), written);
        break;
    }
}

void writeFile(archive* written, const std::string& name, const std::string& content) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    check(archive_write_header(written, entry), written);
    archive_write_data(written, content.data(), content.size());
    archive_entry_free(entry);
}

/// Collects what libarchive writes.
template<class Work>
std::string collected(Work work) {
    std::string bytes;
    archive* written = archive_write_new();
    const auto take = [](archive*, void* to, const void* from, size_t size) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(from), size);
        return static_cast<la_ssize_t>(size);
    };
    work(written, [&] {
        archive_write_set_bytes_in_last_block(written, 1);
        check(archive_write_open(written, &bytes, nullptr, take, nullptr), written);
    });
    check(archive_write_close(written), written);
    archive_write_free(written);
    return bytes;
}

std::string xml(const std::string& body) {
    return std::string(kXml) + body;
}

std::string relationships(const Files& idsAndTargets) {
    std::string body = "<Relationships xmlns=\"r\">";
    for (const auto& [id, target] : idsAndTargets) {
        const bool notes = target.find("notes") != std::string::npos;
        body += "<Relationship Id=\"" + id + "\" Type=\"http://x/" +
                (notes ? "notesSlide" : "part") + "\" Target=\"" + target + "\"/>";
    }
    return xml(body + "</Relationships>");
}

Files joined(Files files, const Files& more) {
    files.insert(files.end(), more.begin(), more.end());
    return files;
}

const std::pair<std::string, std::string> kTypes{"[Content_Types].xml", "<Types xmlns=\"t\"/>"};

std::string slide(const std::string& text, bool hidden) {
    return xml("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"" + std::string(hidden ? " show=\"0\"" : "") +
               "><a:p><a:r><a:t>" + text + "</a:t></a:r></a:p></p:sld>");
}

} // namespace

std::string pack(Pack how, const Files& files) {
    return collected([&](archive* written, const auto& open) {
        choose(written, how);
        open();
        for (const auto& [name, content] : files)
            writeFile(written, name, content);
    });
}

std::string gzip(std::string_view content) {
    return collected([&](archive* written, const auto& open) {
        check(archive_write_set_format_raw(written), written);
        check(archive_write_add_filter_gzip(written), written);
        open();
        writeFile(written, "data", std::string(content));
    });
}

std::string wordParagraph(const std::string& text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string wordDocument(const std::string& paragraphs, const Files& more) {
    const std::string body = xml("<w:document xmlns:w=\"w\" xmlns:wp=\"wp\"><w:body>" + paragraphs +
                                 "</w:body></w:document>");
    return pack(Pack::Zip, joined({kTypes, {"word/document.xml", body}}, more));
}

std::string workbook(const std::string& rows, const std::string& hiddenRows, const Files& more) {
    const auto sheet = [](const std::string& content) {
        return xml("<worksheet xmlns=\"s\">" + content + "</worksheet>");
    };
    const std::string book =
        xml("<workbook xmlns=\"s\" xmlns:r=\"r\"><sheets><sheet name=\"Plan\" sheetId=\"1\" "
            "r:id=\"rId1\"/><sheet name=\"Pay\" sheetId=\"2\" state=\"veryHidden\" r:id=\"rId2\"/>"
            "</sheets></workbook>");
    return pack(Pack::Zip, joined({kTypes,
                                   {"xl/workbook.xml", book},
                                   {"xl/_rels/workbook.xml.rels",
                                    relationships({{"rId1", "worksheets/sheet1.xml"},
                                                   {"rId2", "/xl/worksheets/sheet2.xml"}})},
                                   {"xl/worksheets/sheet1.xml", sheet(rows)},
                                   {"xl/worksheets/sheet2.xml", sheet(hiddenRows)}},
                                  more));
}

std::string presentation(const std::string& shown, const std::string& hidden,
                         const std::string& notes) {
    const std::string order =
        xml("<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldIdLst><p:sldId id=\"256\" "
            "r:id=\"rId7\"/><p:sldId id=\"257\" r:id=\"rId3\"/></p:sldIdLst></p:presentation>");
    return pack(Pack::Zip,
                {kTypes,
                 {"ppt/presentation.xml", order},
                 {"ppt/_rels/presentation.xml.rels",
                  relationships({{"rId7", "slides/slide9.xml"}, {"rId3", "slides/slide1.xml"}})},
                 {"ppt/slides/slide9.xml", slide(shown, false)},
                 {"ppt/slides/slide1.xml", slide(hidden, true)},
                 {"ppt/slides/_rels/slide1.xml.rels",
                  relationships({{"rId1", "../notesSlides/notesSlide1.xml"}})},
                 {"ppt/notesSlides/notesSlide1.xml", slide(notes, false)}});
}

std::string utf16(std::string_view ascii) {
    std::string units;
    for (const char c : ascii)
        units.append({c, '\0'});
    return units;
}

namespace {

constexpr size_t kSector = 512;
constexpr uint32_t kNone = 0xFFFFFFFF;
constexpr uint32_t kEnd = 0xFFFFFFFE;

void put(std::string& bytes, size_t at, uint64_t value, size_t size) {
    for (size_t i = 0; i < size; ++i)
        bytes[at + i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
}

/// Sectors of a compound file, and the table that chains them.
struct Sectors {
    std::string bytes;
    std::vector<uint32_t> table;

    uint32_t add(std::string content) {
        if (content.empty())
            return kEnd;
        const auto first = static_cast<uint32_t>(table.size());
        content.resize((content.size() + kSector - 1) / kSector * kSector);
        bytes += content;
        for (size_t i = 0; i < content.size() / kSector; ++i)
            table.push_back(static_cast<uint32_t>(table.size()) + 1);
        table.back() = kEnd;
        return first;
    }
};

std::string words(const std::vector<uint32_t>& list, uint32_t fill) {
    std::string bytes;
    for (size_t i = 0; i < (list.size() + 127) / 128 * 128; ++i) {
        bytes.append(4, '\0');
        put(bytes, 4 * i, i < list.size() ? list[i] : fill, 4);
    }
    return bytes;
}

struct DirectoryEntry {
    std::string name;
    char type = 2;
    size_t parent = 0;
    uint32_t start = kEnd;
    size_t size = 0;
};

/// Siblings in a row, each to the right of the one before.
std::string directoryOf(const std::vector<DirectoryEntry>& entries) {
    std::string bytes;
    for (size_t i = 0; i < entries.size(); ++i) {
        std::string raw(128, '\0');
        const std::string name = utf16(entries[i].name);
        raw.replace(0, name.size(), name);
        put(raw, 64, name.size() + 2, 2);
        raw[66] = entries[i].type;
        uint32_t right = kNone;
        uint32_t child = kNone;
        for (size_t other = entries.size() - 1; other > 0; --other) {
            if (other > i && i > 0 && entries[other].parent == entries[i].parent)
                right = static_cast<uint32_t>(other);
            if (entries[other].parent == i && other != i)
                child = static_cast<uint32_t>(other);
        }
        put(raw, 68, kNone, 4);
        put(raw, 72, right, 4);
        put(raw, 76, child, 4);
        put(raw, 116, entries[i].start, 4);
        put(raw, 120, entries[i].size, 8);
        bytes += raw;
    }
    return bytes;
}

} // namespace

std::string compoundFile(const Files& streams) {
    std::vector<DirectoryEntry> entries{{"Root Entry", 5, 0, kEnd, 0}};
    Sectors sectors;
    std::string small;
    std::vector<uint32_t> smallTable;
    for (const auto& [path, content] : streams) {
        size_t parent = 0;
        std::string rest = path;
        for (size_t slash = rest.find('/'); slash != std::string::npos; slash = rest.find('/')) {
            const std::string storage = rest.substr(0, slash);
            rest = rest.substr(slash + 1);
            size_t found = 1;
            while (found < entries.size() &&
                   (entries[found].name != storage || entries[found].parent != parent))
                ++found;
            if (found == entries.size())
                entries.push_back({storage, 1, parent, kEnd, 0});
            parent = found;
        }
        DirectoryEntry entry{rest, 2, parent, kEnd, content.size()};
        if (content.size() >= 4096) {
            entry.start = sectors.add(content);
        } else if (!content.empty()) {
            entry.start = static_cast<uint32_t>(smallTable.size());
            small += content;
            small.resize((small.size() + 63) / 64 * 64);
            while (smallTable.size() < small.size() / 64)
                smallTable.push_back(static_cast<uint32_t>(smallTable.size()) + 1);
            smallTable.back() = kEnd;
        }
        entries.push_back(entry);
    }
    entries[0].start = sectors.add(small);
    entries[0].size = small.size();
    const uint32_t smallStart = sectors.add(words(smallTable, kNone));
    const uint32_t directory = sectors.add(directoryOf(entries));
    std::vector<uint32_t> tableSectors;
    while (tableSectors.size() * 128 < sectors.table.size() + tableSectors.size())
        tableSectors.push_back(static_cast<uint32_t>(sectors.table.size() + tableSectors.size()));
    std::vector<uint32_t> table = sectors.table;
    table.insert(table.end(), tableSectors.size(), 0xFFFFFFFD);

    std::string header(kSector, '\0');
    header.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    put(header, 26, 3, 2);
    put(header, 28, 0xFFFE, 2);
    put(header, 30, 9, 2);
    put(header, 32, 6, 2);
    put(header, 44, tableSectors.size(), 4);
    put(header, 48, directory, 4);
    put(header, 56, 4096, 4);
    put(header, 60, smallStart, 4);
    put(header, 64, 1, 4);
    put(header, 68, kEnd, 4);
    for (size_t i = 0; i < 109; ++i)
        put(header, 76 + 4 * i, i < tableSectors.size() ? tableSectors[i] : kNone, 4);
    return header + sectors.bytes + words(table, kNone);
}

std::string openText(const std::string& body, const Files& more) {
    const std::string content = xml("<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" "
                                    "xmlns:table=\"b\" xmlns:style=\"s\" xmlns:draw=\"d\" "
                                    "xmlns:presentation=\"p\">" +
                                    body + "</office:document-content>");
    return pack(Pack::Zip, joined({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                   {"META-INF/manifest.xml", xml("<manifest xmlns=\"m\"/>")},
                                   {"content.xml", content}},
                                  more));
}

} // namespace chaperone::samples
