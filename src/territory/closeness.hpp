#pragma once
/// How near two keys of names (name_key.hpp) are, for the few communes of a postcode or a
/// département.
#include <string_view>

namespace maillage::territory {

inline constexpr int kNotClose = 1000;

/// From the name as written to a name of the file: 0 equal, 1 the same but for articles, 2 one
/// begins with the other at a word ("loriol", "loriol-sur-drome"), 3 one has all the words of the
/// other (at least two of them when more was written), 4 one begins with the other inside a word,
/// then 5 and more: 4 + the misspellings. kNotClose otherwise. Two names of two letters are never
/// close.
int closeness(std::string_view written, std::string_view name);

/// Letters to change, add, drop or swap with their neighbour (optimal string alignment); `limit` +
/// 1 when more than `limit`.
int misspellings(std::string_view a, std::string_view b, int limit);

/// Whether at most one letter added, dropped, changed or swapped with its neighbour makes the two
/// equal: `misspellings(a, b, 1) <= 1` in one walk, for whole vocabularies.
bool one_slip_apart(std::string_view a, std::string_view b);

/// Misspellings that a name of that length may have and still be meant: 0 under 5 letters, 1, 2
/// from 9 letters, 3 from 15.
int tolerated_misspellings(std::size_t letters);

}  // namespace maillage::territory
