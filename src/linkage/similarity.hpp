#pragma once
/// How alike two texts are, from 0 (nothing in common) to 1 (equal). The kernels work on bytes
/// without allocating, bit-parallel up to 64 bytes; of longer texts the first 256 bytes count, so
/// that a page pasted in a cell can't stall a run. Callers give folded text.
#include <cstddef>
#include <string_view>

namespace maillage::linkage {

constexpr std::size_t kComparedBytes = 256;

/// Winkler (1990): Jaro's similarity raised for a common prefix of up to four letters (p = 0.1).
double jaro_winkler(std::string_view a, std::string_view b);
/// Number of insertions, deletions and substitutions (Myers 1999, in Hyyrö's form of 2001).
std::size_t levenshtein(std::string_view a, std::string_view b);
/// The same, a swap of two neighbours counting once (optimal string alignment; Hyyrö 2003).
std::size_t damerau(std::string_view a, std::string_view b);
/// 1 - distance / length of the longer text.
double levenshtein_similarity(std::string_view a, std::string_view b);
double damerau_similarity(std::string_view a, std::string_view b);

/// Days written YYYYMMDD: 1 equal; 0.95 day and month exchanged or one digit wrong; 0.9 two
/// neighbouring digits swapped; 0.8 the year and another part agree; 0.6 the year alone; 0.4 day
/// and month without the year; else 0.
double date_similarity(std::string_view a, std::string_view b);
/// Names of persons whose words may be swapped, abbreviated, missing or misspelt.
double person_similarity(std::string_view a, std::string_view b);
/// E-mail addresses: the account counts, then its misspellings, then the domain.
double email_similarity(std::string_view a, std::string_view b);
/// Digits of telephone numbers: 0.9 one slip, 0.6 the same switchboard (all but two digits).
double phone_similarity(std::string_view a, std::string_view b);
/// SIRET: 0.9 one slip, 0.7 the same SIREN (one enterprise, another establishment).
double siret_similarity(std::string_view a, std::string_view b);
/// House numbers ("12", "12 bis", "12-14"): 0.9 ranges that meet, 0.8 another suffix, 0.5 next
/// door.
double house_number_similarity(std::string_view a, std::string_view b);
/// Numbers: 1 - difference / the larger one. 0 when one is no number.
double number_similarity(std::string_view a, std::string_view b);
/// Addresses written "12b|rue jean jaures|45.18 5.71" (number, street, point; any may be empty).
/// Street and distance are weighed together, since each alone misleads: a geocoder puts streets
/// that it doesn't know in the middle of the town, and every town has its "rue de la gare". 0.9 the
/// same door, 0.75 the same building, 0.6 next door, 0.4 nearby, 0.2 far but not for sure, 0 two
/// streets more than a kilometre apart.
double address_similarity(std::string_view a, std::string_view b);
/// Metres between two points written "latitude longitude" (haversine, mean radius 6,371,008.8 m);
/// negative when one isn't a point of the Earth.
double metres_between(std::string_view a, std::string_view b);

}  // namespace maillage::linkage
