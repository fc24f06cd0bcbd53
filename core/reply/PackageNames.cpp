#include "reply/PackageNames.h"

#include <algorithm>
#include <array>

namespace chaperone::reply {
namespace {

constexpr auto npos = std::string_view::npos;

/// How an install command begins, and whether its words are separated names or one.
struct Command {
    std::string_view words;
    Ecosystem ecosystem;
    bool single = false;
};

constexpr std::array<Command, 29> kCommands{{
    {"pip install ", Ecosystem::Python},
    {"pip3 install ", Ecosystem::Python},
    {"pipx install ", Ecosystem::Python},
    {"uv add ", Ecosystem::Python},
    {"uv pip install ", Ecosystem::Python},
    {"poetry add ", Ecosystem::Python},
    {"pipenv install ", Ecosystem::Python},
    {"npm install ", Ecosystem::Node},
    {"npm i ", Ecosystem::Node},
    {"npm add ", Ecosystem::Node},
    {"yarn add ", Ecosystem::Node},
    {"yarn global add ", Ecosystem::Node},
    {"pnpm add ", Ecosystem::Node},
    {"pnpm install ", Ecosystem::Node},
    {"pnpm i ", Ecosystem::Node},
    {"bun add ", Ecosystem::Node},
    {"npx ", Ecosystem::Node, true},
    {"pnpm dlx ", Ecosystem::Node, true},
    {"cargo add ", Ecosystem::Rust},
    {"cargo install ", Ecosystem::Rust},
    {"gem install ", Ecosystem::Ruby},
    {"bundle add ", Ecosystem::Ruby},
    {"go get ", Ecosystem::Go},
    {"go install ", Ecosystem::Go},
    {"dotnet add package ", Ecosystem::DotNet, true},
    {"nuget install ", Ecosystem::DotNet, true},
    {"Install-Package ", Ecosystem::DotNet, true},
    {"composer require ", Ecosystem::Php},
    {"composer global require ", Ecosystem::Php},
}};

/// Options that take the next word with them.
constexpr std::array<std::string_view, 17> kTakesWord{
    "-r",     "--requirement", "-c",         "--constraint", "-e",         "--editable",
    "-i",     "--index-url",   "--version",  "-v",           "--features", "-F",
    "--path", "--git",         "--registry", "--prefix",     "--target"};

/// Of one install command.
constexpr size_t kMaxArgumentBytes = 2048;

bool isNameByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '/' || c == '@';
}

bool isWordByte(char c) {
    return isNameByte(c) && c != '/' && c != '@' && c != '.';
}

bool isPlaceholder(std::string_view name) {
    static constexpr std::array<std::string_view, 14> kStand{
        "package",      "packages",   "package-name", "package_name", "packagename",
        "your-package", "my-package", "some-package", "module",       "name",
        "xxx",          "foo",        "bar",          "mypackage"};
    return std::find(kStand.begin(), kStand.end(), name) != kStand.end() ||
           name.starts_with("your") || name.starts_with("my-") || name.starts_with("my_") ||
           name.find("example") != npos;
}

class Reader {
public:
    Reader(std::string_view text, const CodeSpans& code) : m_text(text), m_code(code) {}

    std::vector<PackageName> read() {
        for (const Command& command : kCommands)
            findCommand(command);
        for (const text::Span& span : m_code.spans())
            readImports(span);
        std::sort(m_names.begin(), m_names.end(),
                  [](const PackageName& a, const PackageName& b) { return a.start < b.start; });
        return std::move(m_names);
    }

private:
    void findCommand(const Command& command) {
        for (size_t at = m_text.find(command.words); at != npos;
             at = m_text.find(command.words, at)) {
            const bool begins = at == 0 || !isWordByte(m_text[at - 1]);
            at += command.words.size();
            at = begins ? readArguments(command, at) : at;
        }
    }

    /// In prose a name is one that stands in code or on a command's line: "npm install or yarn" is
    /// neither.
    /// Gives where its arguments end.
    size_t readArguments(const Command& command, size_t at) {
        const bool inCode = m_code.holds(at - 1);
        if (!inCode && !beginsCommandLine(at - command.words.size()))
            return at;
        const size_t end = std::min(
            {m_text.find_first_of("\n;|&`#<>()", at), m_text.size(), at + kMaxArgumentBytes});
        bool skipNext = false;
        while (at < end) {
            at = std::min(m_text.find_first_not_of(" \t\"'\\", at), end);
            const size_t wordEnd = std::min(m_text.find_first_of(" \t\"'", at), end);
            const std::string_view word = m_text.substr(at, wordEnd - at);
            const bool option = word.starts_with("-");
            if (!skipNext && !option && !word.empty() &&
                addInstalled(command.ecosystem, at, word) && command.single)
                return end;
            skipNext =
                option && std::find(kTakesWord.begin(), kTakesWord.end(), word) != kTakesWord.end();
            at = std::max(wordEnd, at + 1);
        }
        return end;
    }

