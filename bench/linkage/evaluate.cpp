// Quality of record linkage on labelled sets, with the models as shipped: precision, recall and F1
// of pairs, of groups (pairs within groups), and B-cubed. The truth is read here and nowhere else.
//
//   bench_linkage <folder of the labelled sets> <folder of the models> [set ...]
#include "formats/row_reader.hpp"
#include "linkage/linker.hpp"
#include "linkage/model_file.hpp"
#include "linkage/table_file.hpp"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

namespace {

using namespace maillage;
using namespace maillage::linkage;

struct Set {
  std::string name, model;
  std::vector<std::string> files;
  std::string truth;  ///< a pair file, "column:x", or "febrl"
  double goal;        ///< F1 asked for; 0: only reported
};

const std::vector<Set> kSets = {
    {"historical_50k", "personnes-historiques", {"historical_50k.csv"}, "column:cluster", 0.86},
    {"febrl1", "personnes-febrl", {"febrl1.csv"}, "febrl", 0.97},
    {"febrl2", "personnes-febrl", {"febrl2.csv"}, "febrl", 0.95},
    {"febrl4", "personnes-febrl", {"febrl4a.csv", "febrl4b.csv"}, "febrl", 0.999},
    {"fake_1000", "personnes-fake", {"fake_1000.csv"}, "column:cluster", 0},
    {"RLdata500", "personnes-rldata", {"RLdata500.csv"}, "column:label_true", 0},
    {"fodors_zagats", "restaurants", {"fodors.csv", "zagats.csv"}, "fodors_zagats_gt.csv", 0.98},
    {"dblp_acm",
     "publications",
     {"dblp_acm_dblp.csv", "dblp_acm_acm.csv"},
     "dblp_acm_gt.csv",
     0.98},
    {"abt_buy", "produits", {"abt.csv", "buy.csv"}, "abt_buy_gt.csv", 0.92},
    {"walmart_amazon",
     "produits",
     {"walmart.csv", "walmart_amazon.csv"},
     "walmart_amazon_gt.csv",
     0},
    {"cora", "publications", {"cora.csv"}, "cora_gt.csv", 0},
};

using Pairs = std::set<std::pair<RecordId, RecordId>>;

std::pair<RecordId, RecordId> ordered(RecordId a, RecordId b) {
  return std::minmax(a, b);
}

std::string febrl_person(std::string_view id) {
  const std::size_t start = id.find('-') + 1;
  return std::string(id.substr(start, id.find('-', start) - start));
}

Pairs pairs_of_labels(const std::vector<std::string>& labels) {
  std::map<std::string, std::vector<RecordId>> members;
  for (std::size_t i = 0; i < labels.size(); ++i)
    members[labels[i]].push_back(static_cast<RecordId>(i));
  Pairs pairs;
  for (const auto& [label, records] : members) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      for (std::size_t j = i + 1; j < records.size(); ++j) pairs.insert({records[i], records[j]});
    }
  }
  return pairs;
}

