#include "detect/validators/World.h"

#include "detect/Characters.h"

namespace chaperone::detect {
namespace {

/// Modulo 11 where a rest of 0 or 1 gives 0.
int zeroUnderTwo(int sum) {
    return sum % 11 < 2 ? 0 : 11 - sum % 11;
}

// ---- Brazil

/// Receita Federal: two digits modulo 11.
Check checkBrCpf(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()))
        return Check::Refused;
    const int first = zeroUnderTwo(weighed(n.text(), {10, 9, 8, 7, 6, 5, 4, 3, 2}));
    const int second = zeroUnderTwo(weighed(n.text(), {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}));
    if (first != n[9] - '0' || second != n[10] - '0')
        return Check::Refused;
    return n.text() == "12345678909" ? Check::Sample : Check::Proven;
}

/// Receita Federal, IN 2229/2024: letters count as their ASCII code less 48.
Check checkBrCnpj(std::string_view value) {
    const Plain n(value);
    if (n.size() != 14 || !isDigits(n.part(12)) || isRepetition(n.text()))
        return Check::Refused;
    static constexpr int kWeights[] = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
    int first = 0;
    int second = 0;
    for (size_t i = 0; i < 12; ++i) {
        first += (n[i] - '0') * kWeights[i + 1];
        second += (n[i] - '0') * kWeights[i];
    }
    const int one = zeroUnderTwo(first);
    return provenIf(one == n[12] - '0' && zeroUnderTwo(second + one * 2) == n[13] - '0');
}

/// DENATRAN: the driver register's two digits.
Check checkBrCnh(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()))
        return Check::Refused;
    const int rest = weighed(n.text(), {9, 8, 7, 6, 5, 4, 3, 2, 1}) % 11;
    const int first = rest >= 10 ? 0 : rest;
    const int less = rest >= 10 ? 2 : 0;
    const int other = weighed(n.text(), {1, 2, 3, 4, 5, 6, 7, 8, 9}) % 11;
    const int second = other >= 10 ? 0 : (other - less + 11) % 11 % 10;
    return provenIf(first == n[9] - '0' && second == n[10] - '0');
}

/// PIS, PASEP, NIT: weights 3 2 9 8 7 6 5 4 3 2.
Check checkBrPis(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(11, n.text()) &&
                    zeroUnderTwo(weighed(n.text(), {3, 2, 9, 8, 7, 6, 5, 4, 3, 2})) == n[10] - '0');
}

/// TSE: the voter's number; the state stands in the ninth and tenth digit.
Check checkBrTitulo(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(12, n.text()))
        return Check::Refused;
    const long long state = numberOf(n.part(8, 2));
    if (state < 1 || state > 28)
        return Check::Refused;
    const auto check = [&](int sum) {
        const int rest = sum % 11;
        return rest == 10 ? 0 : rest == 0 && state <= 2 ? 1 : rest;
    };
    const int first = check(weighed(n.text(), {2, 3, 4, 5, 6, 7, 8, 9}));
    const int second = check(digitAt(n.text(), 8) * 7 + digitAt(n.text(), 9) * 8 + first * 9);
    return provenIf(first == n[10] - '0' && second == n[11] - '0');
}

/// Cartão Nacional de Saúde: fifteen digits whose weights 15 to 1 sum to a multiple of 11.
Check checkBrCns(std::string_view value) {
    const Plain n(value);
    const bool begins = n[0] == '1' || n[0] == '2' || n[0] == '7' || n[0] == '8' || n[0] == '9';
    return provenIf(isNumberOf(15, n.text()) && begins &&
                    weighed(n.text(), {15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}) % 11 ==
                        0);
}

// ---- Argentina

