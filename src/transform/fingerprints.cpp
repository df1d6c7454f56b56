#include "transform/fingerprints.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json.hpp"
#include "formats/json_rows.hpp"

#include <algorithm>
#include <functional>

namespace maillage::transform {

namespace {

std::uint64_t number(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

}  // namespace

Fingerprints::Fingerprints(std::unique_ptr<formats::ByteSource> previous) {
  try {
    formats::JsonRows rows(std::move(previous), {}, std::make_shared<formats::Columns>());
    const formats::ColumnId id = rows.columns().intern("sourceId"),
                            hash = rows.columns().intern("hash");
    formats::Row row;
    while (rows.next(row)) {
      if (!row[id].empty()) previous_.push_back({number(row[id]), number(row[hash])});
    }
  } catch (const base::Error&) {
    previous_.clear();
  }
  // of two rows with one identifier the last counts
  std::ranges::reverse(previous_);
  std::ranges::stable_sort(previous_, {}, &Known::id);
  const auto repeated = std::ranges::unique(previous_, {}, &Known::id);
  previous_.erase(repeated.begin(), repeated.end());
}

Fingerprints::Change Fingerprints::see(std::string_view id, std::string_view hash) {
  const auto known = std::ranges::lower_bound(previous_, number(id), {}, &Known::id);
  if (id.empty() || known == previous_.end() || known->id != number(id)) {
    ++changes_;
    return Change::added;
  }
  if (!known->seen) {
    known->seen = true;
    ++seen_before_;
  }
  if (known->hash == number(hash)) return Change::unchanged;
  ++changes_;
  return Change::changed;
}

FingerprintFile::FingerprintFile(std::string path) : file_(std::move(path)) {
  file_.write("[");
}

void FingerprintFile::write(std::string_view id, std::string_view hash) {
  if (id.empty()) return;
  item_.clear();
  if (!first_) item_ += ',';
  first_ = false;
  formats::JsonWriter(item_)
      .begin_object()
      .member("sourceId", id)
      .member("hash", hash)
      .end_object();
  file_.write(item_);
}

void FingerprintFile::commit() {
  file_.write("]");
  file_.commit();
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
