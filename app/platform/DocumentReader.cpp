#include "platform/DocumentReader.h"

#include "document/Wire.h"
#include "platform/ProcessLimits.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>
#include <QProcessEnvironment>

namespace chaperone::platform {
namespace {

using document::Extraction;
using document::Reason;

/// Nothing of what the person's programs carry in theirs: a reader that was taken over should find
/// no keys. Kept is what a dynamic loader, the sanitizers and Tesseract need.
QProcessEnvironment plainEnvironment() {
    const auto own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment plain;
    for (const char* name : {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "PATH",
                             "TESSDATA_PREFIX", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
        const QString key = QString::fromLatin1(name);
        if (own.contains(key))
            plain.insert(key, own.value(key));
    }
    // The reader may start no threads.
    plain.insert(QStringLiteral("OMP_THREAD_LIMIT"), QStringLiteral("1"));
    return plain;
}

/// Until the answer is complete, nonsense, or the time is over.
void collect(QProcess& process, document::Answer& answer, const QDeadlineTimer& deadline) {
    const auto takeAll = [&] {
        const QByteArray bytes = process.readAllStandardOutput();
        return answer.feed({bytes.constData(), static_cast<size_t>(bytes.size())}).ok();
    };
    bool sound = true;
    while (sound && !answer.complete() && process.state() != QProcess::NotRunning &&
           process.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
        sound = takeAll();
    if (sound && !answer.complete())
        takeAll(); // what came last before it ended
}

/// Why there is no complete answer.
Reason reasonOf(const QProcess& process, bool late) {
    const bool cpu =
        process.exitStatus() == QProcess::CrashExit && ranOutOfCpuTime(process.exitCode());
    return late || cpu ? Reason::Time : Reason::Crashed;
}

} // namespace

DocumentReader::DocumentReader(std::filesystem::path program, const ReaderLimits& limits)
    : m_program(std::move(program))
    , m_limits(limits) {}

std::filesystem::path DocumentReader::besideThisProgram() {
    const std::filesystem::path folder = QCoreApplication::applicationDirPath().toStdU16String();
#ifdef _WIN32
    return folder / "chaperone-reader.exe";
#else
    return folder / "chaperone-reader";
#endif
}

Extraction DocumentReader::read(std::string_view bytes, std::string_view name) const {
    if (bytes.size() > m_limits.document.inputBytes)
        return {{}, {{{}, Reason::InputBytes}}};
    const QDeadlineTimer deadline(m_limits.time);
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.setStandardErrorFile(QProcess::nullDevice());
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_limits.time);
    limit(process, m_limits.memoryBytes, seconds);
    process.start(QString::fromStdU16String(m_program.u16string()), {});
    if (!process.waitForStarted(static_cast<int>(deadline.remainingTime())))
        return {{}, {{{}, Reason::NoReader}}};
    const std::string request =
        document::requestFrame({std::string(name), bytes.size(), m_limits.document});
    process.write(request.data(), static_cast<qint64>(request.size()));
    process.write(bytes.data(), static_cast<qint64>(bytes.size()));
    process.closeWriteChannel();

    document::Answer answer(m_limits.document);
    collect(process, answer, deadline);
    const bool late = deadline.hasExpired();
    if (!answer.complete() && process.state() != QProcess::NotRunning && !late)
        process.waitForFinished(200); // how it ends says why
    process.kill();
    process.waitForFinished(1000);
    const bool complete = answer.complete();
    Extraction extraction = answer.take();
    if (!complete)
        extraction.unread.push_back({{}, reasonOf(process, late)});
    return extraction;
}

} // namespace chaperone::platform
