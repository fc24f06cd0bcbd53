#include "detect/Characters.h"
#include "detect/Matchers.h"
#include "detect/validators/CheckDigits.h"
#include "detect/validators/Finance.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

namespace chaperone::detect {
namespace {

char at(std::string_view text, size_t index) {
    return index < text.size() ? text[index] : '\0';
}

char before(std::string_view text, size_t index) {
    return index > 0 ? text[index - 1] : '\0';
}

/// A byte of a Latin letter with an accent (U+00C0 to U+024F).
bool isLatinByte(std::string_view text, size_t index) {
    const auto byte = static_cast<uint8_t>(text[index]);
    if (byte >= 0xC3 && byte <= 0xC9)
        return true;
    return byte >= 0x80 && byte < 0xC0 && index > 0 &&
           static_cast<uint8_t>(text[index - 1]) >= 0xC3 &&
           static_cast<uint8_t>(text[index - 1]) <= 0xC9;
}

constexpr std::string_view kLocalSigns = "._%+-'!#$&*=?^`{|}~";

bool isLocalPart(std::string_view text, size_t index) {
    const char c = text[index];
    return isAlnum(c) || isLatinByte(text, index) ||
           (c != '\'' && c != '`' && c != '=' && c != '{' && c != '}' && c != '|' && c != '*' &&
            kLocalSigns.find(c) != std::string_view::npos);
}

bool isDomainPart(std::string_view text, size_t index) {
    return isAlnum(text[index]) || text[index] == '-' || text[index] == '.' ||
           isLatinByte(text, index);
}

// Top-level domains: the generic ones people have addresses under, and all country codes (IANA root
// zone database).
constexpr std::string_view kGenericTlds =
    " com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat asia "
    "post "
    "app dev page cloud online site store shop tech xyz email company group agency solutions "
    "services "
    "consulting digital media news blog live life world global health care legal law finance bank "
    "insurance capital ventures partners academy school university institute foundation berlin "
    "hamburg "
    "koeln bayern ruhr saarland wien paris london amsterdam tokyo nyc swiss brussels vlaanderen "
    "gmbh ltd "
    "inc llc club design studio software systems network support team works zone space top vip "
    "work "
    "wiki eus gal bzh cymru scot wales quebec ";
constexpr std::string_view kCountryTlds = " ac ad ae af ag ai al am ao aq ar as at au aw ax az ba "
                                          "bb bd be bf bg bh bi bj bm bn bo br bs bt bw "
                                          "by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw "
                                          "cx cy cz de dj dk dm do dz ec ee eg er es et "
                                          "eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp "
                                          "gq gr gs gt gu gw gy hk hm hn hr ht hu id ie "
                                          "il im in io iq ir is it je jm jo jp ke kg kh ki km kn "
                                          "kp kr kw ky kz la lb lc li lk lr ls lt lu lv "
                                          "ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu "
                                          "mv mw mx my mz na nc ne nf ng ni nl no np nr "
                                          "nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa "
                                          "re ro rs ru rw sa sb sc sd se sg sh si sk sl "
                                          "sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk "
                                          "tl tm tn to tr tt tv tw tz ua ug uk us uy uz "
                                          "va vc ve vg vi vn vu wf ws ye yt za zm zw ";

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), toLower);
    return out;
}

/// Names between blanks, for looking up.
class Names {
public:
    Names(std::initializer_list<std::string_view> lists) {
        for (std::string_view list : lists) {
            for (size_t at = 0; (at = list.find_first_not_of(' ', at)) != list.npos;) {
                const size_t end = std::min(list.find(' ', at), list.size());
                m_names.push_back(list.substr(at, end - at));
                at = end;
            }
        }
        std::sort(m_names.begin(), m_names.end());
    }
    bool hold(std::string_view name) const {
        return std::binary_search(m_names.begin(), m_names.end(), name);
    }

private:
    std::vector<std::string_view> m_names;
};

