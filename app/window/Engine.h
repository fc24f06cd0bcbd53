#pragma once

#include <QDate>
#include <QString>

namespace chaperone::window {

/// The browser engine inside Qt WebEngine. Pure values.
struct Engine {
    QString chromium;  ///< whole version: "102.0.5005.177"
    int major = 0;     ///< 102; 0 when the version cannot be read
    int patchedTo = 0; ///< the major version whose security fixes it has been given
    QDate fixedUntil;  ///< when that version came out: what was found later is open here

    /// Whole months from `fixedUntil` to `today`; never negative.
    int monthsOld(QDate today) const;
};

/// `securityPatches` is the version up to which Qt took over security fixes; it may be empty.
Engine engineOf(const QString& chromium, const QString& securityPatches);

/// When a major version reached Chromium's stable channel, to within some days: between the dates
/// that are known, and after the last (one every four weeks), it is worked out.
QDate releaseOfChromium(int major);

} // namespace chaperone::window
