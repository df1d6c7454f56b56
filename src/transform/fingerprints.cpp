#include "transform/fingerprints.hpp"

#include "base/text.hpp"

namespace maillage::transform {

Fingerprints::Fingerprints(const formats::Json& previous) {
  for (const formats::Json& item : previous.items()) {
    if (!item["sourceId"].is_null()) previous_[item["sourceId"].text()] = {item["hash"].text()};
  }
}

Fingerprints::Change Fingerprints::see(std::string_view id, std::string_view hash) {
  if (id.empty()) {
    ++changes_;
    return Change::added;
  }
  now_.emplace_back(id, hash);
  const auto known = previous_.find(std::string(id));
  if (known == previous_.end()) {
    ++changes_;
    return Change::added;
  }
  if (!known->second.seen) {
    known->second.seen = true;
    ++seen_before_;
  }
  if (known->second.hash == hash) return Change::unchanged;
  ++changes_;
  return Change::changed;
}

std::vector<std::string> Fingerprints::removed() const {
  std::vector<std::string> ids;
  for (const auto& [id, known] : previous_) {
    if (!known.seen) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string Fingerprints::json() const {
  std::string text;
  formats::JsonWriter json(text);
  json.begin_array();
  for (const auto& [id, hash] : now_) {
    json.begin_object();
    json.member("sourceId", id).member("hash", hash);
    json.end_object();
  }
  json.end_array();
  return text;
}

std::string row_hash(const formats::Row& row, const formats::Columns& columns) {
  std::vector<std::pair<std::string_view, std::string_view>> cells;
  for (formats::ColumnId column = 0; column < row.cells.size(); ++column) {
    if (!row.cells[column].empty()) cells.emplace_back(columns.name(column), row.cells[column]);
  }
  std::sort(cells.begin(), cells.end());  // the order of columns says nothing
  std::string bytes;
  for (const auto& [name, text] : cells) {
    bytes.append(name).push_back('\0');
    bytes.append(text).push_back('\0');
  }
  return base::sha256_hex(bytes);
}

}  // namespace maillage::transform
