#include "audit/SearchTerms.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace chaperone::audit {
namespace {

using nlohmann::json;

constexpr size_t kMaxTermBytes = 64;
constexpr size_t kMaxTerms = 200;
constexpr std::array<std::string_view, 5> kNotSearched = {"hash", "masked", "sha256", "wal_sha256",
                                                          "settled"};

/// What the index takes for one word. Bytes beyond ASCII belong to words.
bool isWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0 || c == '.' || c == '_' || c == '-';
}

std::string lower(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return small;
}

/// Calls `take` for each word of a text, cut at kMaxTermBytes on no special border: the same is
/// done to what is searched for.
template<typename Take>
void eachWord(std::string_view text, const Take& take) {
    size_t at = 0;
    while (at < text.size()) {
        if (!isWordByte(text[at])) {
            ++at;
            continue;
        }
        size_t end = at;
        while (end < text.size() && isWordByte(text[end])) {
            ++end;
        }
        take(text.substr(at, std::min(end - at, kMaxTermBytes)), end);
        at = end;
    }
}

/// Walks the body as it is parsed, without making a tree of it.
class Collector : public nlohmann::json_sax<json> {
public:
    bool null() override { return true; }
    bool boolean(bool /*value*/) override { return true; }
    bool number_integer(number_integer_t /*value*/) override { return true; }
    bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
    bool binary(binary_t& /*value*/) override { return true; }
    bool start_object(size_t /*size*/) override { return true; }
    bool end_object() override { return true; }
    bool start_array(size_t /*size*/) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(size_t /*at*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*exception*/) override {
        return false;
    }

    bool key(string_t& name) override {
        m_isSearched =
            std::find(kNotSearched.begin(), kNotSearched.end(), name) == kNotSearched.end();
        m_isHost = name.ends_with("host");
        return true;
    }
    bool string(string_t& value) override {
        if (m_isSearched) {
            eachWord(value, [this](std::string_view word, size_t /*end*/) { add(lower(word)); });
        }
        return true;
    }

    void add(const std::string& word) {
        insert(word);
        if (m_isHost) {
            for (size_t dot = word.find('.'); dot != std::string::npos;
                 dot = word.find('.', dot + 1)) {
                insert(word.substr(dot + 1));
            }
        } else {
            for (size_t dot = word.rfind('.'); dot != std::string::npos && dot > 0;
                 dot = word.rfind('.', dot - 1)) {
                insert(word.substr(0, dot));
            }
        }
    }

    const std::set<std::string>& terms() const { return m_terms; }

private:
    void insert(std::string word) {
        if (!word.empty() && m_terms.size() < kMaxTerms) {
            m_terms.insert(std::move(word));
        }
    }

    std::set<std::string> m_terms;
    bool m_isSearched = true;
    bool m_isHost = false;
};

} // namespace

std::string searchTerms(const Entry& entry) {
    Collector collector;
    collector.add(std::string(toString(entry.kind)));
    json::sax_parse(entry.body, &collector);
    std::string text;
    for (const std::string& term : collector.terms()) {
        text += text.empty() ? "" : " ";
        text += term;
    }
    return text;
}

WordMatch::WordMatch(std::string_view words) {
    eachWord(words, [&](std::string_view word, size_t end) {
        m_words.push_back({lower(word), end < words.size() && words[end] == '*'});
    });
}

bool WordMatch::fits(const Entry& entry) const {
    const std::string terms = ' ' + searchTerms(entry) + ' ';
    return std::all_of(m_words.begin(), m_words.end(), [&terms](const Word& word) {
        return terms.find(' ' + word.text + (word.isStart ? "" : " ")) != std::string::npos;
    });
}

std::string searchExpression(std::string_view words) {
    std::string expression;
    eachWord(words, [&](std::string_view word, size_t end) {
        expression += expression.empty() ? "\"" : " \"";
        expression += lower(word);
        expression += end < words.size() && words[end] == '*' ? "\"*" : "\"";
    });
    return expression;
}

} // namespace chaperone::audit
