#include "platform/ClipboardSource_linux.h"
#include "platform/ClipboardWatch.h"

#include <QGuiApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace chaperone;
using clipboard::Decision;
using platform::ClipboardSource;
using platform::ClipboardWatch;
using platform::CopiedText;

namespace {

/// Another program that owns the clipboard, until it goes out of scope.
class Owner {
public:
    explicit Owner(const QStringList& formats) {
        m_process.start(QStringLiteral(WAYLAND_OWNER), formats);
        while (!m_said.contains("owned") && m_process.waitForReadyRead(10000)) {
            m_said += m_process.readAllStandardOutput();
        }
    }
    ~Owner() {
        m_process.kill();
        m_process.waitForFinished();
    }
    int asked() {
        m_process.waitForReadyRead(200);
        m_said += m_process.readAllStandardOutput();
        return static_cast<int>(m_said.count("asked"));
    }

private:
    QProcess m_process;
    QByteArray m_said;
};

} // namespace

class ClipboardWaylandTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ClipboardWatch> m_watch;
    std::vector<CopiedText> m_copied;
    std::vector<Decision> m_passed;

    void watch(ClipboardWatch::Limits limits) {
        auto source = platform::watchWayland();
        QVERIFY(source != nullptr);
        m_watch = std::make_unique<ClipboardWatch>(
            std::move(source),
            clipboard::Judge([](std::string_view text) { return std::string(text); }), limits);
        connect(m_watch.get(), &ClipboardWatch::textCopied, this,
                [this](const CopiedText& copied) { m_copied.push_back(copied); });
        connect(m_watch.get(), &ClipboardWatch::passedOver, this,
                [this](Decision why) { m_passed.push_back(why); });
        m_watch->setEnabled(true);
    }
    bool passed(Decision why) const { return !m_passed.empty() && m_passed.back() == why; }

private Q_SLOTS:
    void init() {
        m_copied.clear();
        m_passed.clear();
        watch({});
    }
    void cleanup() { m_watch.reset(); }

    void isTheChoiceOnThisDesktop() {
        const auto chosen = ClipboardSource::create();
        QVERIFY(chosen->reach() == ClipboardSource::Reach::Background);
    }

    void seesARealCopyWithoutTheFocus() {
        QProcess copy;
        copy.start(QStringLiteral("wl-copy"),
                   {QStringLiteral("--foreground"), QStringLiteral("DE89 3704 0044 0532 0130 00")});
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QCOMPARE(m_copied[0].text, std::string("DE89 3704 0044 0532 0130 00"));
        copy.kill();
        copy.waitForFinished();
    }

    void leavesAloneWhatWasCopiedBefore() {
        Owner owner({QStringLiteral("text/plain=before the start")});
        QTRY_COMPARE(m_copied.size(), size_t{1});
        m_copied.clear();
        const int asked = owner.asked();
        watch({});
        QTest::qWait(200);
        QVERIFY(m_copied.empty());
        QCOMPARE(owner.asked(), asked);
        m_watch->checkNow(); // unless somebody asks
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QVERIFY(m_copied[0].asked);
    }

    void neverAsksForASecret() {
        Owner owner({QStringLiteral("text/plain=correct horse battery"),
                     QStringLiteral("x-kde-passwordManagerHint=secret")});
        QTRY_VERIFY(passed(Decision::Secret));
        QCOMPARE(owner.asked(), 0);
        QVERIFY(m_copied.empty());
    }

    void leavesOurOwnCopiesAlone() {
        Owner owner({QStringLiteral("text/plain=ours"),
                     QLatin1String(ClipboardSource::kOwnFormat) + QStringLiteral("=1")});
        QTRY_VERIFY(passed(Decision::Own));
        QCOMPARE(owner.asked(), 0);
    }

    void keepsOnlyTheHostOfThePageItCameFrom() {
        const Owner owner({QStringLiteral("text/plain;charset=utf-8=a paragraph"),
                           QStringLiteral("chromium/x-source-url=https://wiki.example.org/page")});
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QCOMPARE(m_copied[0].sourceHost, std::string("wiki.example.org"));
    }

    void readsMuchAndStopsAtTheLimit() {
        const Owner large({QStringLiteral("text/plain=@3000000")});
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QCOMPARE(m_copied[0].text.size(), size_t{3000000});
        watch({1000, 2000});
        const Owner tooLarge({QStringLiteral("text/plain=@1001")});
        QTRY_VERIFY(passed(Decision::TooLarge));
        QCOMPARE(m_copied.size(), size_t{1});
    }

    void anOwnerThatDoesNotAnswerHoldsNothingUp() {
        watch({1000, 300});
        const Owner silent({QStringLiteral("text/plain=@never")});
        QTRY_VERIFY(passed(Decision::Unreadable));
        const Owner next({QStringLiteral("text/plain=the next one is quick")});
        QTRY_COMPARE(m_copied.size(), size_t{1});
    }

    void aNewerCopyWinsOverOneStillBeingRead() {
        const Owner silent({QStringLiteral("text/plain=@never")});
        const Owner next({QStringLiteral("text/plain=newer")});
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QCOMPARE(m_copied[0].text, std::string("newer"));
    }
};

QTEST_MAIN(ClipboardWaylandTest)
#include "ClipboardWaylandTest.moc"
