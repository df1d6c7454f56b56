#include "formats/row_reader.hpp"

namespace maillage::formats {

ColumnId Columns::intern(std::string_view name) {
  if (const auto known = ids_.find(name); known != ids_.end()) return known->second;
  const auto [entry, inserted] = ids_.emplace(std::string(name), static_cast<ColumnId>(names_.size()));
  names_.push_back(&entry->first);
  return entry->second;
}

ColumnId Columns::find(std::string_view name) const {
  const auto known = ids_.find(name);
  return known == ids_.end() ? kNone : known->second;
}

}  // namespace maillage::formats
