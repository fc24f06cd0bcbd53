#pragma once

#include "detect/validators/Digits.h"

/// Identifiers that European states, registers and banks give: each check follows the issuer's
/// published rule. Validators take the value as it was written, with separators.
namespace chaperone::detect {

std::span<const Validator> europeWestValidators();      ///< DE AT CH FR BE NL LU GB IE
std::span<const Validator> europeSouthValidators();     ///< ES IT PT GR CY MT
std::span<const Validator> europeNorthValidators();     ///< SE NO DK FI IS EE LV LT
std::span<const Validator> europeEastValidators();      ///< PL CZ SK HU UA RU BY MD
std::span<const Validator> europeSoutheastValidators(); ///< RO BG HR SI RS BA ME MK AL TR AZ
std::span<const Validator> europeVatValidators();       ///< VAT numbers, by country

// Rules that a country's VAT number shares with its other numbers: upper case, no separators.
bool isFrSiren(std::string_view digits);      ///< INSEE: Luhn over nine digits
bool isNlElfproef(std::string_view nine);     ///< Belastingdienst: weights 9 to 2 and -1, modulo 11
bool isBeEnterprise(std::string_view ten);    ///< KBO/BCE: 97 less the first eight modulo 97
bool isChUid(std::string_view nine);          ///< BFS, UID: weights 5 4 3 2 7 6 5 4, modulo 11
bool isEsNif(std::string_view nine);          ///< AEAT: a person's (DNI, NIE) or a company's
bool isItPartitaIva(std::string_view eleven); ///< DPR 633/72: Luhn
bool isPtNif(std::string_view nine);          ///< Autoridade Tributária: weights 9 to 2, modulo 11
bool isGrAfm(std::string_view nine);          ///< AADE: powers of two, modulo 11
bool isSeOrgnr(std::string_view ten);         ///< Bolagsverket: Luhn, third digit 2 and more
bool isNoOrgnr(std::string_view nine);        ///< Brønnøysundregistrene: modulo 11
bool isDkCvr(std::string_view eight);         ///< Erhvervsstyrelsen: modulo 11
bool isFiBusinessId(std::string_view eight);  ///< PRH: weights 7 9 10 5 8 4 2, modulo 11
bool isLvEntity(std::string_view eleven);     ///< VID: weights 9 1 4 8 3 10 2 5 7 6, modulo 11
bool isLvPerson(std::string_view eleven);     ///< PMLP: weights 1 6 3 7 9 10 5 8 4 2, modulo 11
bool isLtCompany(std::string_view digits);    ///< VMI: 9 or 12 digits, two rounds modulo 11
bool isPlNip(std::string_view ten);           ///< MF: weights 6 5 7 2 3 4 5 6 7, modulo 11
bool isCzIco(std::string_view eight);         ///< ČSÚ: weights 8 to 2, modulo 11
bool isCzBirthNumber(std::string_view digits); ///< MV ČR: divides by 11; nine digits until 1953
bool isHuTaxNumber(std::string_view eight);    ///< NAV: weights 9 7 3 1 9 7 3, modulo 10
bool isRoCui(std::string_view digits);         ///< ANAF: weights 7 5 3 2 1 7 5 3 2, modulo 11
bool isBgEik(std::string_view digits);         ///< Registry Agency: 9 or 13 digits, modulo 11
bool isBgEgn(std::string_view ten);            ///< GRAO: weights 2 4 8 5 10 9 7 3 6, modulo 11
bool isBgLnch(std::string_view ten);           ///< Ministry of Interior: modulo 10
bool isSiTaxNumber(std::string_view eight);    ///< FURS: weights 8 to 2, modulo 11
bool isTrVkn(std::string_view ten);            ///< GİB: powers of two, modulo 9

} // namespace chaperone::detect