/// AFIP: weights 5 4 3 2 7 6 5 4 3 2, modulo 11.
Check checkArCuit(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()))
        return Check::Refused;
    const long long kind = numberOf(n.part(0, 2));
    const bool known =
        kind == 20 || (kind >= 23 && kind <= 27) || kind == 30 || kind == 33 || kind == 34;
    const int check = (11 - weighed(n.text(), {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return provenIf(known && check == n[10] - '0');
}

/// BCRA: two blocks with weights 7 1 3 9 and 3 9 7 1.
Check checkArCbu(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(22, n.text()))
        return Check::Refused;
    const int first = (10 - weighed(n.part(0, 7), {7, 1, 3, 9, 7, 1, 3}) % 10) % 10;
    const int second =
        (10 - weighed(n.part(8, 13), {3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3}) % 10) % 10;
    return provenIf(first == n[7] - '0' && second == n[21] - '0');
}

// ---- Chile, Colombia, Peru, Ecuador, Uruguay, Paraguay, Venezuela

/// Servicio de Impuestos Internos: weights 2 to 7 from the right, K for ten.
Check checkClRut(std::string_view value) {
    const Plain n(value);
    if (n.size() < 8 || n.size() > 9 || !isDigits(n.part(0, n.size() - 1)) ||
        isRepetition(n.part(0, n.size() - 1)))
        return Check::Refused;
    int sum = 0;
    int weight = 2;
    for (size_t i = n.size() - 1; i-- > 0;) {
        sum += digitAt(n.text(), i) * weight;
        weight = weight == 7 ? 2 : weight + 1;
    }
    const int check = 11 - sum % 11;
    const char wanted = check == 11 ? '0' : check == 10 ? 'K' : static_cast<char>('0' + check);
    return provenIf(n[n.size() - 1] == wanted);
}

/// DIAN: weights 3 7 13 17 19 23 29 37 41 from the right, modulo 11.
Check checkCoNit(std::string_view value) {
    const Plain n(value);
    if (!isDigits(n.text()) || n.size() < 9 || n.size() > 10 || isRepetition(n.text()))
        return Check::Refused;
    static constexpr int kWeights[] = {3, 7, 13, 17, 19, 23, 29, 37, 41};
    int sum = 0;
    for (size_t i = 0; i + 1 < n.size(); ++i)
        sum += digitAt(n.text(), n.size() - 2 - i) * kWeights[i];
    const int check = sum % 11 < 2 ? sum % 11 : 11 - sum % 11;
    return provenIf(check == digitAt(n.text(), n.size() - 1));
}

/// SUNAT: weights 5 4 3 2 7 6 5 4 3 2, modulo 11.
Check checkPeRuc(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()))
        return Check::Refused;
    const long long kind = numberOf(n.part(0, 2));
    const int check = (11 - weighed(n.text(), {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 10;
    return provenIf((kind == 10 || kind == 15 || kind == 16 || kind == 17 || kind == 20) &&
                    check == n[10] - '0');
}

bool isEcProvince(std::string_view digits) {
    const long long province = numberOf(digits.substr(0, 2));
    return (province >= 1 && province <= 24) || province == 30;
}

/// Registro Civil: province, and Luhn over ten digits.
Check checkEcCedula(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(10, n.text()) && isEcProvince(n.text()) && n[2] < '6' &&
                    passesLuhn(n.text()));
}

/// SRI: a person's is the cédula and 001; companies and public bodies count modulo 11.
Check checkEcRuc(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || !isEcProvince(n.text()) || n.part(10) == "000")
        return Check::Refused;
    if (n[2] < '6')
        return provenIf(passesLuhn(n.part(0, 10)));
    if (n[2] == '6')
        return provenIf(weighed(n.text(), {3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0);
    return provenIf(n[2] == '9' && weighed(n.text(), {4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0);
}

/// DNIC of Uruguay: weights 2 9 8 7 6 3 4, modulo 10.
Check checkUyCi(std::string_view value) {
    const Plain n(value);
    const bool seven = n.size() == 7;
    if (!isDigits(n.text()) || (n.size() != 8 && !seven) || isRepetition(n.text()))
        return Check::Refused;
    const int sum =
        seven ? weighed(n.text(), {9, 8, 7, 6, 3, 4}) : weighed(n.text(), {2, 9, 8, 7, 6, 3, 4});
    return provenIf((10 - sum % 10) % 10 == digitAt(n.text(), n.size() - 1));
}

/// DGI of Uruguay: weights 4 3 2 9 8 7 6 5 4 3 2, modulo 11.
Check checkUyRut(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(12, n.text()))
        return Check::Refused;
    const int check = (11 - weighed(n.text(), {4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return provenIf(check == n[11] - '0');
}

/// SET of Paraguay: weights 2 upwards from the right, modulo 11.
Check checkPyRuc(std::string_view value) {
    const Plain n(value);
    if (!isDigits(n.text()) || n.size() < 6 || n.size() > 9 || isRepetition(n.text()))
        return Check::Refused;
    int sum = 0;
    for (size_t i = 0; i + 1 < n.size(); ++i)
        sum += digitAt(n.text(), n.size() - 2 - i) * static_cast<int>(2 + i);
    return provenIf((11 - sum % 11) % 11 % 10 == digitAt(n.text(), n.size() - 1));
}

/// SENIAT: the letter counts, weights 3 2 7 6 5 4 3 2, modulo 11.
Check checkVeRif(std::string_view value) {
    const Plain n(value);
    if (n.size() != 10 || !isDigits(n.part(1)))
        return Check::Refused;
    static constexpr std::string_view kKinds = "VEJPG";
    static constexpr int kAdds[] = {4, 8, 12, 16, 20};
    const size_t kind = kKinds.find(n[0]);
    if (kind == std::string_view::npos)
        return Check::Refused;
    const int rest = (kAdds[kind] + weighed(n.part(1), {3, 2, 7, 6, 5, 4, 3, 2})) % 11;
    return provenIf((rest < 2 ? 0 : 11 - rest) == n[9] - '0');
}

} // namespace

std::span<const Validator> southAmericaValidators() {
    static constexpr Validator kValidators[] = {
        {"br_cpf", true, checkBrCpf},       {"br_cnpj", true, checkBrCnpj},
        {"br_cnh", true, checkBrCnh},       {"br_pis", true, checkBrPis},
        {"br_titulo", true, checkBrTitulo}, {"br_cns", true, checkBrCns},
        {"ar_cuit", true, checkArCuit},     {"ar_cbu", true, checkArCbu},
        {"cl_rut", true, checkClRut},       {"co_nit", true, checkCoNit},
        {"pe_ruc", true, checkPeRuc},       {"ec_cedula", true, checkEcCedula},
        {"ec_ruc", true, checkEcRuc},       {"uy_ci", true, checkUyCi},
        {"uy_rut", true, checkUyRut},       {"py_ruc", true, checkPyRuc},
        {"ve_rif", true, checkVeRif},
    };
    return kValidators;
}

} // namespace chaperone::detect