Pairs read_truth(const Set& set, const std::string& folder, const Table& table) {
  std::vector<std::string> labels;
  if (set.truth == "febrl") {
    for (RecordId r = 0; r < table.size(); ++r) labels.push_back(febrl_person(table.id(r)));
    return pairs_of_labels(labels);
  }
  if (set.truth.starts_with("column:")) {
    const Column* column = table.find(set.truth.substr(7));
    for (RecordId r = 0; r < table.size(); ++r) labels.emplace_back(column->text(r));
    return pairs_of_labels(labels);
  }
  std::unordered_map<std::string, RecordId> first, second;
  for (RecordId r = 0; r < table.size(); ++r) {
    (table.source(r) == 0 ? first : second)[std::string(table.id(r))] = r;
  }
  auto& partner = table.source_count() > 1 ? second : first;
  Pairs pairs;
  std::ifstream file(folder + "/" + set.truth);
  for (std::string line; std::getline(file, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    const std::size_t cut = line.find_first_of(",|%");
    if (cut == std::string::npos) continue;
    const auto a = first.find(line.substr(0, cut)), b = partner.find(line.substr(cut + 1));
    if (a != first.end() && b != partner.end()) pairs.insert(ordered(a->second, b->second));
  }
  return pairs;
}

struct Quality {
  double precision, recall, f1;
};

Quality quality(double right, double found, double true_pairs) {
  const double precision = found > 0 ? right / found : 0,
               recall = true_pairs > 0 ? right / true_pairs : 0;
  return {precision, recall,
          precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0};
}

Quality pair_quality(const Pairs& found, const Pairs& truth) {
  double right = 0;
  for (const auto& pair : found) right += truth.count(pair);
  return quality(right, static_cast<double>(found.size()), static_cast<double>(truth.size()));
}

std::string show(const Quality& q) {
  return fmt::format("{:.4f} (P {:.4f} R {:.4f})", q.f1, q.precision, q.recall);
}

void evaluate(const Set& set, const std::string& folder, const std::string& models, bool verbose) {
  std::vector<std::string> files;
  for (const std::string& file : set.files) files.push_back(folder + "/" + file);
  const std::clock_t cpu = std::clock();
  const Model model = load_model(set.model, models);
  const Table table = read_tables(files, model.fields);
  Linker linker(table, model);
  const Linkage result = linker.run();
  const double seconds = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  const Pairs truth = read_truth(set, folder, table);
  Pairs scored, grouped;
  for (const LinkedPair& pair : result.pairs) {
    if (pair.probability >= model.threshold && !pair.surpassed) scored.insert({pair.a, pair.b});
  }
  std::map<RecordId, std::vector<RecordId>> groups;
  for (RecordId r = 0; r < table.size(); ++r) groups[result.group_of[r]].push_back(r);
  for (const auto& [first, members] : groups) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size(); ++j) grouped.insert({members[i], members[j]});
    }
  }
  const Quality groups_quality = pair_quality(grouped, truth);
  const char* verdict = set.goal == 0 ? "" : groups_quality.f1 >= set.goal ? "  ok" : "  BELOW";
  fmt::print("{:15} pairs {}  groups {}{}  candidates {}  {:.2f} CPU s\n", set.name,
             show(pair_quality(scored, truth)), show(groups_quality), verdict, result.candidates,
             seconds);
  if (!verbose) return;
  std::map<std::pair<RecordId, RecordId>, const LinkedPair*> listed;
  for (const LinkedPair& pair : result.pairs) listed[{pair.a, pair.b}] = &pair;
  for (const RuleReport& rule : result.rules) {
    fmt::print("   {:45} {:9} pairs, largest block {}, cut {}, windowed {}\n", rule.rule,
               rule.pairs, rule.largest, rule.refined, rule.windowed);
  }
  fmt::print("   prior {:.3g}\n", linker.scorer().prior());
  for (std::size_t i = 0; i < linker.comparisons().size(); ++i) {
    const LevelWeights& weights = linker.scorer().weights(i);
    fmt::print("   {:20}", linker.comparisons()[i].spec().label);
    for (std::size_t level = 1; level < weights.m.size(); ++level) {
      fmt::print(" {:.3f}/{:.2g}={:+.1f}", weights.m[level], weights.u[level], weights.bits[level]);
    }
    fmt::print("\n");
  }
  Comparisons::Memos memos = linker.comparisons().memos();
  const auto print_pair = [&](const char* kind, RecordId a, RecordId b) {
    const Pattern pattern = linker.comparisons().pattern(a, b, memos);
    fmt::print("   {} bits {:.1f}{}\n", kind, linker.scorer().bits(a, pattern),
               listed.count({a, b}) ? "" : " (not listed)");
    for (const RecordId r : {a, b}) {
      fmt::print("     {} ", table.id(r));
      for (const Column& column : table.columns()) fmt::print("|{}", column.text(r).substr(0, 60));
      fmt::print("\n");
    }
  };
  std::size_t missed = 0, wrong = 0, unlisted = 0;
  const auto sampled = [&](const std::pair<RecordId, RecordId>& pair) {
    return truth.size() < 500 || mix(pair.first * 7919u + pair.second) % 100 < 20;
  };
  for (const auto& pair : truth) {
    const bool lost = !listed.count(pair);
    unlisted += lost;
    if (!grouped.count(pair) && sampled(pair) && ++missed <= 25)
      print_pair("MISSED", pair.first, pair.second);
  }
  for (const auto& pair : grouped) {
    if (!truth.count(pair) && sampled(pair) && ++wrong <= 25)
      print_pair("WRONG", pair.first, pair.second);
  }
  fmt::print("   true pairs {}, not listed {}\n", truth.size(), unlisted);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "bench_linkage <labelled sets> <models> [set ...] [-v]\n");
    return 2;
  }
  std::vector<std::string> wanted(argv + 3, argv + argc);
  const bool verbose = std::erase(wanted, "-v") > 0;
  for (const Set& set : kSets) {
    const bool asked =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), set.name) != wanted.end();
    if (asked) evaluate(set, argv[1], argv[2], verbose);
  }
}
