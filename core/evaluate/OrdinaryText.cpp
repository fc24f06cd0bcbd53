#include "evaluate/OrdinaryText.h"

#include <array>
#include <random>
#include <string_view>

namespace chaperone::evaluate {
namespace {

constexpr std::string_view kWords[] = {
    "the",       "budget",     "agreed",     "to",      "wait",      "draft",      "before",
    "noon",      "second",     "part",       "moved",   "appendix",  "plan",       "nobody",
    "asked",     "people",     "who",        "must",    "carry",     "it",         "out",
    "meeting",   "Thursday",   "report",     "week",    "team",      "review",     "change",
    "small",     "cache",      "keep",       "window",  "server",    "answer",     "question",
    "customer",  "delivery",   "spring",     "harbour", "quietly",   "between",    "several",
    "machine",   "garden",     "language",   "without", "another",   "morning",    "thought",
    "Lieferung", "Montag",     "spätestens", "bitte",   "Empfang",   "bestätigen", "Woche",
    "Rechnung",  "vielleicht", "rapport",    "envoyé",  "semaine",   "équipe",     "toujours",
    "peut-être", "mañana",     "informe",    "equipo",  "siguiente", "domani",     "riunione",
    "progetto",  "settimana",  "amanhã",     "reunião", "projeto",   "morgen",     "vergadering",
    "jutro",     "spotkanie",  "projekt",    "yarın",   "toplantı",  "завтра",     "встреча",
    "проект",    "неделя",     "and",        "of",      "in",        "that",       "for",
    "with",      "on",         "as",         "be",      "this",      "from",       "or",
    "have",      "are",        "not",        "which",   "at",        "we",         "you",
};

constexpr std::string_view kNames[] = {
    "rows",   "total", "amount", "rate",  "index", "path",   "file",   "encoding", "response",
    "item",   "body",  "worker", "queue", "retry", "status", "config", "timeout",  "logger",
    "result", "value", "parse",  "load",  "store", "update", "render", "handler",  "buffer",
};

/// Text as it comes across a desk: prose, chat, code, configuration, logs, tables and marked-up
/// pages.
class Writer {
public:
    std::string write(size_t bytes) {
        std::string text;
        while (text.size() < bytes) {
            switch (below(10)) {
            case 0:
                text += log();
                break;
            case 1:
                text += code();
                break;
            case 2:
                text += configuration();
                break;
            case 3:
                text += table();
                break;
            case 4:
                text += markup();
                break;
            default:
                text += paragraph();
            }
        }
        text.resize(bytes);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0)
            text.pop_back();
        return text;
    }

private:
    size_t below(size_t limit) { return m_random() % limit; }
    std::string word() { return std::string(kWords[below(std::size(kWords))]); }
    std::string name() {
        std::string made(kNames[below(std::size(kNames))]);
        if (below(3) == 0)
            made += "_" + std::string(kNames[below(std::size(kNames))]);
        return made;
    }
    std::string number(size_t limit) { return std::to_string(below(limit)); }
    std::string hex(size_t digits) {
        std::string made;
        for (size_t i = 0; i < digits; ++i)
            made += "0123456789abcdef"[below(16)];
        return made;
    }

    std::string sentence() {
        std::string made = word();
        for (size_t words = 4 + below(14); words > 0; --words)
            made += (below(9) == 0 ? ", " : " ") + word();
        if (below(6) == 0)
            made += " " + number(3000);
        return made + ". ";
    }
    std::string paragraph() {
        std::string made;
        for (size_t sentences = 1 + below(5); sentences > 0; --sentences)
            made += sentence();
        return made + "\n\n";
    }
    std::string log() {
        return "2026-11-" + std::to_string(10 + below(20)) + "T1" + number(10) + ":37:18." +
               std::to_string(100 + below(900)) + "Z INFO " + name() + "-" + number(9) +
               " handled request " + number(90000000) + " in " + number(400) +
               " ms (status=200, id=" + hex(16) + ")\n";
    }
    std::string code() {
        return "    for (auto& " + name() + " : " + name() + ") {\n        " + name() +
               " += " + name() + "." + name() + "(" + number(64) + ", \"" + word() +
               "\");\n    }\n";
    }
    std::string configuration() {
        return name() + ":\n  " + name() + ": " + number(9000) + "\n  " + name() + ": \"" + word() +
               "/" + word() + "\"\n  enabled: true\n";
    }
    std::string table() {
        return "| " + word() + " | " + number(5000) + " | +" + number(50) + "." + number(10) +
               "% | " + word() + " |\n";
    }
    std::string markup() {
        return "<div class=\"" + name() + "\"><h2>" + word() + "</h2><p>" + sentence() +
               "</p><a href=\"/" + name() + "/" + number(100) + "\">" + word() + "</a></div>\n";
    }

    std::mt19937 m_random{42};
};

} // namespace

std::string ordinaryText(size_t bytes) {
    return Writer().write(bytes);
}

} // namespace chaperone::evaluate
