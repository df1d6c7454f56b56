#include "linkage/blocking.hpp"

#include "linkage/blocks.hpp"
#include "linkage/similarity.hpp"
#include "linkage/weighted_texts.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

namespace maillage::linkage {

namespace {

constexpr std::size_t kAhead = 24;          // records fetched in advance
constexpr std::size_t kSharersOfText = 20;  // records taken of one text in alike rules

using FieldList = std::vector<const Field*>;

/// The fields of a rule, or nothing when the table lacks one of them.
FieldList fields_of(const BlockingSpec& spec, Fields& fields) {
  FieldList list;
  for (const std::string& name : spec.fields) list.push_back(&fields.get(name));
  const bool all = std::all_of(list.begin(), list.end(), [](const Field* f) { return f->present; });
  return all ? list : FieldList();
}

std::string title_of(const BlockingSpec& spec) {
  std::string title;
  for (const std::string& name : spec.fields) title += (title.empty() ? "" : " + ") + name;
  switch (spec.kind) {
    case BlockingKind::equal:
      return "égaux : " + title;
    case BlockingKind::neighbour:
      return "voisins : " + title;
    case BlockingKind::near:
      return "proches : " + title;
    case BlockingKind::alike:
      return "ressemblants : " + title;
  }
  return title;
}

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

/// Which block of each equality rule a record stands in, the rules of a record side by side. A
/// record in no block of a rule bears a number that no other record has.
class BlockTable {
 public:
  static constexpr std::size_t kLanes = 4;  // numbers compared at once

  BlockTable(const std::vector<Blocks>& rules, std::size_t records)
      : width_((rules.size() + kLanes - 1) / kLanes * kLanes), numbers_(records * width_) {
    for (std::size_t record = 0; record < records; ++record) {
      const auto alone = static_cast<std::uint32_t>(~record);
      std::uint32_t* const row = numbers_.data() + record * width_;
      for (std::size_t rule = 0; rule < width_; ++rule) {
        const std::uint32_t block = rule < rules.size() ? rules[rule].block_of[record] : 0;
        row[rule] = block == 0 ? alone : block;
      }
    }
  }
  void prefetch(RecordId record) const { __builtin_prefetch(numbers_.data() + record * width_); }
  /// Whether one of the first `rules` rules puts both in one block.
  bool together(RecordId a, RecordId b, std::size_t rules) const {
    const std::uint32_t* x = numbers_.data() + a * width_;
    const std::uint32_t* y = numbers_.data() + b * width_;
    for (std::size_t rule = 0; rule < rules; rule += kLanes) {
      unsigned equal = 0;
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        equal |= static_cast<unsigned>(x[rule + lane] == y[rule + lane]) << lane;
      }
      if (rules - rule < kLanes) equal &= (1u << (rules - rule)) - 1;
      if (equal != 0) return true;
    }
    return false;
  }

 private:
  std::size_t width_;
  LargeVector<std::uint32_t> numbers_;
};

void append_block_pairs(LargeVector<RecordPair>& pairs, const Blocks& blocks, std::size_t rule,
                        const BlockTable& table, const PairScope& scope) {
  for (std::size_t block = 0; block + 1 < blocks.starts.size(); ++block) {
    const std::span<const RecordId> members(blocks.members.data() + blocks.starts[block],
                                            blocks.members.data() + blocks.starts[block + 1]);
    const std::size_t ahead = blocks.starts[block] + kAhead;
    for (std::size_t i = ahead; i < std::min(ahead + members.size(), blocks.members.size()); ++i) {
      table.prefetch(blocks.members[i]);
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        if (scope.admits(members[i], members[j]) && !table.together(members[i], members[j], rule)) {
          pairs.push_back({std::min(members[i], members[j]), std::max(members[i], members[j])});
        }
      }
    }
  }
}

}  // namespace

Candidates candidate_pairs(const Model& model, Fields& fields, const PairScope& scope) {
  Candidates result;
  std::vector<Keys> keys;
  std::vector<std::string> titles;
  std::vector<std::pair<const BlockingSpec*, FieldList>> others;
  std::size_t records = 0;
  for (const BlockingSpec& spec : model.blockings) {
    FieldList list = fields_of(spec, fields);
    if (list.empty()) continue;
    records = list[0]->values.size();
    if (spec.kind == BlockingKind::equal) {
      keys.push_back(make_keys(list, scope));
      titles.push_back(title_of(spec));
    } else {
      others.push_back({&spec, std::move(list)});
    }
  }
  std::vector<Blocks> rules;
  KeySorter sorter;
  for (std::size_t rule = 0; rule < keys.size(); ++rule) {
    rules.push_back(make_blocks(rule, keys, scope, model.largest_block, sorter));
  }
  keys.clear();
  keys.shrink_to_fit();
  const BlockTable table(rules, records);
  std::size_t most = 0;
  for (Blocks& blocks : rules) {
    std::vector<std::uint32_t>().swap(blocks.block_of);
    for (std::size_t i = 0; i + 1 < blocks.starts.size(); ++i) {
      const std::size_t size = blocks.starts[i + 1] - blocks.starts[i];
      most += size * (size - 1) / 2;
    }
  }
  result.pairs.reserve(most);  // address space only: what is not written costs no memory
  std::vector<RecordPair> listed;
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    const std::size_t before = result.pairs.size();
    append_block_pairs(result.pairs, rules[rule], rule, table, scope);
    rules[rule].report.rule = titles[rule];
    rules[rule].report.pairs = result.pairs.size() - before;
    result.rules.push_back(rules[rule].report);
    listed.insert(listed.end(), rules[rule].windowed.begin(), rules[rule].windowed.end());
  }
  for (const auto& [spec, list] : others) {
    RuleReport report;
    report.rule = title_of(*spec);
    std::vector<RecordPair> found;
    if (spec->kind == BlockingKind::neighbour) found = neighbour_pairs(*spec, list, scope);
    if (spec->kind == BlockingKind::near) {
      found = near_pairs(*spec, *list[0], scope, model.largest_block, report);
    }
    if (spec->kind == BlockingKind::alike) found = alike_pairs(*spec, *list[0], scope);
    std::erase_if(found, [&](const RecordPair& pair) {
      return table.together(pair.a, pair.b, rules.size());
    });
    report.pairs = found.size();
    result.rules.push_back(report);
    listed.insert(listed.end(), found.begin(), found.end());
  }
  // Pairs of lists may repeat each other, and those of windows an equality rule.
  std::erase_if(
      listed, [&](const RecordPair& pair) { return table.together(pair.a, pair.b, rules.size()); });
  std::sort(listed.begin(), listed.end());
  listed.erase(std::unique(listed.begin(), listed.end()), listed.end());
  result.pairs.insert(result.pairs.end(), listed.begin(), listed.end());
  return result;
}

}  // namespace maillage::linkage
