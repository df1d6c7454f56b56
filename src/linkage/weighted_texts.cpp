#include "linkage/weighted_texts.hpp"

#include "linkage/similarity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace maillage::linkage {

namespace {

constexpr std::size_t kComparedTerms = 512;

template <class Visit>
void for_each_term(std::string_view text, TermKind kind, Visit visit) {
  if (kind == TermKind::words) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      if (end > at) visit(text.substr(at, end - at));
      at = end + 1;
    }
    return;
  }
  // A blank before and behind, so that first and last letters count.
  std::string padded;
  padded.reserve(text.size() + 2);
  padded += ' ';
  padded += text;
  padded += ' ';
  for (std::size_t at = 0; at + 3 <= padded.size(); ++at) {
    visit(std::string_view(padded).substr(at, 3));
  }
}

}  // namespace

WeightedTexts::WeightedTexts(const Dictionary& texts, TermKind kind) {
  starts_.reserve(texts.size() + 1);
  starts_.push_back(0);
  raw_weights_.resize(texts.size());
  std::vector<std::uint32_t> documents{0};
  std::vector<std::uint32_t> ids;
  for (ValueId value = 0; value < texts.size(); ++value) {
    ids.clear();
    for_each_term(texts.text(value), kind, [&](std::string_view term) {
      if (ids.size() < kComparedTerms) ids.push_back(terms_.intern(term));
    });
    std::sort(ids.begin(), ids.end());
    documents.resize(terms_.size());
    for (std::size_t i = 0; i < ids.size();) {
      std::size_t j = i;
      while (j < ids.size() && ids[j] == ids[i]) ++j;
      entries_.push_back({ids[i], std::sqrt(static_cast<float>(j - i))});
      ++documents[ids[i]];
      i = j;
    }
    starts_.push_back(entries_.size());
  }
  const double count = static_cast<double>(texts.size());
  for (ValueId value = 0; value < texts.size(); ++value) {
    const std::span<Term> own(entries_.data() + starts_[value],
                              entries_.data() + starts_[value + 1]);
    double square = 0;
    for (Term& term : own) {
      term.weight *= static_cast<float>(std::log(1 + count / documents[term.id]));
      square += double{term.weight} * term.weight;
    }
    raw_weights_[value] = static_cast<float>(std::sqrt(square));
    if (square > 0) {
      for (Term& term : own) term.weight /= raw_weights_[value];
    }
  }
}

double WeightedTexts::cosine(ValueId a, ValueId b) const {
  const auto x = terms(a), y = terms(b);
  double dot = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (x[i].id == y[j].id) {
      dot += double{x[i++].weight} * y[j++].weight;
    } else if (x[i].id < y[j].id) {
      ++i;
    } else {
      ++j;
    }
  }
  return dot;
}

double WeightedTexts::soft_cosine(ValueId a, ValueId b) const {
  constexpr std::size_t kWords = 32;
  constexpr double kSameWord = 0.9;
  std::array<Term, kWords> left_x, left_y;
  std::size_t count_x = 0, count_y = 0;
  const auto x = terms(a), y = terms(b);
  double dot = 0;
  const auto keep = [](std::array<Term, kWords>& left, std::size_t& count, Term term) {
    if (count < kWords) left[count++] = term;
  };
  std::size_t i = 0, j = 0;
  while (i < x.size() || j < y.size()) {
    if (j == y.size() || (i < x.size() && x[i].id < y[j].id)) {
      keep(left_x, count_x, x[i++]);
    } else if (i == x.size() || y[j].id < x[i].id) {
      keep(left_y, count_y, y[j++]);
    } else {
      dot += double{x[i++].weight} * y[j++].weight;
    }
  }
  for (std::size_t p = 0; p < count_x; ++p) {
    const std::string_view word = terms_.text(left_x[p].id);
    if (word.size() < 4) continue;
    double best = 0;
    std::size_t partner = kWords;
    for (std::size_t q = 0; q < count_y; ++q) {
      const std::string_view other = terms_.text(left_y[q].id);
      // Slips rarely hit the first letter, and looking there first spares most comparisons.
      if (other.size() < 4 || other[0] != word[0] || left_y[q].weight == 0) continue;
      const double likeness = jaro_winkler(word, other);
      if (likeness < kSameWord) continue;
      const double gain = likeness * left_x[p].weight * left_y[q].weight;
      if (gain > best) {
        best = gain;
        partner = q;
      }
    }
    if (partner < kWords) left_y[partner].weight = 0;
    dot += best;
  }
  return std::min(dot, 1.0);
}

double WeightedTexts::contained(ValueId a, ValueId b) const {
  const auto x = terms(a), y = terms(b);
  double shared = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (x[i].id == y[j].id) {
      // Back to unscaled weights: the share of what the lighter text says.
      shared += std::min(double{x[i].weight} * x[i].weight * raw_weights_[a] * raw_weights_[a],
                         double{y[j].weight} * y[j].weight * raw_weights_[b] * raw_weights_[b]);
      ++i;
      ++j;
    } else if (x[i].id < y[j].id) {
      ++i;
    } else {
      ++j;
    }
  }
  const double lighter = std::min(raw_weights_[a], raw_weights_[b]);
  return lighter == 0 ? 0 : std::min(1.0, shared / (lighter * lighter));
}

std::vector<std::pair<ValueId, ValueId>> most_alike(const WeightedTexts& texts, std::size_t best,
                                                    std::span<const std::uint8_t> sides) {
  constexpr std::size_t kLooks = 20000;  // postings looked at for one text
  std::vector<std::vector<std::pair<ValueId, float>>> postings(texts.term_count());
  for (ValueId value = 1; value < texts.size(); ++value) {
    for (const auto& term : texts.terms(value)) postings[term.id].push_back({value, term.weight});
  }
  std::vector<std::pair<ValueId, ValueId>> pairs;
  std::vector<float> score(texts.size(), 0);
  std::vector<ValueId> touched;
  std::vector<WeightedTexts::Term> terms;
  for (ValueId value = 1; value < texts.size(); ++value) {
    terms.assign(texts.terms(value).begin(), texts.terms(value).end());
    std::sort(terms.begin(), terms.end(), [&](const auto& a, const auto& b) {
      return std::pair(postings[a.id].size(), a.id) < std::pair(postings[b.id].size(), b.id);
    });
    touched.clear();
    std::size_t looks = 0;
    for (const auto& term : terms) {
      looks += postings[term.id].size();
      if (looks > kLooks && !touched.empty()) break;
      for (const auto& [other, weight] : postings[term.id]) {
        if (other == value) continue;
        // The two sides together must cover both files, else the pair links nothing.
        if (!sides.empty() && (sides[value] | sides[other]) != 3) continue;
        if (score[other] == 0) touched.push_back(other);
        score[other] += term.weight * weight;
      }
    }
    const std::size_t kept = std::min(best, touched.size());
    std::partial_sort(
        touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(kept), touched.end(),
        [&](ValueId a, ValueId b) { return score[a] != score[b] ? score[a] > score[b] : a < b; });
    for (std::size_t i = 0; i < kept; ++i) {
      pairs.push_back({std::min(value, touched[i]), std::max(value, touched[i])});
    }
    for (const ValueId other : touched) score[other] = 0;
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace maillage::linkage
