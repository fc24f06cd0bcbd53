#include "TemporaryLog.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::audit;

#define COLUMNS "(sequence, time_ms, kind, interaction, body, previous_hash, hash)"

class TamperTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheFirstRowThatDoesNotFit_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("firstBad");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* sql, int firstBad, const char* words) {
            QTest::newRow(name) << QString::fromLatin1(sql) << firstBad
                                << QString::fromLatin1(words);
        };
        row("a body changed", "UPDATE rows SET body = '{\"action\":\"allow\"}' WHERE sequence = 5",
            5, "Row 5 was changed");
        row("a byte of a body changed", "UPDATE rows SET body = body || ' ' WHERE sequence = 10",
            10, "Row 10 was changed");
        row("a time changed", "UPDATE rows SET time_ms = time_ms + 1 WHERE sequence = 1", 1,
            "Row 1 was changed");
        row("a kind changed", "UPDATE rows SET kind = 'event' WHERE sequence = 3", 3,
            "Row 3 was changed");
        row("an interaction changed", "UPDATE rows SET interaction = '' WHERE sequence = 3", 3,
            "Row 3 was changed");
        row("a hash changed",
            "UPDATE rows SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE sequence = 7", 7,
            "Row 7 was changed");
        row("a hash in capitals", "UPDATE rows SET hash = upper(hash) WHERE sequence = 7", 7,
            "Row 7 was changed");
        row("a previous hash changed",
            "UPDATE rows SET previous_hash = printf('%064d', 1) WHERE sequence = 7", 7,
            "Row 7 was changed");
        row("the first row deleted", "DELETE FROM rows WHERE sequence = 1", 2, "Row 1 is missing");
        row("a row deleted", "DELETE FROM rows WHERE sequence = 6", 7, "Row 6 is missing");
        row("rows deleted", "DELETE FROM rows WHERE sequence BETWEEN 4 AND 6", 7,
            "Rows 4 to 6 are missing");
        row("a row deleted and the rest moved up",
            "DELETE FROM rows WHERE sequence = 6;"
            "UPDATE rows SET sequence = sequence - 1 WHERE sequence > 6",
            6, "Row 6 was changed");
        row("two bodies swapped",
            "UPDATE rows SET body = '{\"a\":4}' WHERE sequence = 4;"
            "UPDATE rows SET body = '{\"a\":5}' WHERE sequence = 5",
            4, "Row 4 was changed");
        row("two rows swapped",
            "UPDATE rows SET sequence = -4 WHERE sequence = 4;"
            "UPDATE rows SET sequence = 4 WHERE sequence = 5;"
            "UPDATE rows SET sequence = 5 WHERE sequence = -4",
            4, "Row 4 was changed");
        row("a row put in, the rest moved down",
            "UPDATE rows SET sequence = -(sequence + 1) WHERE sequence > 4;"
            "UPDATE rows SET sequence = -sequence WHERE sequence < 0;"
            "INSERT INTO rows " COLUMNS
            " SELECT 5, time_ms, kind, interaction, body, previous_hash, hash "
            "FROM rows WHERE sequence = 4",
            5, "Row 5 was changed");
        row("a row put in at the end",
            "INSERT INTO rows " COLUMNS " SELECT 11, time_ms, kind, interaction, body, hash, hash "
            "FROM rows WHERE sequence = 10",
            11, "Row 11 was changed");
        row("a row put in before the first",
            "INSERT INTO rows " COLUMNS
            " SELECT 0, time_ms, kind, interaction, body, previous_hash, hash "
            "FROM rows WHERE sequence = 1",
            1, "Row 0 stands after row 0");
    }
    void findsTheFirstRowThatDoesNotFit() {
        QFETCH(QString, sql);
        QFETCH(int, firstBad);
        QFETCH(QString, words);
        const TemporaryLog temporary;
        temporary.fill(10);
        temporary.tamper(sql.toStdString());
        const Verification verification = temporary.verify();
        QVERIFY(!verification.intact);
        QCOMPARE(verification.firstBad, static_cast<int64_t>(firstBad));
        QVERIFY2(verification.message.find(words.toStdString()) != std::string::npos,
                 verification.message.c_str());
        QVERIFY(verification.rows < firstBad);
    }

    void aRowComputedAnewStillDoesNotFitTheNext() {
        const TemporaryLog forged;
        forged.fill(4);
        const TemporaryLog temporary;
        temporary.clock->set(0); // so all rows differ from the forged ones, and hash well
        temporary.fill(6);
        temporary.tamper("ATTACH '" + forged.file.string() +
                         "' AS forged; DELETE FROM rows WHERE sequence = 4;"
                         "INSERT INTO rows SELECT * FROM forged.rows WHERE sequence = 4");
        const Verification verification = temporary.verify();
        QCOMPARE(verification.firstBad, int64_t{4});
        QVERIFY(verification.message.find("does not follow") != std::string::npos);
    }

    void rowsCutOffTheEndShowOnlyAgainstTheLastHash() {
        const TemporaryLog temporary;
        temporary.fill(10);
        const std::string noted = temporary.verify().lastHash;
        temporary.tamper("DELETE FROM rows WHERE sequence > 8");
        const Verification verification = temporary.verify();
        QVERIFY(verification.intact);
        QCOMPARE(verification.rows, int64_t{8});
        QVERIFY(verification.lastHash != noted);
    }

    void theWriterDoesNotGoOnWithATailThatDoesNotHold_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("changed") << QStringLiteral(
            "UPDATE rows SET body = '{}' WHERE sequence = 9");
        QTest::newRow("missing") << QStringLiteral("DELETE FROM rows WHERE sequence = 9");
        QTest::newRow("the first missing") << QStringLiteral("DELETE FROM rows WHERE sequence = 1");
        QTest::newRow("unguarded") << QString();
        QTest::newRow("no table") << QStringLiteral("DROP TABLE rows");
    }
    void theWriterDoesNotGoOnWithATailThatDoesNotHold() {
        QFETCH(QString, sql);
        const TemporaryLog temporary;
        temporary.fill(10);
        temporary.tamper(sql.toStdString());
        const auto log = temporary.open();
        QVERIFY(!log);
        QCOMPARE(log.error().code, std::string("log_damaged"));
    }

    void aRowByAnotherProgramIsNotWrittenOver() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        QVERIFY(TemporaryLog::append(**log, TemporaryLog::entry()).ok());
        {
            SQLite::Database database(temporary.file.string(), SQLite::OPEN_READWRITE);
            database.exec("INSERT INTO rows " COLUMNS
                          " SELECT 2, time_ms, kind, interaction, body, "
                          "previous_hash, hash FROM rows");
        }
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry()).error().code,
                 std::string("log_damaged"));
        QCOMPARE(temporary.verify().firstBad, int64_t{2});
    }
};

QTEST_APPLESS_MAIN(TamperTest)
#include "TamperTest.moc"
