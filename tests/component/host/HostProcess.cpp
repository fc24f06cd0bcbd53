#include "HostProcess.h"

#include <QProcessEnvironment>
#include <QTest>

using namespace chaperone;

HostProcess::HostProcess(const std::string& profile, const QStringList& arguments) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("CHAPERONE_PROFILE"), QString::fromStdString(profile));
    m_process.setProcessEnvironment(environment);
    m_process.start(QStringLiteral(CHAPERONE_HOST), arguments);
    m_process.waitForStarted();
}

HostProcess::~HostProcess() {
    if (isRunning()) {
        m_process.closeWriteChannel();
        if (!waitForExit(2000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
}

void HostProcess::write(std::string_view bytes) {
    m_process.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

void HostProcess::writeFrame(std::string_view payload) {
    write(frameHeader(static_cast<uint32_t>(payload.size())));
    write(payload);
}

void HostProcess::feed() {
    const QByteArray bytes = m_process.readAllStandardOutput();
    m_reader.feed({bytes.constData(), static_cast<size_t>(bytes.size())});
}

std::optional<std::string> HostProcess::read(int waitMs) {
    std::optional<std::string> frame;
    (void)QTest::qWaitFor(
        [&] {
            feed();
            auto next = m_reader.next();
            const bool failed = !next;
            frame = failed ? std::nullopt : std::move(*next);
            return failed || frame || !isRunning();
        },
        waitMs);
    return frame;
}

bool HostProcess::waitForExit(int waitMs) {
    return QTest::qWaitFor([this] { return !isRunning(); }, waitMs);
}
