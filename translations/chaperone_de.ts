<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>EventFeed</name>
    <message>
        <source>certain</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>Chaperone started.</source>
        <translation>Chaperone wurde gestartet.</translation>
    </message>
    <message>
        <source>Chaperone was closed.</source>
        <translation>Chaperone wurde beendet.</translation>
    </message>
    <message>
        <source>Checking was paused.</source>
        <translation>Die Prüfung wurde unterbrochen.</translation>
    </message>
    <message>
        <source>Checking goes on.</source>
        <translation>Die Prüfung läuft weiter.</translation>
    </message>
    <message>
        <source>Policy in force: %1</source>
        <translation>Gültige Richtlinie: %1</translation>
    </message>
    <message>
        <source>A new policy has a mistake and was not taken; the last good one stays.</source>
        <translation>Eine neue Richtlinie enthält einen Fehler und wurde nicht übernommen; die letzte gültige bleibt.</translation>
    </message>
    <message>
        <source>The log was damaged. The damaged file was kept and a new one begun.</source>
        <translation>Das Protokoll war beschädigt. Die beschädigte Datei wurde aufgehoben und eine neue begonnen.</translation>
    </message>
    <message>
        <source>The page of %1 has changed; what is sent there may be seen only later.</source>
        <translation>Die Seite von %1 hat sich geändert; was dorthin geht, wird vielleicht erst später gesehen.</translation>
    </message>
    <message>
        <source>Files given to %1 are not checked yet.</source>
        <translation>Dateien, die an %1 gehen, werden noch nicht geprüft.</translation>
    </message>
    <message>
        <source>The browser extension was updated.</source>
        <translation>Die Browser-Erweiterung wurde aktualisiert.</translation>
    </message>
    <message>
        <source>Older entries were emptied, as your policy says.</source>
        <translation>Ältere Einträge wurden geleert, wie es Ihre Richtlinie vorsieht.</translation>
    </message>
    <message>
        <source>The last entry is long ago. Older entries are emptied after a day, in case the clock is wrong.</source>
        <translation>Der letzte Eintrag liegt lange zurück. Ältere Einträge werden erst nach einem Tag geleert, falls die Uhr falsch geht.</translation>
    </message>
    <message>
        <source>Entries were emptied: %1</source>
        <translation>Einträge wurden geleert: %1</translation>
    </message>
    <message>
        <source>An isolated window was opened for %1.</source>
        <translation>Für %1 wurde ein isoliertes Fenster geöffnet.</translation>
    </message>
    <message>
        <source>The isolated window for %1 was closed.</source>
        <translation>Das isolierte Fenster für %1 wurde geschlossen.</translation>
    </message>
    <message>
        <source>Something in the policy does not count: %1</source>
        <translation>Etwas in der Richtlinie zählt nicht: %1</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>It could not be read, so it could not be checked.</source>
        <translation>Sie konnte nicht gelesen und daher nicht geprüft werden.</translation>
    </message>
    <message>
        <source>It was not uploaded.</source>
        <translation>Sie wurde nicht hochgeladen.</translation>
    </message>
</context>
<context>
    <name>Launch</name>
    <message>
        <source>The isolated window does not run as root: the browser engine’s sandbox cannot work there. Start Chaperone as an ordinary user.</source>
        <translation>Das isolierte Fenster läuft nicht als root: Dort kann die Sandbox der Browser-Engine nicht arbeiten. Starten Sie Chaperone als gewöhnlicher Benutzer.</translation>
    </message>
    <message>
        <source>The isolated window takes no settings for its browser engine: its sandbox stays on.</source>
        <translation>Das isolierte Fenster nimmt keine Einstellungen für seine Browser-Engine an: Deren Sandbox bleibt an.</translation>
    </message>
