#pragma once

#include <string>
#include <vector>

/// The data that ships inside the programs.
namespace chaperone::resources {

struct File {
    std::string name; ///< without the folder
    std::string text;
};

/// All files of a folder ("detectors"), by name. Aborts when the build left it out: a program
/// without its rules must not start.
std::vector<File> folder(const char* name);

/// One file ("policies/default.toml").
std::string text(const char* path);

} // namespace chaperone::resources
