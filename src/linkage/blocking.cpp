#include "linkage/blocking.hpp"

#include "linkage/listed_pairs.hpp"
#include "linkage/pairing.hpp"
#include "linkage/slices.hpp"

#include <algorithm>

namespace maillage::linkage {

namespace {

constexpr std::size_t kPairsAhead = 12;  // fetched in advance
constexpr std::size_t kPairsOfAThread = 1u << 16;

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

/// Adds pairs of lists, compared in as many threads as asked.
void append_compared(const std::vector<RecordPair>& pairs, const Comparisons& comparisons,
                     unsigned threads, Candidates& result) {
  const std::size_t before = result.pairs.size();
  result.pairs.insert(result.pairs.end(), pairs.begin(), pairs.end());
  result.patterns.resize(result.pairs.size());
  Pattern* const patterns = result.patterns.data() + before;
  in_slices(pairs.size(), kPairsOfAThread, threads,
            [&](std::size_t, std::size_t first, std::size_t last) {
              Comparisons::Memos memos = comparisons.memos();
              for (std::size_t i = first; i < last; ++i) {
                const RecordPair& later = pairs[std::min(i + kPairsAhead, last - 1)];
                comparisons.prefetch(later.a, later.b);
                patterns[i] = comparisons.pattern(pairs[i].a, pairs[i].b, memos);
              }
            });
}

}  // namespace

Candidates compared_candidates(const Model& model, Fields& fields, const Comparisons& comparisons,
                               const PairScope& scope, unsigned threads) {
  Candidates result;
  std::vector<FieldList> rules;
  std::vector<std::string> titles;
  std::vector<std::pair<const BlockingSpec*, FieldList>> others;
  for (const BlockingSpec& spec : model.blockings) {
    FieldList list = fields_of(spec, fields);
    if (list.empty()) continue;
    if (spec.kind == BlockingKind::equal) {
      rules.push_back(std::move(list));
      titles.push_back(title_of(spec));
    } else {
      others.push_back({&spec, std::move(list)});
    }
  }
  Pairing pairing(std::move(rules), comparisons, scope, model.largest_block);
  Pairing::Found equal = pairing.pairs(threads);
  result.pairs = std::move(equal.pairs);
  result.patterns = std::move(equal.patterns);
  std::vector<RecordPair> listed;
  for (std::size_t rule = 0; rule < titles.size(); ++rule) {
    const CutBlocks& cut = pairing.cut_blocks()[rule];
    result.rules.push_back(
        {titles[rule], equal.pairs_of[rule], equal.largest[rule], cut.refined, cut.window_members});
    listed.insert(listed.end(), cut.windowed.begin(), cut.windowed.end());
  }
  // Pairs of lists may repeat each other, and those of windows a rule of equality.
  const auto drop_proposed = [&](std::vector<RecordPair>& pairs) {
    std::erase_if(pairs, [&](const RecordPair& pair) { return pairing.proposed(pair.a, pair.b); });
  };
  for (const auto& [spec, list] : others) {
    RuleReport report;
    report.rule = title_of(*spec);
    std::vector<RecordPair> found = listed_pairs(*spec, list, scope, model.largest_block, report);
    drop_proposed(found);
    report.pairs = found.size();
    result.rules.push_back(report);
    listed.insert(listed.end(), found.begin(), found.end());
  }
  drop_proposed(listed);
  std::sort(listed.begin(), listed.end());
  listed.erase(std::unique(listed.begin(), listed.end()), listed.end());
  append_compared(listed, comparisons, threads, result);
  return result;
}

}  // namespace maillage::linkage
