#include "reply/HostNames.h"

#include "text/Utf8.h"

#include <toml++/toml.h>
#include <unicode/idna.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

namespace chaperone::reply {
namespace {

constexpr size_t kMinBrandBytes = 5;
constexpr size_t kMinEditedBytes = 6; ///< shorter names have too many neighbours

/// Labels of a host, right to left: "com", "example", "www".
std::vector<std::string_view> labelsOf(std::string_view host) {
    std::vector<std::string_view> labels;
    while (!host.empty()) {
        const size_t dot = host.rfind('.');
        labels.push_back(dot == std::string_view::npos ? host : host.substr(dot + 1));
        host = dot == std::string_view::npos ? std::string_view() : host.substr(0, dot);
    }
    return labels;
}

/// A label as a browser may show it: `xn--…` decoded.
std::string shownLabel(std::string_view label) {
    if (!label.starts_with("xn--"))
        return std::string(label);
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<icu::IDNA> idna(
        icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_UNICODE, status));
    if (!idna)
        return std::string(label);
    icu::UnicodeString shown;
    icu::IDNAInfo info;
    status = U_ZERO_ERROR;
    idna->labelToUnicode(icu::UnicodeString::fromUTF8(
                             icu::StringPiece(label.data(), static_cast<int>(label.size()))),
                         shown, info, status);
    std::string out;
    shown.toUTF8String(out);
    return U_SUCCESS(status) ? out : std::string(label);
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// What the eye takes for what: the letters of the few scripts that imitate Latin ones, and digits.
std::string skeleton(std::string_view label) {
    static constexpr std::array<std::pair<char32_t, char>, 34> kAlike{{
        {U'а', 'a'}, {U'е', 'e'}, {U'о', 'o'}, {U'р', 'p'}, {U'с', 'c'}, {U'у', 'y'}, {U'х', 'x'},
        {U'і', 'i'}, {U'ј', 'j'}, {U'ѕ', 's'}, {U'ԁ', 'd'}, {U'һ', 'h'}, {U'ӏ', 'l'}, {U'ո', 'n'},
        {U'ɡ', 'g'}, {U'ο', 'o'}, {U'α', 'a'}, {U'ν', 'v'}, {U'ρ', 'p'}, {U'ι', 'i'}, {U'κ', 'k'},
        {U'ı', 'i'}, {U'ö', 'o'}, {U'ä', 'a'}, {U'á', 'a'}, {U'à', 'a'}, {U'é', 'e'}, {U'è', 'e'},
        {U'í', 'i'}, {U'ó', 'o'}, {U'ü', 'u'}, {U'ạ', 'a'}, {U'ọ', 'o'}, {U'ł', 'l'},
    }};
    std::string out;
    for (size_t at = 0; at < label.size();) {
        const text::Decoded decoded = text::decode(label, at);
        at += decoded.size;
        const auto* alike = std::find_if(kAlike.begin(), kAlike.end(), [&](const auto& pair) {
            return pair.first == decoded.character;
        });
        if (alike != kAlike.end()) {
            out.push_back(alike->second);
        } else {
            text::append(out, decoded.character);
        }
    }
    replaceAll(out, "rn", "m");
    replaceAll(out, "vv", "w");
    std::replace(out.begin(), out.end(), '0', 'o');
    std::replace(out.begin(), out.end(), '1', 'l');
    std::replace(out.begin(), out.end(), '3', 'e');
    std::replace(out.begin(), out.end(), '5', 's');
    return out;
}

/// The label joins a name and a word like "login", in either order.
bool isLure(std::string_view label, std::string_view brand, std::string_view word) {
    const auto joins = [label](std::string_view first, std::string_view second) {
        if (!label.starts_with(first))
            return false;
        std::string_view rest = label.substr(first.size());
        rest.remove_prefix(rest.starts_with("-") ? 1 : 0);
        return rest.starts_with(second) &&
               (rest.size() == second.size() || rest[second.size()] == '-');
    };
    return joins(brand, word) || joins(word, brand);
}

/// `i` and `l` look alike too, but only beside a name: kept apart from skeleton().
std::string rough(std::string_view label) {
    std::string out = skeleton(label);
    std::replace(out.begin(), out.end(), 'i', 'l');
    return out;
}

template<typename Domains>
Result<void> readList(const toml::node* node, const std::string& file, Domains& out) {
    const toml::array* list = node ? node->as_array() : nullptr;
    for (size_t i = 0; list && i < list->size(); ++i) {
        const auto text = list->get(i)->value<std::string>();
        if (!text || text->empty())
            return Error{"bad_hosts", file + ": A list of hosts holds something else than text."};
        out.insert(out.end(), *text);
    }
    if (!list)
        return Error{"bad_hosts", file + ": One of images, links, words and brand is missing."};
    return {};
}

} // namespace

std::string_view registeredDomain(std::string_view host) {
    static constexpr std::array<std::string_view, 7> kSecond{"co",  "com", "org", "net",
                                                             "gov", "ac",  "edu"};
    const auto labels = labelsOf(host);
    if (labels.size() < 3)
        return host;
    const bool third = labels[0].size() == 2 &&
                       std::find(kSecond.begin(), kSecond.end(), labels[1]) != kSecond.end();
    const std::string_view first = labels[third ? 2 : 1];
    return host.substr(static_cast<size_t>(first.data() - host.data()));
}

bool isWithinAny(std::string_view host, const std::set<std::string, std::less<>>& domains) {
    for (;;) {
        if (domains.contains(host))
            return true;
        const size_t dot = host.find('.');
        if (dot == std::string_view::npos)
            return false;
        host.remove_prefix(dot + 1);
    }
}

bool isOneEditApart(std::string_view a, std::string_view b) {
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > 1)
        return false;
    const size_t head =
        static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    const std::string_view restA = a.substr(head);
    const std::string_view restB = b.substr(head);
    if (a.size() != b.size())
        return restA == restB.substr(1);
    if (restA.size() <= 1 || restA.substr(1) == restB.substr(1))
        return true;
    return restA[0] == restB[1] && restA[1] == restB[0] && restA.substr(2) == restB.substr(2);
}

