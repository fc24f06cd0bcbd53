#include "code/Fences.h"
#include "code/Languages.h"

#include <QTest>

#include <set>

using namespace chaperone::code;

class CodeFencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsATextAtItsFences() {
        const std::string text = "See:\n```python title=x\nprint(1)\n```\nand\n~~~\nls\n~~~\nbye";
        const auto stretches = splitAtFences(text);
        QCOMPARE(stretches.size(), size_t{5});
        const auto at = [&](size_t i) {
            return text.substr(stretches[i].span.start, stretches[i].span.size());
        };
        QCOMPARE(at(0), std::string("See:\n"));
        QCOMPARE(at(1), std::string("print(1)\n"));
        QVERIFY(stretches[1].fenced);
        QCOMPARE(stretches[1].hint, std::string_view("python"));
        QCOMPARE(at(2), std::string("and\n"));
        QCOMPARE(at(3), std::string("ls\n"));
        QVERIFY(stretches[3].hint.empty());
        QCOMPARE(at(4), std::string("bye"));
    }

    void keepsAShorterFenceInsideALongerOne() {
        const std::string text = "````md\n```c\nint a;\n```\n````\n";
        const auto stretches = splitAtFences(text);
        QCOMPARE(stretches.size(), size_t{1});
        QCOMPARE(stretches[0].hint, std::string_view("md"));
    }

    void readsAFenceThatNothingCloses() {
        const auto stretches = splitAtFences("```\nint a;\n");
        QCOMPARE(stretches.size(), size_t{1});
        QVERIFY(stretches[0].fenced);
    }

    void leavesTextWithoutFencesWhole() {
        QVERIFY(splitAtFences("").empty());
        QCOMPARE(splitAtFences("use `a` and ``b``").size(), size_t{1});
    }

    void knowsWhatPeopleCallLanguages() {
        const auto named = [](const char* hint) {
            const auto language = languageOfHint(hint);
            return language ? languages()[*language].type : std::string_view();
        };
        QCOMPARE(named("py"), std::string_view("code.python"));
        QCOMPARE(named("C++"), std::string_view("code.c++"));
        QCOMPARE(named("cs"), std::string_view("code.c#"));
        QCOMPARE(named("Bash"), std::string_view("code.shell"));
        QCOMPARE(named("jsx"), std::string_view("code.javascript"));
        for (const char* hint : {"", " ", "text", "csv", "console", "markdown", "py thon",
                                 "averyveryverylongwordindeed"})
            QVERIFY(named(hint).empty());
    }

    void givesEachLanguageAnIdOfItsOwn() {
        std::set<std::string_view> ids;
        for (const Language& one : languages()) {
            QVERIFY(one.type.starts_with("code."));
            QVERIFY(one.kind != Kind::NoCode);
            ids.insert(one.detector);
        }
        QCOMPARE(ids.size(), kLanguages);
    }
};

QTEST_APPLESS_MAIN(CodeFencesTest)
#include "FencesTest.moc"
