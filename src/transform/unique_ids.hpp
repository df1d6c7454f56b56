#pragma once
/// The identifiers of one file: two of its places may not bear the same. Kept as numbers of 64 bits
/// in a flat table, some 16 bytes a row, so that long lists stream.
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace maillage::transform {

class UniqueIds {
 public:
  /// Notes an identifier. One that was given before gets a number: "x" becomes "x-2". True when it
  /// was free and stays as it is.
  bool make_unique(std::string& id);

 private:
  bool insert(std::uint64_t hash);
  void grow();

  std::vector<std::uint64_t> taken_;  ///< hashes; 0 where free; a power of two long
  std::size_t count_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> last_number_;  ///< of repeated ones, by hash
};

}  // namespace maillage::transform