Result<HostNames> HostNames::parse(const std::string& name, std::string_view toml) {
    try {
        const toml::table root = toml::parse(toml, name);
        HostNames hosts;
        for (const auto& [node, list] :
             {std::pair{root["images"].node(), &hosts.m_images},
              std::pair{root["links"].node(), &hosts.m_links},
              std::pair{root["words"]["neighbours"].node(), &hosts.m_neighbours},
              std::pair{root["words"]["lures"].node(), &hosts.m_lures}}) {
            if (auto read = readList(node, name, *list); !read)
                return read.error();
        }
        const toml::table* brands = root["brand"].as_table();
        if (root["schema"].value<int64_t>() != 1 || !brands)
            return Error{"bad_hosts", name + ": A file of hosts has schema = 1 and [brand]."};
        for (const auto& [brand, node] : *brands) {
            std::vector<std::string> domains;
            if (auto read = readList(&node, name, domains); !read)
                return read.error();
            hosts.m_own.insert(domains.begin(), domains.end());
            hosts.m_brands.emplace(std::string(brand.str()), std::move(domains));
        }
        return hosts;
    } catch (const toml::parse_error& error) {
        return Error{"bad_toml", name + ":" + std::to_string(error.source().begin.line) + ": " +
                                     std::string(error.description())};
    }
}

void HostNames::addDomain(std::string_view domain) {
    m_own.emplace(domain);
}

bool HostNames::showsImages(std::string_view host) const {
    return isWithinAny(host, m_images);
}

bool HostNames::isWellKnown(std::string_view host) const {
    return isWithinAny(host, m_links) || isWithinAny(host, m_images) || isWithinAny(host, m_own);
}

std::optional<HostNames::Imitation> HostNames::imitatedBy(std::string_view label,
                                                          std::string_view shown) const {
    if (m_neighbours.contains(label))
        return std::nullopt;
    const std::string plain = skeleton(shown);
    for (const auto& [brand, domains] : m_brands) {
        if (label != brand && brand.size() >= kMinBrandBytes &&
            (plain == skeleton(brand) || rough(shown) == rough(brand)))
            return Imitation{brand, true};
        if (brand.size() >= kMinEditedBytes && shown.size() == label.size() && label != brand &&
            isOneEditApart(label, brand))
            return Imitation{brand, false};
        const bool lure = brand.size() >= kMinBrandBytes &&
                          std::any_of(m_lures.begin(), m_lures.end(),
                                      [&plain, &name = brand](const std::string& word) {
                                          return isLure(plain, name, word);
                                      });
        if (lure)
            return Imitation{brand, true};
    }
    return std::nullopt;
}

std::optional<HostNames::Imitation> HostNames::imitated(std::string_view host) const {
    if (isWithinAny(host, m_own) || isWithinAny(host, m_links) || isWithinAny(host, m_images))
        return std::nullopt;
    const std::string_view registered = registeredDomain(host);
    const std::string_view own = registered.substr(0, registered.find('.'));
    if (auto found = imitatedBy(own, shownLabel(own)))
        return found;
    // `paypal.com.example.net`: a whole domain of a brand as sub-domains of somebody else's.
    for (const auto& [brand, domains] : m_brands) {
        for (const std::string& domain : domains) {
            const size_t at = host.find(domain);
            const bool begins = at == 0 || (at != host.npos && host[at - 1] == '.');
            if (begins && host.substr(at + domain.size()).starts_with("."))
                return Imitation{brand, true};
        }
    }
    return std::nullopt;
}

} // namespace chaperone::reply
