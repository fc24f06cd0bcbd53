#include "owndata/Comments.h"
#include "owndata/DocumentIndex.h"
#include "owndata/Winnowing.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace chaperone;
using namespace chaperone::owndata;
using detect::Confidence;

namespace {

SecretBytes someKey() {
    SecretBytes key(32);
    key.bytes()[5] = 7;
    return key;
}

/// Sentences of made-up words, always the same for one seed.
std::string prose(unsigned seed, size_t bytes) {
    std::mt19937 random(seed);
    std::string text;
    while (text.size() < bytes) {
        const size_t letters = 2 + random() % 8;
        for (size_t i = 0; i < letters; ++i)
            text.push_back(static_cast<char>('a' + random() % 26));
        text += random() % 12 == 0 ? ".\n" : " ";
    }
    text.resize(bytes);
    return text;
}

/// A commented source file of somebody's.
std::string sourceFile() {
    std::string text = "// The tariffs of the northern region.\n#include \"tariff.h\"\n\n";
    for (int i = 0; i < 12; ++i) {
        const std::string n = std::to_string(i);
        text += "/* Works out what a household pays in step " + n +
                ".\n * Never call it twice. */\ndouble stepCharge" + n +
                "(const Household& household, double consumed)\n{\n"
                "    // the base price first\n"
                "    double charge = household.tariff().basePrice() * " +
                n + ".25;\n    if (consumed > kFreeAllowance" + n +
                ") // only what is over it\n        charge += (consumed - kFreeAllowance" + n +
                ") * household.unitPrice(" + n + ");\n    return roundToCents(charge);\n}\n\n";
    }
    return text;
}

void replaceAll(std::string& text, const std::string& from, const std::string& to) {
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

} // namespace

class DocumentsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path file() const {
        return m_folder.filePath(QStringLiteral("documents.cfp")).toStdString();
    }

    std::shared_ptr<const DocumentIndex> m_index; ///< the findings' names live in it

    std::vector<detect::Finding> find(const std::string& text) {
        auto index = DocumentIndex::open(file(), someKey());
        std::vector<detect::Finding> found;
        if (index) {
            m_index = *index;
            Findings findings(found);
            m_index->find(Words(text), findings);
        }
        return found;
    }

private Q_SLOTS:
    void init() {
        auto builder = DocumentIndexBuilder::create(someKey());
        QVERIFY(builder.ok());
        QVERIFY(builder->add("minutes", prose(1, 6000)).ok());
        QVERIFY(builder->add("offer", prose(2, 3000)).ok());
        const auto written = builder->write(file());
        QVERIFY(written.ok());
        QCOMPARE(written->documents, size_t(2));
    }

    void findsTheWholeAndNothingElse() {
        const auto found = find(prose(1, 6000));
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].type, std::string_view("fingerprint.minutes"));
        QVERIFY(found[0].confidence == Confidence::High);
        QVERIFY(find(prose(3, 20'000)).empty());
    }

    void findsSourceCodeAsPeopleCopyIt() {
        auto builder = DocumentIndexBuilder::create(someKey());
        QVERIFY(builder.ok());
        QVERIFY(builder->add("repository", sourceFile()).ok());
        QVERIFY(builder->write(file()).ok());

        std::string indented = sourceFile();
        replaceAll(indented, "    ", "\t");
        replaceAll(indented, ")\n{", ") {");
        std::string renamed = sourceFile(); // one name of several
        replaceAll(renamed, "consumed", "kilowattHours");
        const std::string bare = withoutComments(sourceFile());
        QVERIFY(bare.find("base price") == std::string::npos);
        QVERIFY(bare.find("over it") == std::string::npos);
        QVERIFY(bare.find("Never") == std::string::npos);
        QVERIFY(bare.find("roundToCents") != std::string::npos);
        for (const std::string& copy : {sourceFile(), indented, bare, renamed}) {
            const auto found = find(copy);
            QVERIFY2(!found.empty(), copy.c_str());
            QCOMPARE(found.front().type, std::string_view("fingerprint.repository"));
            QVERIFY(found.front().confidence >= Confidence::Medium);
        }
        // Without comments it is still the whole of it.
        size_t covered = 0;
        for (const auto& finding : find(bare))
            covered += finding.end - finding.start;
        QVERIFY(covered * 10 > bare.size() * 8);
    }

    void leavesAddressesAndOpenBlocksInCode() {
        QCOMPARE(withoutComments("a(\"http://x.y\");\n/* b"),
                 std::string("a(\"http://x.y\");\n/* b\n"));
        QCOMPARE(withoutComments("a /* b */ c <!-- d -->\n  # e\nf; // g\n"),
                 std::string("a   c  \n\nf; \n"));
        QCOMPARE(withoutComments(""), std::string());
    }

    void findsAPartWhereItStands() {
        const std::string before = prose(4, 500);
        const std::string part = prose(1, 6000).substr(2000, 700);
        const auto found = find(before + part + prose(5, 500));
        QCOMPARE(found.size(), size_t(1));
        QVERIFY(found[0].confidence >= Confidence::Medium);
        QVERIFY(found[0].start >= before.size() && found[0].start < before.size() + 100);
        QVERIFY(found[0].end <= before.size() + part.size() + 10);
    }

    void findsAnEditedCopy() {
        std::string copy = prose(2, 3000);
        std::transform(copy.begin(), copy.end(), copy.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        for (size_t at = 200; at < copy.size(); at += 300)
            copy.insert(at, " changed here \n\n");
        const auto found = find(copy);
        QVERIFY(!found.empty());
        QCOMPARE(found[0].type, std::string_view("fingerprint.offer"));
        QVERIFY(found[0].confidence >= Confidence::Medium);
    }

    // What two texts share over a window and a stretch is always found: the method's guarantee.
    void missesNoSharedPassageOfThatLength() {
        const std::string document = prose(1, 6000);
        const Words words(document);
        for (size_t at = 0; at + 120 < words.joined().size(); at += 61) {
            const std::string passage(words.joined().substr(at, kStretchBytes + kWindow - 1));
            QVERIFY2(!find(passage).empty(), std::to_string(at).c_str());
        }
    }

    void ignoresWhatEveryoneHas() {
        auto builder = DocumentIndexBuilder::create(someKey());
        const std::string licence = prose(9, 2000);
        QVERIFY(builder->add("code", licence + prose(10, 2000)).ok());
        builder->ignore(licence);
        const auto written = builder->write(file());
        QVERIFY(written.ok());
        QVERIFY(written->ignored > 20);
        QVERIFY(find(licence).empty());
        QVERIFY(!find(prose(10, 2000)).empty());
    }

    void aTextTooShortToFingerprintIsNamed() {
        auto builder = DocumentIndexBuilder::create(someKey());
        QVERIFY(builder->add("note", "too short").ok());
        QVERIFY(!builder->write(file()).ok());
        QVERIFY(builder->add("long", prose(1, 500)).ok());
        const auto written = builder->write(file());
        QVERIFY(written.ok());
        QCOMPARE(written->tooShort, std::vector<std::string>{"note"});
    }

    void refusesABadId() {
        auto builder = DocumentIndexBuilder::create(someKey());
        QCOMPARE(builder->add("Board Minutes", "x").error().code, std::string("bad_document"));
    }
};

QTEST_APPLESS_MAIN(DocumentsTest)
#include "DocumentsTest.moc"
