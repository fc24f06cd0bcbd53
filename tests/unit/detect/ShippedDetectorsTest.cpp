#include "detect/RuleSet.h"
#include "resources/Detectors.h"

#include <QTest>

using namespace chaperone;

/// The rule files as they ship: what programs skip at start is run here.
class ShippedDetectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allExamplesHold() {
        auto files = resources::detectorFiles();
        for (detect::DetectorSource& file : files)
            file.examples = detect::Examples::Run;
        const auto rules = detect::RuleSet::build(files);
        QVERIFY2(rules.ok(), rules ? "" : rules.error().message.c_str());
        QVERIFY((*rules)->detectors().size() >= 90);
    }
};

QTEST_APPLESS_MAIN(ShippedDetectorsTest)
#include "ShippedDetectorsTest.moc"
