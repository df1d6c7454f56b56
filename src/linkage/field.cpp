#include "linkage/field.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

namespace maillage::linkage {

namespace {

/// Cleans every distinct text of `dictionary` once.
Field cleaned(const Dictionary& dictionary, const Values& values,
              const std::vector<CleaningStep>& steps) {
  Field field;
  Cleaner clean(steps);
  std::vector<ValueId> renumbered(dictionary.size(), kMissing);
  for (ValueId value = 1; value < dictionary.size(); ++value) {
    renumbered[value] = field.dictionary.intern(base::trim(clean(dictionary.text(value))));
  }
  field.values.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) field.values[i] = renumbered[values[i]];
  return field;
}

/// The columns joined by spaces, empty cells left out. A point needs all its parts.
Field joined(const std::vector<const Column*>& columns, std::size_t records,
             const std::vector<CleaningStep>& steps) {
  Dictionary texts;
  Values values(records);
  std::string text;
  for (std::size_t record = 0; record < records; ++record) {
    text.clear();
    for (const Column* column : columns) {
      const std::string_view part = column->text(static_cast<RecordId>(record));
      if (!text.empty() && !part.empty()) text += ' ';
      text += part;
    }
    values[record] = texts.intern(text);
  }
  return cleaned(texts, values, steps);
}

/// The first of the columns that says something of the record, once cleaned.
Field first_filled(const std::vector<const Column*>& columns,
                   const std::vector<CleaningStep>& steps) {
  Field field = cleaned(columns[0]->dictionary, columns[0]->values, steps);
  for (std::size_t i = 1; i < columns.size(); ++i) {
    const Field other = cleaned(columns[i]->dictionary, columns[i]->values, steps);
    for (std::size_t record = 0; record < field.values.size(); ++record) {
      if (field.values[record] != kMissing || other.values[record] == kMissing) continue;
      field.values[record] = field.dictionary.intern(other.text(static_cast<RecordId>(record)));
    }
  }
  return field;
}

Field from_columns(const Table& table, const FieldSpec& spec) {
  std::vector<const Column*> columns;
  for (const std::string& name : spec.columns) {
    if (const Column* column = table.find(name)) columns.push_back(column);
  }
  Field field;
  if (columns.empty()) {
    field.values.assign(table.size(), kMissing);
  } else if (spec.joined && columns.size() > 1) {
    field = joined(columns, table.size(), spec.steps);
  } else {
    field = first_filled(columns, spec.steps);
  }
  field.present = !columns.empty();
  return field;
}

}  // namespace

CleaningStep parse_step(std::string_view text) {
  text = base::trim(text);
  const std::size_t cut = text.find(' ');
  CleaningStep step{std::string(text.substr(0, cut)), {}};
  if (cut != std::string_view::npos) step.argument = base::trim(text.substr(cut + 1));
  return step;
}

std::string parse_expression(std::string_view expression, std::vector<CleaningStep>& steps) {
  const std::vector<std::string_view> parts = base::split(expression, '|');
  for (std::size_t i = 1; i < parts.size(); ++i) steps.push_back(parse_step(parts[i]));
  return std::string(base::trim(parts[0]));
}

Fields::Fields(const Table& table, const std::vector<FieldSpec>& specs) {
  bool any = false;
  for (const FieldSpec& spec : specs) {
    Field field;
    if (spec.from.empty()) {
      field = from_columns(table, spec);
    } else {
      const Field& origin = get(spec.from);
      field = cleaned(origin.dictionary, origin.values, spec.steps);
      field.present = origin.present;
    }
    any = any || field.present;
    field.name = spec.name;
    fields_.push_back(std::move(field));
  }
  if (!any) {
    std::string wanted;
    for (const FieldSpec& spec : specs) {
      if (!spec.columns.empty()) wanted += (wanted.empty() ? "" : ", ") + spec.columns[0];
    }
    throw base::Error(
        base::ErrorCode::usage,
        "Aucune colonne de ce fichier ne convient au modèle. Il attend par exemple : " + wanted +
            ". Choisissez un autre modèle ou renommez les colonnes.");
  }
}

const Field& Fields::get(std::string_view expression) {
  for (const Field& field : fields_) {
    if (field.name == expression) return field;
  }
  std::vector<CleaningStep> steps;
  const std::string name = parse_expression(expression, steps);
  if (steps.empty()) {
    throw base::Error(base::ErrorCode::usage,
                      "Le modèle ne définit pas le champ « " + name + " ».");
  }
  const Field& origin = get(name);
  Field field = cleaned(origin.dictionary, origin.values, steps);
  field.present = origin.present;
  field.name = expression;
  fields_.push_back(std::move(field));
  return fields_.back();
}

}  // namespace maillage::linkage
