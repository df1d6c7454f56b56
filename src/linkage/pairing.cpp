#include "linkage/pairing.hpp"

#include "base/error.hpp"
#include "linkage/slices.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::linkage {

namespace {

constexpr std::size_t kRowsAhead = 32;            // fetched in advance
constexpr std::size_t kChunk = 1u << 11;          // records whose rows stay in the second cache
constexpr std::size_t kChunksOfAThread = 8;       // at least
constexpr std::size_t kPartsOfAThread = 1u << 8;  // at least, of blocks that were cut
constexpr std::size_t kUsualPairs = 8;            // of a record; room for more is made when needed
constexpr std::size_t kMostRules = 64;

/// A lane for each comparison, then one for each other field of a rule.
FieldList lanes_of(std::span<const FieldList> rules, const Comparisons& comparisons) {
  FieldList lanes;
  for (std::size_t i = 0; i < comparisons.size(); ++i) lanes.push_back(&comparisons[i].field());
  for (const FieldList& fields : rules) {
    for (const Field* field : fields) {
      if (std::find(lanes.begin(), lanes.end(), field) == lanes.end()) lanes.push_back(field);
    }
  }
  return lanes;
}

std::size_t lane_of(const FieldList& lanes, const Field* field) {
  return static_cast<std::size_t>(std::find(lanes.begin(), lanes.end(), field) - lanes.begin());
}

std::vector<Lanes> needs_of(std::span<const FieldList> rules, const FieldList& lanes) {
  if (rules.size() > kMostRules) {
    throw base::Error(base::ErrorCode::usage,
                      "Le modèle a trop de règles d’égalité (64 au plus). Retirez-en.");
  }
  std::vector<Lanes> needs;
  for (const FieldList& fields : rules) {
    Lanes need = 0;
    for (const Field* field : fields) need |= Lanes{1} << lane_of(lanes, field);
    needs.push_back(need);
  }
  return needs;
}

std::vector<std::size_t> numbers_of(Lanes lanes) {
  std::vector<std::size_t> numbers;
  for (; lanes != 0; lanes &= lanes - 1) {
    numbers.push_back(static_cast<std::size_t>(std::countr_zero(lanes)));
  }
  return numbers;
}

}  // namespace

RuleTable::RuleTable(std::span<const Lanes> needs) {
  Lanes used = 0;
  for (const Lanes need : needs) used |= need;
  obeyed_.resize(
      std::max<std::size_t>(2, (static_cast<std::size_t>(std::bit_width(used)) + 7) / 8));
  for (std::size_t byte = 0; byte < obeyed_.size(); ++byte) {
    for (std::size_t equal = 0; equal < 256; ++equal) {
      obeyed_[byte][equal] = 0;
      for (std::size_t rule = 0; rule < needs.size(); ++rule) {
        const Lanes needed = (needs[rule] >> (8 * byte)) & 255;
        obeyed_[byte][equal] |= std::uint64_t{(needed & ~equal) == 0} << rule;
      }
    }
  }
}

std::vector<RuleFamily> families_of(std::span<const FieldList> rules) {
  std::vector<RuleFamily> families;
  std::vector<bool> placed(rules.size(), false);
  const auto readers = [&](const Field* field) {
    std::vector<std::size_t> list;
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      const FieldList& fields = rules[rule];
      const bool reads = std::find(fields.begin(), fields.end(), field) != fields.end();
      if (reads && !placed[rule]) list.push_back(rule);
    }
    return list;
  };
  while (true) {
    RuleFamily best{nullptr, {}};
    for (const FieldList& fields : rules) {
      for (const Field* field : fields) {
        std::vector<std::size_t> list = readers(field);
        if (list.empty() || list.size() < best.rules.size()) continue;
        const bool finer = best.field == nullptr || list.size() > best.rules.size() ||
                           field->dictionary.size() > best.field->dictionary.size();
        if (finer) best = {field, std::move(list)};
      }
    }
    if (best.field == nullptr) return families;
    for (const std::size_t rule : best.rules) placed[rule] = true;
    families.push_back(std::move(best));
  }
}