</context>
<context>
    <name>PolicyDialog</name>
    <message>
        <source>Nobody: the default</source>
        <translation>Niemand: die Vorgabe</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Your organisation</source>
        <translation>Ihre Organisation</translation>
    </message>
    <message>
        <source>Written in %1</source>
        <translation>Geschrieben in %1</translation>
    </message>
    <message>
        <source>You have set “%1”. That does not count: you may tighten what your organisation says, not loosen it.</source>
        <translation>Sie haben „%1“ gesetzt. Das zählt nicht: Sie dürfen strenger sein als Ihre Organisation, nicht lockerer.</translation>
    </message>
    <message>
        <source>Your organisation looks after this computer. You may tighten what it says for yourself, never loosen it.</source>
        <translation>Ihre Organisation verwaltet diesen Computer. Sie dürfen für sich strenger sein als sie, nie lockerer.</translation>
    </message>
    <message>
        <source>Nobody has set anything for this computer; what you set yourself counts.</source>
        <translation>Für diesen Computer hat niemand etwas festgelegt; es zählt, was Sie selbst einstellen.</translation>
    </message>
    <message>
        <source>In force: %1, which came with the program.</source>
        <translation>Es gilt: %1, mit dem Programm geliefert.</translation>
    </message>
    <message>
        <source>In force: %1, from %2.</source>
        <translation>Es gilt: %1, aus %2.</translation>
    </message>
