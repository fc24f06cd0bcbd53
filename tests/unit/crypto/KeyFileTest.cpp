#include "crypto/KeyFile.h"
#include "crypto/Hex.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifndef Q_OS_WIN
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <thread>
#include <vector>

using namespace chaperone;
using namespace chaperone::crypto;

namespace fs = std::filesystem;

class KeyFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesAKeyThatOnlyItsOwnerCanRead() {
        const QTemporaryDir folder;
        const fs::path file = path(folder);
        const auto key = openKeyFile(file);
        QVERIFY(key.ok());
        QCOMPARE(key->size(), kKeyBytes);
        QCOMPARE(fs::file_size(file), uintmax_t{kKeyBytes});
        QVERIFY(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        QCOMPARE(std::distance(fs::directory_iterator(file.parent_path()), {}), 1);
    }

    void givesTheSameKeyEachTime() {
        const QTemporaryDir folder;
        const auto first = openKeyFile(path(folder));
        const auto second = openKeyFile(path(folder));
        QVERIFY(first.ok() && second.ok());
        QCOMPARE(toHex(first->view()), toHex(second->view()));
    }

    void programsThatStartAtOnceGetOneKey() {
        const QTemporaryDir folder;
        const fs::path file = path(folder);
        std::vector<std::string> keys(8);
        std::vector<std::thread> starters;
        for (std::string& key : keys) {
            starters.emplace_back([&key, &file] {
                const auto opened = openKeyFile(file);
                key = opened ? toHex(opened->view()) : opened.error().message;
            });
        }
        for (std::thread& starter : starters) {
            starter.join();
        }
        QCOMPARE(keys, std::vector<std::string>(8, keys.front()));
        QCOMPARE(keys.front().size(), kKeyBytes * 2);
    }

    void refusesAKeyOfAnotherSize_data() {
        QTest::addColumn<int>("sizeBytes");
        QTest::newRow("empty") << 0;
        QTest::newRow("one short") << 31;
        QTest::newRow("one long") << 33;
    }
    void refusesAKeyOfAnotherSize() {
        QFETCH(int, sizeBytes);
        const QTemporaryDir folder;
        write(folder, QByteArray(sizeBytes, 'k'));
        QCOMPARE(openKeyFile(path(folder)).error().code, std::string("key_file_damaged"));
        QCOMPARE(fs::file_size(path(folder)), static_cast<uintmax_t>(sizeBytes));
    }

#ifndef Q_OS_WIN
    void refusesAKeyThatOthersCanUse_data() {
        QTest::addColumn<int>("mode");
        QTest::newRow("group reads") << 0640;
        QTest::newRow("all read") << 0644;
        QTest::newRow("others write") << 0602;
    }
    void refusesAKeyThatOthersCanUse() {
        QFETCH(int, mode);
        const QTemporaryDir folder;
        write(folder, QByteArray(32, 'k'));
        QCOMPARE(::chmod(path(folder).c_str(), static_cast<mode_t>(mode)), 0);
        const auto key = openKeyFile(path(folder));
        QCOMPARE(key.error().code, std::string("key_file_insecure"));
        QVERIFY(key.error().message.find(path(folder).string()) != std::string::npos);
    }

    void refusesAKeyOfAnotherUser() {
        if (::geteuid() != 0) {
            QSKIP("giving a file to another user needs root");
        }
        const QTemporaryDir folder;
        write(folder, QByteArray(32, 'k'));
        QCOMPARE(::chown(path(folder).c_str(), 65534, 65534), 0);
        QCOMPARE(openKeyFile(path(folder)).error().code, std::string("key_file_insecure"));
    }

    void refusesWhatIsNotAPlainFile_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"link", "dangling link", "folder", "pipe"}) {
            QTest::newRow(kind) << QString::fromLatin1(kind);
        }
    }
    void refusesWhatIsNotAPlainFile() {
        QFETCH(QString, kind);
        const QTemporaryDir folder;
        const fs::path file = path(folder);
        if (kind == QLatin1String("link")) {
            QVERIFY(openKeyFile(file.parent_path() / "other").ok());
            fs::create_symlink(file.parent_path() / "other", file);
        } else if (kind == QLatin1String("dangling link")) {
            fs::create_symlink(file.parent_path() / "nowhere", file);
        } else if (kind == QLatin1String("folder")) {
            fs::create_directory(file);
        } else {
            QCOMPARE(::mkfifo(file.c_str(), 0600), 0);
        }
        QCOMPARE(openKeyFile(file).error().code, std::string("key_file_insecure"));
    }
#endif

    void saysWhenThereIsNoFolderForIt() {
        const QTemporaryDir folder;
        const auto key = openKeyFile(path(folder) / "missing" / "key");
        QCOMPARE(key.error().code, std::string("key_file_unusable"));
    }

private:
    static fs::path path(const QTemporaryDir& folder) {
        return fs::path(folder.path().toStdString()) / "key";
    }
    static void write(const QTemporaryDir& folder, const QByteArray& content) {
        QFile file(QString::fromStdString(path(folder).string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(content);
    }
};

QTEST_APPLESS_MAIN(KeyFileTest)
#include "KeyFileTest.moc"
