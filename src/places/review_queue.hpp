#pragma once
/// What is worth a person's look: pairs of records of which the comparison is unsure, those first
/// whose doubt many readers would meet.
#include "places/decisions.hpp"
#include "territory/communes.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

/// A pair that may be one place, as the comparison of the whole registry left it.
struct LikelyPair {
  std::string first_id, second_id;  ///< in order
  double probability = 0;
  std::string explanation;  ///< "nom identique et rare (+12,1) ; … ; au départ (-9,0)"
  std::string code_insee;   ///< of either record; may be empty
  std::string first_group = {}, second_group = {};  ///< where each record stands now
};

/// From here a probability, or its contrary, leaves no doubt worth a look.
inline constexpr double kSureFrom = 0.974;

/// 1 when the odds are even, 0 when the answer is certain.
double doubt(double probability);
/// How many people may read the page of a place of this commune. Nobody counts views yet: a place
/// is taken to be read in proportion to the logarithm of the commune's population, a town's places
/// sharing its readers. 1 when the commune is unknown or `communes` is null.
double readership(std::string_view code_insee, const territory::Communes* communes);

/// The pairs to look at, by doubt times readership, then by ids: those with doubt that nobody has
/// decided, one for each two groups (or one group in doubt of itself), since its answer settles the
/// others. `decisions` from the oldest to the newest.
std::vector<LikelyPair> review_queue(std::vector<LikelyPair> pairs,
                                     std::span<const Decision> decisions,
                                     const territory::Communes* communes);

/// One step of an explanation: what was compared, and how many bits it weighs.
struct Reason {
  std::string words;
  double bits = 0;
  bool start = false;  ///< the odds before anything is compared
};
/// The steps of an explanation: the starting point, then the others in the order of their weight.
/// Parts without a weight are left out.
std::vector<Reason> reasons(std::string_view explanation);

/// Words of a text that the other has too, or lacks, case and accents apart.
struct Piece {
  std::string text, blanks;  ///< the words, then the blanks, hyphen or apostrophe that follow
  bool only_here = false;
};
std::vector<Piece> differing_words(std::string_view text, std::string_view other);

}  // namespace maillage::places
