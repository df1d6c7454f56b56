#pragma once
/// Many places to be read: the texts of a place stand one behind the other in large blocks, a fifth
/// of the memory of as many `Place`, none of them moved once it is there. For whoever holds a whole
/// list; what changes a place, or writes it, works on a `Place`.
#include "standard/field_text.hpp"

#include <array>
#include <cstdint>
#include <memory>

namespace maillage::standard {

using Extras = std::vector<std::pair<std::string, std::string>>;

/// The texts of one place, wherever they are kept: in a `Place` or among `PackedPlaces`, which must
/// outlive the view. Handed on by value.
class PlaceView {
 public:
  PlaceView(const Place& place) : place_(&place) {}  // NOLINT: a place is its own view

  std::string_view operator[](Field field) const {
    const auto number = static_cast<std::size_t>(field);
    return packed_ == nullptr ? std::string_view(place_->values[number]) : packed_text(number);
  }
  bool has(Field field) const { return !(*this)[field].empty(); }
  const Extras& extras() const;
  std::vector<std::string_view> list(Field field) const { return items_of((*this)[field]); }
  std::optional<Coordinates> coordinates() const {
    return point_of((*this)[Field::latitude], (*this)[Field::longitude]);
  }
  /// Every text becomes this place's; its own memory serves again.
  void copy_to(Place& place) const;

 private:
  friend class PackedPlaces;
  /// What precedes the texts of a packed place.
  struct Packed {
    const Extras* extras;                               ///< null when it has none
    std::array<std::uint32_t, kFieldCount + 1> starts;  ///< of its texts, from the first one on
    const char* texts() const { return reinterpret_cast<const char*>(this + 1); }
  };
  explicit PlaceView(const Packed* packed) : packed_(packed) {}
  std::string_view packed_text(std::size_t number) const {
    const auto& starts = packed_->starts;
    return {packed_->texts() + starts[number], starts[number + 1] - starts[number]};
  }

  const Place* place_ = nullptr;
  const Packed* packed_ = nullptr;
};

class PackedPlaces {
 public:
  using Texts = std::array<std::string_view, kFieldCount>;

  /// Copies the texts. They may be four gigabytes long together.
  PlaceView add(const Texts& texts, Extras extras = {});
  /// A copy of a text that lives as long as the places.
  std::string_view keep(std::string_view text);
  /// Takes over what `others` hold; views of it stay good.
  void absorb(PackedPlaces&& others);

 private:
  char* room(std::size_t bytes);

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
  std::vector<std::unique_ptr<Extras>> extras_;
};

}  // namespace maillage::standard
