#pragma once

#include <string>

namespace chaperone::host {

/// Path of the program that started this one; empty where the system does not tell.
std::string parentProgram();

} // namespace chaperone::host
