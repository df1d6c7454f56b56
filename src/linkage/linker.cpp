#include "linkage/linker.hpp"

#include "linkage/apart.hpp"
#include "linkage/blocks.hpp"
#include "linkage/pattern_counter.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace maillage::linkage {

namespace {

constexpr std::size_t kRepeats = 20;  // equal records beyond this many are compared once
constexpr std::size_t kBins = 100;    // of one bit, in the distribution of weights

/// What scoring needs to know of a pattern, computed once.
struct PatternScore {
  double bits, largest_rarity;
};

double bits_of(double probability) {
  return std::log2(probability / (1 - probability));
}

}  // namespace

Linker::Linker(const Table& table, const Model& model)
    : table_(table),
      model_(model),
      fields_(table, model.fields),
      comparisons_(model.comparisons, fields_, table.size()) {
  if (model.kind == LinkKind::one_to_one && table.source_count() > 1) {
    sides_.resize(table.size());
    for (std::size_t record = 0; record < table.size(); ++record) {
      sides_[record] = table.source(static_cast<RecordId>(record)) == 0 ? 1 : 2;
    }
  }
}

void Linker::collapse_repeated(std::span<const Ruling> rulings, Linkage& result) {
  records_.resize(table_.size());
  std::iota(records_.begin(), records_.end(), RecordId{0});
  repeated_.clear();
  if (!sides_.empty() || records_.size() <= kRepeats) return;
  const auto key_of = [this](RecordId record) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      key = mix(key ^ comparisons_.value(record, i));
    }
    return key;
  };
  EntrySorter sorter;
  std::uint64_t* const entries = sorter.entries(records_.size());
  for (const RecordId record : records_) entries[record] = (key_of(record) << 32) | record;
  const std::span<const std::uint64_t> sorted = sorter.sorted(records_.size());
  std::vector<bool> dropped(records_.size(), false), decided(records_.size(), false);
  for (const Ruling& ruling : rulings) decided[ruling.a] = decided[ruling.b] = true;
  const auto drop_but_first = [&](std::span<const std::pair<std::uint64_t, RecordId>> same) {
    for (std::size_t i = 1; same.size() > kRepeats && i < same.size(); ++i) {
      if (decided[same[i].second]) continue;
      dropped[same[i].second] = true;
      repeated_.push_back({same[0].second, same[i].second});
    }
  };
  std::vector<std::pair<std::uint64_t, RecordId>> alike;
  for (std::size_t i = 0, j = 0; i < sorted.size(); i = j) {
    while (j < sorted.size() && sorted[j] >> 32 == sorted[i] >> 32) ++j;
    if (j - i <= kRepeats) continue;
    // Half a key may be shared by records that differ.
    alike.clear();
    for (std::size_t k = i; k < j; ++k) {
      const auto record = static_cast<RecordId>(sorted[k]);
      alike.push_back({key_of(record), record});
    }
    std::sort(alike.begin(), alike.end());
    for (std::size_t first = 0, last = 0; first < alike.size(); first = last) {
      while (last < alike.size() && alike[last].first == alike[first].first) ++last;
      drop_but_first({alike.data() + first, alike.data() + last});
    }
  }
  std::erase_if(records_, [&](RecordId record) { return dropped[record]; });
  result.repeated = repeated_.size();
}

void Linker::keep_pairs(std::span<const RecordPair> pairs, LargeVector<Pattern> patterns,
                        const LinkOptions& options, Linkage& result) {
  PatternCounter counter;
  for (const Pattern pattern : patterns) counter.add(pattern);
  const std::vector<PatternCount> counts = counter.settle();
  LargeVector<std::uint32_t> ranks = std::move(patterns);
  for (std::uint32_t& rank : ranks) rank = counter.rank(rank);
  if (sides_.empty()) {
    scorer_->learn(counts);
  } else {
    scorer_->learn_one_to_one(counts, pairs, ranks);
  }
  std::vector<PatternScore> scores;
  result.histogram.assign(kBins, 0);
  for (const PatternCount& count : counts) {
    scores.push_back(
        {scorer_->pattern_bits(count.pattern), scorer_->largest_rarity(count.pattern)});
    const double bin = std::clamp(scores.back().bits - result.histogram_from, 0.0, kBins - 1.0);
    result.histogram[static_cast<std::size_t>(bin)] += count.count;
  }
  const double floor = bits_of(std::min(options.listed_from, model_.threshold));
  std::size_t most = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (scores[i].bits + scores[i].largest_rarity >= floor) most += counts[i].count;
  }
  result.pairs.reserve(most + repeated_.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const PatternScore& score = scores[ranks[i]];
    if (score.bits + score.largest_rarity < floor) continue;
    const Pattern pattern = counts[ranks[i]].pattern;
    const double bits = scorer_->bits(pairs[i].a, pattern);
    if (bits < floor) continue;
    result.pairs.push_back({pairs[i].a, pairs[i].b, static_cast<float>(probability(bits)),
                            static_cast<float>(bits), pattern});
  }
}

