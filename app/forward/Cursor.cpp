#include "forward/Cursor.h"

#include <nlohmann/json.hpp>
#include <QFile>
#include <QSaveFile>

namespace chaperone::forward {
namespace {

using Json = nlohmann::ordered_json;

constexpr qint64 kMaxBytes = 4096;

} // namespace

Result<Cursor> readCursor(const std::filesystem::path& file) {
    QFile opened(QString::fromStdString(file.string()));
    if (!opened.exists()) {
        return Cursor{};
    }
    const Error damaged{"cursor_damaged", "The cursor " + file.string() +
                                              " cannot be read. Remove it to send the log from its "
                                              "beginning."};
    if (!opened.open(QIODevice::ReadOnly)) {
        return damaged;
    }
    const Json json = Json::parse(opened.read(kMaxBytes).toStdString(), nullptr, false);
    if (!json.is_object() || !json.contains("sent") || !json["sent"].is_number_integer() ||
        !json.contains("pending") || !json["pending"].is_number_integer() ||
        !json.contains("hash") || !json["hash"].is_string()) {
        return damaged;
    }
    return Cursor{json["sent"].get<int64_t>(), json["pending"].get<int64_t>(),
                  json["hash"].get<std::string>()};
}

Result<void> writeCursor(const std::filesystem::path& file, const Cursor& cursor) {
    const Json json = {{"sent", cursor.sent}, {"pending", cursor.pending}, {"hash", cursor.hash}};
    const std::string text = json.dump() + '\n';
    QSaveFile saved(QString::fromStdString(file.string()));
    const bool good = saved.open(QIODevice::WriteOnly) &&
                      saved.write(text.data(), static_cast<qint64>(text.size())) ==
                          static_cast<qint64>(text.size()) &&
                      saved.commit();
    if (!good) {
        return Error{"cursor_unwritable",
                     "The cursor " + file.string() + " cannot be written. Nothing is sent."};
    }
    return {};
}

} // namespace chaperone::forward
