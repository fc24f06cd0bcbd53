#include "cli/Output.h"

#include <QList>

#include <algorithm>
#include <iostream>

namespace chaperone::cli {

std::string dump(const nlohmann::ordered_json& json) {
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string dumpLine(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

QString shown(const std::string& text, qsizetype maxLength) {
    QString clean;
    for (const char32_t c : QString::fromStdString(text).toUcs4()) {
        const auto category = QChar::category(c);
        const bool visible = category != QChar::Other_Control && category != QChar::Other_Format &&
                             category != QChar::Separator_Line &&
                             category != QChar::Separator_Paragraph;
        clean += visible ? QString::fromUcs4(&c, 1) : QStringLiteral("?");
    }
    return clean.size() <= maxLength ? clean : clean.left(maxLength - 1) + QChar(0x2026);
}

void printTable(const std::vector<std::vector<QString>>& lines, const char* indent) {
    std::vector<qsizetype> widths(lines.front().size());
    for (const auto& line : lines) {
        for (size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], line[i].size());
        }
    }
    for (const auto& line : lines) {
        QString text;
        for (size_t i = 0; i < line.size(); ++i) {
            text += (line[i].isEmpty() && i + 1 < line.size() ? QStringLiteral("-") : line[i])
                        .leftJustified(widths[i] + 2);
        }
        std::cout << indent << text.trimmed().toStdString() << '\n';
    }
}

} // namespace chaperone::cli