</context>
<context>
    <name>PolicyPage</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>Sent as a prompt</source>
        <translation>Als Eingabe gesendet</translation>
    </message>
    <message>
        <source>File chosen</source>
        <translation>Datei ausgewählt</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Abgelegt</translation>
    </message>
    <message>
        <source>Answer received</source>
        <translation>Antwort erhalten</translation>
    </message>
    <message>
        <source>Copied to the clipboard</source>
        <translation>In die Zwischenablage kopiert</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Heruntergeladen</translation>
    </message>
    <message>
        <source>Prompt to an agent</source>
        <translation>Eingabe an einen Agenten</translation>
    </message>
    <message>
        <source>Tool used by an agent</source>
        <translation>Werkzeug eines Agenten</translation>
    </message>
    <message>
        <source>File checked</source>
        <translation>Datei geprüft</translation>
    </message>
    <message>
        <source>Let through</source>
        <translation>Durchgelassen</translation>
    </message>
    <message>
        <source>Let through, noted</source>
        <translation>Durchgelassen, notiert</translation>
    </message>
    <message>
        <source>Warned</source>
        <translation>Gewarnt</translation>
    </message>
    <message>
        <source>Asked for a reason</source>
        <translation>Nach Grund gefragt</translation>
    </message>
    <message>
        <source>Offered to redact</source>
        <translation>Schwärzen angeboten</translation>
    </message>
    <message>
        <source>Isolated</source>
        <translation>Isoliert</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sent redacted</source>
        <translation>Geschwärzt gesendet</translation>
    </message>
    <message>
        <source>Sent as it was</source>
        <translation>Unverändert gesendet</translation>
    </message>
    <message>
        <source>Sent with a reason</source>
        <translation>Mit Begründung gesendet</translation>
    </message>
    <message>
        <source>Went back to edit</source>
        <translation>Zurück zum Bearbeiten</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Marked as not sensitive</source>
        <translation>Als harmlos markiert</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine Antwort in der Zeit</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>Getippt</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copied from %1</source>
        <translation>Kopiert aus %1</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus einer Datei</translation>
    </message>
    <message>
        <source>Fetched by the page</source>
        <translation>Von der Seite geladen</translation>
    </message>
    <message>
        <source>Put together by an agent</source>
        <translation>Von einem Agenten zusammengestellt</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Something found</source>
        <translation>Etwas gefunden</translation>
    </message>
    <message>
        <source>Changed or held back</source>
        <translation>Geändert oder zurückgehalten</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>Zwischenablage</translation>
    </message>
    <message>
        <source>About Chaperone</source>
        <translation>Über Chaperone</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>count × kind of finding</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between findings</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Nothing sensitive</source>
        <translation>Nichts Sensibles</translation>
    </message>
    <message>
        <source>Could not be checked fully</source>
        <translation>Nicht vollständig prüfbar</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>Something was found</source>
        <translation>Es wurde etwas gefunden</translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation>Pausiert bis %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Not protected</source>
        <translation>Nicht geschützt</translation>
    </message>
    <message>
        <source>What you give to AI tools is checked on this computer before it is sent.</source>
        <translation>Was Sie KI-Werkzeugen geben, wird auf diesem Computer geprüft, bevor es gesendet wird.</translation>
    </message>
    <message>
        <source>The newest lines below say what it was and what became of it.</source>
        <translation>Die neuesten Zeilen unten sagen, was es war und was daraus wurde.</translation>
    </message>
    <message>
        <source>Nothing is checked until then. You can resume at any time.</source>
        <translation>Bis dahin wird nichts geprüft. Sie können jederzeit fortsetzen.</translation>
    </message>
    <message>
        <source>No browser is connected yet</source>
        <translation>Noch ist kein Browser verbunden</translation>
    </message>
    <message>
        <source>%1 connected</source>
        <translation>%1 verbunden</translation>
    </message>
    <message>
        <source>%1 not connected</source>
        <translation>%1 nicht verbunden</translation>
    </message>
    <message>
        <source> (%1)</source>
        <comment>a note after a browser&apos;s name</comment>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Intact: no line was changed or removed</source>
        <translation>Unversehrt: keine Zeile geändert oder entfernt</translation>
    </message>
    <message>
        <source>Not as it was written</source>
        <translation>Nicht so, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a problem: its details</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Watched; copied passwords are left alone</source>
        <translation>Wird beobachtet; kopierte Passwörter bleiben unangetastet</translation>
    </message>
    <message>
        <source>Not watched, as your policy says</source>
        <translation>Nicht beobachtet, wie Ihre Richtlinie es vorsieht</translation>
    </message>
    <message>
        <source>Not watched while paused</source>
        <translation>Während der Pause nicht beobachtet</translation>
    </message>
    <message>
        <source>Not watched: this desktop shows it only to the window in front. Use “Check clipboard now”.</source>
        <translation>Nicht beobachtet: Dieser Desktop zeigt sie nur dem vordersten Fenster. Nutzen Sie „Zwischenablage jetzt prüfen“.</translation>
    </message>
    <message>
        <source>Not watched: there is no connection to the desktop</source>
        <translation>Nicht beobachtet: keine Verbindung zum Desktop</translation>
    </message>
    <message>
        <source>Not watched: macOS would ask you at each copy. Allow it under Settings, Privacy, Paste from Other Apps.</source>
        <translation>Nicht beobachtet: macOS würde Sie bei jedem Kopieren fragen. Erlauben Sie es unter Einstellungen, Datenschutz, Aus anderen Apps einsetzen.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>chaperone::platform::Notifier</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>chaperone::tray::Agent</name>
    <message>
        <source>The log cannot be written</source>
        <translation>Das Protokoll kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>A choice could not be saved</source>
        <translation>Eine Auswahl konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>A browser could not be connected</source>
        <translation>Ein Browser konnte nicht verbunden werden</translation>
    </message>
    <message>
        <source>The new policy was not taken</source>
        <translation>Die neue Richtlinie wurde nicht übernommen</translation>
    </message>
    <message>
        <source>Nothing is checked yet: please read the welcome page first.</source>
        <translation>Noch wird nichts geprüft: Bitte lesen Sie zuerst die Willkommensseite.</translation>
    </message>
    <message>
        <source>The newest policy has a mistake; the last good one stays in force. %1</source>
        <translation>Die neueste Richtlinie enthält einen Fehler; die letzte gültige bleibt in Kraft. %1</translation>
    </message>
    <message>
        <source>Values in answers cannot be shown again</source>
        <translation>Werte in Antworten lassen sich nicht wieder anzeigen</translation>
    </message>
    <message>
        <source>The isolated window did not open</source>
        <translation>Das isolierte Fenster wurde nicht geöffnet</translation>
    </message>
