#include "audit/SearchTerms.h"
#include "audit/WordIndex.h"
#include "TemporaryLog.h"

#include <QFile>
#include <QTest>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

std::string hashIn(const std::filesystem::path& log, int64_t row) {
    Query query;
    query.afterSequence = row - 1;
    query.limit = 1;
    const auto rows = AuditReader::open(log).value()->rows(query);
    return rows->empty() ? std::string() : rows->front().hash;
}

int64_t indexedIn(const std::filesystem::path& log) {
    const auto index = WordIndexReader::open(log, [&log](int64_t row) { return hashIn(log, row); });
    return index != nullptr ? index->indexed() : 0;
}

std::vector<int64_t> found(const std::filesystem::path& log, Query query) {
    std::vector<int64_t> sequences;
    const auto rows = AuditReader::open(log).value()->rows(query);
    for (const Row& row : rows.value()) {
        sequences.push_back(row.sequence);
    }
    return sequences;
}

Entry about(int number) {
    return {number % 3 == 0 ? Kind::Event : Kind::Verdict, "i",
            "{\"host\":\"www" + std::to_string(number) +
                ".example.com\",\"findings\":[{\"type\":\"fin." +
                (number % 2 == 0 ? "iban" : "card") + "\",\"hash\":\"feed\"}]}"};
}

} // namespace

class SearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRowIsFoundByItsWords_data() {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char* words, bool fits) {
            QTest::newRow(words) << QByteArray(words) << fits;
        };
        row("verdict", true);
        row("FIN.IBAN", true);
        row("fin", true);
        row("iban", false);
        row("fin.iban chat.example.com", true);
        row("example.com", true);
        row("chat.example", false);
        row("chat*", true);
        row("hat*", false);
        row("feed", false);
        row("de89", false);
        row("a \xc3\xbc"
            "bung",
            true);
        row("fin event", false);
    }
    void aRowIsFoundByItsWords() {
        QFETCH(QByteArray, words);
        QFETCH(bool, fits);
        const Entry entry{Kind::Verdict, "i",
                          "{\"host\":\"chat.example.com\",\"reason\":\"A \xc3\xbc"
                          "bung!\",\"findings\":[{\"type\":\"fin.iban\",\"hash\":\"feed\","
                          "\"masked\":\"DE89\"}]}"};
        QCOMPARE(WordMatch(words.toStdString()).fits(entry), fits);
    }

    void theIndexFindsWhatLookingThroughFinds() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        for (int i = 1; i <= 60; ++i) {
            log.value()->append(about(i), nullptr);
        }
        log.value()->flush();
        std::vector<Query> queries;
        for (const char* words : {"fin.card", "fin event", "www17.example.com", "example.com",
                                  "www1*", "nothing", "fin.*"}) {
            for (const bool newestFirst : {false, true}) {
                Query query;
                query.words = words;
                query.newestFirst = newestFirst;
                queries.push_back(query);
                query.limit = 3;
                query.afterSequence = 20;
                queries.push_back(query);
                query.kind = Kind::Verdict;
                queries.push_back(query);
                query.interaction = "i";
                queries.push_back(query);
            }
        }
        std::vector<std::vector<int64_t>> byLooking;
        QCOMPARE(indexedIn(temporary.file), int64_t{0});
        for (const Query& query : queries) {
            byLooking.push_back(found(temporary.file, query));
        }
        QTRY_COMPARE(indexedIn(temporary.file), int64_t{60});
        log.value()->append(about(61), nullptr); // not in the index yet
        log.value()->append({Kind::Event, "", "{}"}, nullptr);
        log.value()->flush();
        for (size_t i = 0; i < queries.size(); ++i) {
            auto byIndex = found(temporary.file, queries[i]);
            byIndex.erase(std::remove(byIndex.begin(), byIndex.end(), 61), byIndex.end());
            auto expected = byLooking[i];
            if (queries[i].newestFirst && queries[i].limit > 0 && byIndex.size() == 2) {
                expected.pop_back(); // the new row took a place
            }
            QVERIFY2(byIndex == expected, queries[i].words.c_str());
        }
    }

    void whatIsErasedIsForgotten() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        for (int i = 1; i <= 9; ++i) {
            log.value()->append(about(i), nullptr);
        }
        log.value()->flush();
        QTRY_COMPARE(indexedIn(temporary.file), int64_t{9});
        log.value()->erase({5}, "asked for", nullptr);
        log.value()->flush();
        Query query;
        query.words = "www5.example.com";
        QCOMPARE(found(temporary.file, query), std::vector<int64_t>());
        for (const char* part : {"-words", "-words-wal"}) {
            QFile file(QString::fromStdString(temporary.file.string() + part));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("www5"));
        }
        query.words = "www6.example.com";
        QCOMPARE(found(temporary.file, query), std::vector<int64_t>{6});
    }

    void anIndexOfAnotherLogIsNotUsed() {
        const TemporaryLog temporary;
        const TemporaryLog other;
        other.clock->set(0);
        for (const TemporaryLog* one : {&temporary, &other}) {
            const auto log = one->open();
            log.value()->append(about(one == &other ? 1 : 2), nullptr);
            log.value()->flush();
            QTRY_COMPARE(indexedIn(one->file), int64_t{1});
        }
        std::filesystem::copy_file(WordIndex::fileOf(other.file), WordIndex::fileOf(temporary.file),
                                   std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(indexedIn(temporary.file), int64_t{0});
        Query query;
        query.words = "www2.example.com";
        QCOMPARE(found(temporary.file, query), std::vector<int64_t>{1});
        // The writer makes it anew.
        const auto log = temporary.open();
        log.value()->append(about(4), nullptr);
        log.value()->flush();
        QTRY_COMPARE(indexedIn(temporary.file), int64_t{2});
    }

    void aDamagedIndexCostsNothingButTime() {
        const TemporaryLog temporary;
        temporary.fill(5);
        QFile file(QString::fromStdString(WordIndex::fileOf(temporary.file).string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'n'));
        file.close();
        Query query;
        query.words = "coach";
        QCOMPARE(found(temporary.file, query).size(), size_t{5});
        const auto log = temporary.open();
        QVERIFY(log.ok());
        QTRY_COMPARE(indexedIn(temporary.file), int64_t{5});
    }
};

QTEST_GUILESS_MAIN(SearchTest)
#include "SearchTest.moc"
