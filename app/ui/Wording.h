#pragma once

#include "ui/EventLine.h"
#include "ui/Health.h"

#include <QCoreApplication>

namespace chaperone::ui {

/// How strongly something is to be drawn. Always beside words or a shape, never alone.
enum class Tone { Muted, Calm, Good, Warn, Danger };

/// The words of the house as a person reads them, in the language that is installed.
class Wording {
    Q_DECLARE_TR_FUNCTIONS(Wording)

public:
    static QString channel(Channel channel);
    static QString action(Action action);
    static QString choice(Choice choice);
    static QString origin(const EventLine& line);
    static QString group(EventGroup group);

    /// "2 × IBAN, 1 × Card number", or that nothing was found.
    static QString found(const EventLine& line);
    static QString found(const std::vector<FoundLine>& found);
    static Tone tone(const EventLine& line);

    static QString state(const Health& health);       ///< "Protected"
    static QString stateDetail(const Health& health); ///< the sentence below it
    static QString browsers(const Health& health);
    static QString log(const Health& health);
    static QString clipboard(const Health& health);

    /// Time of day, short, in the person's way and time zone.
    static QString timeOfDay(UtcTime time);
    static QString fullTime(UtcTime time);
    /// Keeps a name or path together in a text of the other direction (Unicode UAX #9, FSI/PDI).
    static QString isolated(const QString& text);
};

} // namespace chaperone::ui
