#pragma once
/// What a model says: which fields are read and how they are cleaned, which pairs are worth
/// comparing (blocking), how they are compared, and what to do with the result. A model holds no
/// data: the same one serves every list of its kind. Written as TOML (model_file.hpp).
#include <cstddef>
#include <string>
#include <vector>

namespace maillage::linkage {

/// One step of cleaning, e.g. {"prefixe", "4"}; the names are listed in field.hpp.
struct CleaningStep {
  std::string name;
  std::string argument;
};

/// A text made from columns, or from another field.
struct FieldSpec {
  std::string name;
  std::vector<std::string> columns;  ///< known names; the first that is filled counts
  bool joined = false;               ///< all of them joined by spaces instead
  std::string from;                  ///< another field instead of columns
  std::vector<CleaningStep> steps;
};

enum class Measure {
  exact,
  jaro_winkler,
  levenshtein,
  damerau,
  words,      ///< cosine of tf-idf weighted words, misspelt words counting partly
  contained,  ///< share of the shorter text's idf found in the longer one
  trigrams,   ///< cosine of tf-idf weighted letter trigrams
  date,
  person,
  email,
  phone,
  siret,
  house_number,
  number,
  distance,  ///< metres between two points
  address,   ///< house number, street and point together
};

struct ComparisonSpec {
  std::string field;
  std::string label;  ///< in French, for explanations: "date de naissance"
  Measure measure = Measure::exact;
  /// Thresholds of the levels between "equal" and "different", best first: similarities, or metres.
  std::vector<double> thresholds;
  bool term_frequencies = false;  ///< agreement on a rare value weighs more
  /// Given probabilities instead of learned ones, from "equal" to "different"; empty: learned.
  std::vector<double> m, u;
};

enum class BlockingKind {
  equal,      ///< all the fields are equal
  neighbour,  ///< close to each other when sorted by the fields
  near,       ///< within some metres
  alike,      ///< among the most alike by tf-idf
};

struct BlockingSpec {
  BlockingKind kind = BlockingKind::equal;
  std::vector<std::string> fields;
  std::size_t window = 5;  ///< neighbour: how many followers
  double metres = 300;     ///< near
  std::size_t best = 10;   ///< alike: partners of each value
  bool by_words = false;   ///< alike: words instead of trigrams
};

enum class LinkKind {
  groups,      ///< any number of records may be the same
  one_to_one,  ///< between two files, each record has one partner at most
};

struct Model {
  std::string name, title;
  std::vector<FieldSpec> fields;
  std::vector<ComparisonSpec> comparisons;
  std::vector<BlockingSpec> blockings;
  LinkKind kind = LinkKind::groups;
  double threshold = 0.5;           ///< probability from which two records are taken for the same
  std::size_t largest_block = 200;  ///< records; larger blocks are refined
  double prior = 0;  ///< given probability that two random records are the same; 0: learned
};

}  // namespace maillage::linkage
