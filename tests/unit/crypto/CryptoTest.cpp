#include "crypto/Aead.h"
#include "crypto/Digest.h"
#include "crypto/Hex.h"
#include "crypto/Keccak.h"
#include "crypto/Random.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::crypto;

namespace {

std::string bytesOf(const char* hex) {
    const auto bytes = fromHex(hex);
    return bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
}

} // namespace

class CryptoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digestsAsFips180Says_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        // NIST's example vectors; each can be checked with sha256sum.
        QTest::newRow("nothing")
            << QByteArray()
            << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("abc")
            << QByteArray("abc")
            << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("two blocks")
            << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
            << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("a million times a")
            << QByteArray(1'000'000, 'a')
            << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
    void digestsAsFips180Says() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto digest = sha256(text.toStdString());
        QVERIFY(digest.ok());
        QCOMPARE(toHex(*digest), expected.toStdString());
    }

    /// The team's known answers, and a text of exactly one block.
    void hashesAsKeccakDid() {
        QCOMPARE(toHex(keccak256("")),
                 std::string("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
        QCOMPARE(toHex(keccak256("abc")),
                 std::string("4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"));
        QVERIFY(keccak256(std::string(135, 'a')) != keccak256(std::string(136, 'a')));
    }

    void aDigestInPiecesIsTheDigestOfTheWhole() {
        const std::string text(1000, 'x');
        const auto whole = sha256(text);
        Sha256 pieces;
        for (const size_t step : {size_t{1}, size_t{63}, size_t{64}, size_t{65}, size_t{999}}) {
            for (size_t at = 0; at < text.size(); at += step) {
                pieces.add(std::string_view(text).substr(at, step));
            }
            const auto digest = pieces.finish();
            QVERIFY(digest.ok());
            QCOMPARE(toHex(*digest), toHex(*whole));
        }
    }

    void authenticatesAsRfc4231Says_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("test case 1")
            << QByteArray(20, '\x0b') << QByteArray("Hi There")
            << QByteArray("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        QTest::newRow("test case 2, a short key")
            << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
            << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        QTest::newRow("test case 6, a key longer than a block")
            << QByteArray(131, '\xaa')
            << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
            << QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        // printf '' | openssl dgst -sha256 -hmac ''
        QTest::newRow("no key, no text")
            << QByteArray() << QByteArray()
            << QByteArray("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    }
    void authenticatesAsRfc4231Says() {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const std::string keyBytes = key.toStdString();
        const std::string textBytes = text.toStdString();
        const auto mac = hmacSha256(asBytes(keyBytes), asBytes(textBytes));
        QVERIFY(mac.ok());
        QCOMPARE(toHex(*mac), expected.toStdString());
    }

    void readsBackTheHexItWrites() {
        std::vector<uint8_t> all(256);
        for (size_t i = 0; i < all.size(); ++i) {
            all[i] = static_cast<uint8_t>(i);
        }
        QVERIFY(fromHex(toHex(all)) == all);
        QCOMPARE(bytesOf("4A4b"), std::string("JK"));
        QVERIFY(fromHex("") == std::vector<uint8_t>());
    }

    void refusesWhatIsNotHex() {
        for (const char* wrong : {"0", "0g", "g0", "0x", " 00", "00 ", "\xc3\xa9", "@0", "`0"}) {
            QVERIFY2(!fromHex(wrong), wrong);
        }
    }

    void opensWhatItSealedAndNothingElse() {
        const SecretBytes key(std::vector<uint8_t>(32, 1));
        const SecretBytes other(std::vector<uint8_t>(32, 2));
        for (const std::string& text :
             {std::string(), std::string("a"), std::string(70'000, 'x')}) {
            const auto sealed = seal(key, text, "here");
            QVERIFY(sealed.ok());
            QCOMPARE(sealed->size(), text.size() + kNonceBytes + kTagBytes);
            QCOMPARE(open(key, *sealed, "here").value(), text);
            QVERIFY(!open(other, *sealed, "here"));
            QVERIFY(!open(key, *sealed, "there"));
            for (const size_t at : {size_t{0}, kNonceBytes, sealed->size() - 1}) {
                std::string changed = *sealed;
                changed[at] = static_cast<char>(changed[at] ^ 1);
                QCOMPARE(open(key, changed, "here").error().code, std::string("not_authentic"));
            }
            QVERIFY(seal(key, text, "here").value() != *sealed); // another nonce
        }
        QVERIFY(!open(key, "short", ""));
        QVERIFY(!seal(SecretBytes(std::vector<uint8_t>(16, 1)), "a", ""));
    }

    // Test case 14 of the GCM specification (McGrew, Viega): zeros under a zero key and nonce.
    void opensWhatTheSpecificationSealed() {
        const SecretBytes key(std::vector<uint8_t>(32, 0));
        const std::string sealed = bytesOf("000000000000000000000000"
                                           "cea7403d4d606b6e074ec5d3baf39d18"
                                           "d0d1c8a799996bf0265b98b5d48ab919");
        QCOMPARE(open(key, sealed, "").value(), std::string(16, '\0'));
    }

    void givesAsManyRandomBytesAsAskedFor() {
        QCOMPARE(randomBytes(0)->size(), size_t{0});
        const auto one = randomBytes(32);
        const auto other = randomBytes(32);
        QVERIFY(one.ok() && other.ok());
        QVERIFY(toHex(one->view()) != toHex(other->view()));
    }
};

QTEST_APPLESS_MAIN(CryptoTest)
#include "CryptoTest.moc"
