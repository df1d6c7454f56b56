#include "store/table.hpp"

#include "store/database.hpp"

#include <algorithm>

namespace maillage::store {
namespace {

constexpr std::string_view kKindNames[] = {"integer", "real", "text"};

}  // namespace

std::string_view kind_name(Kind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> kind_named(std::string_view name) {
  const auto known = std::find(std::begin(kKindNames), std::end(kKindNames), name);
  if (known == std::end(kKindNames)) return std::nullopt;
  return static_cast<Kind>(known - std::begin(kKindNames));
}

std::vector<Table> read_tables(Rows rows) {
  std::vector<Table> tables;
  while (rows.next()) {
    if (tables.empty() || tables.back().name != rows.text(0))
      tables.push_back({std::string(rows.text(0)), {}});
    tables.back().columns.push_back(
        {std::string(rows.text(1)), kind_named(rows.text(2)).value_or(Kind::text)});
  }
  return tables;
}

}  // namespace maillage::store
