#include "geocoding/street_finder.hpp"

#include "geocoding/letters.hpp"
#include "territory/closeness.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace maillage::geocoding {
namespace {

constexpr std::size_t kMostGathered = 1500;
constexpr std::size_t kMostMeanings = 12;
constexpr std::size_t kMostFound = 8, kMostFoundAnywhere = 100;
/// A name that more streets bear is looked for in the largest communes only.
constexpr std::size_t kCommonName = 1000;

// How much likeness is left, our own scale as in readings.cpp.
constexpr float kOneMisspelling = 0.85f, kTwoMisspellings = 0.7f, kBeginning = 0.8f,
                kInitial = 0.7f;
constexpr std::size_t kShortestBeginning = 4;
/// Words of a street that the question lacks.
constexpr double kMissingName = 0.5, kMissingType = 0.25;

std::span<const std::uint32_t> inside(std::span<const std::uint32_t> postings, StreetRange range) {
  const auto begin = std::ranges::lower_bound(postings, range.from);
  const auto end = std::lower_bound(begin, postings.end(), range.to);
  return {begin, end};
}

}  // namespace

StreetFinder::StreetFinder(const AddressFile& file, std::span<const Word> words, bool unfinished)
    : file_(file), words_(words), unfinished_(unfinished) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    if (word.role == Role::noise || word.role == Role::link || is_postcode(word)) continue;
    Term term;
    term.words = WordSet{1} << i;
    term.weight = word.role == Role::number ? 1 : weight_of(word);
    term.retrieves = word.role == Role::name;
    term.text = word.full;
    term.letters = letters_of(word.full);
    if (const auto found = file.find_word(word.full)) term.exact.push_back({*found, 1});
    terms_.push_back(std::move(term));
  }
  add_joined_terms();
}

/// "grand place" for "Grandplace".
void StreetFinder::add_joined_terms() {
  for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
    if (words_[i].role != Role::name || words_[i + 1].role != Role::name) continue;
    const auto found = file_.find_word(words_[i].full + words_[i + 1].full);
    if (!found) continue;
    Term term;
    term.words = WordSet{3} << i;
    term.weight = weight_of(words_[i]) + weight_of(words_[i + 1]);
    term.retrieves = true;
    term.exact.push_back({*found, 1});
    terms_.push_back(std::move(term));
  }
}

bool StreetFinder::is_unfinished(const Term& term) const {
  return unfinished_ && (term.words >> (words_.size() - 1) & 1) != 0;
}

void StreetFinder::use_exact_meanings(WordSet free) {
  for (Term& term : terms_) {
    term.meanings.clear();
    if ((term.words & free) == term.words) term.meanings = term.exact;
  }
}

bool StreetFinder::could_mean(const Term& term, std::uint32_t word, Meaning& meaning) const {
  const std::size_t length = file_.length(word), wanted = term.text.size();
  const std::uint32_t letters = file_.letters(word);
  const bool last = is_unfinished(term);
  if (length > wanted && wanted >= (last ? 1 : kShortestBeginning) &&
      (term.letters & ~letters) == 0 && file_.word(word).starts_with(term.text)) {
    meaning = {word, last ? 0.95f : kBeginning};
    return true;
  }
  const int limit = tolerance_of(std::max(length, wanted));
  if (limit == 0 || length + static_cast<std::size_t>(limit) < wanted ||
      wanted + static_cast<std::size_t>(limit) < length ||
      differ_by_more(letters, term.letters, 2 * limit))
    return false;
  const int slips = territory::misspellings(term.text, file_.word(word), limit);
  if (slips > limit) return false;
  meaning = {word, slips <= 1 ? kOneMisspelling : kTwoMisspellings};
  return true;
}

void StreetFinder::guess_meanings(Term& term, std::span<const std::uint32_t> vocabulary) const {
  for (const std::uint32_t word : vocabulary) {
    Meaning meaning;
    if (word >= file_.word_count() || !could_mean(term, word, meaning)) continue;
    const auto known = std::ranges::find(term.meanings, word, &Meaning::word);
    if (known == term.meanings.end()) term.meanings.push_back(meaning);
    if (term.meanings.size() >= kMostMeanings * 4) break;
  }
}

void StreetFinder::guess_in_whole_file(Term& term) const {
  const auto by_length = file_.words_by_length();
  const std::size_t slack = static_cast<std::size_t>(tolerance_of(term.text.size() + 1));
  const auto at_length = [&](std::size_t length) {
    const auto length_of = [&](std::uint32_t word) {
      return word < file_.word_count() ? file_.length(word) : kLongestQuestion;
    };
    return static_cast<std::size_t>(std::ranges::lower_bound(by_length, length, {}, length_of) -
                                    by_length.begin());
  };
  const std::size_t from = at_length(term.text.size() - std::min(slack, term.text.size()));
  const std::size_t to = at_length(term.text.size() + slack + 1);
  if (from < to) guess_meanings(term, by_length.subspan(from, to - from));
  const auto [first, last] = file_.beginning_with(term.text);
  for (std::uint32_t word = first; word < last && term.meanings.size() < kMostMeanings * 4; ++word)
    guess_meanings(term, std::span(&word, 1));
}

