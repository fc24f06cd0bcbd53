#include "detect/validators/World.h"

#include "detect/Characters.h"

namespace chaperone::detect {
namespace {

/// ATO: weights 1 4 3 7 5 8 6 9 10, modulo 11.
Check checkAuTfn(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()))
        return Check::Refused;
    if (n.text() == "123456782")
        return Check::Sample;
    return provenIf(weighed(n.text(), {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0);
}

/// ABR: one less in front, weights 10 1 3 5 … 19, modulo 89.
Check checkAuAbn(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()) || n[0] == '0')
        return Check::Refused;
    const int sum = weighed(n.text(), {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10;
    return provenIf(sum % 89 == 0);
}

/// ASIC: weights 8 to 1, modulo 10.
Check checkAuAcn(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()))
        return Check::Refused;
    const int check = (10 - weighed(n.text(), {8, 7, 6, 5, 4, 3, 2, 1}) % 10) % 10;
    return provenIf(check == n[8] - '0');
}

/// Services Australia: first digit 2 to 6, weights 1 3 7 9 1 3 7 9, modulo 10.
Check checkAuMedicare(std::string_view value) {
    const Plain n(value);
    if ((n.size() != 10 && n.size() != 11) || !isDigits(n.text()) || n[0] < '2' || n[0] > '6' ||
        isRepetition(n.text()))
        return Check::Refused;
    return provenIf(weighed(n.text(), {1, 3, 7, 9, 1, 3, 7, 9}) % 10 == n[8] - '0');
}

/// Individual Healthcare Identifier: 800360, and Luhn over sixteen digits.
Check checkAuIhi(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(16, n.text()) && n.text().starts_with("80036") &&
                    passesLuhn(n.text()));
}

/// IRD: eight or nine digits in a range; two rounds modulo 11.
Check checkNzIrd(std::string_view value) {
    const Plain n(value);
    if (!isDigits(n.text()) || (n.size() != 8 && n.size() != 9))
        return Check::Refused;
    const long long whole = numberOf(n.text());
    if (whole < 10'000'000 || whole > 150'000'000)
        return Check::Refused;
    const size_t skip = n.size() - 8;
    const std::string_view d = n.text();
    const int lead = skip == 1 ? digitAt(d, 0) : 0;
    const int rest = (lead * 3 + weighed(d.substr(skip), {2, 7, 6, 5, 4, 3, 2})) % 11;
    int check = rest == 0 ? 0 : 11 - rest;
    if (check == 10) {
        const int second = (lead * 7 + weighed(d.substr(skip), {4, 3, 2, 5, 2, 7, 6})) % 11;
        check = second == 0 ? 0 : 11 - second;
    }
    return provenIf(check == digitAt(d, d.size() - 1));
}

/// Health NZ: three letters without I and O, then modulo 11 (older) or modulo 23 (newer).
Check checkNzNhi(std::string_view value) {
    const Plain n(value);
    if (n.size() != 7)
        return Check::Refused;
    static constexpr std::string_view kOrder = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    int sum = 0;
    for (size_t i = 0; i < 6; ++i) {
        const size_t place = kOrder.find(n[i]);
        const bool letter = place != std::string_view::npos;
        if (i < 3 ? !letter : !(isDigit(n[i]) || (i == 5 && letter)))
            return Check::Refused;
        sum += (letter ? static_cast<int>(place) + 1 : n[i] - '0') * static_cast<int>(7 - i);
    }
    if (isDigit(n[6])) {
        const int rest = sum % 11;
        return provenIf(rest != 0 && (11 - rest) % 10 == n[6] - '0');
    }
    return provenIf(n[6] == kOrder[static_cast<size_t>(22 - sum % 23)]);
}

} // namespace

std::span<const Validator> oceaniaValidators() {
    static constexpr Validator kValidators[] = {
        {"au_tfn", true, checkAuTfn}, {"au_abn", true, checkAuAbn},
        {"au_acn", true, checkAuAcn}, {"au_medicare", true, checkAuMedicare},
        {"au_ihi", true, checkAuIhi}, {"nz_ird", true, checkNzIrd},
        {"nz_nhi", true, checkNzNhi},
    };
    return kValidators;
}

} // namespace chaperone::detect
