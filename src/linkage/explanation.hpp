#pragma once
/// Why two records are taken for the same, or not: the weight of each comparison in words.
/// "nom identique et rare (+12,1) ; date de naissance très proche (+5,0) ; ville autre (-2,3)"
#include "linkage/linker.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::linkage {

/// "identique", "très proche", "à moins de 50 m", "autre"; empty for level 0.
std::string level_words(const Comparator& comparator, Level level);
/// "+8,3": bits with one digit.
std::string weight_text(double bits);

/// Phrases are prepared once, since there can be millions of pairs.
class Explainer {
 public:
  explicit Explainer(const Linker& linker);
  void append(std::string& out, const LinkedPair& pair);

 private:
  const Linker& linker_;
  std::vector<std::vector<std::string>> phrases_;  ///< by comparison and level, weight included
  std::string prior_;
  std::vector<Evidence> parts_;  ///< used again for each pair
};

}  // namespace maillage::linkage