struct Pairing::Workshop {
  LargeVector<ValueId> rows;  ///< of the records of a chunk, side by side
  std::span<const RecordId> records;
  EntrySorter sorter;
  std::vector<std::uint32_t> members, starts;  ///< blocks: places in the chunk
  RowPairs pairs;                              ///< that wait to be compared
  Comparisons::Memos memos;
  Found found;
  std::size_t size = 0;  ///< pairs written; `found` grows ahead

  void make_room(std::size_t more) {
    if (size + more <= found.pairs.size()) return;
    const std::size_t room = found.pairs.capacity();
    found.pairs.resize(size + more <= room ? room : std::max(2 * room, size + more));
    found.patterns.resize(found.pairs.size());
  }
};

Pairing::Pairing(std::vector<FieldList> rules, const Comparisons& comparisons,
                 const PairScope& scope, std::size_t largest_block)
    : rules_(std::move(rules)),
      comparisons_(comparisons),
      scope_(scope),
      largest_block_(largest_block),
      lanes_(lanes_of(rules_, comparisons)),
      rows_(lanes_, comparisons.records()),
      needs_(needs_of(rules_, lanes_)),
      table_(needs_) {
  cut();
}

/// Looks for blocks that are too large among the records all of whose values are frequent enough.
void Pairing::cut() {
  value_counts_.resize(lanes_.size());
  const auto counts_of = [&](const Field* field) -> const std::vector<std::uint32_t>& {
    std::vector<std::uint32_t>& counts = value_counts_[lane_of(lanes_, field)];
    if (counts.empty()) counts = count_values(*field, scope_.records);
    return counts;
  };
  const auto frequent = [&](std::uint32_t count) { return count > largest_block_; };
  EntrySorter sorter;
  std::vector<RecordId> suspects;
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    cut_blocks_.emplace_back();
    const bool possible =
        std::all_of(rules_[rule].begin(), rules_[rule].end(), [&](const Field* field) {
          const std::vector<std::uint32_t>& counts = counts_of(field);
          return std::any_of(counts.begin() + 1, counts.end(), frequent);
        });
    if (!possible) continue;
    suspects.clear();
    for (const RecordId record : scope_.records) {
      const bool suspect =
          std::all_of(rules_[rule].begin(), rules_[rule].end(), [&](const Field* field) {
            const ValueId value = field->values[record];
            return value != kMissing && frequent(counts_of(field)[value]);
          });
      if (suspect) suspects.push_back(record);
    }
    if (!frequent(static_cast<std::uint32_t>(suspects.size()))) continue;
    cut_blocks_[rule] = linkage::cut_blocks(rule, rules_, suspects, scope_, largest_block_, sorter);
    if (!cut_blocks_[rule].part_of.empty()) cut_rules_ |= std::uint64_t{1} << rule;
  }
}

bool Pairing::proposed(RecordId a, RecordId b) const {
  const RowBlock rows = rows_.rows();
  const std::uint64_t rules = table_.obeyed(rows.equal(rows[a], rows[b]));
  return rules != 0 && first_rule(rules, a, b) < rules_.size();
}

/// The first of `rules` that puts both in one part; the number of rules when none does.
std::size_t Pairing::first_rule(std::uint64_t rules, RecordId a, RecordId b) const {
  while ((rules & cut_rules_) != 0) {
    const auto rule = static_cast<std::size_t>(std::countr_zero(rules));
    if (((cut_rules_ >> rule) & 1) == 0) return rule;
    const std::vector<std::uint32_t>& part_of = cut_blocks_[rule].part_of;
    if (part_of[a] == part_of[b]) return rule;
    rules &= rules - 1;
  }
  return rules == 0 ? rules_.size() : static_cast<std::size_t>(std::countr_zero(rules));
}

/// The records whose value is not theirs alone, value after value; and where chunks of whole values
/// end.
std::vector<RecordId> Pairing::order_by(const Field& field,
                                        std::vector<std::size_t>& chunks) const {
  const std::vector<std::uint32_t>& counts = value_counts_[lane_of(lanes_, &field)];
  std::vector<std::uint32_t> next = counts.empty() ? count_values(field, scope_.records) : counts;
  chunks = {0};
  std::uint32_t total = 0;
  constexpr std::uint32_t kAlone = ~std::uint32_t{0};
  next[kMissing] = kAlone;
  for (std::size_t value = 1; value < next.size(); ++value) {
    const std::uint32_t count = next[value];
    next[value] = count < 2 ? kAlone : total;
    if (count >= 2) total += count;
    if (total - chunks.back() >= kChunk) chunks.push_back(total);
  }
  if (chunks.back() < total) chunks.push_back(total);
  std::vector<RecordId> order(total);
  for (const RecordId record : scope_.records) {
    std::uint32_t& place = next[field.values[record]];
    if (place != kAlone) order[place++] = record;
  }
  return order;
}

