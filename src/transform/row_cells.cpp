#include "transform/row_cells.hpp"

#include "base/text.hpp"

namespace maillage::transform {

using formats::ColumnId;

namespace {

std::vector<ColumnId> interned(const std::vector<std::string>& names, formats::Columns& columns) {
  std::vector<ColumnId> ids;
  for (const std::string& name : names) {
    if (!name.empty()) ids.push_back(columns.intern(name));
  }
  return ids;
}

bool is_blank(std::string_view text) {
  return text.empty() ||
         (static_cast<unsigned char>(text.front()) <= ' ' && base::trim(text).empty());
}

/// "tags.7.name" -> "tags.#.name"
std::string shape(std::string_view column) {
  std::string out;
  for (const std::string_view step : base::split(column, '.')) {
    if (!out.empty()) out += '.';
    const bool is_index = !step.empty() && std::all_of(step.begin(), step.end(),
                                                       [](char c) { return c >= '0' && c <= '9'; });
    out += is_index ? std::string_view("#") : step;
  }
  return out;
}

}  // namespace

TextCell::TextCell(const TextSource& source, formats::Columns& columns)
    : columns_(interned(source.columns, columns)), constant_(source.constant) {}

std::string_view TextCell::operator()(const formats::Row& row) const {
  for (const ColumnId column : columns_) {
    if (const std::string_view cell = row[column]; !is_blank(cell)) return cell;
  }
  return constant_;
}

JoinedCell::JoinedCell(const std::vector<JoinStep>& steps, formats::Columns& columns) {
  for (const JoinStep& step : steps)
    steps_.push_back({interned(step.columns, columns), step.separator});
}

std::string_view JoinedCell::operator()(const formats::Row& row, std::string& buffer) const {
  for (const Step& step : steps_) {
    std::string_view only;
    buffer.clear();
    for (const ColumnId column : step.columns) {
      const std::string_view cell = row[column];
      if (is_blank(cell)) continue;
      if (only.empty() && buffer.empty()) {
        only = cell;
        continue;
      }
      if (buffer.empty()) buffer = only;
      buffer += step.separator;
      buffer += cell;
    }
    if (!buffer.empty()) return buffer;
    if (!only.empty()) return only;
  }
  return {};
}

NumberCell::NumberCell(const NumberSource& source, formats::Columns& columns)
    : columns_(interned(source.columns, columns)),
      separator_(source.separator),
      part_(source.part) {}

std::string_view NumberCell::operator()(const formats::Row& row, std::string& buffer) const {
  for (const ColumnId column : columns_) {
    const std::string_view cell = row[column];
    if (is_blank(cell)) continue;
    if (separator_.empty()) return cell;
    buffer.clear();
    for (const char c : cell) {
      if ((c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == ' ' || c == '\t' ||
          c == '\n' || c == '\r' || base::contains(separator_, std::string_view(&c, 1))) {
        buffer += c;
      }
    }
    std::size_t number = 0;
    const std::string_view text = buffer;
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t end = std::min(text.find(separator_, from), text.size());
      const std::string_view part = base::trim(text.substr(from, end - from));
      if (!part.empty() && number++ == part_) return part;
      from = end + separator_.size();
    }
    return {};
  }
  return {};
}

ColumnWatch::ColumnWatch(const Mapping& mapping, formats::Columns& columns) {
  for (ColumnUse& use : columns_used(mapping)) {
    const ColumnId column = columns.intern(use.column);
    unseen_.push_back({std::move(use), column});
  }
}

void ColumnWatch::see(const formats::Row& row) {
  for (std::size_t i = 0; i < unseen_.size();) {
    if (row[unseen_[i].column].empty()) {
      ++i;
      continue;
    }
    if (std::string form = shape(unseen_[i].use.column); form != unseen_[i].use.column) {
      seen_shapes_.push_back(std::move(form));
    }
    std::swap(unseen_[i], unseen_.back());
    unseen_.pop_back();
  }
}

std::vector<ColumnUse> ColumnWatch::never_met() const {
  std::vector<ColumnUse> out;
  for (const Watched& watched : unseen_) {
    const std::string form = shape(watched.use.column);
    if (std::find(seen_shapes_.begin(), seen_shapes_.end(), form) == seen_shapes_.end())
      out.push_back(watched.use);
  }
  std::sort(out.begin(), out.end(), [](const ColumnUse& a, const ColumnUse& b) {
    return std::tie(a.key, a.column) < std::tie(b.key, b.column);
  });
  return out;
}

}  // namespace maillage::transform