bool isTopLevelDomain(std::string_view label) {
    static const Names kKnown{kCountryTlds, kGenericTlds};
    const std::string low = lowered(label);
    return kKnown.hold(low) || low.starts_with("xn--");
}

/// Domains that RFC 2606 and RFC 6761 keep for examples.
bool isReservedDomain(std::string_view domain) {
    const std::string low = lowered(domain);
    for (const std::string_view name :
         {"example.com", "example.org", "example.net", "example.edu"}) {
        if (low == name || (low.size() > name.size() && low.ends_with(name) &&
                            low[low.size() - name.size() - 1] == '.')) {
            return true;
        }
    }
    return low == "domain.com" || low == "email.com" || low == "yourdomain.com" ||
           low == "acme.com" || low == "company.com" || low == "test.com";
}

/// Names that programs log in with, and boxes nobody reads: no person's address.
bool isRoleOfAProgram(std::string_view local) {
    const std::string low = lowered(local);
    for (const std::string_view role :
         {"git", "svn", "hg", "root", "noreply", "no-reply", "donotreply", "do-not-reply",
          "mailer-daemon", "postmaster"}) {
        if (low == role)
            return true;
    }
    return false;
}

/// Is this `user:password@host` of an address? The secret in it has its own detector.
bool insideUserInfo(std::string_view text, size_t localStart) {
    const char left = before(text, localStart);
    if (left == '/')
        return true;
    if (left != ':')
        return false;
    const size_t from = localStart > 96 ? localStart - 96 : 0;
    const std::string_view head = text.substr(from, localStart - 1 - from);
    const size_t scheme = head.rfind("://");
    return scheme != std::string_view::npos &&
           head.find_first_of(" \t\n\"'<>", scheme) == std::string_view::npos;
}

int octet(std::string_view text, const NumberRun::Group& group) {
    if (group.size() > 3 || (group.size() > 1 && text[group.start] == '0'))
        return -1;
    int value = 0;
    for (size_t i = group.start; i < group.end; ++i)
        value = value * 10 + (text[i] - '0');
    return value <= 255 ? value : -1;
}

/// Addresses that name nobody: this host, masks, documentation (RFC 5737), public resolvers.
bool isCommonAddress(int a, int b, int c, int d) {
    const bool documentation = (a == 192 && b == 0 && c == 2) ||
                               (a == 198 && b == 51 && c == 100) ||
                               (a == 203 && b == 0 && c == 113);
    const bool resolver = (a == 8 && b == 8 && c == d) || (a == 1 && b == c && c == d) ||
                          (a == 9 && b == c && c == d);
    return a == 0 || a == 127 || a == 255 || a >= 224 || documentation || resolver;
}

} // namespace

std::optional<Match> matchIban(const Site& site) {
    const size_t length = ibanLength(alnumOf(site.text.substr(site.at, 2)));
    if (length == 0)
        return std::nullopt;
    size_t index = site.at;
    size_t seen = 0;
    while (index < site.text.size() && seen < length) {
        const char c = site.text[index];
        if (isAlnum(c)) {
            ++seen;
        } else if ((c != ' ' && c != '-' && c != '.') || !isAlnum(at(site.text, index + 1))) {
            break;
        }
        ++index;
    }
    if (seen != length || isWord(at(site.text, index)))
        return std::nullopt;
    return Match{{site.at, index}, std::nullopt};
}

