#include "owndata/Words.h"
#include "owndata/SipHash.h"
#include "owndata/WordList.h"

#include <QTest>

#include <array>
#include <numeric>

using namespace chaperone;
using namespace chaperone::owndata;

Q_DECLARE_METATYPE(std::string)

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsWhatPeopleSeparate_data() {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("joined");
        QTest::addColumn<int>("count");
        const auto row = [](const char* text, const char* joined, int count) {
            QTest::newRow(text) << std::string(text) << std::string(joined) << count;
        };
        row("AB-12 345", "ab12345", 3);
        row("ab12345", "ab12345", 1);
        row("a.b@firma.de", "abfirmade", 4);
        row("ÄÖÜ straße", "äöüstraße", 2);
        row("٤٥٣٩ ４５", "453945", 2);
        row("田中 太郎", "田中太郎", 4);
        row("...", "", 0);
        row("", "", 0);
    }
    void joinsWhatPeopleSeparate() {
        QFETCH(std::string, text);
        QFETCH(std::string, joined);
        QFETCH(int, count);
        const Words words(text);
        QCOMPARE(std::string(words.joined()), joined);
        QCOMPARE(static_cast<int>(words.size()), count);
    }

    void knowsWhereItsWordsStand() {
        const std::string text = "  Grün, 12-34 ";
        const Words words(text);
        const auto span = words.span(1, 2);
        QCOMPARE(text.substr(span.start, span.size()), std::string("12-34"));
        QCOMPARE(words.wordAt(0), size_t(0));
        QCOMPARE(words.wordAt(words.joined().size() - 1), size_t(2));
    }

    void survivesBytesThatAreNoText() {
        const Words words(std::string("\xFF\xFE\x00\x80 ab", 7));
        QCOMPARE(std::string(words.joined()), std::string("ab"));
    }

    void cutsEndlessWords() {
        const Words words(std::string(1000, 'x'));
        QCOMPARE(words.size(), size_t(16));
        QCOMPARE(words.joined().size(), size_t(1000));
    }

    // The paper's appendix A: key 00…0f, message 00…0e.
    void hashesAsItsAuthorsDo() {
        std::array<uint8_t, 16> key{};
        std::iota(key.begin(), key.end(), uint8_t{0});
        std::string message(15, '\0');
        std::iota(message.begin(), message.end(), '\0');
        QCOMPARE(SipHash(key)(message), uint64_t{0xa129ca6149be45e5});
    }

    void findsWordsHoweverTheyAreJoined() {
        const std::vector<std::string> entries{"# code words", "", "Project Falcon", "Zugspitze"};
        const auto list = WordList::create("projects", entries, detect::Confidence::High);
        QVERIFY(list.ok());
        const std::string text =
            "PROJECT_FALCON, project-falcon, projectfalcon and the Zugspitze; no falcon project, "
            "no projectfalcons";
        std::vector<detect::Finding> found;
        Findings findings(found);
        (*list)->find(Words(text), findings);
        std::vector<std::string> spans;
        for (const auto& finding : found)
            spans.push_back(text.substr(finding.start, finding.end - finding.start));
        QCOMPARE(spans, (std::vector<std::string>{"PROJECT_FALCON", "project-falcon",
                                                  "projectfalcon", "Zugspitze"}));
        QCOMPARE(found[0].type, std::string_view("custom.projects"));
        QVERIFY(found[0].confidence == detect::Confidence::High);
    }

    void refusesWordsThatStandEverywhere() {
        const auto list = WordList::create("projects", std::vector<std::string>{"fine", "to"},
                                           detect::Confidence::Low);
        QVERIFY(!list.ok());
        QCOMPARE(list.error().code, std::string("bad_words"));
        QVERIFY(list.error().message.find("Entry 2") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(WordsTest)
#include "WordsTest.moc"
