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
