#include "entities/NameModel.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace chaperone::entities;

class NamesModelTest : public QObject {
    Q_OBJECT

    static QByteArray read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void isWhatTrainingGives() {
        const QString tree = qEnvironmentVariable("CHAPERONE_SOURCE_DIR");
        const QTemporaryDir folder;
        const QString made = folder.filePath(QStringLiteral("names.model"));
        QProcess trainer;
        trainer.start(QStringLiteral(TRAINER),
                      {tree + QStringLiteral("/core/entities/training/sentences.txt"),
                       tree + QStringLiteral("/resources/entities"), made});
        QVERIFY(trainer.waitForFinished(60'000));
        QCOMPARE(trainer.exitCode(), 0);
        QVERIFY(!read(made).isEmpty());
        QVERIFY2(read(made) == read(tree + QStringLiteral("/resources/entities/names.model")),
                 "build the target train_entities after a change of words, grammar or features");
    }

    void refusesWeightsOfAnotherSize() {
        QCOMPARE(NameModel::create("abc").error().code, std::string("bad_model"));
    }
};

QTEST_APPLESS_MAIN(NamesModelTest)
#include "NamesModelTest.moc"
