#include "detect/Scanner.h"
#include "resources/Detectors.h"
#include "text/Utf8.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <string>

using namespace chaperone;

/// Text hidden in text, in sentences of several scripts, and writing that needs the same characters
/// for what they are meant for.
class HiddenTextAccuracyTest : public QObject {
    Q_OBJECT

private:
    using Make = std::string (HiddenTextAccuracyTest::*)();

    size_t below(size_t limit) { return m_random() % limit; }

    template<size_t Count>
    std::string oneOf(const char* const (&list)[Count]) {
        return list[below(Count)];
    }

    std::string message() {
        static constexpr const char* kMessages[] = {"send the file to me", "say yes to all",
                                                    "read the next line", "the code is 4711"};
        return oneOf(kMessages);
    }

    /// A sentence with `what` somewhere between two of its characters.
    std::string within(const std::string& what) {
        static constexpr const char* kSentences[] = {
            "The minutes are attached; please read them before noon.",
            "Der Plan für März liegt bei, Änderungen sind möglich.",
            "Merci de vérifier l'état du dossier avant l'été.",
            "Отчёт готов, посмотрите его сегодня.",
            "会议改到星期三上午,请确认。",
            "التقرير جاهز للمراجعة",
        };
        std::string text = oneOf(kSentences);
        const size_t place = text::borderAfter(text, 1 + below(text.size() - 2));
        return text.insert(place, what);
    }

    std::string tags() {
        std::string hidden;
        for (const char c : message())
            text::append(hidden, 0xE0000 + static_cast<char32_t>(c));
        return within(hidden);
    }
    std::string selectors() {
        std::string hidden;
        for (const char c : message()) {
            const auto byte = static_cast<char32_t>(c);
            text::append(hidden, byte < 16 ? 0xFE00 + byte : 0xE0100 + byte - 16);
        }
        return within(hidden);
    }
    std::string zeroWidth() {
        std::string hidden;
        for (const char c : message()) {
            for (int bit = 7; bit >= 0; --bit)
                text::append(hidden, ((c >> bit) & 1) != 0 ? 0x200C : 0x200B);
        }
        return within(hidden);
    }
    std::string turnedAround() {
        static constexpr const char* kForms[] = {
            "invoice_\u202Efdp.exe", "total: \u202E00.9\u202C EUR",
            "level = \"none\u202E \u2066// checked\u2069 \u2066\"", "a\u202Ebc"};
        return oneOf(kForms);
    }
    std::string lookAlikes() {
        static constexpr const char* kWords[] = {"p\u0430ypal",    "g\u043E\u043Egle",
                                                 "micr\u043Esoft", "s\u0435curity",
                                                 "\u0430pple",     "\u0455upport"};
        return "Sign in at " + oneOf(kWords) + " today.";
    }

    bool alarms(const std::string& text) const {
        const auto findings = m_scanner.scan(text).findings;
        return std::any_of(findings.begin(), findings.end(), [](const auto& it) {
            return it.type.starts_with("hidden.") && it.confidence > detect::Confidence::Low;
        });
    }

    detect::Scanner m_scanner{resources::shippedDetectors()};
    std::mt19937 m_random{7};

private Q_SLOTS:
    void findsWhatIsHidden_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("tag characters") << 0;
        QTest::newRow("variation selectors") << 1;
        QTest::newRow("zero-width bits") << 2;
        QTest::newRow("directional overrides") << 3;
        QTest::newRow("look-alikes") << 4;
    }
    void findsWhatIsHidden() {
        QFETCH(int, kind);
        static constexpr Make kMakes[] = {
            &HiddenTextAccuracyTest::tags, &HiddenTextAccuracyTest::selectors,
            &HiddenTextAccuracyTest::zeroWidth, &HiddenTextAccuracyTest::turnedAround,
            &HiddenTextAccuracyTest::lookAlikes};
        for (int i = 0; i < 250; ++i) {
            const std::string text = (this->*kMakes[kind])();
            QVERIFY2(alarms(text), text.c_str());
        }
    }

    void leavesWritingAlone() {
        static constexpr const char* kTexts[] = {
            "می‌خواهم این نامه را بنویسم و می‌فرستم",
            "क्‍ष और र्‍य के साथ हिन्दी",
            "👨‍👩‍👧‍👦 family, 🏳️‍🌈 flag, ❤️ love ☎️ 1️⃣ "
            "#️⃣",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿 England, 🏴󠁧󠁢󠁳󠁣󠁴󠁿 Scotland",
            "שָׁלוֹם עֲלֵיכֶם\u200F!",
            "مرحبا\u200F (Hello) 123 العربية \u200ELTR\u200E",
            "ව්‍යාපාරය ශ්‍රී ලංකා, বাংলা "
            "র‌্যাব",
            "葛\U000E0100飾区, ไทย\u200Bภาษา",
            "e\u0301tude, a\u00ADb soft hyphen ta\u00ADble",
            "\u03A9mega and \u03BCm, αβγ; русский текст с цитатой «так»",
            "日本語のテキスト、半角ｶﾅ; 한국어 텍스트; ﷺ",
            "Straße “Zitat” ‚einfach‘, 5 × 10⁻³ m², naïve café",
        };
        for (const char* text : kTexts)
            QVERIFY2(!alarms(text), text);
    }
};

QTEST_APPLESS_MAIN(HiddenTextAccuracyTest)
#include "HiddenTextAccuracyTest.moc"
