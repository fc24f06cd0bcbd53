#include "entities/Tables.h"

#include "entities/Addresses.h"
#include "entities/Names.h"
#include "entities/Phones.h"

namespace chaperone::entities {

Tables::Tables(std::shared_ptr<const Lexicon> lexicon) : m_lexicon(std::move(lexicon)) {}

std::string_view Tables::analyse(std::string_view text, std::vector<detect::Finding>& out) const {
    constexpr Classes kHeadings = anyOf(Class::Field, Class::Phone, Class::Address);
    forEachCell(*m_lexicon, text, kHeadings, [&](const Cell& cell) {
        const auto found = (cell.heading & bit(Class::Phone))     ? phoneIn(text, cell)
                           : (cell.heading & bit(Class::Address)) ? addressIn(text, cell)
                                                                  : nameIn(*m_lexicon, text, cell);
        if (found)
            out.push_back(*found);
    });
    return {};
}

} // namespace chaperone::entities
