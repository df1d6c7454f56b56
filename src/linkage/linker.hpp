#pragma once
/// The whole way from a table and a model to pairs with probabilities and groups: clean, block,
/// compare, learn, score, group. The same answer for any order of the rows and any number of
/// threads.
#include "linkage/clusters.hpp"
#include "linkage/fellegi_sunter.hpp"
#include "linkage/rulings.hpp"
#include "web/literal.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace maillage::linkage {

struct LinkOptions {
  std::uint64_t seed = 20260629;
  unsigned threads = 2;
  double listed_from = 0.1;     ///< pairs below this probability are not kept
  std::vector<Ruling> rulings;  ///< what people decided, from the oldest to the newest
  /// Told what is being done, and which part of it (0 to 1).
  std::function<void(web::Literal step, double done)> progress;
};

struct LinkedPair {
  RecordId a, b;
  float probability;  ///< 1 or 0 when people decided
  float bits;         ///< kDecidedSame or kDecidedDifferent then
  Pattern pattern;
  bool surpassed = false;  ///< one-to-one: a partner that fits better was found
  bool decided() const { return bits == kDecidedSame || bits == kDecidedDifferent; }
};

struct Linkage {
  std::vector<LinkedPair> pairs;   ///< ascending by (a, b)
  std::vector<RecordId> group_of;  ///< by record: the first record of its group
  std::vector<float> probability;  ///< by record: mean over its pairs in the group; 1 when alone
  std::vector<RuleReport> rules;
  std::vector<std::size_t> overruled;  ///< rulings that newer ones contradict, ascending
  std::size_t candidates = 0;
  std::size_t repeated = 0;            ///< records equal to many others, compared once
  std::vector<std::size_t> histogram;  ///< candidates by weight, one bin a bit
  double histogram_from = -40;         ///< bits at the left edge of the first bin
};

class Linker {
 public:
  /// The table and the model must outlive the linker. Throws base::Error (usage) when they don't
  /// fit.
  Linker(const Table& table, const Model& model);
  Linkage run(const LinkOptions& options = {});

  const Table& table() const { return table_; }
  const Model& model() const { return model_; }
  const Comparisons& comparisons() const { return comparisons_; }
  /// After `run`.
  const Scorer& scorer() const { return *scorer_; }

 private:
  void collapse_repeated(std::span<const Ruling> rulings, Linkage& result);
  void keep_pairs(std::span<const RecordPair> pairs, LargeVector<Pattern> patterns,
                  const LinkOptions& options, Linkage& result);
  void obey(std::span<const Ruling> standing, Linkage& result);
  void add_repeated(Linkage& result, const LinkOptions& options);
  void rate_members(Linkage& result);
  void group(Linkage& result);
  void choose_partners(Linkage& result);

  const Table& table_;
  const Model& model_;
  Fields fields_;
  Comparisons comparisons_;
  std::vector<std::uint8_t> sides_;   ///< by record when two files are linked one-to-one
  std::vector<RecordId> records_;     ///< those that are compared
  std::vector<RecordPair> repeated_;  ///< representative, repeated record
  std::unique_ptr<Scorer> scorer_;
};

}  // namespace maillage::linkage
