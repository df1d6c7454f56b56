#include "linkage/apart.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::linkage {

Forest::Forest(std::size_t size) : parent_(size) {
  std::iota(parent_.begin(), parent_.end(), RecordId{0});
}

RecordId Forest::root(RecordId record) {
  while (parent_[record] != record) record = parent_[record] = parent_[parent_[record]];
  return record;
}

void Forest::join(RecordId a, RecordId b) {
  a = root(a);
  b = root(b);
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

bool ForestApart::keep_apart(RecordId a, RecordId b) {
  a = root(a);
  b = root(b);
  if (a == b) return false;
  enemies_[a].insert(b);
  enemies_[b].insert(a);
  return true;
}

bool ForestApart::join(RecordId a, RecordId b) {
  a = root(a);
  b = root(b);
  if (a == b) return true;
  if (enemies_[a].contains(b)) return false;
  forest_.join(a, b);
  const RecordId kept = root(a), gone = kept == a ? b : a;
  for (const RecordId enemy : enemies_[gone]) {
    enemies_[enemy].erase(gone);
    enemies_[enemy].insert(kept);
  }
  // The larger set stays where it is, so that a record moves at most log n times.
  if (enemies_[kept].size() < enemies_[gone].size()) std::swap(enemies_[kept], enemies_[gone]);
  enemies_[kept].merge(enemies_[gone]);
  enemies_[gone].clear();
  return true;
}

}  // namespace maillage::linkage
