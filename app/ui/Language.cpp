#include "ui/Language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace chaperone::ui {
namespace {

bool install(QApplication& application, const QLocale& locale, const QString& name,
             const QString& folder) {
    auto* translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder)) {
        return QCoreApplication::installTranslator(translator);
    }
    delete translator;
    return false;
}

} // namespace

void useLanguage(QApplication& application, const QLocale& locale) {
    QLocale::setDefault(locale);
    const bool ours =
        install(application, locale, QStringLiteral("chaperone"), QStringLiteral(":/i18n"));
    install(application, locale, QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English words run from left to right, whatever the country.
    QApplication::setLayoutDirection(ours ? locale.textDirection() : Qt::LeftToRight);
}

} // namespace chaperone::ui
