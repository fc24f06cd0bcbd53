#include "document/Charset.h"
#include "document/CompoundFile.h"
#include "document/CompressedRtf.h"
#include "document/Formats.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace chaperone::document {
namespace {

/// A stream of an Outlook message is a property: `__substg1.0_` and its number and type in hex
/// ([MS-OXMSG] 2.1.3).
struct Property {
    uint32_t number = 0;
    uint32_t type = 0;
};

constexpr uint32_t kText = 0x001F;  ///< UTF-16
constexpr uint32_t kText8 = 0x001E; ///< in the message's code page
constexpr uint32_t kBinary = 0x0102;

constexpr uint32_t kHtml = 0x1013;
constexpr uint32_t kRtf = 0x1009;
constexpr uint32_t kAttachedData = 0x3701;
constexpr std::array<uint32_t, 3> kAttachedNames{0x3707, 0x3704, 0x3001};

constexpr std::string_view kStreamStart = "__substg1.0_";
constexpr std::string_view kMessageMark = "__properties_version1.0";

std::optional<Property> propertyOf(std::string_view name) {
    uint32_t tag = 0;
    if (!name.starts_with(kStreamStart) || name.size() < kStreamStart.size() + 8)
        return std::nullopt;
    const std::string_view digits = name.substr(kStreamStart.size(), 8);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + 8, tag, 16);
    if (error != std::errc() || end != digits.data() + 8)
        return std::nullopt;
    return Property{tag >> 16U, tag & 0xFFFFU};
}

std::string_view placeOf(uint32_t number) {
    switch (number) {
    case 0x1000:
        return "";
    case 0x0037:
        return "subject";
    case 0x007D:
        return "header";
    default:
        return "properties";
    }
}

/// A message with its recipients, attachments and messages within.
class Message {
public:
    Message(const CompoundFile& file, Reading& reading) : m_file(file), m_reading(reading) {
        for (size_t i = 1; i < file.entries().size(); ++i)
            m_children[file.entries()[i].parent].push_back(i);
    }

    void read(size_t storage, size_t depth) {
        if (depth > m_reading.limits().depth)
            return m_reading.unread({}, Reason::Depth);
        std::map<std::string_view, std::string> texts;
        for (const size_t index : m_children[storage]) {
            const CompoundFile::Entry& entry = m_file.entries()[index];
            const auto property = propertyOf(entry.name);
            if (!m_reading.enter())
                return;
            if (entry.isStorage) {
                readStorage(index, depth);
            } else if (property) {
                readProperty(*property, entry, texts);
            }
        }
        for (auto& [place, text] : texts)
            m_reading.add(place, std::move(text));
    }

private:
    void readStorage(size_t index, size_t depth) {
        const std::string& name = m_file.entries()[index].name;
        if (name.starts_with("__recip_")) {
            const Within within(m_reading, "recipient");
            read(index, depth + 1);
        } else if (name.starts_with("__attach_")) {
            const Within within(m_reading, "attachment " + inQuotes(nameOf(index)));
            read(index, depth + 1);
        } else if (name.starts_with(kStreamStart)) { // a message that is attached
            read(index, depth + 1);
        }
    }

    std::string nameOf(size_t attachment) {
        for (const uint32_t wanted : kAttachedNames) {
            for (const size_t index : m_children[attachment]) {
                const auto property = propertyOf(m_file.entries()[index].name);
                if (property && property->number == wanted && isText(*property))
                    return textOf(*property, contentOf(m_file.entries()[index]));
            }
        }
        return {};
    }

    static bool isText(const Property& property) {
        return property.type == kText || property.type == kText8;
    }

    static std::string textOf(const Property& property, const std::string& content) {
        return property.type == kText ? fromUtf16(content) : toUtf8(content);
    }

    std::string contentOf(const CompoundFile::Entry& entry) {
        auto content = m_file.content(entry);
        if (!content)
            m_reading.unread({}, Reason::Truncated);
        return content.value_or(std::string());
    }

    void readProperty(const Property& property, const CompoundFile::Entry& entry,
                      std::map<std::string_view, std::string>& texts) {
        if (isText(property)) {
            const std::string content = contentOf(entry);
            if (property.number == kHtml)
                return readHtml(textOf(property, content), m_reading);
            texts[placeOf(property.number)] += textOf(property, content) + '\n';
        } else if (property.type == kBinary && property.number == kHtml) {
            readHtml(contentOf(entry), m_reading);
        } else if (property.type == kBinary && property.number == kRtf) {
            const auto rtf = decompressedRtf(contentOf(entry), m_reading.limits().textBytes);
            if (rtf) {
                readRtf(*rtf, m_reading);
            } else {
                m_reading.unread({}, Reason::Truncated);
            }
        } else if (property.type == kBinary && property.number == kAttachedData) {
            const std::string content = contentOf(entry);
            m_reading.document(content, nameOf(entry.parent));
        }
    }

    const CompoundFile& m_file;
    Reading& m_reading;
    std::map<size_t, std::vector<size_t>> m_children;
};

} // namespace

void readCompound(std::string_view bytes, Reading& reading) {
    const CompoundFile file(bytes);
    if (file.damaged())
        reading.unread({}, Reason::Truncated);
    const auto has = [&file](std::string_view name) {
        return std::any_of(file.entries().begin(), file.entries().end(),
                           [name](const auto& entry) { return entry.name.starts_with(name); });
    };
    if (has("EncryptedPackage"))
        return reading.unread({}, Reason::Encrypted);
    if (has(kMessageMark))
        return Message(file, reading).read(0, 1);
    if (!file.damaged())
        reading.unread({}, Reason::Unsupported);
}

} // namespace chaperone::document
