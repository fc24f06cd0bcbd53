#include "tray/Rooms.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace chaperone::tray {
namespace {

constexpr int kEndMs = 2000;
constexpr int kFailed = 1; // app/window/main.cpp

QString program() {
    return QStandardPaths::findExecutable(QStringLiteral("chaperone-window"),
                                          {QCoreApplication::applicationDirPath()});
}

/// The last line that it wrote, without its name.
QString reasonOf(QProcess& process) {
    const QString said = QString::fromUtf8(process.readAllStandardError()).trimmed();
    return said.section(QLatin1Char('\n'), -1).section(QStringLiteral("chaperone-window: "), -1);
}

} // namespace

Rooms::Rooms(std::string profileArgument, QObject* parent)
    : QObject(parent)
    , m_profileArgument(std::move(profileArgument)) {}

Rooms::~Rooms() {
    for (const auto& [host, process] : m_open) {
        process->disconnect(this);
        process->terminate();
    }
    for (const auto& [host, process] : m_open) {
        if (!process->waitForFinished(kEndMs)) {
            process->kill();
            process->waitForFinished(kEndMs);
        }
    }
}

bool Rooms::areAvailable() {
    return !program().isEmpty();
}

void Rooms::open(const std::string& host) {
    if (isOpen(host)) {
        Q_EMIT summoned(host);
        return;
    }
    auto process = std::make_unique<QProcess>();
    QStringList arguments{QStringLiteral("--site"), QString::fromStdString(host)};
    if (!m_profileArgument.empty()) {
        arguments += {QStringLiteral("--profile"), QString::fromStdString(m_profileArgument)};
    }
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    connect(process.get(), &QProcess::finished, this,
            [this, host](int exitCode, QProcess::ExitStatus how) { ended(host, exitCode, how); });
    connect(process.get(), &QProcess::errorOccurred, this,
            [this, host](QProcess::ProcessError why) {
                if (why == QProcess::FailedToStart) {
                    ended(host, kFailed, QProcess::NormalExit);
                }
            });
    QProcess& started = *process;
    m_open[host] = std::move(process);
    started.start(program(), arguments);
    Q_EMIT opened(host);
}

void Rooms::ended(const std::string& host, int exitCode, QProcess::ExitStatus how) {
    const auto found = m_open.find(host);
    if (found == m_open.end()) {
        return;
    }
    QProcess* process = found->second.release();
    m_open.erase(found);
    process->deleteLater(); // it is the sender
    if (how == QProcess::CrashExit) {
        Q_EMIT failed(tr("The isolated window ended unexpectedly."));
    } else if (exitCode == kFailed) {
        const QString why = reasonOf(*process);
        Q_EMIT failed(why.isEmpty() ? tr("The isolated window could not be started.") : why);
    }
    Q_EMIT closed(host);
}

} // namespace chaperone::tray
