#include "detect/validators/Validators.h"

#include "detect/validators/Dates.h"
#include "detect/validators/Europe.h"
#include "detect/validators/Finance.h"
#include "detect/validators/Things.h"
#include "detect/validators/Tokens.h"
#include "detect/validators/World.h"

#include <algorithm>
#include <vector>

namespace chaperone::detect {
namespace {

std::vector<Validator> allFamilies() {
    std::vector<Validator> all;
    for (const auto family :
         {financeValidators(), dateValidators(), northAmericaValidators(), southAmericaValidators(),
          eastAsiaValidators(), southAsiaValidators(), oceaniaValidators(),
          middleEastAfricaValidators(), tokenValidators(), securityValidators(), deviceValidators(),
          walletValidators(), travelDocumentValidators(), europeWestValidators(),
          europeSouthValidators(), europeNorthValidators(), europeEastValidators(),
          europeSoutheastValidators(), europeVatValidators()})
        all.insert(all.end(), family.begin(), family.end());
    return all;
}

} // namespace

std::span<const Validator> validators() {
    static const std::vector<Validator> kAll = allFamilies();
    return kAll;
}

const Validator* findValidator(std::string_view name) {
    const auto all = validators();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Validator& it) { return it.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace chaperone::detect