void Pairing::gather(std::span<const RecordId> records, Workshop& shop) const {
  const std::size_t width = rows_.width();
  shop.records = records;
  if (shop.rows.size() < records.size() * width) shop.rows.resize(records.size() * width);
  const RowBlock rows = rows_.rows();
  ValueId* row = shop.rows.data();
  for (std::size_t i = 0; i < records.size(); ++i, row += width) {
    __builtin_prefetch(rows[records[std::min(i + kRowsAhead, records.size() - 1)]]);
    std::copy_n(rows[records[i]], width, row);
  }
}

/// The blocks of the rule in the chunk; entries that share half a key do so by chance once in
/// billions, and are told apart when they are paired.
void Pairing::find_blocks(std::size_t rule, Workshop& shop) const {
  const std::vector<std::size_t> lanes = numbers_of(needs_[rule]);
  const RowBlock rows(shop.rows.data(), rows_.width());
  std::uint64_t* const entries = shop.sorter.entries(shop.records.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < shop.records.size(); ++i) {
    const ValueId* const row = rows[i];
    std::uint64_t key = 0;
    for (const std::size_t lane : lanes) {
      key = (key ^ row[lane]) * 0x9FB21C651E98DF25u;
      key ^= key >> 32;
    }
    entries[count] = (key << 32) | i;
    count += (needs_[rule] & ~rows.filled(row)) == 0;
  }
  const std::span<const std::uint64_t> sorted = shop.sorter.sorted(count);
  shop.members.clear();
  shop.starts.assign(1, 0);
  std::size_t& largest = shop.found.largest[rule];
  largest = std::max<std::size_t>(largest, count > 0);
  for (std::size_t i = 0; i < count;) {
    const std::uint64_t half = sorted[i] >> 32;
    std::size_t end = i + 1;
    while (end < count && sorted[end] >> 32 == half) ++end;
    if (end - i > 1) {
      const std::size_t before = shop.members.size();
      for (; i < end; ++i) shop.members.push_back(static_cast<std::uint32_t>(sorted[i]));
      const std::vector<std::uint32_t>& part_of = cut_blocks_[rule].part_of;
      if (shop.members.size() - before > largest_block_ && !part_of.empty()) {
        const auto is_cut = [&](std::uint32_t member) {
          return part_of[shop.records[member]] != 0;
        };
        const auto begin = shop.members.begin() + static_cast<std::ptrdiff_t>(before);
        shop.members.erase(std::remove_if(begin, shop.members.end(), is_cut), shop.members.end());
      }
      largest = std::max(largest, shop.members.size() - before);
      shop.starts.push_back(static_cast<std::uint32_t>(shop.members.size()));
    }
    i = end;
  }
}

void Pairing::pair_up(std::size_t rule, Workshop& shop) const {
  const RowBlock rows(shop.rows.data(), rows_.width());
  const std::vector<std::uint32_t>& members = shop.members;
  const bool plain = cut_rules_ == 0 && scope_.sides.empty();
  const std::uint64_t own = std::uint64_t{1} << rule;
  const std::size_t before = shop.size;
  RowPairs& pairs = shop.pairs;
  for (std::size_t block = 0; block + 1 < shop.starts.size(); ++block) {
    const std::size_t end = shop.starts[block + 1];
    for (std::size_t i = shop.starts[block]; i + 1 < end; ++i) {
      const ValueId* const x = rows[members[i]];
      for (std::size_t j = i + 1; j < end;) {
        if (pairs.count == RowPairs::kMost) compare(shop);
        const std::size_t stop = std::min(end, j + RowPairs::kMost - pairs.count);
        // Whether a pair belongs here is hard to foresee, so each is written and the next one
        // written over it if it doesn't.
        std::size_t count = pairs.count;
        for (; j < stop; ++j) {
          const Lanes equal = rows.equal(x, rows[members[j]]);
          const std::uint64_t rules = table_.obeyed(equal);
          pairs.x[count] = members[i];
          pairs.y[count] = members[j];
          pairs.equal[count] = equal;
          if (plain) {
            count += (rules & (~rules + 1)) == own;
          } else {
            const RecordId a = shop.records[members[i]], b = shop.records[members[j]];
            count += (rules & own) != 0 && scope_.admits(a, b) && first_rule(rules, a, b) == rule;
          }
        }
        pairs.count = count;
      }
    }
  }
  compare(shop);
  shop.found.pairs_of[rule] += shop.size - before;
}

