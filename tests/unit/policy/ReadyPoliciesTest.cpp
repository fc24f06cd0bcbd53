#include "policy/PolicyReader.h"
#include "policy/Wording.h"
#include "resources/Resources.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace chaperone;
using namespace chaperone::policy;

namespace {

std::set<std::string> shippedTexts() {
    std::vector<Wording::Source> sources;
    for (const resources::File& file : resources::folder("wording"))
        sources.push_back({file.name, file.text});
    const auto wording = Wording::parse(sources);
    std::set<std::string> keys;
    if (wording) {
        for (const auto& [key, text] : (*wording)->texts("en"))
            keys.insert(key);
    }
    return keys;
}

} // namespace

/// The policies that ship: sound, whole, and each rule shown at work by a test of its own file.
class ReadyPoliciesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holds_data() {
        QTest::addColumn<QByteArray>("name");
        for (const resources::File& file : resources::folder("policies"))
            QTest::newRow(file.name.c_str()) << QByteArray::fromStdString(file.name);
    }
    void holds() {
        QFETCH(QByteArray, name);
        const std::string text = resources::text(("policies/" + name).constData());
        const auto report = Policy::check({name.toStdString(), text});
        QVERIFY2(report.policy,
                 report.problems.empty() ? "" : report.problems.front().message.c_str());
        Problems problems;
        const Content content = readPolicy(text, problems);
        const auto texts = shippedTexts();
        for (const Rule& rule : content.rules) {
            const bool shown =
                std::any_of(content.tests.begin(), content.tests.end(), [&](const TestCase& test) {
                    return test.rule && *test.rule == rule.id;
                });
            // The default's catch-all rules are for what a newer detector may find.
            QVERIFY2(shown || name == "default.toml", rule.id.c_str());
            QVERIFY2(rule.coaching.empty() || texts.contains("coaching." + rule.coaching + ".why"),
                     rule.coaching.c_str());
            QVERIFY2(rule.action < Action::Coach || !rule.coaching.empty(), rule.id.c_str());
            for (const std::string& reason : rule.reasons)
                QVERIFY2(texts.contains("reason." + reason), reason.c_str());
            QVERIFY2(!rule.frameworks.empty() || name == "default.toml", rule.id.c_str());
        }
    }

    void haveNamesOfTheirOwn() {
        std::set<std::string> names;
        for (const resources::File& file : resources::folder("policies")) {
            const auto policy = Policy::parse({file.name, file.text});
            QVERIFY(policy.ok() && names.insert((*policy)->name()).second);
        }
        QCOMPARE(names.size(), size_t{7});
    }

    /// What the works council's policy says of itself in its first lines.
    void watchNobodyWhereTheyPromiseNotTo() {
        Problems problems;
        const Content content =
            readPolicy(resources::text("policies/works-council.toml"), problems);
        for (const Rule& rule : content.rules) {
            QVERIFY2(std::find(rule.offers.begin(), rule.offers.end(), Offer::Reason) ==
                         rule.offers.end(),
                     rule.id.c_str());
            QVERIFY2(rule.action >= Action::Coach, rule.id.c_str()); // none only writes down
            QVERIFY2(!rule.channels.empty(), rule.id.c_str());
            QVERIFY(std::find(rule.channels.begin(), rule.channels.end(), Channel::Clipboard) ==
                    rule.channels.end());
        }
        QVERIFY(content.logRetention.verdicts && content.logRetention.outcomes &&
                content.logRetention.events);
    }

    void sayWhatARuleServes() {
        const auto policy = Policy::parse({"cards.toml", resources::text("policies/cards.toml")});
        QVERIFY(policy.ok());
        const auto traces = (*policy)->explain({});
        QCOMPARE(traces.front().frameworks, (std::vector<std::string>{"PCI DSS 4.0.1 3.3.1"}));
    }
};

QTEST_GUILESS_MAIN(ReadyPoliciesTest)
#include "ReadyPoliciesTest.moc"
