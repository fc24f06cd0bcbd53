#include "injection/Model.h"
#include "resources/Resources.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace chaperone;
using injection::Family;
using injection::Model;
using injection::Token;

class InjectionModelTest : public QObject {
    Q_OBJECT

private:
    static std::vector<Token> tokensOf(std::string_view text) {
        std::vector<Token> tokens;
        injection::TokenReader reader(text);
        for (Token token; reader.next(token);)
            tokens.push_back(token);
        return tokens;
    }

private Q_SLOTS:
    void isMadeFromTheTrainingTexts() {
        const QTemporaryDir folder;
        const QString made = folder.filePath(QStringLiteral("injection.bin"));
        const QString source = QString::fromLocal8Bit(qgetenv("CHAPERONE_SOURCE_DIR"));
        QProcess train;
        train.start(QStringLiteral(INJECTION_TRAIN),
                    {source + QStringLiteral("/core/injection/training"),
                     source + QStringLiteral("/resources/injection/lexicon.toml"), made});
        QVERIFY(train.waitForFinished(110'000));
        QCOMPARE(train.exitCode(), 0);
        QFile file(made);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto again = static_cast<double>(file.size());
        const auto shipped = static_cast<double>(resources::text("models/injection.bin").size());
        QVERIFY(shipped <= 1 << 20);
        // Another compiler may round a weight the other way.
        QVERIFY(std::abs(again - shipped) <= 0.01 * shipped);
    }

    void refusesWhatIsNotWhole() {
        const std::string shipped = resources::text("models/injection.bin");
        QVERIFY(Model::read(shipped));
        for (const std::string& damaged :
             {std::string(), std::string("CHAPINJ1"), shipped.substr(0, shipped.size() / 2),
              shipped + "x", "X" + shipped.substr(1)}) {
            const auto model = Model::read(damaged);
            QVERIFY(!model);
            QCOMPARE(model.error().code, std::string("bad_model"));
        }
        std::string many = shipped; // more rows than there are
        many[8] = many[9] = many[10] = many[11] = '\xFF';
        QVERIFY(!Model::read(many));
    }

    void addsUpWhatItKnows() {
        const auto tokens = tokensOf("Obey me");
        Model::Row row;
        row.feature = injection::TokenReader::mix(11, tokens[0].word);
        row.weights[static_cast<size_t>(Family::Tool)] = 100;
        const auto model = Model::read(Model::write(std::span(&row, 1), 0.02F));
        QVERIFY(model);
        const auto known = model->judge(tokens, {});
        QVERIFY(known.family == Family::Tool);
        QVERIFY(known.odds > model->judge(tokensOf("Call me"), {}).odds);
        QCOMPARE(model->judge({}, {}).odds, Model::kPrior);
    }

    void readsTokensOfAllScripts() {
        const auto words = tokensOf("Don't ask: Müller, 你好 <b>42</b>");
        std::string spelled;
        const std::string_view text = "Don't ask: Müller, 你好 <b>42</b>";
        for (const Token& token : words)
            spelled += std::string(text.substr(token.start, token.end - token.start)) + "|";
        QCOMPARE(spelled, std::string("Don|t|ask|Müller|你|好|<|b|42|<|b|"));
        QVERIFY(tokensOf("IGNORE")[0].word == tokensOf("ignore")[0].word);
        QVERIFY(tokensOf("instruction")[0].stem == tokensOf("instructions")[0].stem);
        QVERIFY(tokensOf("\xFF\xC0 \xE2\x80").empty());
    }
};

QTEST_APPLESS_MAIN(InjectionModelTest)
#include "ModelTest.moc"
