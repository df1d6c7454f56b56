#pragma once
/// Fields of a model made from the columns of a table: each distinct text is cleaned once.
///
/// Steps of cleaning: plier (lower case, no accents, punctuation as spaces) · mots-tries ·
/// premier-mot · dernier-mot · sans X Y (drops these words) · prefixe N · suffixe N · chiffres ·
/// sans-espaces · phonetique (Soundex) · date (YYYYMMDD) · annee · telephone (national digits) ·
/// courriel · compte (of an e-mail) · siret · siren · numero (of a house) · reference (the word
/// that looks most like a manufacturer's reference) · initiales.
#include "linkage/model.hpp"
#include "linkage/table.hpp"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::linkage {

struct Field {
  std::string name;
  Dictionary dictionary;
  Values values;         ///< by record
  bool present = false;  ///< false when the table has none of its columns

  std::string_view text(RecordId record) const { return dictionary.text(values[record]); }
};

bool is_cleaning_step(std::string_view name);

/// Steps looked up once, for many texts. Steps without a meaning do nothing.
class Cleaner {
 public:
  explicit Cleaner(std::span<const CleaningStep> steps);
  ~Cleaner();
  /// A part of `text`, or one that stands until the next call.
  std::string_view operator()(std::string_view text);

 private:
  struct Known;
  std::vector<Known> steps_;
  std::string written_;
};

class Fields {
 public:
  /// Throws base::Error (usage) when none of the columns is in the table.
  Fields(const Table& table, const std::vector<FieldSpec>& specs);
  /// A field by name, cleaned further when steps follow: "nom | prefixe 4".
  const Field& get(std::string_view expression);

 private:
  std::deque<Field> fields_;  // references given out stay valid
};

/// "nom | plier | prefixe 4" -> "nom" and its steps.
std::string parse_expression(std::string_view expression, std::vector<CleaningStep>& steps);
CleaningStep parse_step(std::string_view text);

}  // namespace maillage::linkage
