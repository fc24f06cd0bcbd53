#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Small real documents, made when a test wants them.
namespace chaperone::samples {

using Files = std::vector<std::pair<std::string, std::string>>;

enum class Pack { Zip, ZipWithPassword, SevenZip, Tar, TarGz };
std::string pack(Pack how, const Files& files);
/// One file behind gzip.
std::string gzip(std::string_view content);

std::string wordDocument(const std::string& paragraphs, const Files& more = {});
std::string wordParagraph(const std::string& text);
/// Rows of sheet 1, then those of a hidden sheet.
std::string workbook(const std::string& rows, const std::string& hiddenRows,
                     const Files& more = {});
std::string presentation(const std::string& shown, const std::string& hidden,
                         const std::string& notes);
/// An OLE compound file; `a/b` is a stream b in a storage a.
std::string compoundFile(const Files& streams);
std::string utf16(std::string_view ascii);
std::string openText(const std::string& body, const Files& more = {});

} // namespace chaperone::samples
