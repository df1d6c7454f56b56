#pragma once
/// Finds the streets that the words of a question may mean: in one commune, or anywhere. A word
/// misspelt (1 letter from 5, 2 from 8) or cut is compared with the words of that commune's streets
/// only, so that a city takes microseconds and the country is never walked.
#include "geocoding/address_file.hpp"
#include "geocoding/readings.hpp"
#include "geocoding/words.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::geocoding {

struct FoundStreet {
  std::uint32_t street = 0;
  WordSet words = 0;   ///< of the question, that name it
  double said = 0;     ///< their weight, less for misspelt ones
  double missing = 0;  ///< weight of its own words that the question lacks
  bool misspelt = false;
};

class StreetFinder {
 public:
  /// `unfinished`: the last word may be a beginning. All must outlive the finder.
  StreetFinder(const AddressFile& file, std::span<const Word> words, bool unfinished);

  /// The best streets of a commune for the words of the question that are in `free`.
  std::vector<FoundStreet> in_commune(StreetRange commune, WordSet free);
  /// The best of all, those of the communes `first` before others; of very common names only those
  /// in the `largest` communes besides.
  std::vector<FoundStreet> anywhere(WordSet free, std::span<const StreetRange> first,
                                    std::span<const StreetRange> largest);

 private:
  /// A word of the file that a word of the question may mean.
  struct Meaning {
    std::uint32_t word;
    float likeness;
  };
  /// One word of the question, or two that the file writes as one.
  struct Term {
    WordSet words = 0;
    double weight = 0;
    bool retrieves = false;  ///< names; types and numbers only rank
    std::string text;
    std::uint32_t letters = 0;  ///< letters_of the text
    std::vector<Meaning> exact;
    std::vector<Meaning> meanings;  ///< of the search at hand
  };

  bool is_unfinished(const Term& term) const;
  void add_joined_terms();
  void use_exact_meanings(WordSet free);
  void guess_meanings(Term& term, std::span<const std::uint32_t> vocabulary) const;
  void guess_in_whole_file(Term& term) const;
  bool could_mean(const Term& term, std::uint32_t word, Meaning& meaning) const;
  void gather(const Term& term, StreetRange range);
  std::vector<FoundStreet> ranked(WordSet free, std::size_t most) const;
  FoundStreet score(std::uint32_t street, WordSet free) const;

  const AddressFile& file_;
  std::span<const Word> words_;
  bool unfinished_;
  std::vector<Term> terms_;
  std::vector<std::uint32_t> gathered_;
};

}  // namespace maillage::geocoding
