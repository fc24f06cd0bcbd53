#include "crypto/Digest.h"
#include "crypto/Hex.h"
#include "TemporaryLog.h"

#include <QFile>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace chaperone;
using namespace chaperone::audit;

namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

void write(const fs::path& path, const QByteArray& content) {
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

std::string sha256Of(const std::string& content) {
    return crypto::toHex(crypto::sha256(content).value());
}

std::vector<fs::path> asideFiles(const fs::path& file) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(file.parent_path())) {
        if (entry.path().filename().string().find(".damaged-") != std::string::npos) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string firstBody(const TemporaryLog& temporary) {
    return AuditReader::open(temporary.file).value()->rows({})->front().entry.body;
}

#ifdef Q_OS_LINUX
/// A small disk of its own, for as long as it lives. Needs root and the right to mount.
class SmallDisk {
public:
    explicit SmallDisk(const fs::path& folder)
        : m_folder(folder)
        , m_mounted(::geteuid() == 0 &&
                    ::mount("none", folder.c_str(), "tmpfs", MS_NOSUID, "size=512k") == 0) {}
    ~SmallDisk() {
        if (m_mounted) {
            ::umount2(m_folder.c_str(), MNT_DETACH);
        }
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool mounted() const { return m_mounted; }
    bool makeReadOnly() const {
        return ::mount("none", m_folder.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=512k") == 0;
    }

private:
    fs::path m_folder;
    bool m_mounted;
};

/// No file of this process may grow beyond that, for as long as it lives.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const struct rlimit limit { bytes, m_before.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    struct rlimit m_before {};
};
#endif

} // namespace

class DamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDamagedFileIsReportedAndLeftAlone_data() {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QStringLiteral("empty") << QStringLiteral("log_damaged");
        QTest::newRow("cut short") << QStringLiteral("cut") << QStringLiteral("log_damaged");
        QTest::newRow("noise") << QStringLiteral("noise") << QStringLiteral("log_unreadable");
        QTest::newRow("noise in a page") << QStringLiteral("page") << QStringLiteral("log_damaged");
    }
    void aDamagedFileIsReportedAndLeftAlone() {
        QFETCH(QString, how);
        QFETCH(QString, code);
        const TemporaryLog temporary;
        temporary.fill(200);
        QByteArray content = QByteArray::fromStdString(contentOf(temporary.file));
        if (how == QLatin1String("empty")) {
            content.clear();
        } else if (how == QLatin1String("cut")) {
            content.truncate(content.size() / 2);
        } else if (how == QLatin1String("noise")) {
            content = QByteArray(8192, 'n');
        } else {
            // All but the first page, which holds the schema.
            content.replace(4096, content.size() - 4096, QByteArray(content.size() - 4096, 'n'));
        }
        write(temporary.file, content);
        const auto log = temporary.open();
        QVERIFY(!log);
        QCOMPARE(log.error().code, code.toStdString());
        QCOMPARE(contentOf(temporary.file), content.toStdString());
        QVERIFY(asideFiles(temporary.file).empty());
    }

    void aDamagedFileIsAFindingOfTheVerification() {
        const TemporaryLog temporary;
        temporary.fill(2000);
        std::string content = contentOf(temporary.file);
        content.replace(content.size() / 2, 65536, std::string(65536, 'n'));
        write(temporary.file, QByteArray::fromStdString(content));
        const Verification verification = temporary.verify();
        QVERIFY(!verification.intact);
        QVERIFY(verification.rows > 0);
        QCOMPARE(verification.firstBad, verification.rows + 1);
    }

    void startingAfreshKeepsTheOldLogAndSaysSo() {
        const TemporaryLog temporary;
        temporary.fill(5);
        temporary.tamper("UPDATE rows SET body = '{}' WHERE sequence = 3");
        const std::string old = contentOf(temporary.file);
        const auto log = AuditLog::startAfresh(temporary.file, temporary.clock);
        QVERIFY2(log.ok(), log ? "" : log.error().message.c_str());
        const auto aside = asideFiles(temporary.file);
        QCOMPARE(aside.size(), size_t{1});
        QCOMPARE(contentOf(aside.front()), old);
        QCOMPARE(firstBody(temporary), "{\"event\":\"log_damaged\",\"file\":\"" +
                                           aside.front().filename().string() + "\",\"sha256\":\"" +
                                           sha256Of(old) + "\"}");
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry())->sequence, int64_t{2});
        QVERIFY(temporary.verify().intact);
        QCOMPARE(AuditReader::open(aside.front()).value()->verify()->firstBad, int64_t{3});
    }

    void rowsThatWereOnlyInTheWalAreMovedAlong() {
        const TemporaryLog temporary;
        const TemporaryLog source;
        {
            // A copy taken while the log is open has its rows in the -wal, as after a crash.
            const auto log = source.open();
            QVERIFY(TemporaryLog::append(**log, TemporaryLog::entry()).ok());
            fs::copy_file(source.file, temporary.file);
            fs::copy_file(source.file.string() + "-wal", temporary.file.string() + "-wal");
        }
        const std::string wal = contentOf(temporary.file.string() + "-wal");
        const auto log = AuditLog::startAfresh(temporary.file, temporary.clock);
        QVERIFY(log.ok());
        const auto aside = asideFiles(temporary.file);
        QCOMPARE(aside.size(), size_t{2});
        QVERIFY(firstBody(temporary).find("\"wal_sha256\":\"" + sha256Of(wal)) !=
                std::string::npos);
        QCOMPARE(AuditReader::open(aside.front()).value()->verify()->rows, int64_t{1});
    }

    void startingAfreshTwiceKeepsBoth() {
        const TemporaryLog temporary;
        for (int i = 0; i < 2; ++i) {
            temporary.clock->set(0);
            QVERIFY(temporary.open().ok());
            temporary.clock->set(0);
            QVERIFY(AuditLog::startAfresh(temporary.file, temporary.clock).ok());
        }
        QCOMPARE(asideFiles(temporary.file).size(), size_t{2});
        QVERIFY(firstBody(temporary).find(asideFiles(temporary.file).back().filename().string()) !=
                std::string::npos);
    }

    void aCrashWhileStartingAfreshHidesNothing() {
        const TemporaryLog temporary;
        temporary.fill(3);
        const std::string aside = temporary.file.string() + ".damaged-20261123T091502017Z";
        fs::rename(temporary.file, aside);
        write(temporary.file.string() + "-wal", "what was left of it");
        write(temporary.file.string() + ".new", "half a log");
        const auto log = temporary.open();
        QVERIFY(log.ok());
        QVERIFY(firstBody(temporary).find("\"file\":\"audit.db.damaged-20261123T091502017Z\"") !=
                std::string::npos);
        QCOMPARE(contentOf(aside + "-wal"), std::string("what was left of it"));
        QVERIFY(!fs::exists(temporary.file.string() + ".new"));
    }

    void startingAfreshWithoutALogIsOpening() {
        const TemporaryLog temporary;
        const auto log = AuditLog::startAfresh(temporary.file, temporary.clock);
        QVERIFY(log.ok());
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry())->sequence, int64_t{1});
    }

    void saysWhenThereIsNoFolder() {
        const TemporaryLog temporary;
        const auto log =
            AuditLog::open(temporary.file.parent_path() / "no" / "audit.db", temporary.clock);
        QCOMPARE(log.error().code, std::string("log_unreadable"));
    }