/// Decided pairs get their weight, whether or not they were candidates.
void Linker::obey(std::span<const Ruling> standing, Linkage& result) {
  std::map<std::pair<RecordId, RecordId>, bool> decided;
  for (const Ruling& ruling : standing) decided.emplace(std::pair(ruling.a, ruling.b), ruling.same);
  const auto decide = [](LinkedPair& pair, bool same) {
    pair.probability = same ? 1 : 0;
    pair.bits = same ? kDecidedSame : kDecidedDifferent;
  };
  if (decided.empty()) return;
  for (LinkedPair& pair : result.pairs) {
    const auto found = decided.find({pair.a, pair.b});
    if (found == decided.end()) continue;
    decide(pair, found->second);
    decided.erase(found);
  }
  Comparisons::Memos memos = comparisons_.memos();
  for (const auto& [records, same] : decided) {
    const auto [a, b] = records;
    decide(result.pairs.emplace_back(LinkedPair{a, b, 0, 0, comparisons_.pattern(a, b, memos)}),
           same);
  }
}

void Linker::choose_partners(Linkage& result) {
  std::vector<WeightedPair> pairs;
  std::vector<float> likeness;
  for (const LinkedPair& pair : result.pairs) {
    pairs.push_back({pair.a, pair.b, pair.bits});
    likeness.push_back(static_cast<float>(comparisons_.likeness(pair.a, pair.b)));
  }
  const std::vector<bool> kept =
      assign_one_to_one(pairs, likeness, table_.size(), bits_of(model_.threshold));
  std::vector<float> winner(table_.size(), -1000);
  Forest groups(table_.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (kept[i] || pairs[i].bits == kDecidedSame) groups.join(pairs[i].a, pairs[i].b);
    if (!kept[i]) continue;
    winner[pairs[i].a] = winner[pairs[i].b] = pairs[i].bits;
  }
  for (RecordId& group : result.group_of) group = groups.root(group);
  // A record has one double at most: what speaks for the partner chosen speaks against the others.
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    LinkedPair& pair = result.pairs[i];
    const float rival = std::max(winner[pair.a], winner[pair.b]);
    if (kept[i] || rival == -1000 || pair.decided()) continue;
    pair.surpassed = true;
    pair.probability = static_cast<float>(
        std::exp2(pair.bits) / (1 + std::exp2(pair.bits) + std::exp2(std::max(rival, pair.bits))));
  }
}

void Linker::group(Linkage& result) {
  std::vector<WeightedPair> pairs;
  pairs.reserve(result.pairs.size());
  for (const LinkedPair& pair : result.pairs) pairs.push_back({pair.a, pair.b, pair.bits});
  Comparisons::Memos memos = comparisons_.memos();
  const PairWeight weight = [&](RecordId a, RecordId b) {
    return scorer_->bits(a, comparisons_.pattern(a, b, memos));
  };
  result.group_of = cluster(table_.size(), pairs, bits_of(model_.threshold), weight);
}

void Linker::add_repeated(Linkage& result, const LinkOptions& options) {
  Comparisons::Memos memos = comparisons_.memos();
  for (const RecordPair& pair : repeated_) {
    const Pattern pattern = comparisons_.pattern(pair.a, pair.b, memos);
    const double bits = scorer_->bits(pair.a, pattern);
    const double share = probability(bits);
    if (share >= model_.threshold) result.group_of[pair.b] = result.group_of[pair.a];
    if (share < std::min(options.listed_from, model_.threshold)) continue;
    result.pairs.push_back(
        {pair.a, pair.b, static_cast<float>(share), static_cast<float>(bits), pattern});
  }
}

void Linker::rate_members(Linkage& result) {
  std::vector<float> sum(table_.size(), 0);
  std::vector<std::uint32_t> count(table_.size(), 0);
  for (const LinkedPair& pair : result.pairs) {
    if (result.group_of[pair.a] != result.group_of[pair.b]) continue;
    for (const RecordId record : {pair.a, pair.b}) {
      sum[record] += pair.probability;
      ++count[record];
    }
  }
  result.probability.resize(table_.size());
  for (std::size_t record = 0; record < table_.size(); ++record) {
    result.probability[record] =
        count[record] == 0 ? 1 : sum[record] / static_cast<float>(count[record]);
  }
}

Linkage Linker::run(const LinkOptions& options) {
  const auto tell = [&](web::Literal step, double done) {
    if (options.progress) options.progress(step, done);
  };
  Linkage result;
  result.group_of.resize(table_.size());
  std::iota(result.group_of.begin(), result.group_of.end(), RecordId{0});
  Settlement settlement = settle(options.rulings);
  result.overruled = std::move(settlement.overruled);
  collapse_repeated(settlement.standing, result);
  const PairScope scope{records_, sides_};
  tell(web::phrase("Apprentissage sur des paires au hasard"), 0.1);
  Scorer::Learning learning;
  learning.seed = options.seed;
  scorer_ = std::make_unique<Scorer>(model_, comparisons_, scope, learning);
  tell(web::phrase("Choix et comparaison des paires"), 0.2);
  Candidates candidates =
      compared_candidates(model_, fields_, comparisons_, scope, options.threads);
  result.rules = std::move(candidates.rules);
  result.candidates = candidates.pairs.size();
  tell(web::phrase("Calcul des probabilités"), 0.7);
  keep_pairs(candidates.pairs, std::move(candidates.patterns), options, result);
  obey(settlement.standing, result);
  tell(web::phrase("Constitution des groupes"), 0.8);
  if (sides_.empty()) {
    group(result);
    add_repeated(result, options);
  } else {
    choose_partners(result);
  }
  std::sort(result.pairs.begin(), result.pairs.end(), [](const LinkedPair& x, const LinkedPair& y) {
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  rate_members(result);
  return result;
}

}  // namespace maillage::linkage
