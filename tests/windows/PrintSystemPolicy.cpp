#include "platform/SystemPolicy.h"

#include <algorithm>
#include <cstdio>

using namespace chaperone;

namespace {

std::string shown(const policy::Value& value) {
    if (const auto* number = std::get_if<int64_t>(&value))
        return "number " + std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value))
        return "text " + *text;
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        std::string all = "list";
        for (const std::string& entry : *list)
            all += " <" + entry + ">";
        return all;
    }
    return "nothing";
}

} // namespace

/// Prints what the registry holds, a line for each value, by name.
int main() {
    auto values = platform::readSystemPolicy();
    if (!values) {
        std::printf("error %s\n", values.error().message.c_str());
        return 1;
    }
    std::sort(values->begin(), values->end(),
              [](const policy::Given& a, const policy::Given& b) { return a.name < b.name; });
    for (const policy::Given& given : *values)
        std::printf("%s: %s\n", given.name.c_str(), shown(given.value).c_str());
    return 0;
}
