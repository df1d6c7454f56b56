// The quick judgement of one place: yes or no, without a word.
#include "base/date.hpp"
#include "base/text.hpp"
#include "standard/validate.hpp"
#include "standard/validators.hpp"
#include "standard/vocabulary.hpp"

#include <algorithm>

namespace maillage::standard {

namespace {

bool is_number(std::string_view text) {
  double value = 0;
  return base::parse_number(text, value);
}

bool is_admitted_list(Field field, std::string_view value) {
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find('|', begin), value.size());
    if (!admitted(field, value.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}

bool is_well_formed(const SchemaField& field, std::string_view value) {
  if (field.max_length != 0 && value.size() > field.max_length &&
      base::utf16_length(value) > field.max_length) {
    return false;
  }
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::open_list:
      return true;
    case FieldKind::number:
      return is_number(value);
    case FieldKind::date:
      return base::parse_iso_date(value).has_value();
    case FieldKind::code_postal:
      return is_valid_code_postal(value);
    case FieldKind::code_insee:
      return is_schema_code_insee(value);
    case FieldKind::pivot:
      return is_schema_pivot(value);
    case FieldKind::telephone:
      return is_schema_telephone(value);
    case FieldKind::closed_list:
      return is_admitted_list(*field.field, value);
  }
  return true;
}

}  // namespace

bool is_publishable(const Place& place) {
  const Schema& current = schema(Version::v1_0_2);
  for (const SchemaField& field : current.fields) {
    const std::string& value = place[*field.field];
    if (value.empty()) {
      if (field.required && field.field != Field::pivot && field.field != Field::date_maj)
        return false;
    } else if (!is_well_formed(field, value)) {
      return false;
    }
  }
  return true;
}

}  // namespace maillage::standard
