#pragma once
/// The present places in memory, indexed for search: words of names and addresses (accents, case
/// and hyphens aside, beginnings of words, one misspelt letter from 5 letters on), services and
/// départements as sets. 20,000 places take about 15 MB and answer in well under a millisecond. A
/// directory never changes: an import makes a new one.
#include "base/date.hpp"
#include "places/offer.hpp"
#include "places/shown.hpp"
#include "standard/place.hpp"
#include "territory/communes.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

/// What a list of results shows of a place.
struct Entry {
  std::uint32_t number = 0;  ///< of its full text in the snapshot
  std::string place_id, nom, adresse, code_postal, commune, code_insee, departement, telephone,
      horaires;
  std::vector<std::string> lists;  ///< that name it
  std::optional<base::Date> updated;
  base::Date first_seen;  ///< when a list first named it
  /// By its date or by a person; nothing when it is to be verified whatever its date. Whether it is
  /// now: needs_check (lifecycle.hpp).
  std::optional<base::Date> confirmed_on;
  std::optional<standard::Coordinates>
      point;  ///< its own, or its commune's when `point_is_commune`
  bool point_is_commune = false;
  bool has_contact = false;  ///< a telephone, an e-mail or a booking link
  std::uint16_t services =
      0;  ///< bit i: the i-th value of standard::allowed_values(Field::services)
  Offer offer;
};
/// `communes` may be null: a place without coordinates then has no point.
Entry to_entry(const Shown& shown, const territory::Communes* communes);

/// relevance: names before communes before streets, words in full before beginnings and slips.
enum class Sort { name, commune, newest, distance, relevance };

struct Criteria {
  std::string text = {};         ///< every word must begin a word of the place
  std::uint16_t services = 0;    ///< the place offers all of them
  std::string departement = {};  ///< code, or empty
  std::span<const std::string> among =
      {};                 ///< codes of départements, of which it is in one; empty: any
  std::string list = {};  ///< a list that names it, or empty
  std::optional<standard::Coordinates> around =
      {};  ///< gives distances; required for Sort::distance
  double within_km = std::numeric_limits<double>::infinity();
  Sort sort = Sort::name;
};

struct Hit {
  const Entry* entry = nullptr;
  double distance_km = -1;  ///< as the crow flies; -1 when unknown
};

struct Results {
  std::vector<Hit> hits;                       ///< all of them, in order
  std::array<std::uint32_t, 16> by_service{};  ///< hits if that service were asked too
  std::vector<std::uint32_t>
      by_departement;  ///< hits of each of Directory::departements(), whichever is asked
};

class Directory {
 public:
  explicit Directory(std::vector<Entry> entries);

  std::span<const Entry> entries() const { return entries_; }  ///< in order of name
  /// The codes that have a place, in order.
  std::span<const std::string> departement_codes() const { return departements_; }
  Results search(const Criteria& criteria) const;
  /// The places that a text being written may mean, the most relevant first, at most `count`.
  std::vector<const Entry*> suggest(std::string_view text, std::size_t count) const;
  /// The nearest places to a point, at most `count`, without the entry `except`.
  std::vector<Hit> nearest(standard::Coordinates point, std::size_t count,
                           std::string_view except) const;

 private:
  using Points = std::vector<std::uint16_t>;  ///< of each entry; 0: no match
  enum class Likeness : std::uint8_t { full, beginning, slip, beginning_with_slip };

  Points matching(std::string_view text) const;
  Points word_points(std::string_view word) const;
  void add_word(std::size_t word, Likeness likeness, Points& points) const;
  void add_beginnings(std::string_view word, bool with_slip, Points& points) const;
  void index_words();

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> by_commune_, by_newest_;  ///< entries in that order
  std::vector<std::string> departements_;
  std::vector<std::uint16_t> departement_of_;  ///< of each entry: index in departements_
  std::vector<std::string> words_;             ///< sorted
  std::vector<std::uint32_t> first_posting_;   ///< of each word, and the end
  std::vector<std::uint32_t> letters_;         ///< of each word: geocoding::letters_of
  struct Posting {
    std::uint32_t entry;
    std::uint32_t where;  ///< 0 name, 1 commune or postcode, 2 address: the first that has the word
  };
  std::vector<Posting> postings_;
};

/// Kilometres between two points of the globe.
double distance_km(standard::Coordinates a, standard::Coordinates b);

}  // namespace maillage::places
