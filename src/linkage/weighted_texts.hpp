#pragma once
/// The texts of a field as sets of terms (words or letter trigrams) weighted by rarity: tf-idf
/// vectors of length 1. Word weights: idf = ln(1 + N / df) over distinct texts.
#include "linkage/dictionary.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace maillage::linkage {

enum class TermKind { words, trigrams };

class WeightedTexts {
 public:
  struct Term {
    std::uint32_t id;
    float weight;
  };

  WeightedTexts(const Dictionary& texts, TermKind kind);

  std::size_t size() const { return starts_.size() - 1; }
  std::size_t term_count() const { return terms_.size(); }
  std::span<const Term> terms(ValueId text) const {
    return {entries_.data() + starts_[text], entries_.data() + starts_[text + 1]};
  }
  /// Cosine of the two texts.
  double cosine(ValueId a, ValueId b) const;
  /// Cosine in which words that differ by a slip count partly (soft tf-idf, Cohen et al. 2003).
  double soft_cosine(ValueId a, ValueId b) const;
  /// Weight that both share / weight of the lighter one: 1 when one says all that the other says.
  double contained(ValueId a, ValueId b) const;

 private:
  Dictionary terms_;
  std::vector<Term> entries_;
  std::vector<std::size_t> starts_;
  std::vector<float> raw_weights_;  ///< Euclidean length of each text before scaling
};

/// Pairs of texts such that one is among the `best` most alike of the other, each pair once, the
/// smaller id first. When `sides` is given (bit 1: used by the first file, bit 2: by the second),
/// partners are sought on the other side. Very frequent terms are left out once a text has looked
/// at enough others, so that the work stays linear.
std::vector<std::pair<ValueId, ValueId>> most_alike(const WeightedTexts& texts, std::size_t best,
                                                    std::span<const std::uint8_t> sides = {});

}  // namespace maillage::linkage
