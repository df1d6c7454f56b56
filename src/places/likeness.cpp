#include "places/likeness.hpp"

#include "linkage/apart.hpp"
#include "linkage/explanation.hpp"
#include "places/text_order.hpp"
#include "places/traits.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace maillage::places {

namespace {

using linkage::RecordId;

/// The records in the order in which the engine's table keeps them: by id, then by content.
struct OrderedTable {
  std::vector<std::size_t> order;  ///< by record of the table: position in the span
  std::vector<RecordId> rank;      ///< the other way round
  linkage::Table table;
};

/// Positions by record id; of records that share an id, by what they say.
std::vector<std::size_t> order_of(std::span<const RecordView> records) {
  std::vector<std::size_t> order(records.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  sort_by_text(order, [&](std::size_t i) { return records[i].record_id; });
  const auto id_at = [&](std::size_t i) { return records[order[i]].record_id; };
  for (std::size_t i = 0, j = 0; i < order.size(); i = j) {
    while (j < order.size() && id_at(j) == id_at(i)) ++j;
    if (j - i < 2) continue;
    std::vector<std::pair<Traits, std::size_t>> sharers;
    for (std::size_t k = i; k < j; ++k) {
      sharers.emplace_back(traits_of(records[order[k]].place), order[k]);
    }
    std::stable_sort(sharers.begin(), sharers.end(), [](const auto& x, const auto& y) {
      return x.first.cells() < y.first.cells();
    });
    for (std::size_t k = i; k < j; ++k) order[k] = sharers[k - i].second;
  }
  return order;
}

OrderedTable make_table(std::span<const RecordView> records) {
  OrderedTable made;
  made.order = order_of(records);
  linkage::TableBuilder builder;
  for (const std::string_view name : Traits::names()) builder.column(name);
  made.rank.resize(records.size());
  std::vector<std::string_view> row;
  for (std::size_t i = 0; i < made.order.size(); ++i) {
    const std::size_t position = made.order[i];
    made.rank[position] = static_cast<RecordId>(i);
    const Traits traits = traits_of(records[position].place);
    const auto cells = traits.cells();
    row.assign(cells.begin(), cells.end());
    builder.add(records[position].record_id, row);
  }
  made.table = std::move(builder).finish();
  return made;
}

base::Finding finding_of(const Decision& decision, std::string rule, std::string message,
                         std::string advice) {
  base::Finding finding;
  finding.severity = base::Severity::warning;
  finding.rule = std::move(rule);
  finding.field = "decision";
  finding.value = decision.first_id + " / " + decision.second_id;
  finding.message = std::move(message);
  finding.advice = std::move(advice);
  return finding;
}

base::Finding absent(const Decision& decision) {
  return finding_of(
      decision, "decisions.absent", "Une fiche de cette décision n’est pas dans ces listes.",
      "Rien à faire si elle a quitté sa liste : la décision servira si elle revient.");
}

base::Finding overruled(const Decision& decision) {
  return finding_of(decision, "decisions.contradiction",
                    "Des décisions plus récentes contredisent celle-ci, qui n’est pas suivie.",
                    "Relisez les décisions sur ces fiches et corrigez l’une d’elles.");
}

/// Decisions about pairs that are there, as the engine takes them.
struct Rulings {
  std::vector<linkage::Ruling> rulings;
  std::vector<std::size_t> origin;  ///< by ruling: position of the decision
};

Rulings rulings_of(std::span<const RecordView> records, const std::vector<RecordId>& rank,
                   const Decisions& decisions, base::Findings& findings) {
  Rulings made;
  if (decisions.empty()) return made;
  std::unordered_map<std::string_view, std::vector<RecordId>> by_id;
  for (std::size_t i = 0; i < records.size(); ++i) by_id[records[i].record_id].push_back(rank[i]);
  for (const std::size_t i : standing(decisions)) {
    const Decision& decision = decisions[i];
    if (decision.verdict == Verdict::excluded) continue;
    const auto first = by_id.find(decision.first_id), second = by_id.find(decision.second_id);
    if (first == by_id.end() || second == by_id.end()) {
      findings.push_back(absent(decision));
      continue;
    }
    for (const RecordId a : first->second) {
      for (const RecordId b : second->second) {
        made.rulings.push_back({a, b, decision.verdict == Verdict::same});
        made.origin.push_back(i);
      }
    }
  }
  return made;
}

/// The groups again, when records of one source are no pair by themselves: only pairs of two
/// sources and decisions hold them together.
std::vector<RecordId> between_sources(std::span<const RecordView> records,
                                      const OrderedTable& ordered, const linkage::Linkage& found) {
  linkage::ForestApart forest(records.size());
  for (const linkage::LinkedPair& pair : found.pairs) {
    if (pair.bits == linkage::kDecidedDifferent) forest.keep_apart(pair.a, pair.b);
  }
  for (const linkage::LinkedPair& pair : found.pairs) {
    const bool together = found.group_of[pair.a] == found.group_of[pair.b];
    const bool other =
        records[ordered.order[pair.a]].source != records[ordered.order[pair.b]].source;
    if (together && (other || pair.decided())) forest.join(pair.a, pair.b);
  }
  std::vector<RecordId> group_of(records.size());
  for (std::size_t i = 0; i < group_of.size(); ++i)
    group_of[i] = forest.root(static_cast<RecordId>(i));
  return group_of;
}

void list_groups(const std::vector<std::size_t>& order, const std::vector<RecordId>& group_of,
                 const std::vector<float>& probability, PlaceLinkage& result) {
  result.group_of.resize(order.size());
  result.probability.resize(order.size());
  std::vector<std::size_t> number(order.size(), 0);  // of the group, by its first record
  for (std::size_t i = 0; i < order.size(); ++i) {
    const RecordId first = group_of[i];
    if (first == i) {
      number[i] = result.groups.size();
      result.groups.emplace_back();
    }
    result.groups[number[first]].members.push_back(order[i]);
    result.group_of[order[i]] = number[first];
    result.probability[order[i]] = double{probability[i]};
  }
}

void list_pairs(const std::vector<std::size_t>& order, const linkage::Linker& linker,
                const linkage::Linkage& found, PlaceLinkage& result) {
  linkage::Explainer explainer(linker);
  for (const linkage::LinkedPair& pair : found.pairs) {
    PlacePair& made = result.pairs.emplace_back();
    made.first = order[pair.a];
    made.second = order[pair.b];
    made.probability = double{pair.probability};
    made.decided = pair.decided();
    made.linked = result.group_of[made.first] == result.group_of[made.second];
    explainer.append(made.explanation, pair);
  }
}

void list_doubtful(const LinkOptions& options, PlaceLinkage& result) {
  for (std::size_t i = 0; i < result.pairs.size(); ++i) {
    const PlacePair& pair = result.pairs[i];
    if (!pair.decided && pair.probability >= options.doubtful_from &&
        pair.probability < options.doubtful_to) {
      result.doubtful.push_back(i);
    }
  }
  const auto from_even = [&](std::size_t i) { return std::abs(result.pairs[i].probability - 0.5); };
  std::stable_sort(result.doubtful.begin(), result.doubtful.end(),
                   [&](std::size_t x, std::size_t y) { return from_even(x) < from_even(y); });
}

}  // namespace

PlaceLinkage link_places(std::span<const RecordView> records, const Decisions& decisions,
                         const LinkOptions& options) {
  PlaceLinkage result;
  if (records.empty()) return result;
  const OrderedTable ordered = make_table(records);
  const Rulings rulings = rulings_of(records, ordered.rank, decisions, result.findings);
  linkage::LinkOptions link;
  link.seed = options.seed;
  link.threads = options.threads;
  link.listed_from = options.listed_from;
  link.progress = options.progress;
  link.rulings = rulings.rulings;
  linkage::Linker linker(ordered.table, options.model);
  const linkage::Linkage found = linker.run(link);
  result.compared = found.candidates;
  result.histogram = found.histogram;
  result.histogram_from = found.histogram_from;
  for (const std::size_t ruling : found.overruled) {
    result.findings.push_back(overruled(decisions[rulings.origin[ruling]]));
  }
  list_groups(ordered.order,
              options.within_sources ? found.group_of : between_sources(records, ordered, found),
              found.probability, result);
  list_pairs(ordered.order, linker, found, result);
  list_doubtful(options, result);
  return result;
}

}  // namespace maillage::places
