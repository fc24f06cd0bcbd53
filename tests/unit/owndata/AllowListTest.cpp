#include "owndata/AllowList.h"

#include <QTest>

using namespace chaperone;
using owndata::AllowList;

namespace {

SecretBytes keyOf(uint8_t first) {
    SecretBytes key(32);
    key.bytes()[0] = first;
    return key;
}

} // namespace

class AllowListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allowsAValueOfItsTypeHoweverItIsCased() {
        AllowList list;
        list.addValues("pii.email", {"Support@example.com"});
        QVERIFY(list.contains("pii.email", " support@EXAMPLE.com\n"));
        QVERIFY(!list.contains("pii.email", "sales@example.com"));
        QVERIFY(!list.contains("pii.phone", "support@example.com"));
        QVERIFY(!list.contains("pii.emails", "support@example.com"));
    }

    void aPrefixCoversItsKinds() {
        AllowList list;
        list.addValues("secret.api_key", {"k"});
        QVERIFY(list.contains("secret.api_key.stripe", "k"));
        QVERIFY(!list.contains("secret.jwt", "k"));
    }

    void withoutATypeItCountsForAll() {
        AllowList list;
        list.addValues("", {"4711"});
        QVERIFY(list.contains("fin.card", "4711"));
    }

    void knowsAValueByItsHashUnderTheRightKey() {
        const auto hash = owndata::allowedHash(keyOf(1), "Support@example.com");
        QVERIFY(hash.ok());
        QCOMPARE(hash->size(), size_t(32));
        AllowList list;
        list.addHashes("pii.email", {*hash}, keyOf(1));
        QVERIFY(list.contains("pii.email", "support@example.com"));
        AllowList other;
        other.addHashes("pii.email", {*hash}, keyOf(2));
        QVERIFY(!other.contains("pii.email", "support@example.com"));
    }
};

QTEST_APPLESS_MAIN(AllowListTest)
#include "AllowListTest.moc"