    /// Only a prompt, sudo or `python -m` stands before it on its line.
    bool beginsCommandLine(size_t at) const {
        constexpr size_t kMaxPrompt = 64;
        const size_t from = at > kMaxPrompt ? at - kMaxPrompt : 0;
        std::string_view before = m_text.substr(from, at - from);
        const size_t newline = before.rfind('\n');
        if (newline == npos && from > 0)
            return false;
        before = before.substr(newline == npos ? 0 : newline + 1);
        for (const std::string_view known : {"python -m ", "python3 -m ", "py -m ", "sudo "}) {
            if (before.ends_with(known))
                before.remove_suffix(known.size());
        }
        return before.find_first_not_of(" \t$>#%") == npos;
    }

    /// The name without version and extras. False for what is none.
    bool addInstalled(Ecosystem ecosystem, size_t at, std::string_view word) {
        size_t length = 0;
        while (length < word.size() && isNameByte(word[length]))
            ++length;
        std::string_view name = word.substr(0, length);
        const size_t version = name.find('@', 1);
        name = name.substr(0, version);
        const std::string_view rest = word.substr(name.size());
        const bool ends = rest.empty() || std::string_view("@=<>~!^[:;,").find(rest[0]) != npos;
        if (!ends || name.size() < 2 || rest.starts_with("://") || name.starts_with(".") ||
            name.starts_with("/") || name.ends_with(".whl") || name.ends_with(".txt") ||
            name.ends_with(".gz") || name.ends_with(".tgz"))
            return false;
        const bool slash = name.find('/') != npos;
        const bool scoped = name.starts_with("@") && slash;
        const bool slashAllowed = ecosystem == Ecosystem::Go || ecosystem == Ecosystem::Php ||
                                  (ecosystem == Ecosystem::Node && scoped);
        if (slash != slashAllowed && (slash || ecosystem == Ecosystem::Go))
            return false;
        if (name.starts_with("@") && !scoped)
            return false;
        while (name.ends_with(".") || name.ends_with("/"))
            name.remove_suffix(1);
        add(ecosystem, name, false, at);
        return true;
    }

    void add(Ecosystem ecosystem, std::string_view name, bool imported, size_t at) {
        if (name.empty() || name.size() > 120 || isPlaceholder(name))
            return;
        m_names.push_back({ecosystem, std::string(name), imported, at, at + name.size()});
    }

    void readImports(text::Span span) {
        size_t at = span.start;
        while (at < span.end) {
            const size_t lineEnd = std::min(m_text.find('\n', at), span.end);
            const size_t first = std::min(m_text.find_first_not_of(" \t", at), lineEnd);
            const std::string_view line = m_text.substr(first, lineEnd - first);
            if (line.starts_with("from ") && line.find(" import ") != npos) {
                addModule(first + 5);
            } else if (line.starts_with("import ")) {
                importLine(first, line);
            }
            quoted(first, line);
            at = lineEnd + 1;
        }
    }

    void importLine(size_t at, std::string_view line) {
        // `import x from 'y'` and Java's `import a.b.C;` are no Python.
        if (line.find_first_of("'\"{;*") != npos || line.find(" from ") != npos)
            return;
        size_t from = 7;
        while (from < line.size()) {
            addModule(at + from);
            const size_t comma = line.find(',', from);
            from = comma == npos ? line.size() : line.find_first_not_of(' ', comma + 1);
        }
    }

    void addModule(size_t at) {
        size_t end = at;
        while (end < m_text.size() && isWordByte(m_text[end]) && m_text[end] != '-')
            ++end;
        const std::string_view name = m_text.substr(at, end - at);
        if (!name.empty() && !name.starts_with("_"))
            add(Ecosystem::Python, name, true, at);
    }

    /// `require('x')`, `import … from 'x'`, `import 'x'`.
    void quoted(size_t lineAt, std::string_view line) {
        size_t open = line.find("require(");
        open = open != npos ? open + 8 : npos;
        if (open == npos && line.starts_with("import ")) {
            const size_t from = line.find(" from ");
            open = from != npos ? from + 6 : 7;
        }
        if (open == npos || open >= line.size() || (line[open] != '"' && line[open] != '\''))
            return;
        const size_t end = line.find(line[open], open + 1);
        if (end == npos)
            return;
        std::string_view name = line.substr(open + 1, end - open - 1);
        if (name.empty() || name[0] == '.' || name[0] == '/' || name.find(':') != npos ||
            name.starts_with("@/") || name.starts_with("~"))
            return;
        const size_t slash = name.find('/', name[0] == '@' ? name.find('/') + 1 : 0);
        name = name.substr(0, slash);
        if (std::all_of(name.begin(), name.end(), isNameByte))
            add(Ecosystem::Node, name, true, lineAt + open + 1);
    }

    std::string_view m_text;
    const CodeSpans& m_code;
    std::vector<PackageName> m_names;
};

} // namespace

std::vector<PackageName> packageNamesIn(std::string_view text, const CodeSpans& code) {
    return Reader(text, code).read();
}

} // namespace chaperone::reply
