#pragma once
/// The nouns of the geocoder: from what a person writes to a point of the country. For the search
/// of places; nothing here leaves the process.
#include "territory/communes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace maillage::geocoding {

/// Degrees of WGS 84.
struct Point {
  double latitude = 0, longitude = 0;
  bool operator==(const Point&) const = default;
};

/// Metres between two points of the globe.
double distance_m(Point a, Point b);

struct Question {
  std::string_view text;           ///< beyond kLongestQuestion bytes (words.hpp) it is cut
  std::size_t limit = 5;           ///< answers wanted, at least 1
  bool unfinished = false;         ///< the last word may be a beginning: for suggestions
  std::optional<Point> near = {};  ///< where it is asked: of equal answers the nearest is meant
};

/// From the widest to the most precise.
enum class Kind : std::uint8_t { region, departement, epci, commune, street, house_number };

/// Why an answer was given, as a set of bits. A page may say them; a test may ask for them.
enum class Reason : std::uint16_t {
  name = 1,              ///< the name as written
  former_name = 2,       ///< a former commune, or a locality that La Poste delivers
  arrondissement = 4,    ///< a part of Paris, Lyon or Marseille
  postcode = 8,          ///< the postcode agrees
  spelling = 16,         ///< one or two letters from what was written
  beginning = 32,        ///< what was written begins the name
  number = 64,           ///< the house number is known
  nearest_number = 128,  ///< it is not: the point is that of the nearest number
  code = 256,            ///< an INSEE code
};

/// One meaning of a question.
struct Answer {
  Kind kind = Kind::commune;
  std::string label;  ///< "25 Rue du Presbytère, 67130 Barembach"
  std::string code;   ///< INSEE code of the commune, code of the département or région, SIREN
  const territory::Commune* commune = nullptr;  ///< null for areas
  std::string postcode;        ///< five digits: the one written, or the only one; else empty
  std::string street, number;  ///< "Rue du Presbytère", "25 bis"
  std::string
      rest;  ///< words that say nothing of it, without accents: "poste" of "la poste de Guéret"
  Point point;
  double score = 0;  ///< 0..1: how much of the question it explains
  unsigned reasons = 0;

  bool has(Reason reason) const { return (reasons & static_cast<unsigned>(reason)) != 0; }
};

}  // namespace maillage::geocoding
