#include "linkage/rulings.hpp"

#include "linkage/apart.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace maillage::linkage {

namespace {

/// Few records are ever decided upon: they get numbers of their own.
class Numbers {
 public:
  RecordId of(RecordId record) {
    return known_.try_emplace(record, static_cast<RecordId>(known_.size())).first->second;
  }
  std::size_t size() const { return known_.size(); }

 private:
  std::unordered_map<RecordId, RecordId> known_;
};

}  // namespace

Settlement settle(std::span<const Ruling> rulings) {
  Settlement settlement;
  Numbers numbers;
  for (const Ruling& ruling : rulings) {
    numbers.of(ruling.a);
    numbers.of(ruling.b);
  }
  ForestApart records(numbers.size());
  std::set<std::pair<RecordId, RecordId>> decided;
  for (std::size_t i = rulings.size(); i-- > 0;) {
    const auto [a, b] = std::minmax(rulings[i].a, rulings[i].b);
    if (a == b) continue;
    if (!decided.emplace(a, b).second) {
      settlement.superseded.push_back(i);
      continue;
    }
    const bool possible = rulings[i].same ? records.join(numbers.of(a), numbers.of(b))
                                          : records.keep_apart(numbers.of(a), numbers.of(b));
    if (possible) {
      settlement.standing.push_back({a, b, rulings[i].same});
    } else {
      settlement.overruled.push_back(i);
    }
  }
  std::reverse(settlement.overruled.begin(), settlement.overruled.end());
  std::reverse(settlement.superseded.begin(), settlement.superseded.end());
  return settlement;
}

}  // namespace maillage::linkage