/// Compares the pairs that wait and moves them to what was found.
void Pairing::compare(Workshop& shop) const {
  RowPairs& pairs = shop.pairs;
  comparisons_.compare(pairs, RowBlock(shop.rows.data(), rows_.width()), shop.memos);
  shop.make_room(pairs.count);
  for (std::size_t i = 0; i < pairs.count; ++i) {
    shop.found.pairs[shop.size + i] = {shop.records[pairs.x[i]], shop.records[pairs.y[i]]};
  }
  std::copy_n(pairs.patterns.data(), pairs.count, shop.found.patterns.data() + shop.size);
  shop.size += pairs.count;
  pairs.count = 0;
}

Pairing::Found Pairing::pairs(unsigned threads) {
  std::vector<Workshop> shops(std::max(threads, 1u));
  for (Workshop& shop : shops) {
    shop.memos = comparisons_.memos();
    shop.found.pairs_of.assign(rules_.size(), 0);
    shop.found.largest.assign(rules_.size(), 0);
  }
  Workshop& first = shops[0];
  first.found.pairs.reserve(kUsualPairs * scope_.records.size());
  first.found.patterns.reserve(kUsualPairs * scope_.records.size());
  const auto bring_together = [&] {
    for (std::size_t i = 1; i < shops.size(); ++i) {
      const std::size_t count = std::exchange(shops[i].size, 0);
      first.make_room(count);
      std::copy_n(shops[i].found.pairs.data(), count, first.found.pairs.data() + first.size);
      std::copy_n(shops[i].found.patterns.data(), count, first.found.patterns.data() + first.size);
      first.size += count;
    }
  };
  for (const RuleFamily& family : families_of(rules_)) {
    std::vector<std::size_t> chunks;
    const std::vector<RecordId> order = order_by(*family.field, chunks);
    in_slices(
        chunks.size() - 1, kChunksOfAThread, threads,
        [&](std::size_t slice, std::size_t from, std::size_t to) {
          for (std::size_t chunk = from; chunk < to; ++chunk) {
            gather({order.data() + chunks[chunk], order.data() + chunks[chunk + 1]}, shops[slice]);
            for (const std::size_t rule : family.rules) {
              find_blocks(rule, shops[slice]);
              pair_up(rule, shops[slice]);
            }
          }
        });
    bring_together();
  }
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    const CutBlocks& cut = cut_blocks_[rule];
    in_slices(cut.starts.size() - 1, kPartsOfAThread, threads,
              [&](std::size_t slice, std::size_t from, std::size_t to) {
                for (std::size_t part = from; part < to; ++part) {
                  const std::span<const RecordId> records(
                      cut.members.data() + cut.starts[part],
                      cut.members.data() + cut.starts[part + 1]);
                  gather(records, shops[slice]);
                  shops[slice].members.resize(records.size());
                  std::iota(shops[slice].members.begin(), shops[slice].members.end(), 0u);
                  shops[slice].starts = {0, static_cast<std::uint32_t>(records.size())};
                  pair_up(rule, shops[slice]);
                }
              });
    bring_together();
    first.found.largest[rule] = std::max(first.found.largest[rule], cut.largest);
  }
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    for (std::size_t i = 1; i < shops.size(); ++i) {
      first.found.pairs_of[rule] += shops[i].found.pairs_of[rule];
      first.found.largest[rule] = std::max(first.found.largest[rule], shops[i].found.largest[rule]);
    }
  }
  first.found.pairs.resize(first.size);
  first.found.patterns.resize(first.size);
  return std::move(first.found);
}

}  // namespace maillage::linkage
