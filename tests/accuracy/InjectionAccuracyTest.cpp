#include "injection/Injection.h"
#include "resources/Resources.h"

#include <QTest>

#include <fstream>
#include <string>
#include <vector>

using namespace chaperone;

/// Texts that were written apart from the grammars the model learnt from, and texts that use the
/// same words for something harmless. The "known" ones were looked at while the grammars grew; the
/// others were not, and are as far from them as we could write: take the first number for what a
/// copied jailbreak meets, and the second for one that nobody has seen.
class InjectionAccuracyTest : public QObject {
    Q_OBJECT

private:
    static std::vector<std::string> textsOf(const std::string& name) {
        std::ifstream in(qgetenv("CHAPERONE_SOURCE_DIR").toStdString() +
                             "/tests/accuracy/injection/" + name + ".txt",
                         std::ios::binary);
        std::vector<std::string> texts(1);
        for (std::string line; std::getline(in, line);) {
            if (line == "%%%%") {
                texts.emplace_back();
            } else {
                texts.back() += line + '\n';
            }
        }
        return texts;
    }

    static bool alarms(const std::string& text) {
        static const injection::Injection analyser = [] {
            auto lexicon = injection::Lexicon::parse("lexicon.toml",
                                                     resources::text("injection/lexicon.toml"));
            auto model = injection::Model::read(resources::text("models/injection.bin"));
            if (!lexicon || !model)
                qFatal("what ships cannot be read");
            return injection::Injection(std::move(*lexicon), std::move(*model));
        }();
        std::vector<detect::Finding> found;
        analyser.analyse(text, found);
        return std::any_of(found.begin(), found.end(), [](const detect::Finding& finding) {
            return finding.confidence >= detect::Confidence::Medium;
        });
    }

    static double share(const std::string& name) {
        const auto texts = textsOf(name);
        const auto alarmed = std::count_if(texts.begin(), texts.end(), alarms);
        qInfo("%s: %zd of %zu", name.c_str(), static_cast<ssize_t>(alarmed), texts.size());
        return static_cast<double>(alarmed) / static_cast<double>(texts.size());
    }

private Q_SLOTS:
    void findsAttacks() {
        QVERIFY(share("attacks_known") >= 0.92);
        QVERIFY(share("attacks") >= 0.45);
    }

    void leavesHarmlessTextsWithTheSameWordsAlone() {
        QVERIFY(share("harmless_known") <= 0.05);
        QVERIFY(share("harmless") <= 0.03);
    }
};

QTEST_APPLESS_MAIN(InjectionAccuracyTest)
#include "InjectionAccuracyTest.moc"
