#pragma once
/// The distinct texts of a column, numbered from 1 in order of first appearance; 0 is the missing
/// value (the empty text). Every comparison of two records becomes a comparison of two numbers, and
/// whatever is computed from a text is computed once.
#include "linkage/large_pages.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::linkage {

using ValueId = std::uint32_t;
constexpr ValueId kMissing = 0;
/// A value for each record.
using Values = LargeVector<ValueId>;

class Dictionary {
 public:
  Dictionary();
  ValueId intern(std::string_view text);
  /// The same in two steps, so that the places of several texts are fetched together.
  std::uint32_t fetch(std::string_view text) const;
  ValueId intern(std::string_view text, std::uint32_t tag);
  std::string_view text(ValueId value) const {
    return std::string_view(characters_)
        .substr(starts_[value], starts_[value + 1] - starts_[value]);
  }
  /// Number of ids, the missing value included.
  std::size_t size() const { return starts_.size() - 1; }
  /// The same texts under other numbers: the text of `order[i]` becomes number i + 1.
  Dictionary reordered(const std::vector<ValueId>& order) const;

 private:
  struct Slot {
    std::uint32_t tag = 0;  // of the text's hash: where it belongs, and what spares most readings
    ValueId value = kMissing;
  };
  void grow();

  std::string characters_;
  std::vector<std::uint64_t> starts_;
  LargeVector<Slot> slots_;
};

/// A hash of bytes that is the same on every machine and in every run.
std::uint64_t hash_text(std::string_view text);
/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the result depends on every
/// bit of `x`; over a counter it is a random sequence.
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

}  // namespace maillage::linkage
