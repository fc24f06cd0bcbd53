#include "protocol/Frame.h"

#include <QTest>

#include <string>
#include <vector>

using namespace chaperone;

namespace {

std::string frame(const std::string& payload) {
    return frameHeader(static_cast<uint32_t>(payload.size())) + payload;
}

/// All whole frames there are now; a failure's code is the last entry.
std::vector<std::string> drain(FrameReader& reader) {
    std::vector<std::string> seen;
    while (true) {
        auto next = reader.next();
        if (!next) {
            seen.push_back("!" + next.error().code);
            return seen;
        }
        if (!*next) {
            return seen;
        }
        seen.push_back(**next);
    }
}

} // namespace

class FrameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theHeaderIsTheLengthInTheMachinesByteOrder() {
        const uint32_t length = 0x01020304;
        QCOMPARE(frameLength(frameHeader(length)), length);
        QCOMPARE(frameHeader(length),
                 std::string(reinterpret_cast<const char*>(&length), sizeof(length)));
    }

    void framesAreWholeWhereverTheStreamIsCut() {
        const std::string stream = frame("{\"a\":1}") + frame("x") + frame(std::string(300, 'y'));
        for (size_t cut = 0; cut <= stream.size(); ++cut) {
            FrameReader reader(1024);
            std::vector<std::string> seen;
            for (const std::string& piece : {stream.substr(0, cut), stream.substr(cut)}) {
                reader.feed(piece);
                const auto some = drain(reader);
                seen.insert(seen.end(), some.begin(), some.end());
            }
            QCOMPARE(seen.size(), size_t{3});
            QCOMPARE(seen[0], std::string("{\"a\":1}"));
            QCOMPARE(seen[1], std::string("x"));
            QCOMPARE(seen[2], std::string(300, 'y'));
            QVERIFY(!reader.midFrame());
        }
    }

    void framesAreWholeWhenFedByteByByte() {
        FrameReader reader(64);
        std::vector<std::string> seen;
        for (const char byte : frame("one") + frame("two")) {
            reader.feed({&byte, 1});
            const auto some = drain(reader);
            seen.insert(seen.end(), some.begin(), some.end());
        }
        QCOMPARE(seen, (std::vector<std::string>{"one", "two"}));
    }

    void aCutFrameIsSeenAtTheStreamsEnd() {
        FrameReader reader(64);
        QVERIFY(!reader.midFrame());
        reader.feed(frame("whole"));
        QVERIFY(reader.midFrame());
        QCOMPARE(drain(reader).size(), size_t{1});
        QVERIFY(!reader.midFrame());
        reader.feed(frame("half").substr(0, 2));
        QVERIFY(drain(reader).empty());
        QVERIFY(reader.midFrame());
        QCOMPARE(reader.bufferedBytes(), size_t{2});
    }

    void refusesALengthThatIsNoneOrOverTheLimit_data() {
        QTest::addColumn<quint32>("length");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("the limit") << 64U << QByteArray();
        QTest::newRow("one more") << 65U << QByteArray("!frame_too_large");
        QTest::newRow("4 GiB") << 0xFFFFFFFFU << QByteArray("!frame_too_large");
        QTest::newRow("none") << 0U << QByteArray("!frame_empty");
    }

    void refusesALengthThatIsNoneOrOverTheLimit() {
        QFETCH(quint32, length);
        QFETCH(QByteArray, code);
        FrameReader reader(64);
        reader.feed(frameHeader(length));
        const auto seen = drain(reader);
        if (code.isEmpty()) {
            QVERIFY(seen.empty());
            return;
        }
        QCOMPARE(seen, std::vector<std::string>{code.toStdString()});
        reader.feed(frame("good again"));
        QCOMPARE(drain(reader), std::vector<std::string>{code.toStdString()});
        QCOMPARE(reader.bufferedBytes(), size_t{0});
    }

    void framesBeforeABadOneAreStillGiven() {
        FrameReader reader(8);
        reader.feed(frame("good") + frameHeader(9));
        QCOMPARE(drain(reader), (std::vector<std::string>{"good", "!frame_too_large"}));
    }

    // Quadratic when each frame given out moves all that follow it: this would then not end.
    void manyFramesInOnePieceAreReadInOneSweep() {
        std::string stream;
        const std::string one = frame("12345678");
        for (int i = 0; i < 400000; ++i) {
            stream += one;
        }
        FrameReader reader(64);
        reader.feed(stream);
        QCOMPARE(drain(reader).size(), size_t{400000});
    }

    void refusesToSendWhatTheOtherSideWouldRefuse() {
        QCOMPARE(makeFrame("1234", 4).value(), frame("1234"));
        QCOMPARE(makeFrame("12345", 4).error().code, std::string("frame_too_large"));
        QCOMPARE(makeFrame("", 4).error().code, std::string("frame_empty"));
    }
};

QTEST_APPLESS_MAIN(FrameTest)
#include "FrameTest.moc"