</context>
<context>
    <name>chaperone::tray::ClipboardService</name>
    <message>
        <source>Nothing sensitive was found on the clipboard.</source>
        <translation>In der Zwischenablage wurde nichts Vertrauliches gefunden.</translation>
    </message>
    <message>
        <source>The clipboard is marked as secret, so it was not read.</source>
        <translation>Die Zwischenablage ist als geheim gekennzeichnet und wurde deshalb nicht gelesen.</translation>
    </message>
    <message>
        <source>The text on the clipboard is too large to check.</source>
        <translation>Der Text in der Zwischenablage ist für die Prüfung zu groß.</translation>
    </message>
    <message>
        <source>The program that holds the clipboard did not answer.</source>
        <translation>Das Programm, das die Zwischenablage hält, hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>What is on the clipboard was put there by Chaperone.</source>
        <translation>Der Inhalt der Zwischenablage stammt von Chaperone.</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>In der Zwischenablage steht kein Text.</translation>
    </message>
</context>
<context>
    <name>chaperone::tray::Desk</name>
    <message>
        <source>Chaperone</source>
        <translation>Chaperone</translation>
    </message>
    <message>
        <source>you and the administrators of this computer</source>
        <translation>Sie und wer diesen Computer verwaltet</translation>
    </message>
    <message>
        <source>The log cannot be read</source>
        <translation>Das Protokoll kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Some of today’s events cannot be shown.</source>
        <translation>Einige heutige Ereignisse können nicht angezeigt werden.</translation>
    </message>