/// Adds the streets of a range that bear what a term may mean.
void StreetFinder::gather(const Term& term, StreetRange range) {
  for (const Meaning& meaning : term.meanings) {
    const auto streets = inside(file_.postings(meaning.word), range);
    const std::size_t room = kMostGathered - std::min(kMostGathered, gathered_.size());
    const auto taken = streets.first(std::min(streets.size(), room));
    gathered_.insert(gathered_.end(), taken.begin(), taken.end());
  }
}

FoundStreet StreetFinder::score(std::uint32_t street, WordSet free) const {
  FoundStreet found;
  found.street = street;
  for (const std::uint32_t word : file_.words_of(file_.streets()[street])) {
    if (word >= file_.word_count()) continue;
    const Term* best = nullptr;
    float likeness = 0;
    for (const Term& term : terms_) {
      if ((term.words & found.words) != 0 || (term.words & free) != term.words) continue;
      for (const Meaning& meaning : term.meanings) {
        if (meaning.word == word && meaning.likeness > likeness) {
          best = &term;
          likeness = meaning.likeness;
        }
      }
      const bool initial = best == nullptr && term.text.size() == 1 && term.retrieves &&
                           file_.word(word).starts_with(term.text);
      if (initial) {
        best = &term;
        likeness = kInitial;
      }
    }
    if (best == nullptr) {
      found.missing += file_.is_type(word) ? kMissingType : kMissingName;
      continue;
    }
    found.words |= best->words;
    found.said += best->weight * likeness;
    found.misspelt = found.misspelt || likeness < 1;
  }
  // Links in the street's own name count with the words that they join.
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const bool joins = words_[i].role == Role::link && (free >> i & 1) != 0 &&
                       i + 1 < words_.size() && (found.words >> (i + 1) & 1) != 0;
    if (!joins) continue;
    found.words |= WordSet{1} << i;
    found.said += weight_of(words_[i]);
  }
  return found;
}

std::vector<FoundStreet> StreetFinder::ranked(WordSet free, std::size_t most) const {
  // Each once, in the order they were gathered: of equal ones the first are kept.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> streets;
  streets.reserve(gathered_.size());
  for (std::uint32_t i = 0; i < gathered_.size(); ++i) streets.emplace_back(gathered_[i], i);
  std::ranges::sort(streets);
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  streets.erase(std::unique(streets.begin(), streets.end(), same), streets.end());
  struct Ranked {
    FoundStreet found;
    std::uint32_t order;
  };
  std::vector<Ranked> ranked;
  ranked.reserve(streets.size());
  for (const auto& [street, order] : streets) {
    if (street < file_.streets().size()) ranked.push_back({score(street, free), order});
  }
  const std::size_t kept = std::min(most, ranked.size());
  std::ranges::partial_sort(ranked, ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                            [](const Ranked& a, const Ranked& b) {
                              const double left = a.found.said - a.found.missing,
                                           right = b.found.said - b.found.missing;
                              return left != right ? left > right : a.order < b.order;
                            });
  std::vector<FoundStreet> found;
  for (std::size_t i = 0; i < kept; ++i) found.push_back(ranked[i].found);
  return found;
}

std::vector<FoundStreet> StreetFinder::in_commune(StreetRange commune, WordSet free) {
  use_exact_meanings(free);
  const auto vocabulary = file_.words_between(commune.from, commune.to);
  for (Term& term : terms_) {
    if ((term.words & free) != term.words || term.text.empty()) continue;
    const bool known = std::ranges::any_of(term.meanings, [&](const Meaning& meaning) {
      return !inside(file_.postings(meaning.word), commune).empty();
    });
    if (!known || is_unfinished(term)) guess_meanings(term, vocabulary);
  }
  // A street type alone brings up all streets of its kind: only where no name is asked for.
  const bool any_name = std::ranges::any_of(
      terms_, [](const Term& term) { return term.retrieves && !term.meanings.empty(); });
  gathered_.clear();
  for (const Term& term : terms_) {
    if (term.retrieves || !any_name) gather(term, commune);
  }
  return ranked(free, kMostFound);
}

std::vector<FoundStreet> StreetFinder::anywhere(WordSet free, std::span<const StreetRange> first,
                                                std::span<const StreetRange> largest) {
  const StreetRange all{0, static_cast<std::uint32_t>(file_.streets().size())};
  use_exact_meanings(free);
  const Term* rarest = nullptr;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (Term& term : terms_) {
    if ((term.words & free) != term.words || !term.retrieves) continue;
    const bool guess = term.meanings.empty() || is_unfinished(term);
    if (guess && !term.text.empty()) guess_in_whole_file(term);
    std::size_t count = 0;
    for (const Meaning& meaning : term.meanings) count += file_.postings(meaning.word).size();
    if (count == 0 || count >= fewest) continue;
    fewest = count;
    rarest = &term;
  }
  gathered_.clear();
  if (rarest == nullptr) return {};
  if (fewest > kMostFoundAnywhere) {
    for (const StreetRange& commune : first) {
      if (gathered_.size() < kMostGathered / 2) gather(*rarest, commune);
    }
  }
  if (fewest <= kCommonName) {
    gather(*rarest, all);
  } else {
    for (const StreetRange& commune : largest) {
      if (gathered_.size() < kMostGathered) gather(*rarest, commune);
    }
  }
  return ranked(free, kMostFoundAnywhere);
}

}  // namespace maillage::geocoding
