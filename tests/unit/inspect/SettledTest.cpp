#include "inspect/Settled.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::inspect;
using namespace std::chrono_literals;

namespace {

class SetClock final : public Clock {
public:
    UtcTime now() const override { return time; }
    UtcTime time{1'795'000'000'000ms};
};

} // namespace

class SettledTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        clock = std::make_shared<SetClock>();
        settled = std::make_unique<Settled>(clock);
        settled->opened("act", {"visit-1",
                                {"h1", "h2"},
                                {Choice::SentReason, Choice::Cancelled, Choice::NotSensitive}});
    }

    void aReasonSettlesTheValuesForThisVisitOnly() {
        QCOMPARE(settled->closed("act", Choice::SentReason), Settled::Effect::Recorded);
        QVERIFY(settled->contains("visit-1", "h1"));
        QVERIFY(settled->contains("visit-1", "h2"));
        QVERIFY(!settled->contains("visit-2", "h1"));
        QVERIFY(!settled->contains("visit-1", "h3"));
    }

    void notSensitiveSettlesTheValueEverywhere() {
        QCOMPARE(settled->closed("act", Choice::NotSensitive), Settled::Effect::Recorded);
        QVERIFY(settled->contains("visit-2", "h1"));
        QVERIFY(settled->contains("", "h1"));
    }

    void cancellingSettlesNothing() {
        QCOMPARE(settled->closed("act", Choice::Cancelled), Settled::Effect::Recorded);
        QVERIFY(!settled->contains("visit-1", "h1"));
    }

    void aChoiceThatWasNotOfferedSettlesNothing() {
        QCOMPARE(settled->closed("act", Choice::SentAnyway), Settled::Effect::NotOffered);
        QVERIFY(!settled->contains("visit-1", "h1"));
    }

    void anOutcomeCountsOnce() {
        QCOMPARE(settled->closed("act", Choice::Cancelled), Settled::Effect::Recorded);
        QCOMPARE(settled->closed("act", Choice::SentReason), Settled::Effect::Unknown);
        QCOMPARE(settled->closed("never seen", Choice::SentReason), Settled::Effect::Unknown);
    }

    void memoryEndsWithTheWorkingDay() {
        QCOMPARE(settled->closed("act", Choice::SentReason), Settled::Effect::Recorded);
        clock->time += 11h;
        QVERIFY(settled->contains("visit-1", "h1"));
        clock->time += 2h;
        QVERIFY(!settled->contains("visit-1", "h1"));
    }

    void anAnswerAfterAnHourComesTooLate() {
        clock->time += 61min;
        QCOMPARE(settled->closed("act", Choice::SentReason), Settled::Effect::Unknown);
    }

    void withoutAVisitNothingIsSettledForAll() {
        settled->opened("other", {"", {"h9"}, {Choice::SentAnyway}});
        QCOMPARE(settled->closed("other", Choice::SentAnyway), Settled::Effect::Recorded);
        QVERIFY(!settled->contains("", "h9"));
        QVERIFY(!settled->contains("visit-1", "h9"));
    }

private:
    std::shared_ptr<SetClock> clock;
    std::unique_ptr<Settled> settled;
};

QTEST_APPLESS_MAIN(SettledTest)
#include "SettledTest.moc"
