#pragma once
/// The inside of `Communes`: views on the sections of communes.bin (layout in
/// data/territories/make.mjs). Offsets count from the start of the file. For communes.cpp and
/// match.cpp only.
#include "formats/mapped_file.hpp"
#include "territory/communes.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace maillage::territory {

struct NameRecord {
  std::uint32_t hash, key, commune,
      postcode;  ///< postcode 0: the name holds for all of the commune
  std::uint8_t key_length;
  NameKind kind;
  std::uint16_t padding;
};

struct ServedRecord {
  std::uint32_t postcode, commune;
};

struct CodeRecord {
  char code[8];  ///< 5 characters and padding
  std::uint32_t commune;
};

struct AreaRecord {
  char code[9];
  std::uint8_t kind, name_length, padding;
  std::uint32_t name, region;
};
struct Communes::Data {
  formats::MappedFile file;
  std::span<const Commune> communes;
  std::span<const NameRecord> names;
  std::span<const std::uint32_t> names_from;  ///< by the upper bits of the hash: the first name
  std::span<const std::uint32_t> names_of;    ///< indices of the names of each commune
  std::span<const ServedRecord> served;
  std::span<const CodeRecord> codes;
  std::span<const AreaRecord> areas;

  /// False when a record points outside the file.
  bool is_sound() const;
  std::string_view key(const NameRecord& name) const {
    return file.bytes().substr(name.key, name.key_length);
  }
  /// The records of one key, official names first.
  std::span<const NameRecord> named(std::string_view key) const;
  std::span<const ServedRecord> served_by(std::uint32_t postcode) const;
  /// Calls `visit(const NameRecord&)` for each name of a commune.
  template <class Visit>
  void each_name(const Commune& commune, Visit visit) const {
    for (const std::uint32_t name : names_of.subspan(commune.names_, commune.name_count_))
      visit(names[name]);
  }
  /// Communes of the département(s) that a postcode belongs to by its first digits; code order
  /// makes them neighbours.
  std::span<const Commune> around(std::uint32_t postcode) const;
  std::string_view area_name(AreaKind kind, std::string_view code) const;
};

}  // namespace maillage::territory