#ifdef Q_OS_LINUX
    void doesNotWriteIntoAFileThatWasRemoved() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        QVERIFY(TemporaryLog::append(**log, TemporaryLog::entry()).ok());
        fs::rename(temporary.file, temporary.file.string() + ".hidden");
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry()).error().code,
                 std::string("log_missing"));
        QVERIFY(!fs::exists(temporary.file));
        fs::rename(temporary.file.string() + ".hidden", temporary.file);
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry())->sequence, int64_t{2});
    }

    void refusesRowsWhileFilesCannotGrowAndRecovers() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        QVERIFY(TemporaryLog::append(**log, TemporaryLog::entry()).ok());
        const auto wal = fs::file_size(temporary.file.string() + "-wal");
        {
            const FileSizeLimit limit(wal + 100);
            for (int i = 0; i < 3; ++i) {
                const auto refused = TemporaryLog::append(**log, TemporaryLog::entry());
                QVERIFY(!refused);
                QCOMPARE(refused.error().code, std::string("disk_full"));
            }
        }
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry())->sequence, int64_t{2});
        QVERIFY(temporary.verify().intact);
    }

    void doesNotBeginALogThatDoesNotFit() {
        const TemporaryLog temporary;
        {
            const FileSizeLimit limit(1000);
            QCOMPARE(temporary.open().error().code, std::string("disk_full"));
        }
        QVERIFY(!fs::exists(temporary.file));
        QVERIFY(temporary.open().ok());
    }

    void refusesEachRowOnAFullDiskAndRecovers() {
        const TemporaryLog temporary;
        const SmallDisk disk(temporary.file.parent_path());
        if (!disk.mounted()) {
            QSKIP("a disk of its own needs the right to mount");
        }
        const fs::path ballast = temporary.file.parent_path() / "ballast";
        write(ballast, QByteArray(256 * 1024, 'b'));
        std::atomic<int> good = 0;
        std::atomic<int> full = 0;
        {
            const auto log = temporary.open();
            QVERIFY(log.ok());
            for (int i = 0; i < 100; ++i) {
                const std::string body = "{\"a\":\"" + std::string(4000, 'x') + "\"}";
                log.value()->append({Kind::Event, "", body}, [&](const Result<Row>& row) {
                    good += row ? 1 : 0;
                    full += !row && row.error().code == "disk_full" ? 1 : 0;
                });
            }
            log.value()->flush();
            QCOMPARE(good + full, 100);
            QVERIFY(full > 0);
            fs::remove(ballast);
            const auto row = TemporaryLog::append(**log, TemporaryLog::entry());
            QVERIFY(row.ok());
            QCOMPARE(row->sequence, good + int64_t{1});
        }
        QVERIFY(temporary.verify().intact);
        QCOMPARE(temporary.verify().rows, good + int64_t{1});
    }

    void aDiskThatCannotBeWrittenCanStillBeRead() {
        const TemporaryLog temporary;
        const SmallDisk disk(temporary.file.parent_path());
        if (!disk.mounted()) {
            QSKIP("a disk of its own needs the right to mount");
        }
        temporary.fill(4);
        QVERIFY(disk.makeReadOnly());
        QCOMPARE(temporary.open().error().code, std::string("log_read_only"));
        const Verification verification = temporary.verify();
        QVERIFY(verification.intact);
        QCOMPARE(verification.rows, int64_t{4});
    }
#endif
};

QTEST_APPLESS_MAIN(DamageTest)
#include "DamageTest.moc"
