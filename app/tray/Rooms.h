#pragma once

#include <QObject>
#include <QProcess>
#include <QString>

#include <map>
#include <memory>
#include <string>

namespace chaperone::tray {

/// Starts the isolated windows, one for each app, and ends them all with itself. GUI thread.
class Rooms : public QObject {
    Q_OBJECT

public:
    /// `profileArgument` as the agent was given it.
    explicit Rooms(std::string profileArgument, QObject* parent = nullptr);
    ~Rooms() override;

    /// The program is there: a package may leave it out, for the size of its browser engine.
    static bool areAvailable();

    /// Opens the window for a site, or has the open one come to the front.
    void open(const std::string& host);
    bool isOpen(const std::string& host) const { return m_open.contains(host); }

Q_SIGNALS:
    void opened(const std::string& host);
    void closed(const std::string& host);
    /// It is open already.
    void summoned(const std::string& host);
    void failed(const QString& why);

private:
    void ended(const std::string& host, int exitCode, QProcess::ExitStatus how);

    std::string m_profileArgument;
    std::map<std::string, std::unique_ptr<QProcess>> m_open;
};

} // namespace chaperone::tray
