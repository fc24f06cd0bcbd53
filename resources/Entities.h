#pragma once

#include "detect/Analyser.h"

namespace chaperone::resources {

/// Names, addresses, phone numbers and clinical notes, from the words in resources/entities. Aborts
/// when these are broken: a program without its rules must not start.
detect::Analysers shippedEntities();

} // namespace chaperone::resources
