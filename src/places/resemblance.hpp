#pragma once
/// The scores that the sector's tools have shown so far for two places: name, street and distance,
/// each from 0 to 100. Groups don't depend on them; the file `duplications.csv` lists them for
/// those who read it every day.
#include "places/likeness.hpp"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace maillage::places {

struct Resemblance {
  std::size_t first, second;  ///< positions of the records
  int score;                  ///< mean of the three that follow
  int name, street;           ///< see SoughtText::resemblance
  int distance;  ///< 100 below 0.0004 degrees or when a point is unknown, else 100 / (1 + 1000
                 ///< degrees), cut
};

/// All pairs of one commune (code_insee) and of compatible typologies (one has none, they share a
/// code, or they are RFS and PIMMS), from different sources
/// unless `within_sources`; the best score first, then by ids. A commune with more than
/// kLargestCommune records is left out: its pairs would be too many to read.
inline constexpr std::size_t kLargestCommune = 500;
std::vector<Resemblance> resemblances(std::span<const RecordView> records, bool within_sources);

/// Takes a text piece by piece, of some kPiece bytes.
using Sink = std::function<void(std::string_view)>;
inline constexpr std::size_t kPiece = 64u << 10;
/// "Score;Typologie 1;…": one line a pair.
void write_resemblances(std::span<const RecordView> records, std::span<const Resemblance> pairs,
                        const Sink& sink);

}  // namespace maillage::places
