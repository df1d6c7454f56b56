#pragma once
/// Sets of records that grow together, some of which must never meet.
#include "linkage/table.hpp"

#include <cstddef>
#include <unordered_set>
#include <vector>

namespace maillage::linkage {

class Forest {
 public:
  explicit Forest(std::size_t size);
  RecordId root(RecordId record);
  /// The smaller root stays, so that a root is the smallest record of its tree.
  void join(RecordId a, RecordId b);

 private:
  std::vector<RecordId> parent_;
};

/// A forest that remembers which of its trees must stay apart, and refuses what contradicts it.
class ForestApart {
 public:
  explicit ForestApart(std::size_t size) : forest_(size), enemies_(size) {}
  RecordId root(RecordId record) { return forest_.root(record); }
  /// False when both are of one tree already.
  bool keep_apart(RecordId a, RecordId b);
  /// False when their trees must stay apart.
  bool join(RecordId a, RecordId b);

 private:
  Forest forest_;
  std::vector<std::unordered_set<RecordId>> enemies_;  ///< by root: roots
};

}  // namespace maillage::linkage
