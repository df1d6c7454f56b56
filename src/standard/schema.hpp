#pragma once
/// The published versions of the standard as tables: which columns, what each may hold, what
/// separates the values of a list. Made from the files of data/standard, where each version's own
/// text is kept. Four slips of these texts are put right here, because they refuse what the same
/// text documents: "Étapes numériques(La Poste)" without its space (1.0.2), a SIRET too long for
/// its own pattern and brackets left unescaped (0.2.0 and 0.1.0), blanks behind values (0.2.0).
#include "standard/place.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace maillage::standard {

enum class Version : unsigned char { v0_1_0, v0_1_1, v0_2_0, v1_0_0, v1_0_1, v1_0_2 };

enum class FieldKind : unsigned char {
  text,
  number,
  date,  ///< YYYY-MM-DD
  code_postal,
  code_insee,
  pivot,
  telephone,
  closed_list,  ///< values of `SchemaField::values`, joined by the separator
  open_list,    ///< any values, joined by the separator
};

struct SchemaField {
  std::string_view name;
  FieldKind kind = FieldKind::text;
  bool required = false;
  bool unique = false;
  std::size_t max_length = 0;                ///< in UTF-16 units; 0: no limit
  std::span<const std::string_view> values;  ///< of a closed list
  std::optional<Field> field;                ///< the field of v1.0.2 with that name
};

struct Schema {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  Version version;
  char separator;  ///< between the values of a list: ';' before 1.0.0, '|' since
  std::span<const SchemaField> fields;

  /// The position of the field of that name, or `kNone`.
  std::size_t find(std::string_view name) const;
};

const Schema& schema(Version version);
/// "1.0.2"
std::string_view version_name(Version version);
/// Of "1.0.2" or "v1.0.2"; "0.1" and "1.0" mean the last of their line.
std::optional<Version> version_named(std::string_view name);

}  // namespace maillage::standard