std::optional<Match> matchEmail(const Site& site) {
    const std::string_view text = site.text;
    size_t start = site.at;
    while (start > 0 && site.at - start < 64 && isLocalPart(text, start - 1))
        --start;
    while (start < site.at && !isAlnum(text[start]) && !isLatinByte(text, start))
        ++start;
    while (start < site.at && (static_cast<uint8_t>(text[start]) & 0xC0) == 0x80)
        ++start;
    size_t end = site.at + 1;
    while (end < text.size() && end - site.at < 254 && isDomainPart(text, end))
        ++end;
    while (end > site.at + 1 && (text[end - 1] == '.' || text[end - 1] == '-'))
        --end;
    const std::string_view domain = text.substr(site.at + 1, end - site.at - 1);
    const size_t dot = domain.rfind('.');
    if (start == site.at || dot == std::string_view::npos || dot == 0 || domain[0] == '-' ||
        domain.find("..") != std::string_view::npos || !isTopLevelDomain(domain.substr(dot + 1))) {
        return std::nullopt;
    }
    const std::string_view local = text.substr(start, site.at - start);
    if (local.back() == '.' || insideUserInfo(text, start))
        return std::nullopt;
    const bool remote =
        at(text, end) == ':' && (isAlpha(at(text, end + 1)) || at(text, end + 1) == '~');
    if (at(text, end) == '@' || (remote && isRoleOfAProgram(local)))
        return std::nullopt;
    if (isReservedDomain(domain) || isRoleOfAProgram(local)) {
        return Match{{start, end}, Confidence::Low};
    }
    return Match{{start, end}, std::nullopt};
}

std::optional<Match> matchIpv4(const Site& site) {
    const NumberRun& run = *site.run;
    size_t first = 0;
    while (first < run.count && run.groups[first].start != site.at)
        ++first;
    if (first + 4 > run.count)
        return std::nullopt;
    int octets[4];
    for (size_t i = 0; i < 4; ++i) {
        octets[i] = octet(site.text, run.groups[first + i]);
        if (octets[i] < 0 || (i > 0 && site.text[run.groups[first + i].start - 1] != '.')) {
            return std::nullopt;
        }
    }
    const size_t end = run.groups[first + 3].end;
    const char left = before(site.text, site.at);
    const char right = at(site.text, end);
    if (isWord(left) || left == '.' || left == '-' || isWord(right) ||
        (right == '.' && isAlnum(at(site.text, end + 1))) ||
        isCommonAddress(octets[0], octets[1], octets[2], octets[3])) {
        return std::nullopt;
    }
    return Match{{site.at, end}, std::nullopt};
}

std::optional<Match> matchInternalHost(const Site& site) {
    constexpr size_t kMaxHostBytes = 253; // RFC 1035, 2.3.4
    const std::string_view text = site.text;
    const auto isLabel = [&](size_t index) {
        return isAlnum(text[index]) || text[index] == '-' || text[index] == '.';
    };
    const size_t end = site.at + site.length;
    const bool goesOn = end < text.size() && (isWord(text[end]) || text[end] == '-' ||
                                              (text[end] == '.' && isAlnum(at(text, end + 1))));
    size_t start = site.at;
    while (start > 0 && site.at - start < kMaxHostBytes && isLabel(start - 1))
        --start;
    while (start < site.at && !isAlnum(text[start]))
        ++start;
    const std::string_view host = text.substr(start, site.at - start);
    if (goesOn || host.size() < 2 || before(text, start) == '_')
        return std::nullopt;
    // com.sun.org.apache.xml.internal is a package's name, and example.local nobody's host.
    const std::string low = lowered(host);
    for (const std::string_view head :
         {"com.", "org.", "net.", "java.", "javax.", "io.", "sun.", "jdk.", "llvm."}) {
        if (low.starts_with(head))
            return std::nullopt;
    }
    if (low.find("example") != std::string::npos)
        return std::nullopt;
    // foo.local alone may be a file or a field; an address, or a host in a domain, is none.
    const bool address = start >= 3 && text.substr(start - 3, 3) == "://";
    const bool login = before(text, start) == '@';
    // node.package.private is a field far more often than a host.
    const bool inDomain =
        host.find('.') != std::string_view::npos && text.substr(site.at, site.length) != ".private";
    const bool called = at(text, end) == '(' || at(text, end) == '=';
    const auto level = called                         ? Confidence::Low
                       : address || login || inDomain ? Confidence::Medium
                                                      : Confidence::Low;
    return Match{{start, end}, level};
}

} // namespace chaperone::detect
