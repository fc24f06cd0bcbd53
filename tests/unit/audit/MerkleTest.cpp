#include "audit/Merkle.h"
#include "crypto/Hex.h"

#include <QTest>

#include <QCryptographicHash>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

std::string leaf(int number) {
    return crypto::toHex(crypto::sha256("row " + std::to_string(number)).value());
}

QByteArray sha(const QByteArray& bytes) {
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// The definition of RFC 6962, 2.1, word for word, with another library's SHA-256.
QByteArray definedRoot(int begin, int end) {
    const int count = end - begin;
    if (count == 0) {
        return sha({});
    }
    if (count == 1) {
        return sha(QByteArray(1, '\0') +
                   QByteArray::fromHex(QByteArray::fromStdString(leaf(begin))));
    }
    int k = 1;
    while (k * 2 < count) {
        k *= 2;
    }
    return sha(QByteArray(1, '\1') + definedRoot(begin, begin + k) + definedRoot(begin + k, end));
}

MerkleTree treeOf(int size) {
    MerkleTree tree;
    for (int i = 0; i < size; ++i) {
        tree.add(leaf(i));
    }
    return tree;
}

Result<InclusionPath> pathOf(int64_t index, int64_t size, int leaves) {
    int next = 0;
    return inclusionPath(index, size, [&] { return next < leaves ? leaf(next++) : std::string(); });
}

} // namespace

class MerkleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRootIsAsRfc6962DefinesIt() {
        for (int size = 0; size <= 70; ++size) {
            QCOMPARE(crypto::toHex(treeOf(size).root().value()),
                     definedRoot(0, size).toHex().toStdString());
        }
    }

    void everyLeafOfEveryTreeIsProven() {
        for (int size = 1; size <= 40; ++size) {
            const Digest root = treeOf(size).root().value();
            for (int index = 0; index < size; ++index) {
                const auto path = pathOf(index, size, size);
                QVERIFY(path.ok());
                QVERIFY(rootFromPath(leaf(index), index, size, *path).value() == root);
            }
        }
    }

    void aProofHoldsForNothingElse() {
        constexpr int kSize = 21;
        const Digest root = treeOf(kSize).root().value();
        const InclusionPath path = pathOf(13, kSize, kSize).value();
        for (int index = 0; index < kSize; ++index) {
            const auto other = rootFromPath(leaf(13), index, kSize, path);
            QCOMPARE(other.ok() && *other == root, index == 13);
            const auto wrong = rootFromPath(leaf(index), 13, kSize, path);
            QCOMPARE(wrong.ok() && *wrong == root, index == 13);
        }
        for (size_t step = 0; step < path.size(); ++step) {
            InclusionPath changed = path;
            changed[step][5] ^= 1;
            QVERIFY(rootFromPath(leaf(13), 13, kSize, changed).value() != root);
        }
    }

    void aPathOfAnotherLengthIsRefused() {
        InclusionPath path = pathOf(13, 21, 21).value();
        InclusionPath longer = path;
        longer.push_back({});
        path.pop_back();
        QCOMPARE(rootFromPath(leaf(13), 13, 21, path).error().code, std::string("bad_proof"));
        QCOMPARE(rootFromPath(leaf(13), 13, 21, longer).error().code, std::string("bad_proof"));
        QCOMPARE(rootFromPath(leaf(13), 21, 21, {}).error().code, std::string("bad_proof"));
        QCOMPARE(rootFromPath(leaf(13), -1, 21, {}).error().code, std::string("bad_proof"));
        QCOMPARE(rootFromPath("no hash", 0, 1, {}).error().code, std::string("bad_proof"));
    }

    void aProofNeedsAllLeaves() {
        QCOMPARE(pathOf(2, 9, 8).error().code, std::string("bad_proof"));
        QCOMPARE(pathOf(9, 9, 9).error().code, std::string("bad_proof"));
        QCOMPARE(pathOf(-1, 9, 9).error().code, std::string("bad_proof"));
    }

    void itGoesOnFromItsFrontier() {
        for (int size = 0; size <= 33; ++size) {
            auto resumed = MerkleTree::resume(size, treeOf(size).frontier());
            QVERIFY(resumed.has_value());
            for (int i = size; i < 40; ++i) {
                resumed->add(leaf(i));
            }
            QVERIFY(resumed->root().value() == treeOf(40).root().value());
        }
        QVERIFY(!MerkleTree::resume(3, treeOf(4).frontier()));
        QVERIFY(!MerkleTree::resume(-1, ""));
    }

    void whatIsNoHashIsAFailureAndNotALeaf() {
        MerkleTree tree;
        tree.add("xyz");
        QVERIFY(!tree.root());
    }
};

QTEST_APPLESS_MAIN(MerkleTest)
#include "MerkleTest.moc"