</context>
<context>
    <name>chaperone::tray::Rooms</name>
    <message>
        <source>The isolated window ended unexpectedly.</source>
        <translation>Das isolierte Fenster wurde unerwartet beendet.</translation>
    </message>
    <message>
        <source>The isolated window could not be started.</source>
        <translation>Das isolierte Fenster konnte nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::AgentMenu</name>
    <message>
        <source>Show today’s &amp;events</source>
        <translation>Heutige &amp;Ereignisse zeigen</translation>
    </message>
    <message>
        <source>&amp;What is watched…</source>
        <translation>&amp;Was beobachtet wird …</translation>
    </message>
    <message>
        <source>Check &amp;clipboard now</source>
        <translation>&amp;Zwischenablage jetzt prüfen</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Your policy does not allow a pause</source>
        <translation>Ihre Richtlinie erlaubt keine Pause</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>For &amp;15 minutes</source>
        <translation>Für &amp;15 Minuten</translation>
    </message>
    <message>
        <source>For 1 &amp;hour</source>
        <translation>Für 1 &amp;Stunde</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>Bis &amp;morgen</translation>
    </message>
    <message>
        <source>&amp;Isolated window</source>
        <translation>&amp;Isoliertes Fenster</translation>
    </message>
    <message>
        <source>Your p&amp;olicy…</source>
        <translation>Ihre &amp;Richtlinie …</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::EventDetail</name>
    <message>
        <source>The log’s lines about this event</source>
        <translation>Die Zeilen des Protokolls zu diesem Ereignis</translation>
    </message>
    <message>
        <source>Choose a line</source>
        <translation>Wählen Sie eine Zeile</translation>
    </message>
    <message>
        <source>Here you see all that is kept about it, in plain words.</source>
        <translation>Hier steht in klaren Worten alles, was darüber aufbewahrt wird.</translation>
    </message>
    <message>
        <source>This is all that is kept about it. The text itself is not stored.</source>
        <translation>Das ist alles, was darüber aufbewahrt wird. Der Text selbst wird nicht gespeichert.</translation>
    </message>
    <message>
        <source>This is all that is kept about it.</source>
        <translation>Das ist alles, was darüber aufbewahrt wird.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>Woher es kam</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>Nicht abgeschlossen</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>%1, by the rule “%2”</source>
        <comment>decision, rule</comment>
        <translation>%1, nach der Regel „%2“</translation>
    </message>
    <message>
        <source>You chose</source>
        <translation>Ihre Wahl</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation>Ihre Begründung</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>&amp;Hide the stored lines</source>
        <translation>Gespeicherte Zeilen &amp;verbergen</translation>
    </message>
    <message>
        <source>&amp;Show the stored lines</source>
        <translation>Gespeicherte Zeilen &amp;zeigen</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>You chose</source>
        <translation>Ihre Wahl</translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation>Ihre Begründung</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::EventsWindow</name>
    <message>
        <source>Chaperone: today’s events</source>
        <translation>Chaperone: heutige Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Menu</source>
        <translation>&amp;Menü</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Anzeigen</translation>
    </message>
    <message>
        <source>Today’s events</source>
        <translation>Heutige Ereignisse</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>A&amp;lles zeigen</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;What is watched…</source>
        <translation>&amp;Was beobachtet wird …</translation>
    </message>
    <message>
        <source>The log is the file %1. It can be read by: %2.</source>
        <translation>Das Protokoll ist die Datei %1. Lesen können es: %2.</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>Ereignisse: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>shown, all</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt dazu</translation>
    </message>
    <message>
        <source>A quiet day so far</source>
        <translation>Bisher ein ruhiger Tag</translation>
    </message>
    <message>
        <source>There are events today, but none with these words and of this kind.</source>
        <translation>Es gibt heute Ereignisse, aber keines dieser Art mit diesen Wörtern.</translation>
    </message>
    <message>
        <source>When something is about to go to an AI tool, you see here what was found in it and what you chose.</source>
        <translation>Wenn etwas an ein KI-Werkzeug gehen soll, sehen Sie hier, was darin gefunden wurde und wie Sie sich entschieden haben.</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>Heute, %1</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::HealthHeader</name>
    <message>
        <source>Browsers</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>Zwischenablage</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::Notices</name>
    <message>
        <source>Careful where you paste this</source>
        <translation>Achten Sie darauf, wo Sie das einfügen</translation>
    </message>
    <message>
        <source>On the clipboard: %1.</source>
        <translation>In der Zwischenablage: %1.</translation>
    </message>
    <message>
        <source>On the clipboard: %1, copied from %2.</source>
        <translation>In der Zwischenablage: %1, kopiert aus %2.</translation>
    </message>
    <message>
        <source>Show today’s events</source>
        <translation>Heutige Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Clipboard checked</source>
        <translation>Zwischenablage geprüft</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>%1 was about to send something sensitive in a part of the page that cannot be seen.</source>
        <translation>%1 wollte in einem Teil der Seite, den man nicht sehen kann, etwas Vertrauliches senden.</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::PolicyDialog</name>
    <message>
        <source>Your policy</source>
        <translation>Ihre Richtlinie</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>Gesetzt von</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>What does not count:</source>
        <translation>Was nicht zählt:</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::WelcomeDialog</name>
    <message>
        <source>Welcome to Chaperone</source>
        <translation>Willkommen bei Chaperone</translation>
    </message>
    <message>
        <source>What Chaperone watches</source>
        <translation>Was Chaperone beobachtet</translation>
    </message>
    <message>
        <source>Before the first check</source>
        <translation>Vor der ersten Prüfung</translation>
    </message>
    <message>
        <source>Chaperone sits beside you while you work with AI tools and speaks up before something sensitive leaves. It decides on this computer; nothing you type or copy is sent to us or to anyone else.</source>
        <translation>Chaperone sitzt neben Ihnen, wenn Sie mit KI-Werkzeugen arbeiten, und meldet sich, bevor etwas Sensibles hinausgeht. Es entscheidet auf diesem Computer; nichts, was Sie tippen oder kopieren, wird an uns oder an andere gesendet.</translation>
    </message>
    <message>
        <source>What is watched</source>
        <translation>Was beobachtet wird</translation>
    </message>
    <message>
        <source>What you paste, type, drop or upload into %1, and text that you copy. Passwords that a password manager marks as secret are never looked at.</source>
        <translation>Was Sie in %1 einfügen, tippen, ablegen oder hochladen, und Text, den Sie kopieren. Passwörter, die ein Passwortmanager als geheim kennzeichnet, werden nie angesehen.</translation>
    </message>
    <message>
        <source>What you paste, type, drop or upload into %1. The clipboard is looked at only when you ask for it.</source>
        <translation>Was Sie in %1 einfügen, tippen, ablegen oder hochladen. Die Zwischenablage wird nur angesehen, wenn Sie darum bitten.</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>Was aufbewahrt wird</translation>
    </message>
    <message>
        <source>When, in which tool, which kinds of sensitive data and how many, a masked excerpt such as “•••• 1111”, what was decided and what you chose, with your reason.</source>
        <translation>Wann, in welchem Werkzeug, welche Arten sensibler Daten und wie viele, ein verdeckter Auszug wie „•••• 1111“, was entschieden wurde und was Sie gewählt haben, mit Ihrer Begründung.</translation>
    </message>
    <message>
        <source>It is deleted after %1 days.</source>
        <translation>Nach %1 Tagen wird es gelöscht.</translation>
    </message>
    <message>
        <source>It stays until the log is deleted.</source>
        <translation>Es bleibt, bis das Protokoll gelöscht wird.</translation>
    </message>
    <message>
        <source>What is never kept</source>
        <translation>Was nie aufbewahrt wird</translation>
    </message>
    <message>
        <source>Your prompts and the answers. Your policy keeps a sealed copy of what was found, which only its key holder can open. No keystrokes, no screenshots, no browsing history.</source>
        <translation>Ihre Eingaben und die Antworten. Ihre Richtlinie bewahrt eine versiegelte Kopie des Gefundenen auf, die nur öffnen kann, wer den Schlüssel hat. Keine Tastenanschläge, keine Bildschirmfotos, kein Browserverlauf.</translation>
    </message>
    <message>
        <source>Your prompts, the answers, what you copied. No keystrokes, no screenshots, no browsing history.</source>
        <translation>Ihre Eingaben, die Antworten, was Sie kopiert haben. Keine Tastenanschläge, keine Bildschirmfotos, kein Browserverlauf.</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>Wer es lesen kann</translation>
    </message>
    <message>
        <source>%1. The log is the file %2, and you see the same lines as anyone else who may.</source>
        <translation>%1. Das Protokoll ist die Datei %2, und Sie sehen dieselben Zeilen wie alle anderen, die es dürfen.</translation>
    </message>
    <message>
        <source>How to pause</source>
        <translation>Wie Sie pausieren</translation>
    </message>
    <message>
        <source>In the menu of the icon in your panel, for 15 minutes, an hour or until tomorrow. A pause is noted in the log; what you do meanwhile is not.</source>
        <translation>Im Menü des Symbols in Ihrer Leiste, für 15 Minuten, eine Stunde oder bis morgen. Eine Pause steht im Protokoll; was Sie währenddessen tun, nicht.</translation>
    </message>
    <message>
        <source>Your policy does not allow a pause on this computer. Ask the people who look after it if that gets in your way.</source>
        <translation>Ihre Richtlinie erlaubt auf diesem Computer keine Pause. Wenn das stört, fragen Sie die Menschen, die ihn betreuen.</translation>
    </message>
    <message>
        <source>See the &amp;log</source>
        <translation>&amp;Protokoll ansehen</translation>
    </message>
    <message>
        <source>&amp;Start checking</source>
        <translation>Prüfung &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>chaperone::window::Doorkeeper</name>
    <message>
        <source>Isolated window</source>
        <translation>Isoliertes Fenster</translation>
    </message>
    <message>
        <source>Without the sensitive part</source>
        <translation>Ohne den sensiblen Teil</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>So, wie es ist</translation>
    </message>
    <message>
        <source>Don’t</source>
        <translation>Nicht</translation>
    </message>
