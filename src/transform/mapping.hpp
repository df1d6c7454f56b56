#pragma once
/// The mapping file of a source (`<source>.config.json`): which columns of a producer's list give
/// which field of the standard. Read once into this typed form; every surprise is a finding, and a
/// wrong file never stops the reading of the rest of it. The grammar, by example, is in
/// docs/fichier-de-correspondance.md.
#include "base/finding.hpp"
#include "formats/json.hpp"
#include "standard/place.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

/// `{"colonne": "X"}`, `{"colonne": ["X", "Y"]}` (the first that is not empty) or `{"valeur":
/// "text"}`.
struct TextSource {
  std::vector<std::string> columns;
  std::string constant;
  bool mapped() const { return !columns.empty() || !constant.empty(); }
};

/// `{"joindre": {"colonnes": [...], "séparateur": " ", "ou": {...}}}`: the first step that gives a
/// text wins.
struct JoinStep {
  std::vector<std::string> columns;
  std::string separator;
};

/// A coordinate, perhaps a part of a cell: `{"dissocier": {"colonne": "X", "séparateur": ",",
/// "partie": 0}}`.
struct NumberSource {
  std::vector<std::string> columns;
  std::string separator;  ///< empty: the whole cell is the number
  std::size_t part = 0;   ///< 0-based, among the parts that are not empty
};

/// `{"colonnes": [...], "termes": [...], "sauf": [...], "cible": "value"}`.
struct Choice {
  std::vector<std::string> columns;
  std::vector<std::string>
      terms;  ///< lower case; the choice fires when a cell contains one of them...
  std::vector<std::string> except;   ///< lower case; ...and none of these
  bool any_text = false;             ///< no `termes`: fires when a cell is not empty
  std::vector<std::string> targets;  ///< admitted values; more than one when an old value was split
  bool own_text = false;  ///< no `cible`: the cell itself is the value (autres_formations_labels)
  std::string with_support;  ///< only when the row has this modalites_accompagnement; empty: always
  bool always() const { return columns.empty(); }
};

struct DayColumns {
  std::size_t day = 0;               ///< 0 is Monday
  std::vector<std::string> columns;  ///< joined with ", "
};

struct HoursSource {
  std::vector<DayColumns> days;
  std::string week;  ///< column of a text about the whole week
  std::string osm;   ///< column that holds OpenStreetMap's notation
};

struct Mapping {
  std::array<TextSource, standard::kFieldCount> texts;
  std::array<std::vector<Choice>, standard::kFieldCount> choices;
  std::vector<JoinStep> adresse;
  NumberSource latitude, longitude;
  HoursSource horaires;
  TextSource semaine_ouverture;  ///< "Semaine paire": even weeks; another text: odd weeks
  TextSource prive;              ///< a column that says that the place receives nobody
  /// Some column is named like "items.0.name": arrays of the source become columns of their own.
  bool explode_arrays = false;

  const TextSource& text(standard::Field field) const {
    return texts[static_cast<std::size_t>(field)];
  }
  const std::vector<Choice>& choice(standard::Field field) const {
    return choices[static_cast<std::size_t>(field)];
  }
};

struct MappingReading {
  Mapping mapping;
  base::Findings findings;  ///< rules "mapping.*"
};

/// Throws base::Error (bad_input) when the document is not an object: nothing could be done with
/// it.
MappingReading read_mapping(const formats::Json& json);
/// Reads the text of a file. Throws base::Error (bad_input) also when it is no JSON.
MappingReading read_mapping_text(std::string_view text);

/// A column that the mapping names, and the key that names it.
struct ColumnUse {
  std::string key;
  std::string column;
};
/// All columns named, in the order of the standard, each once a key.
std::vector<ColumnUse> columns_used(const Mapping& mapping);

}  // namespace maillage::transform
