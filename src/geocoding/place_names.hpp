#pragma once
/// The names of communes, former communes, arrondissements, EPCI, départements and régions, found
/// by what people write: exactly, by their beginning, or within a few letters. Made from the
/// communes in some 30 ms, 8 MB; answers in microseconds. Must not outlive the communes.
#include "geocoding/arrondissements.hpp"
#include "geocoding/model.hpp"
#include "territory/communes.hpp"

#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::geocoding {

/// What a name may mean.
struct NamedPlace {
  Kind kind = Kind::commune;
  const territory::Commune* commune = nullptr;  ///< null for areas
  const Arrondissement* arrondissement = nullptr;
  std::string_view code, name;  ///< of an area
  Point point;                  ///< of an area: the middle of its communes
  std::uint32_t population = 0;
};

struct PlaceName {
  std::string_view key;  ///< territory::name_key of the name
  std::uint32_t place = 0;
  territory::NameKind kind = territory::NameKind::official;
  std::uint32_t postcode = 0;  ///< the only one it is used with; 0: any
};

class PlaceNames {
 public:
  explicit PlaceNames(const territory::Communes& communes);
  PlaceNames(PlaceNames&&) = default;
  PlaceNames& operator=(PlaceNames&&) = default;

  const territory::Communes& communes() const { return *communes_; }
  const NamedPlace& place(std::uint32_t index) const { return places_[index]; }
  std::uint32_t place_of(const territory::Commune& commune) const;
  /// Nothing when the communes lack its city.
  std::optional<std::uint32_t> place_of(const Arrondissement& arrondissement) const;
  std::optional<std::uint32_t> area_index(Kind kind, std::string_view code) const;

  std::span<const PlaceName> named(std::string_view key) const;
  /// Names that begin with the key, in their order.
  std::span<const PlaceName> beginning_with(std::string_view key) const;
  /// Calls `visit(name, misspellings)` for the names within `limit` (1 to 3) misspellings of the
  /// key.
  void each_close(std::string_view key, int limit,
                  const std::function<void(const PlaceName&, int)>& visit) const;
  /// All names of one place, in order.
  template <class Visit>
  void each_name(std::uint32_t place, Visit visit) const {
    for (std::uint32_t i = first_name_[place]; i < first_name_[place + 1]; ++i)
      visit(names_[names_of_[i]]);
  }

 private:
  void add_communes();
  void add_without_links(const territory::CommuneName& name);
  void add_arrondissements();
  void add_areas();
  void index();

  const territory::Communes* communes_;
  std::vector<NamedPlace> places_;  ///< the communes in their order, the arrondissements, the areas
  std::vector<PlaceName> names_;    ///< sorted by key
  std::deque<std::string> keys_;    ///< of names that the file of communes doesn't hold
  std::vector<std::uint32_t> slots_;  ///< open addressing on the hash of a key: its first name + 1
  std::vector<std::uint32_t> first_name_, names_of_;  ///< by place
  struct Shape {
    std::uint64_t letters;  ///< letter_counts_of the key
    std::uint32_t name;
  };
  std::vector<Shape> shapes_;                   ///< names in order of the length of their key
  std::vector<std::uint32_t> first_of_length_;  ///< in shapes_
};

}  // namespace maillage::geocoding
