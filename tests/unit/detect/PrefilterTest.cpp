#include "detect/DigitScan.h"
#include "detect/LiteralIndex.h"
#include "detect/NumberRun.h"
#include "detect/Shape.h"

#include <QTest>

#include <random>
#include <set>
#include <tuple>

using namespace chaperone::detect;

namespace {

using Place = std::tuple<uint32_t, size_t, size_t>;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// The slow way: every literal at every place.
std::set<Place> naive(const std::vector<LiteralIndex::Literal>& literals, const std::string& text) {
    std::set<Place> found;
    for (const auto& literal : literals) {
        for (size_t at = 0; at + literal.text.size() <= text.size(); ++at) {
            bool same = true;
            for (size_t i = 0; same && i < literal.text.size(); ++i) {
                const char c = text[at + i];
                same = (literal.ignoreCase ? lower(c) : c) == literal.text[i];
            }
            if (same)
                found.emplace(literal.detector, at, literal.text.size());
        }
    }
    return found;
}

} // namespace

class PrefilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatTheSlowWayFinds() {
        const std::vector<LiteralIndex::Literal> literals = {
            {"abc", false, 0},   {"abca", true, 1},  {"bcab", false, 2},
            {"cabcab", true, 3}, {"ab-_", false, 4}, {"aaaaaaa", true, 5}};
        LiteralIndex index;
        index.build(literals);
        std::mt19937 random(11);
        static constexpr char kPool[] = "abcABC-_";
        for (int round = 0; round < 400; ++round) {
            std::string text;
            const size_t size = random() % 120;
            for (size_t i = 0; i < size; ++i)
                text.push_back(kPool[random() % (sizeof kPool - 1)]);
            std::set<Place> found;
            // In two parts: what lies across the border is found once, at its atom.
            const size_t cut = size / 3;
            const auto keep = [&](const LiteralIndex::Hit& hit) {
                found.emplace(hit.detector, hit.at, hit.length);
                return true;
            };
            index.scan(text, 0, cut, keep);
            index.scan(text, cut, text.size(), keep);
            QVERIFY(found == naive(literals, text));
            for (size_t from = 0; from <= size; ++from) {
                std::array<uint32_t, LiteralIndex::kBlock> fast{};
                std::array<uint32_t, LiteralIndex::kBlock> slow{};
                const size_t count = index.markedIn(text, from, size, fast.data());
                QCOMPARE(count, index.markedInPortable(text, from, size, slow.data()));
                QVERIFY(std::equal(fast.begin(), fast.begin() + count, slow.begin()));
            }
        }
    }

    void theFastDigitScanAgreesWithThePortableOne() {
        std::mt19937 random(12);
        for (int round = 0; round < 2000; ++round) {
            std::string text(random() % 70, ' ');
            for (char& c : text)
                c = static_cast<char>(random() % (random() % 3 == 0 ? 256 : 48));
            for (size_t at = 0; at <= text.size(); ++at) {
                QCOMPARE(nextDigitOrAt(text, at), nextDigitOrAtPortable(text, at));
            }
        }
    }

    void readsARunGroupByGroup() {
        const NumberRun run = NumberRun::read("4111 1111-22.3  4", 0);
        QCOMPARE(run.count, size_t{4});
        QCOMPARE(run.groups[3].size(), size_t{1});
        QCOMPARE(run.resume, size_t{14});
    }

    void losesNothingAcrossALongRun() {
        std::string text;
        for (int i = 0; i < 100; ++i)
            text += std::to_string(i % 10) + " ";
        size_t groups = 0;
        for (size_t at = 0; at < text.size() && text[at] != '\0';) {
            const NumberRun run = NumberRun::read(text, at);
            QVERIFY(run.resume > at);
            groups = run.resume >= text.size() - 1 ? 1 : groups;
            at = run.resume;
            if (at < text.size() && text[at] == ' ')
                ++at;
        }
        QCOMPARE(groups, size_t{1});
    }

    void aPieceOfSomethingElseIsNoNumber_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("whole");
        QTest::newRow("alone") << QByteArray("[123]") << true;
        QTest::newRow("in a word") << QByteArray("a[123]") << false;
        QTest::newRow("version") << QByteArray("1.[123]") << false;
        QTest::newRow("end of a sentence") << QByteArray("[123]. Next") << true;
        QTest::newRow("decimal") << QByteArray("[123].5") << false;
        QTest::newRow("hyphenated") << QByteArray("AB-[123]") << false;
        QTest::newRow("percent") << QByteArray("[123]%") << false;
        QTest::newRow("time") << QByteArray("[123]:45") << false;
        QTest::newRow("after a comma") << QByteArray("x,[123],y") << true;
    }

    void aPieceOfSomethingElseIsNoNumber() {
        QFETCH(QByteArray, text);
        QFETCH(bool, whole);
        const auto start = static_cast<size_t>(text.indexOf('['));
        text.remove(static_cast<qsizetype>(start), 1);
        const auto end = static_cast<size_t>(text.indexOf(']'));
        text.remove(static_cast<qsizetype>(end), 1);
        QCOMPARE(isWholeNumber(text.toStdString(), start, end), whole);
    }

    void shapesTakeSeparatorsEverywhereOrNowhere() {
        const auto shape = Shape::parse("##_##_A");
        QVERIFY(shape.ok());
        QVERIFY(shape->matchAt("1234X", 0).has_value());
        QVERIFY(shape->matchAt("12-34-X", 0).has_value());
        QVERIFY(!shape->matchAt("12-34 X", 0).has_value());
        QVERIFY(!shape->matchAt("12-34X", 0).has_value());
        QVERIFY(!Shape::parse("AAA").ok());
        QVERIFY(!Shape::parse("#{0}").ok());
        QVERIFY(!Shape::parse("#{99}").ok());
    }
};

QTEST_APPLESS_MAIN(PrefilterTest)
#include "PrefilterTest.moc"
