#include "linkage/listed_pairs.hpp"

#include "linkage/similarity.hpp"
#include "linkage/weighted_texts.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

namespace maillage::linkage {

namespace {

constexpr std::size_t kSharersOfText = 20;  // records taken of one text in alike rules

void append_pair(std::vector<RecordPair>& pairs, RecordId a, RecordId b, const PairScope& scope) {
  if (a != b && scope.admits(a, b)) pairs.push_back({std::min(a, b), std::max(a, b)});
}

std::vector<RecordPair> neighbour_pairs(const BlockingSpec& spec, const FieldList& fields,
                                        const PairScope& scope) {
  std::vector<RecordId> order;
  for (const RecordId record : scope.records) {
    if (fields[0]->values[record] != kMissing) order.push_back(record);
  }
  // Texts are ranked once, then records sort by numbers.
  std::vector<std::vector<std::uint32_t>> ranks;
  for (const Field* field : fields) {
    std::vector<ValueId> values(field->dictionary.size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<ValueId>(i);
    std::sort(values.begin(), values.end(), [&](ValueId a, ValueId b) {
      return field->dictionary.text(a) < field->dictionary.text(b);
    });
    ranks.emplace_back(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      ranks.back()[values[i]] = static_cast<std::uint32_t>(i);
    }
  }
  std::sort(order.begin(), order.end(), [&](RecordId a, RecordId b) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::uint32_t x = ranks[i][fields[i]->values[a]], y = ranks[i][fields[i]->values[b]];
      if (x != y) return x < y;
    }
    return a < b;
  });
  std::vector<RecordPair> pairs;
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i + 1; j < order.size() && j <= i + spec.window; ++j) {
      append_pair(pairs, order[i], order[j], scope);
    }
  }
  return pairs;
}

bool read_degrees(std::string_view text, double& latitude, double& longitude) {
  if (metres_between(text, text) < 0) return false;
  const std::size_t cut = text.find(' ');
  std::from_chars(text.data(), text.data() + cut, latitude);
  std::from_chars(text.data() + cut + 1, text.data() + text.size(), longitude);
  return true;
}

/// Cells at least as large as the reach up to 60 degrees of latitude, each compared with itself and
/// half of its eight neighbours. Cells too full are compared within a window, in the order of ids.
std::vector<RecordPair> near_pairs(const BlockingSpec& spec, const Field& field,
                                   const PairScope& scope, std::size_t largest,
                                   RuleReport& report) {
  constexpr double kMetresPerDegree = 111195, kNarrowing = 0.5;  // cos(60 degrees)
  struct Placed {
    std::int64_t row, column;
    RecordId record;
  };
  std::vector<Placed> placed;
  for (const RecordId record : scope.records) {
    double latitude = 0, longitude = 0;
    if (!read_degrees(field.text(record), latitude, longitude)) continue;
    const double cells = kMetresPerDegree / spec.metres;
    placed.push_back({static_cast<std::int64_t>(std::floor(latitude * cells)),
                      static_cast<std::int64_t>(std::floor(longitude * cells * kNarrowing)),
                      record});
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return std::tuple(a.row, a.column, a.record) < std::tuple(b.row, b.column, b.record);
  });
  struct Cell {
    std::int64_t row, column;
    std::size_t first, last;
  };
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < placed.size();) {
    std::size_t j = i;
    while (j < placed.size() && placed[j].row == placed[i].row &&
           placed[j].column == placed[i].column)
      ++j;
    cells.push_back({placed[i].row, placed[i].column, i, j});
    report.largest = std::max(report.largest, j - i);
    i = j;
  }
  std::vector<RecordPair> pairs;
  const auto cross = [&](const Cell& a, const Cell& b) {
    const bool full = (a.last - a.first) + (b.last - b.first) > 2 * largest;
    if (full && &a == &b) {
      ++report.refined;
      report.windowed += a.last - a.first;
    }
    for (std::size_t i = a.first; i < a.last; ++i) {
      const std::size_t first = &a == &b ? i + 1 : b.first;
      const std::size_t last = full ? std::min(b.last, first + spec.window) : b.last;
      for (std::size_t j = first; j < last; ++j) {
        append_pair(pairs, placed[i].record, placed[j].record, scope);
      }
    }
  };
  const auto before = [](const Cell& cell, std::pair<std::int64_t, std::int64_t> place) {
    return std::pair(cell.row, cell.column) < place;
  };
  for (const Cell& cell : cells) {
    cross(cell, cell);
    const auto right =
        std::lower_bound(cells.begin(), cells.end(), std::pair(cell.row, cell.column + 1), before);
    if (right != cells.end() && right->row == cell.row && right->column == cell.column + 1) {
      cross(cell, *right);
    }
    for (auto above = std::lower_bound(cells.begin(), cells.end(),
                                       std::pair(cell.row + 1, cell.column - 1), before);
         above != cells.end() && above->row == cell.row + 1 && above->column <= cell.column + 1;
         ++above) {
      cross(cell, *above);
    }
  }
  return pairs;
}

std::vector<RecordPair> alike_pairs(const BlockingSpec& spec, const Field& field,
                                    const PairScope& scope) {
  const WeightedTexts texts(field.dictionary, spec.by_words ? TermKind::words : TermKind::trigrams);
  std::vector<std::vector<RecordId>> sharers(field.dictionary.size());
  std::vector<std::uint8_t> sides(scope.sides.empty() ? 0 : field.dictionary.size());
  for (const RecordId record : scope.records) {
    const ValueId value = field.values[record];
    if (value == kMissing) continue;
    if (!sides.empty()) sides[value] |= scope.sides[record];
    if (sharers[value].size() < kSharersOfText) sharers[value].push_back(record);
  }
  std::vector<RecordPair> pairs;
  for (const std::vector<RecordId>& same : sharers) {
    for (std::size_t i = 0; i < same.size(); ++i) {
      for (std::size_t j = i + 1; j < same.size(); ++j) append_pair(pairs, same[i], same[j], scope);
    }
  }
  for (const auto& [u, v] : most_alike(texts, spec.best, sides)) {
    for (const RecordId a : sharers[u]) {
      for (const RecordId b : sharers[v]) append_pair(pairs, a, b, scope);
    }
  }
  return pairs;
}

}  // namespace

std::vector<RecordPair> listed_pairs(const BlockingSpec& spec, const FieldList& fields,
                                     const PairScope& scope, std::size_t largest,
                                     RuleReport& report) {
  switch (spec.kind) {
    case BlockingKind::neighbour:
      return neighbour_pairs(spec, fields, scope);
    case BlockingKind::near:
      return near_pairs(spec, *fields[0], scope, largest, report);
    case BlockingKind::alike:
      return alike_pairs(spec, *fields[0], scope);
    case BlockingKind::equal:
      break;
  }
  return {};
}

}  // namespace maillage::linkage
