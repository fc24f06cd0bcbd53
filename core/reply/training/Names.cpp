// Makes a filter of all names of a registry from a text with a name a line:
// reply_names pypi 2026-11-27 names.txt resources/reply/filters/pypi.bin
#include "reply/PackageLists.h"

#include <cstdio>
#include <fstream>

int main(int count, char** arguments) {
    using chaperone::reply::PackageLists;
    const auto ecosystem =
        count == 5 ? chaperone::reply::ecosystemNamed(arguments[1]) : std::nullopt;
    if (!ecosystem) {
        std::fputs("Usage: reply_names REGISTRY YYYY-MM-DD NAMES.txt FILTER.bin\n", stderr);
        return 2;
    }
    std::ifstream in(arguments[3], std::ios::binary);
    std::vector<std::string> names;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty())
            names.push_back(PackageLists::canonical(*ecosystem, line));
    }
    std::ofstream out(arguments[4], std::ios::binary);
    out << PackageLists::makeFilter(arguments[2], names);
    out.flush();
    if (in.bad() || names.empty() || !out) {
        std::fputs("The names could not be read, or the filter not be written.\n", stderr);
        return 1;
    }
    return 0;
}
