#pragma once
/// A table pasted into a cell: a line of days, and under it their hours, column by column.
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace maillage::hours::french {

/// The cells under each day, Monday first; nothing when the text is no such table.
std::optional<std::array<std::string, 7>> table_columns(std::string_view text);

}  // namespace maillage::hours::french
