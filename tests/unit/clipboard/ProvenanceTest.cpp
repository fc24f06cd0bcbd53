#include "clipboard/Provenance.h"

#include <QTest>

using chaperone::clipboard::Provenance;

namespace {

Provenance plainProvenance() {
    return Provenance([](std::string_view text) { return std::string(text); });
}

} // namespace

class ProvenanceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhereATextWasCopied_data() {
        QTest::addColumn<std::string>("copied");
        QTest::addColumn<std::string>("pasted");
        QTest::addColumn<bool>("known");
        const auto row = [](const char* name, const char* copied, const char* pasted, bool known) {
            QTest::newRow(name) << std::string(copied) << std::string(pasted) << known;
        };
        row("the same text", "a customer", "a customer", true);
        row("other line ends", "one\r\ntwo\r\n", "one\ntwo", true);
        row("blanks around it", "  a customer\n", "a customer", true);
        row("another text", "a customer", "a customers", false);
        row("a part of it", "a customer", "customer", false);
        row("other blanks inside", "a customer", "a  customer", false);
    }
    void knowsWhereATextWasCopied() {
        QFETCH(std::string, copied);
        QFETCH(std::string, pasted);
        QFETCH(bool, known);
        Provenance provenance = plainProvenance();
        provenance.copied(copied, "wiki.example");
        QCOMPARE(provenance.sourceOf(pasted), std::string(known ? "wiki.example" : ""));
    }

    void theLastCopyOfATextCounts() {
        Provenance provenance = plainProvenance();
        provenance.copied("text", "wiki.example");
        provenance.copied("text", "mail.example");
        QCOMPARE(provenance.sourceOf("text"), std::string("mail.example"));
        provenance.copied("text", "");
        QCOMPARE(provenance.sourceOf("text"), std::string());
    }

    void tellsLongTextsApartByTheirLength() {
        Provenance provenance = plainProvenance();
        provenance.copied(std::string(1'000'000, 'x'), "wiki.example");
        QCOMPARE(provenance.sourceOf(std::string(1'000'000, 'x')), std::string("wiki.example"));
        QCOMPARE(provenance.sourceOf(std::string(1'000'001, 'x')), std::string());
    }

    void forgetsTheOldestOfTooMany() {
        Provenance provenance = plainProvenance();
        for (size_t i = 0; i <= Provenance::kMaxCopies; ++i)
            provenance.copied(std::to_string(i), "wiki.example");
        QCOMPARE(provenance.sourceOf("0"), std::string());
        QCOMPARE(provenance.sourceOf("1"), std::string("wiki.example"));
    }

    void forgetsAllWhenTold() {
        Provenance provenance = plainProvenance();
        provenance.copied("text", "wiki.example");
        provenance.forget();
        QCOMPARE(provenance.sourceOf("text"), std::string());
    }
};

QTEST_APPLESS_MAIN(ProvenanceTest)
#include "ProvenanceTest.moc"
