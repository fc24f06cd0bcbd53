#include "audit/Chain.h"

#include <QTest>

#include <QCryptographicHash>

using namespace chaperone;
using namespace chaperone::audit;
using namespace std::chrono_literals;

namespace {

Row firstRow() {
    return {1,
            UtcTime(1795425302017ms),
            {Kind::Event, "", R"({"event":"agent_started"})"},
            std::string(64, '0'),
            ""};
}

Row hashed(Row row) {
    row.hash = rowHash(row).value();
    return row;
}

Row after(const Row& previous) {
    return hashed({previous.sequence + 1,
                   previous.time + 1ms,
                   {Kind::Verdict, "i", "{}"},
                   previous.hash,
                   ""});
}

} // namespace

class ChainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCanonicalFormIsSevenNetstrings() {
        QCOMPARE(canonicalForm(firstRow()),
                 std::string("17:chaperone.audit.1,1:1,24:2026-11-23T09:15:02.017Z,5:event,0:,"
                             "25:{\"event\":\"agent_started\"},64:") +
                     std::string(64, '0') + ",");
    }

    // The expected hashes are sha256sum's; for the second $hash is the first one's:
    //   form='17:chaperone.audit.1,1:1,24:2026-11-23T09:15:02.017Z,5:event,0:,25:%s,64:%s,'
    //   printf "$form" '{"event":"agent_started"}' "$(printf '%064d' 0)" | sha256sum
    //   form='17:chaperone.audit.1,1:2,24:2026-11-23T09:15:02.018Z,7:verdict,4:i-17,20:%s,64:%s,'
    //   printf "$form" '{"app":"Übersicht"}' "$hash" | sha256sum
    void hashesAsAnAuditorWould() {
        const Row first = hashed(firstRow());
        QCOMPARE(first.hash,
                 std::string("e5fcc1919ba35f0c4e4e386d4cd990b7639d979965a27582f7ab86eac1e233b2"));
        const Row second{2,
                         UtcTime(1795425302018ms),
                         {Kind::Verdict, "i-17",
                          "{\"app\":\"\xc3\x9c"
                          "bersicht\"}"},
                         first.hash,
                         ""};
        QCOMPARE(hashed(second).hash,
                 std::string("218420e6fcdd77ee63d43697390a54263bc0fb5f738df12941b7239da7297725"));
    }

    void hashesAsAnotherLibraryWould() {
        const std::string form = canonicalForm(firstRow());
        const QByteArray expected =
            QCryptographicHash::hash(QByteArray::fromStdString(form), QCryptographicHash::Sha256);
        QCOMPARE(rowHash(firstRow()).value(), expected.toHex().toStdString());
    }

    void everyFieldIsInTheHash_data() {
        QTest::addColumn<int>("field");
        int field = 0;
        for (const char* name : {"sequence", "time", "kind", "interaction", "body", "previous"}) {
            QTest::newRow(name) << field++;
        }
    }
    void everyFieldIsInTheHash() {
        QFETCH(int, field);
        Row changed = firstRow();
        switch (field) {
        case 0:
            changed.sequence = 11;
            break;
        case 1:
            changed.time += 1ms;
            break;
        case 2:
            changed.entry.kind = Kind::Outcome;
            break;
        case 3:
            changed.entry.interaction = "x";
            break;
        case 4:
            changed.entry.body += " ";
            break;
        default:
            changed.previousHash[63] = '1';
        }
        QVERIFY(rowHash(changed).value() != rowHash(firstRow()).value());
    }

    void bytesCannotMoveFromOneFieldToTheNext() {
        Row one = firstRow();
        one.entry = {Kind::Event, "a", "{}"};
        Row other = firstRow();
        other.entry = {Kind::Event, "", "a{}"};
        QVERIFY(rowHash(one).value() != rowHash(other).value());
    }

    void takesAChainFromItsBeginning() {
        ChainCheck check;
        const Row first = hashed(firstRow());
        const Row second = after(first);
        QVERIFY(check.take(first) && check.take(second));
        QVERIFY(check.intact());
        QCOMPARE(check.rows(), int64_t{2});
        QCOMPARE(check.lastHash(), second.hash);
        QCOMPARE(check.message(), std::string("All 2 rows are as they were written."));
    }

    void aWholeChainBeginsWithRowOne() {
        const Row second = after(hashed(firstRow()));
        ChainCheck whole;
        QVERIFY(!whole.take(second));
        QCOMPARE(whole.firstBad(), int64_t{2});
        QCOMPARE(whole.message(), std::string("Row 1 is missing."));
        ChainCheck piece = ChainCheck::piece();
        QVERIFY(piece.take(second));
        QVERIFY(piece.message().find("begin at row 2") != std::string::npos);
    }

    void rowOneFollowsNothingAlsoInAPiece() {
        Row first = firstRow();
        first.previousHash = std::string(64, 'a');
        ChainCheck piece = ChainCheck::piece();
        QVERIFY(!piece.take(hashed(first)));
    }

    void saysWhenTheClockWentBack() {
        ChainCheck check;
        const Row first = hashed(firstRow());
        Row second = after(first);
        second.time = first.time - 1h;
        QVERIFY(check.take(first) && check.take(hashed(second)));
        QCOMPARE(check.clockSteps(), int64_t{1});
        QVERIFY(check.message().find("went back once") != std::string::npos);
    }

    void looksNoFurtherThanTheFirstBadRow() {
        ChainCheck check;
        const Row first = hashed(firstRow());
        Row bad = after(first);
        bad.entry.body = "{ }";
        QVERIFY(check.take(first));
        QVERIFY(!check.take(bad));
        QVERIFY(!check.take(after(first)));
        QCOMPARE(check.firstBad(), int64_t{2});
        QCOMPARE(check.rows(), int64_t{1});
    }
};

QTEST_APPLESS_MAIN(ChainTest)
#include "ChainTest.moc"
