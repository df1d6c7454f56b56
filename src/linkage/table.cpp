#include "linkage/table.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

namespace maillage::linkage {

namespace {

/// The first eight bytes as a number that sorts as the text does.
std::uint64_t first_bytes(std::string_view text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), std::min<std::size_t>(8, text.size()));
  return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}

/// Moves the records of a column and numbers its values again by first appearance.
void reorder(Column& column, const std::vector<RecordId>& order) {
  std::vector<ValueId> renumbered(column.dictionary.size(), kMissing), appearance;
  appearance.reserve(column.dictionary.size());
  Values values(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const ValueId value = column.values[order[i]];
    if (value != kMissing && renumbered[value] == kMissing) {
      appearance.push_back(value);
      renumbered[value] = static_cast<ValueId>(appearance.size());
    }
    values[i] = renumbered[value];
  }
  column.dictionary = column.dictionary.reordered(appearance);
  column.values = std::move(values);
}

}  // namespace

const Column* Table::find(std::string_view name) const {
  for (const Column& column : columns_) {
    if (column.name == name) return &column;
  }
  const std::string wanted = base::lower(name);
  for (const Column& column : columns_) {
    if (base::lower(column.name) == wanted) return &column;
  }
  return nullptr;
}

std::size_t TableBuilder::column(std::string_view name) {
  for (std::size_t i = 0; i < table_.columns_.size(); ++i) {
    if (table_.columns_[i].name == name) return i;
  }
  table_.columns_.push_back({std::string(name), {}, Values(table_.size(), kMissing)});
  return table_.columns_.size() - 1;
}

void TableBuilder::source(std::string name) {
  table_.source_names_.push_back(std::move(name));
}

void TableBuilder::add(std::string_view id, const std::vector<std::string_view>& cells) {
  if (table_.source_names_.empty()) source("");
  tags_.resize(table_.columns_.size());
  const auto cell = [&](std::size_t i) { return i < cells.size() ? cells[i] : std::string_view(); };
  for (std::size_t i = 0; i < tags_.size(); ++i) {
    tags_[i] = table_.columns_[i].dictionary.fetch(cell(i));
  }
  for (std::size_t i = 0; i < tags_.size(); ++i) {
    Column& column = table_.columns_[i];
    column.values.push_back(column.dictionary.intern(cell(i), tags_[i]));
  }
  table_.id_text_.append(id);
  table_.id_starts_.push_back(table_.id_text_.size());
  table_.sources_.push_back(static_cast<std::uint8_t>(table_.source_names_.size() - 1));
}

std::size_t TableBuilder::read(formats::RowReader& rows, std::string source_name, bool id_only) {
  source(std::move(source_name));
  constexpr auto kSkipped = static_cast<std::size_t>(-1);
  std::vector<std::size_t> target;  // column of the table by column of the reader
  std::vector<std::string_view> cells;
  formats::Row row;
  std::size_t count = 0;
  const auto know_columns = [&] {
    while (target.size() < rows.columns().size()) {
      const bool skipped = id_only && target.empty();
      const auto next = static_cast<formats::ColumnId>(target.size());
      target.push_back(skipped ? kSkipped : column(rows.columns().name(next)));
    }
  };
  while (rows.next(row)) {
    know_columns();
    cells.assign(table_.columns_.size(), {});
    for (std::size_t i = 0; i < row.cells.size() && i < target.size(); ++i) {
      if (target[i] != kSkipped) cells[target[i]] = row.cells[i];
    }
    add(row[0], cells);
    ++count;
    if (table_.size() >= 0xFFFFFFF0u) {
      throw base::Error(base::ErrorCode::too_large,
                        "Il y a plus de quatre milliards de lignes. Séparez le fichier.");
    }
  }
  know_columns();
  return count;
}

void TableBuilder::put_in_canonical_order() {
  struct Key {
    std::uint64_t head;
    RecordId record;
  };
  const auto before = [this](RecordId a, RecordId b) {
    if (table_.sources_[a] != table_.sources_[b]) return table_.sources_[a] < table_.sources_[b];
    if (const int order = table_.id(a).compare(table_.id(b)); order != 0) return order < 0;
    for (const Column& column : table_.columns_) {
      if (column.values[a] == column.values[b]) continue;
      return column.text(a) < column.text(b);
    }
    return false;
  };
  std::vector<Key> keys(table_.size());
  bool sorted = true;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto record = static_cast<RecordId>(i);
    keys[i] = {(std::uint64_t{table_.sources_[i]} << 56) | (first_bytes(table_.id(record)) >> 8),
               record};
    sorted = sorted && (i == 0 || !before(record, record - 1));
  }
  if (sorted) return;
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    return a.head != b.head ? a.head < b.head : before(a.record, b.record);
  });
  std::vector<RecordId> order(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = keys[i].record;
  for (Column& column : table_.columns_) reorder(column, order);
  std::string ids;
  ids.reserve(table_.id_text_.size());
  std::vector<std::uint64_t> starts = {0};
  starts.reserve(order.size() + 1);
  std::vector<std::uint8_t> sources(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    ids.append(table_.id(order[i]));
    starts.push_back(ids.size());
    sources[i] = table_.sources_[order[i]];
  }
  table_.id_text_ = std::move(ids);
  table_.id_starts_ = std::move(starts);
  table_.sources_ = std::move(sources);
}

Table TableBuilder::finish() && {
  put_in_canonical_order();
  return std::move(table_);
}

}  // namespace maillage::linkage
