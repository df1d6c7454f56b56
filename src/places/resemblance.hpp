#pragma once
/// The scores that the sector's tools have shown so far for two places: name, street and distance,
/// each from 0 to 100. Groups don't depend on them; the file `duplications.csv` lists them for
/// those who read it every day.
#include "places/likeness.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

/// A text as it is compared: lower case, letters and digits kept, other runs one space.
std::u16string compared_text(std::string_view text);
/// 0 to 100: round(100 (L - d) / L), L the sum of the lengths, d the number of insertions and
/// deletions that lead from one text to the other; 0 when one is empty.
int resemblance(std::u16string_view a, std::u16string_view b);
/// 100 below 0.0004 degrees or when a point is unknown, else 100 / (1 + 1000 degrees), cut.
int closeness(const standard::Place& a, const standard::Place& b);
/// One of them has no typologie, they share a code, or they are RFS and PIMMS.
bool compatible_typologies(const standard::Place& a, const standard::Place& b);

struct Resemblance {
  std::size_t first, second;  ///< positions of the records
  int score, name, street, distance;
};

/// All pairs of one commune (code_insee) and of compatible typologies, from different sources
/// unless `within_sources`; the best score first, then by ids. A commune with more than
/// kLargestCommune records is left out: its pairs would be too many to read.
inline constexpr std::size_t kLargestCommune = 500;
std::vector<Resemblance> resemblances(std::span<const SourcedPlace> records, bool within_sources);

/// "Score;Typologie 1;…": one line a pair.
std::string resemblances_csv(std::span<const SourcedPlace> records,
                             std::span<const Resemblance> pairs);

}  // namespace maillage::places
