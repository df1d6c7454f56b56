#pragma once
/// How often each pattern occurs, and its rank among those met: a small open-addressing table,
/// since there are millions of pairs and few patterns.
#include "linkage/fellegi_sunter.hpp"

#include <algorithm>
#include <vector>

namespace maillage::linkage {

class PatternCounter {
 public:
  PatternCounter() : slots_(1u << 10) {}
  void add(Pattern pattern) {
    if (used_ * 2 > slots_.size()) grow();
    Slot& slot = find(pattern);
    used_ += slot.count == 0;
    slot.pattern = pattern;
    ++slot.count;
  }
  /// Ascending by pattern, which settles the ranks.
  std::vector<PatternCount> settle() {
    std::vector<PatternCount> counts;
    for (const Slot& slot : slots_) {
      if (slot.count != 0) counts.push_back({slot.pattern, slot.count});
    }
    std::sort(counts.begin(), counts.end(),
              [](const PatternCount& a, const PatternCount& b) { return a.pattern < b.pattern; });
    for (std::size_t i = 0; i < counts.size(); ++i) {
      find(counts[i].pattern).rank = static_cast<std::uint32_t>(i);
    }
    return counts;
  }
  std::uint32_t rank(Pattern pattern) { return find(pattern).rank; }

 private:
  struct Slot {
    Pattern pattern = 0;
    std::uint32_t rank = 0;
    std::uint64_t count = 0;
  };
  Slot& find(Pattern pattern) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (pattern * 0x9E3779B97F4A7C15u >> 32) & mask;
    while (slots_[at].count != 0 && slots_[at].pattern != pattern) at = (at + 1) & mask;
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.count != 0) find(slot.pattern) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace maillage::linkage
