#include "code/Model.h"
#include "resources/Resources.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <numeric>

using namespace chaperone;
using code::Model;

class CodeModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isMadeFromTheTrainingTexts() {
        const QTemporaryDir folder;
        const QString made = folder.filePath(QStringLiteral("code.bin"));
        QProcess train;
        train.start(QStringLiteral(CODE_TRAIN),
                    {QString::fromLocal8Bit(qgetenv("CHAPERONE_SOURCE_DIR")) +
                         QStringLiteral("/core/code/training"),
                     made});
        QVERIFY(train.waitForFinished(110'000));
        QCOMPARE(train.exitCode(), 0);
        QFile file(made);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string again = file.readAll().toStdString();
        const std::string shipped = resources::text("models/code.bin");
        QVERIFY(shipped.size() <= size_t{1} << 20);
        // Another compiler may round a weight the other way; the same texts give the same features.
        QVERIFY(std::abs(static_cast<double>(again.size()) - static_cast<double>(shipped.size())) <=
                0.01 * double(shipped.size()));
        QCOMPARE(again.substr(0, 16), shipped.substr(0, 16));
    }

    void refusesWhatIsNotWhole() {
        const std::string shipped = resources::text("models/code.bin");
        QVERIFY(Model::read(shipped));
        for (const std::string& damaged :
             {std::string(), std::string("CHAPCODE"), shipped.substr(0, shipped.size() / 2),
              shipped + "x", "X" + shipped.substr(1)}) {
            const auto model = Model::read(damaged);
            QVERIFY(!model);
            QCOMPARE(model.error().code, std::string("bad_model"));
        }
        std::string many = shipped; // more rows than there are
        many[12] = many[13] = many[14] = many[15] = '\xFF';
        QVERIFY(!Model::read(many));
    }

    void keepsWhatItIsGiven() {
        const Model::Row rows[] = {{code::wordFeature("puts"), true, {{11, 100}, {3, -100}}},
                                   {code::wordFeature("zzz"), false, {}}};
        auto model = Model::read(Model::write(rows, 0.02F));
        QVERIFY(model);
        Model::Reader reader(*model);
        const std::string text = "puts x\n";
        const std::array<text::Span, 1> whole{text::Span{0, text.size()}};
        const code::Scores scores = reader.score(text, whole);
        QCOMPARE(reader.known(), size_t{1});
        QVERIFY(scores[11] > scores[0]);
        QVERIFY(scores[3] < scores[0]);
        const double sum =
            std::accumulate(scores.begin(), scores.end(), 0.0,
                            [](double a, float b) { return a + std::exp(static_cast<double>(b)); });
        QVERIFY(std::abs(sum - 1) < 0.02);
        QVERIFY(reader.score(text, whole) == scores); // nothing is left of the first reading
    }
};

QTEST_APPLESS_MAIN(CodeModelTest)
#include "ModelTest.moc"
