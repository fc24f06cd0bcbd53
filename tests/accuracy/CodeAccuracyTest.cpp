// Source code that the model has not seen: snippets of a few lines in every language, and text of
// many kinds that is no code. What is measured here stands in core/code/README.md.

#include "code/SourceCode.h"
#include "resources/Resources.h"

#include <QFile>
#include <QTest>

#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace chaperone;

namespace {

struct Snippet {
    std::string name; ///< the language, or what kind of text it is
    std::string text;
};

/// A file of snippets: "@@@@ NAME" begins a language, "%%%%" the next snippet of it.
std::vector<Snippet> snippets(const char* file) {
    QFile in(QString::fromLocal8Bit(qgetenv("CHAPERONE_SOURCE_DIR")) +
             QStringLiteral("/tests/accuracy/code/") + QLatin1String(file));
    if (!in.open(QIODevice::ReadOnly))
        return {};
    std::vector<Snippet> all;
    std::string name;
    while (!in.atEnd()) {
        const std::string line = in.readLine().toStdString();
        if (line.starts_with("@@@@ "))
            name = line.substr(5, line.find('\n') - 5);
        if (line.starts_with("@@@@ ") || line == "%%%%\n") {
            all.push_back({name, {}});
        } else {
            all.back().text += line;
        }
    }
    return all;
}

struct Answer {
    std::string language; ///< of the longest finding; empty where there is none
    detect::Confidence confidence = detect::Confidence::Low;
};

Answer answerOf(const detect::Analyser& analyser, const std::string& text) {
    std::vector<detect::Finding> findings;
    analyser.analyse(text, findings);
    Answer answer;
    size_t longest = 0;
    for (const detect::Finding& finding : findings) {
        if (finding.end - finding.start <= longest)
            continue;
        longest = finding.end - finding.start;
        answer = {std::string(finding.type.substr(5)), finding.confidence};
    }
    return answer;
}

} // namespace

class CodeAccuracyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        auto model = code::Model::read(resources::text("models/code.bin"));
        QVERIFY(model);
        m_analyser.emplace(std::move(*model));
    }

    void namesTheLanguageOfShortSnippets() {
        std::map<std::string, std::pair<size_t, size_t>> byLanguage; // right, all
        size_t right = 0;
        size_t sure = 0;  // medium or high
        size_t wrong = 0; // of these
        size_t all = 0;
        for (const char* file : {"snippets_a.txt", "snippets_b.txt"}) {
            for (const Snippet& snippet : snippets(file)) {
                const Answer answer = answerOf(*m_analyser, snippet.text);
                const bool hit = answer.language == snippet.name;
                auto& count = byLanguage[snippet.name];
                ++all;
                ++count.second;
                count.first += hit ? 1 : 0;
                right += hit ? 1 : 0;
                if (answer.confidence >= detect::Confidence::Medium) {
                    ++sure;
                    wrong += hit ? 0 : 1;
                }
                if (!hit && qEnvironmentVariableIsSet("CODE_ACCURACY_SHOW")) {
                    qInfo("%s -> %s\n%s", snippet.name.c_str(), answer.language.c_str(),
                          snippet.text.c_str());
                }
            }
        }
        const double share = static_cast<double>(right) / static_cast<double>(all);
        qInfo("%zu of %zu snippets named (%.3f); %zu at medium or high, %zu of them wrong", right,
              all, share, sure, wrong);
        QCOMPARE(byLanguage.size(), code::kLanguages);
        for (const auto& [language, count] : byLanguage) {
            QVERIFY2(count.second >= 6, language.c_str());
            QVERIFY2(count.first * 3 >= count.second, language.c_str());
        }
        QVERIFY(share >= kNamed);
        QVERIFY(static_cast<double>(wrong) <= kWrong * static_cast<double>(sure));
    }

    void takesNothingElseForCode() {
        size_t all = 0;
        std::vector<std::string> wrong;
        for (const Snippet& snippet : snippets("no_code.txt")) {
            ++all;
            const Answer answer = answerOf(*m_analyser, snippet.text);
            if (!answer.language.empty() && answer.confidence >= detect::Confidence::Medium)
                wrong.push_back(answer.language + ": " + snippet.text);
        }
        QVERIFY(all >= 40);
        QVERIFY2(wrong.empty(), wrong.empty() ? "" : wrong.front().c_str());
    }

private:
    static constexpr double kNamed = 0.95;
    static constexpr double kWrong = 0.04;

    std::optional<code::SourceCode> m_analyser;
};

QTEST_APPLESS_MAIN(CodeAccuracyTest)
#include "CodeAccuracyTest.moc"
