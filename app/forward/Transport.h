#pragma once

#include "forward/Settings.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <chrono>
#include <memory>

namespace chaperone::forward {

/// Some rows, formatted. `name` is the same whenever the same rows are sent again.
struct Batch {
    QList<QByteArray> lines;
    QByteArray name;
};

/// Takes one batch at a time to a destination. GUI or main thread.
class Transport : public QObject {
    Q_OBJECT

public:
    static std::unique_ptr<Transport> create(const Destination& destination);

    /// Answered by one of the signals, within kTimeout of the last thing that happened.
    virtual void send(const Batch& batch) = 0;
    static constexpr std::chrono::milliseconds kTimeout{30'000};

Q_SIGNALS:
    void taken();
    /// `retryAfter` is what the receiver asked for, or 0.
    void refused(const QString& why, std::chrono::seconds retryAfter);
};

} // namespace chaperone::forward
