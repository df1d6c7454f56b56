#pragma once
/// How much two texts resemble each other by the measure of the sector's earlier tools, one text
/// being compared with many in turn.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::places {

/// Makes `out` the text as it is compared: lower case, letters and digits kept, other runs one
/// space.
void compared_text(std::string_view text, std::u16string& out);

/// A text ready to be compared with many others.
class SoughtText {
 public:
  void prepare(std::u16string_view text);
  /// 0 to 100: round(100 (L - d) / L), L the sum of the lengths, d the number of insertions and
  /// deletions that lead from one text to the other; 0 when one is empty.
  int resemblance(std::u16string_view other);

 private:
  std::size_t masks_of(char16_t c);
  std::size_t common_letters(std::u16string_view other);

  std::u16string text_;
  std::size_t blocks_ = 0;                  // of 64 letters
  std::vector<std::uint64_t> masks_, row_;  // masks: by letter and block, each bit a place of it
  std::unordered_map<char16_t, std::size_t> wide_;  // where the masks of rarer letters begin
};

}  // namespace maillage::places
