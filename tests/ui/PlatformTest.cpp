#include "platform/ClipboardSource_linux.h"
#include "platform/ClipboardWatch.h"
#include "platform/SettingsStore.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace chaperone;
using clipboard::Decision;
using platform::ClipboardSource;
using platform::ClipboardWatch;
using platform::CopiedText;
using platform::SettingsStore;
using namespace std::chrono_literals;

namespace {

/// A clipboard that the test plays; answers only when told to.
class PlayedClipboard : public ClipboardSource {
public:
    Reach reach() const override { return Reach::Background; }
    void start() override {}
    void announceCurrent() override { copy(m_sequence); }
    void readText(uint64_t sequence, size_t /*maxBytes*/, int /*deadlineMs*/) override {
        reads.push_back(sequence);
    }

    void copy(uint64_t sequence) {
        m_sequence = sequence;
        clipboard::Change change;
        change.sequence = sequence;
        change.hasText = true;
        change.program = "program" + std::to_string(sequence);
        Q_EMIT changed(change);
    }
    void answer(uint64_t sequence, const char* text) {
        Q_EMIT textRead({sequence, clipboard::Reading::Status::Complete, text});
    }

    std::vector<uint64_t> reads;

private:
    uint64_t m_sequence = 0;
};

} // namespace

class PlatformTest : public QObject {
    Q_OBJECT

    PlayedClipboard* m_clipboard = nullptr;
    std::unique_ptr<ClipboardWatch> m_watch;
    std::vector<CopiedText> m_copied;
    std::vector<std::pair<Decision, bool>> m_passed;

    void watch(std::unique_ptr<ClipboardSource> source) {
        m_watch = std::make_unique<ClipboardWatch>(
            std::move(source),
            clipboard::Judge([](std::string_view text) { return std::string(text); }));
        connect(m_watch.get(), &ClipboardWatch::textCopied, this,
                [this](const CopiedText& copied) { m_copied.push_back(copied); });
        connect(m_watch.get(), &ClipboardWatch::passedOver, this,
                [this](Decision why, bool asked) { m_passed.emplace_back(why, asked); });
    }

private Q_SLOTS:
    void init() {
        m_copied.clear();
        m_passed.clear();
        auto played = std::make_unique<PlayedClipboard>();
        m_clipboard = played.get();
        watch(std::move(played));
    }

    void isOffUntilItIsSwitchedOn() {
        m_clipboard->copy(1);
        QVERIFY(m_clipboard->reads.empty());
        QVERIFY(!m_watch->watching());
        m_watch->setEnabled(true);
        QVERIFY(m_watch->watching());
        m_clipboard->copy(2);
        QCOMPARE(m_clipboard->reads.size(), size_t{1});
    }

    void anAnswerThatComesAfterAPauseIsNotLookedAt() {
        m_watch->setEnabled(true);
        m_clipboard->copy(1);
        m_watch->setEnabled(false);
        m_clipboard->answer(1, "meanwhile paused");
        QVERIFY(m_copied.empty());
    }

    void anOlderAnswerIsNotTakenForTheNewerCopy() {
        m_watch->setEnabled(true);
        m_clipboard->copy(1);
        m_clipboard->copy(2);
        m_clipboard->answer(1, "old");
        QVERIFY(m_copied.empty());
        m_clipboard->answer(2, "new");
        QCOMPARE(m_copied.size(), size_t{1});
        QCOMPARE(m_copied[0].program, std::string("program2"));
    }

    void aPersonWhoAsksGetsAnAnswerOnce() {
        m_watch->checkNow();
        m_clipboard->answer(0, "  ");
        QCOMPARE(m_passed.size(), size_t{1});
        QVERIFY(m_passed[0].first == Decision::Empty);
        QVERIFY(m_passed[0].second);
        m_clipboard->copy(1); // off: asking once does not switch the watch on
        QCOMPARE(m_clipboard->reads.size(), size_t{1});
    }

    void whereNobodyMayWatchOneAsksWithAWindowInFront() {
        watch(platform::lookOnRequest());
        QVERIFY(!m_watch->watching());
        QSignalSpy windowNeeded(m_watch.get(), &ClipboardWatch::windowNeeded);
        QApplication::clipboard()->setText(QStringLiteral("from elsewhere"));
        m_watch->checkNow();
        QCOMPARE(windowNeeded.count(), 1);
        QWidget window;
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_COMPARE(m_copied.size(), size_t{1}); // offscreen, the clipboard seems another's
        QCOMPARE(m_copied[0].text, std::string("from elsewhere"));
        QVERIFY(m_copied[0].asked);
        auto* secret = new QMimeData;
        secret->setText(QStringLiteral("correct horse battery"));
        secret->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
        QApplication::clipboard()->setMimeData(secret);
        QCOMPARE(m_copied.size(), size_t{1}); // nobody asked
        m_watch->checkNow();
        QCOMPARE(m_passed.size(), size_t{1});
        QVERIFY(m_passed[0].first == Decision::Secret);
        QCOMPARE(windowNeeded.count(), 1); // one is in front by now
    }

    void settingsAreThereAtTheNextStart() {
        const QTemporaryDir folder;
        const std::filesystem::path file =
            folder.filePath(QStringLiteral("settings.ini")).toStdString();
        const UtcTime until{1795435200123ms};
        {
            SettingsStore settings(file);
            QCOMPARE(settings.welcomeSeen(), 0);
            QVERIFY(!settings.pausedUntil());
            QVERIFY(settings.setWelcomeSeen(1).ok());
            QVERIFY(settings.setPausedUntil(until).ok());
        }
        SettingsStore settings(file);
        QCOMPARE(settings.welcomeSeen(), 1);
        QVERIFY(settings.pausedUntil() == until);
        QVERIFY(settings.setPausedUntil(std::nullopt).ok());
        QVERIFY(!SettingsStore(file).pausedUntil());
    }

    void aSettingsFileThatCannotBeWrittenIsAnError() {
        SettingsStore settings("/proc/nowhere/settings.ini");
        const auto saved = settings.setWelcomeSeen(1);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, std::string("settings_not_saved"));
    }

    void aSettingsFileThatIsNoneCountsAsEmpty() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("settings.ini"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[pause]\nuntil_ms=soon\n[welcome]\nseen=\xff\xfe\n");
        file.close();
        const SettingsStore settings(path.toStdString());
        QVERIFY(!settings.pausedUntil());
        QCOMPARE(settings.welcomeSeen(), 0);
    }
};

QTEST_MAIN(PlatformTest)
#include "PlatformTest.moc"
