#include "detect/SecretShape.h"

#include <QTest>

using namespace chaperone::detect;

class SecretShapeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsPlaceholders_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("placeholder");
        for (const char* value :
             {"changeme", "xxxxxxxx", "<token>", "${TOKEN}", "%TOKEN%", "your_api_key",
              "{{ secret }}", "********", "password", "abcdefgh", "11111111", "EXAMPLEKEY123"}) {
            QTest::newRow(value) << QByteArray(value) << true;
        }
        for (const char* value : {"Tr0ub4dor&3", "h4nn0ver77", "q8Zr!4mX", "9fKx2LmQ"}) {
            QTest::newRow(value) << QByteArray(value) << false;
        }
    }

    void knowsPlaceholders() {
        QFETCH(QByteArray, value);
        QTEST(isPlaceholder(value.toStdString()), "placeholder");
    }

    void knowsReferences_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("reference");
        for (const char* value :
             {"getPassword()", "os.environ[\"X\"]", "config.database.password", "process.env.TOKEN",
              "/etc/ssl/key", "$TOKEN", "std::string", "this->token", "https://x.y/z"}) {
            QTest::newRow(value) << QByteArray(value) << true;
        }
        for (const char* value : {"q8Zr!4mX", "aB3.dE5.fG7", "Summer2024", "kd9$jf"}) {
            QTest::newRow(value) << QByteArray(value) << false;
        }
    }

    void knowsReferences() {
        QFETCH(QByteArray, value);
        QTEST(isReference(value.toStdString()), "reference");
    }

    void tellsWordsFromRandomLetters() {
        for (const char* words : {"databaseConnection", "my-application-name",
                                  "Einwilligungserklärung", "configuration_service"}) {
            QVERIFY2(looksLikeWords(words), words);
        }
        for (const char* random : {"xkqzvwjpht", "Zq8Xw3Kp9Lm2", "bQxJzRvKwTqP"}) {
            QVERIFY2(!looksLikeWords(random), random);
        }
    }

    void knowsDigests() {
        QVERIFY(isDigestOrId("550e8400-e29b-41d4-a716-446655440000"));
        QVERIFY(isDigestOrId("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
        QVERIFY(isDigestOrId("v1.22.333"));
        QVERIFY(!isDigestOrId("da39a3ee5e6b4b0d3255bfef95601890afd8070g"));
    }

    void measuresEntropy() {
        QCOMPARE(entropyBits(""), 0.0);
        QCOMPARE(entropyBits("aaaa"), 0.0);
        QCOMPARE(entropyBits("abcd"), 2.0);
    }
};

QTEST_APPLESS_MAIN(SecretShapeTest)
#include "SecretShapeTest.moc"