</context>
<context>
    <name>chaperone::window::NoticeBar</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>chaperone::window::RoomHeader</name>
    <message>
        <source>Chromium %1, security fixes up to %2</source>
        <translation>Chromium %1, Sicherheitskorrekturen bis %2</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>What applies here</source>
        <translation>Was hier gilt</translation>
    </message>
    <message>
        <source>Isolated window: %1</source>
        <translation>Isoliertes Fenster: %1</translation>
    </message>
    <message>
        <source>What you enter is checked before it leaves. Nothing is kept when you close it.</source>
        <translation>Was Sie eingeben, wird geprüft, bevor es hinausgeht. Nach dem Schließen bleibt nichts.</translation>
    </message>
    <message>
        <source>Screenshots do not show it.</source>
        <translation>Bildschirmfotos zeigen es nicht.</translation>
    </message>
</context>
<context>
    <name>chaperone::window::RoomWindow</name>
    <message>
        <source>allowed</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>checked first</source>
        <translation>wird erst geprüft</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>nicht möglich</translation>
    </message>
    <message>
        <source>Isolated window: %1</source>
        <translation>Isoliertes Fenster: %1</translation>
    </message>
    <message>
        <source>Your policy has changed, so the page was loaded again.</source>
        <translation>Ihre Richtlinie hat sich geändert, deshalb wurde die Seite neu geladen.</translation>
    </message>
    <message>
        <source>The page wanted to send a form past the check. It was not sent.</source>
        <translation>Die Seite wollte ein Formular an der Prüfung vorbei senden. Es wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>This window stays with %1. The link was not opened.</source>
        <translation>Dieses Fenster bleibt bei %1. Der Link wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>This window stays with %1. It did not go to %2.</source>
        <translation>Dieses Fenster bleibt bei %1. Es ist nicht zu %2 gegangen.</translation>
    </message>
    <message>
        <source>Your policy does not let you paste here. You can type.</source>
        <translation>Ihre Richtlinie lässt hier kein Einfügen zu. Sie können tippen.</translation>
    </message>
    <message>
        <source>Your policy does not let files into this window.</source>
        <translation>Ihre Richtlinie lässt keine Dateien in dieses Fenster.</translation>
    </message>
    <message>
        <source>To bring a file in, use the page’s upload button: it is checked there.</source>
        <translation>Um eine Datei hereinzuholen, verwenden Sie die Hochladen-Schaltfläche der Seite: Dort wird sie geprüft.</translation>
    </message>
    <message>
        <source>What is in this window stays in it: nothing was copied.</source>
        <translation>Was in diesem Fenster ist, bleibt darin: Es wurde nichts kopiert.</translation>
    </message>
    <message>
        <source>That could not be copied: it stays in this window.</source>
        <translation>Das ließ sich nicht kopieren: Es bleibt in diesem Fenster.</translation>
    </message>
    <message>
        <source>Paste and drop</source>
        <translation>Einfügen und Ablegen</translation>
    </message>
    <message>
        <source>Upload files</source>
        <translation>Dateien hochladen</translation>
    </message>
    <message>
        <source>Download files</source>
        <translation>Dateien herunterladen</translation>
    </message>
    <message>
        <source>Copy out</source>
        <translation>Herauskopieren</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>The page’s own use of the clipboard</source>
        <translation>Zugriff der Seite selbst auf die Zwischenablage</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The page was not let to: %1</source>
        <translation>Die Seite durfte nicht zu: %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>What applies here</source>
        <translation>Was hier gilt</translation>
    </message>
    <message>
        <source>Your policy opens this window for %1 on these terms.</source>
        <translation>Ihre Richtlinie öffnet dieses Fenster für %1 zu diesen Bedingungen.</translation>
    </message>
    <message>
        <source>The page stopped</source>
        <translation>Die Seite ist stehen geblieben</translation>
    </message>
    <message>
        <source>Something went wrong while the page was shown. Nothing left this window because of it. What you had written and not sent is gone.</source>
        <translation>Beim Anzeigen der Seite ist etwas schiefgegangen. Deswegen hat nichts dieses Fenster verlassen. Was Sie geschrieben und nicht gesendet hatten, ist weg.</translation>
    </message>
    <message>
        <source>Load it again</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Chaperone has ended</source>
        <translation>Chaperone wurde beendet</translation>
    </message>
    <message>
        <source>Nobody can check what you write, so this window shows nothing more. Start Chaperone again and open a new one.</source>
        <translation>Niemand kann prüfen, was Sie schreiben, deshalb zeigt dieses Fenster nichts mehr. Starten Sie Chaperone erneut und öffnen Sie ein neues.</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Dieses Fenster schließen</translation>
    </message>
    <message>
        <source>Choose what to upload</source>
        <translation>Was soll hochgeladen werden?</translation>
    </message>
    <message>
        <source>Your policy does not let files out of this window.</source>
        <translation>Ihre Richtlinie lässt keine Dateien aus diesem Fenster.</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Datei speichern</translation>
    </message>
    <message>
        <source>It was not saved.</source>
        <translation>Sie wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>It could not be written there.</source>
        <translation>Sie konnte dort nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Your policy does not let you print from this window.</source>
        <translation>Ihre Richtlinie lässt kein Drucken aus diesem Fenster zu.</translation>
    </message>
    <message>
        <source>It was not printed.</source>
        <translation>Es wurde nicht gedruckt.</translation>
    </message>
    <message>
        <source>It could not be printed.</source>
        <translation>Es konnte nicht gedruckt werden.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Sits beside you while you talk to AI.</source>
        <translation>Sitzt neben Ihnen, während Sie mit KI sprechen.</translation>
    </message>
    <message>
        <source>Keep everything (policy, keys, log, socket) in DIR.</source>
        <translation>Alles (Richtlinie, Schlüssel, Protokoll, Socket) in DIR aufbewahren.</translation>
    </message>
