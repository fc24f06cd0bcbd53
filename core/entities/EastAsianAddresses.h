#pragma once

#include "detect/Finding.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chaperone::entities {

/// A Chinese, Japanese or Korean address around the number at `at` (北京市朝阳区建国路88号,
/// 東京都渋谷区神南1-2-3, 서울특별시 강남구 테헤란로 152): adds a finding and gives its end. Such
/// an address goes from the large to the small, so that the number stands near its end.
std::optional<size_t> findEastAsianAddress(std::string_view text, size_t at,
                                           std::vector<detect::Finding>& out);

} // namespace chaperone::entities
