#include "base/Clock.h"
#include "base/Result.h"
#include "base/SecretBytes.h"

#include <QTest>

using namespace chaperone;
using namespace std::chrono_literals;

class BaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTimesAsRfc3339() {
        QCOMPARE(toRfc3339(UtcTime(0ms)), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(toRfc3339(UtcTime(1795425302017ms)), std::string("2026-11-23T09:15:02.017Z"));
        QCOMPARE(toRfc3339(UtcTime(951782400000ms)), std::string("2000-02-29T00:00:00.000Z"));
    }

    void aResultHoldsAValueOrTheReason() {
        const Result<int> good = 7;
        QVERIFY(good.ok());
        QCOMPARE(good.value(), 7);
        const Result<int> bad = Error{"no_disk", "The disk is full."};
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, std::string("no_disk"));
        QVERIFY(Result<void>().ok());
        QVERIFY(!Result<void>(Error{"x", "y"}).ok());
    }

    void aMovedKeyLeavesNothingBehind() {
        const uint8_t raw[] = {1, 2, 3};
        SecretBytes key{std::span<const uint8_t>(raw)};
        SecretBytes moved = std::move(key);
        QCOMPARE(moved.size(), size_t{3});
        QCOMPARE(moved.clone().view()[2], uint8_t{3});
    }
};

QTEST_APPLESS_MAIN(BaseTest)
#include "BaseTest.moc"