</context>
<context>
    <name>window_main</name>
    <message>
        <source>Shows one AI app in an isolated window. Chaperone starts it.</source>
        <translation>Zeigt eine KI-Anwendung in einem isolierten Fenster. Chaperone startet es.</translation>
    </message>
    <message>
        <source>Speak to the agent of this profile folder.</source>
        <translation>Mit dem Agenten dieses Profilordners sprechen.</translation>
    </message>
    <message>
        <source>The AI app’s host, such as chatgpt.com.</source>
        <translation>Der Host der KI-Anwendung, etwa chatgpt.com.</translation>
    </message>
    <message>
        <source>Its browser engine is too old for your policy: %1.</source>
        <translation>Seine Browser-Engine ist für Ihre Richtlinie zu alt: %1.</translation>
    </message>
    <message>
        <source>Isolated window</source>
        <translation>Isoliertes Fenster</translation>
    </message>
    <message numerus="yes">
        <source>The isolated window’s browser engine is %n months behind.</source>
        <translation>
            <numerusform>Die Browser-Engine des isolierten Fensters ist %n Monat zurück.</numerusform>
            <numerusform>Die Browser-Engine des isolierten Fensters ist %n Monate zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. A page that means harm could use what was found since. Open it only for a site you trust, or ask for a newer Chaperone.</source>
        <translation>%1. Eine böswillige Seite könnte ausnutzen, was seither gefunden wurde. Öffnen Sie es nur für eine Website, der Sie vertrauen, oder bitten Sie um ein neueres Chaperone.</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>Don’t open it</source>
        <translation>Nicht öffnen</translation>
    </message>
</context>
</TS>
