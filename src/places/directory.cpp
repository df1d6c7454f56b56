#include "places/directory.hpp"

#include "base/text.hpp"
#include "geocoding/letters.hpp"
#include "geocoding/model.hpp"
#include "places/departements.hpp"
#include "places/names.hpp"
#include "standard/vocabulary.hpp"
#include "territory/closeness.hpp"

#include <bit>
#include <cmath>
#include <numeric>
#include <tuple>

namespace maillage::places {
namespace {

using standard::Coordinates;
using standard::Field;

bool is_word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// The words of a text, folded: "Médiathèque de l'Haÿ" -> mediatheque, de, l, hay.
std::vector<std::string> folded_words(std::string_view text) {
  const std::string folded = base::fold(text);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < folded.size();) {
    if (!is_word_letter(folded[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < folded.size() && is_word_letter(folded[end])) ++end;
    words.push_back(folded.substr(i, end - i));
    i = end;
  }
  return words;
}

/// Words that nearly every name holds and nobody searches for.
bool is_filler(std::string_view word) {
  static constexpr std::string_view kFillers[] = {"a",  "au", "aux", "d",  "de",  "des", "du", "en",
                                                  "et", "l",  "la",  "le", "les", "un",  "une"};
  return std::find(std::begin(kFillers), std::end(kFillers), word) != std::end(kFillers);
}

/// Spellings of one word that lists use side by side.
std::string_view usual_form(std::string_view word) {
  if (word == "st") return "saint";
  if (word == "ste") return "sainte";
  return word;
}

}  // namespace

double distance_km(Coordinates a, Coordinates b) {
  return geocoding::distance_m({a.latitude, a.longitude}, {b.latitude, b.longitude}) / 1000;
}

Entry to_entry(const Shown& shown, const territory::Communes* communes) {
  const standard::Place& place = shown.place;
  Entry entry;
  entry.first_seen = shown.records.front().first_seen;
  for (const Record& record : shown.records)
    entry.first_seen = std::min(entry.first_seen, record.first_seen);
  entry.place_id = shown.place_id;
  entry.lists = shown.lists();
  entry.nom = public_name(place);
  entry.adresse = place[Field::adresse];
  entry.code_postal = place[Field::code_postal];
  entry.commune = place[Field::commune];
  entry.code_insee = place[Field::code_insee];
  entry.telephone = place[Field::telephone];
  entry.updated = base::parse_iso_date(place[Field::date_maj]);
  entry.confirmed_on = shown.confirmed_on();
  entry.horaires = place[Field::horaires];
  entry.has_contact =
      place.has(Field::telephone) || place.has(Field::courriels) || place.has(Field::prise_rdv);
  entry.point = place.coordinates();
  const territory::Commune* commune = communes ? communes->by_code(entry.code_insee) : nullptr;
  entry.departement = commune ? std::string(commune->departement())
                              : departement_of(entry.code_insee, entry.code_postal);
  if (!entry.point && commune && (commune->latitude() != 0 || commune->longitude() != 0)) {
    entry.point = Coordinates{commune->latitude(), commune->longitude()};
    entry.point_is_commune = true;
  }
  const auto services = standard::allowed_values(Field::services);
  for (const std::string_view service : place.list(Field::services)) {
    const auto at = std::find(services.begin(), services.end(), service);
    if (at != services.end())
      entry.services |= static_cast<std::uint16_t>(1u << (at - services.begin()));
  }
  entry.offer = offer_of(place);
  return entry;
}

Directory::Directory(std::vector<Entry> entries) {
  std::vector<std::pair<std::string, std::size_t>> names;
  names.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i)
    names.emplace_back(name_order(entries[i].nom), i);
  std::sort(names.begin(), names.end(), [&](const auto& a, const auto& b) {
    return std::tie(a.first, entries[a.second].place_id) <
           std::tie(b.first, entries[b.second].place_id);
  });
  entries_.reserve(entries.size());
  for (const auto& [name, i] : names) entries_.push_back(std::move(entries[i]));

  std::vector<std::string> communes;
  communes.reserve(entries_.size());
  for (const Entry& entry : entries_) communes.push_back(base::fold(entry.commune));
  by_commune_.resize(entries_.size());
  std::iota(by_commune_.begin(), by_commune_.end(), 0u);
  by_newest_ = by_commune_;
  std::stable_sort(by_commune_.begin(), by_commune_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return communes[a] < communes[b]; });
  std::stable_sort(by_newest_.begin(), by_newest_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return entries_[a].updated > entries_[b].updated;
  });

  for (const Entry& entry : entries_) departements_.push_back(entry.departement);
  std::sort(departements_.begin(), departements_.end());
  departements_.erase(std::unique(departements_.begin(), departements_.end()), departements_.end());
  for (const Entry& entry : entries_) {
    const auto at = std::lower_bound(departements_.begin(), departements_.end(), entry.departement);
    departement_of_.push_back(static_cast<std::uint16_t>(at - departements_.begin()));
  }
  index_words();
}

void Directory::index_words() {
  std::vector<std::tuple<std::string, std::uint32_t, std::uint32_t>> found;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    const std::pair<const std::string*, std::uint32_t> texts[] = {
        {&entry.nom, 0}, {&entry.commune, 1}, {&entry.code_postal, 1}, {&entry.adresse, 2}};
    for (const auto& [text, where] : texts) {
      for (std::string& word : folded_words(*text)) found.emplace_back(usual_form(word), i, where);
    }
  }
  std::sort(found.begin(), found.end());
  const auto same = [](const auto& a, const auto& b) {
    return std::get<0>(a) == std::get<0>(b) && std::get<1>(a) == std::get<1>(b);
  };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  for (const auto& [word, entry, where] : found) {
    if (words_.empty() || words_.back() != word) {
      words_.push_back(word);
      letters_.push_back(geocoding::letters_of(word));
      first_posting_.push_back(static_cast<std::uint32_t>(postings_.size()));
    }
    postings_.push_back({entry, where});
  }
  first_posting_.push_back(static_cast<std::uint32_t>(postings_.size()));
}

void Directory::add_word(std::size_t word, Likeness likeness, Points& points) const {
  // By likeness, then by where the word stands: a name half written weighs more than a commune.
  static constexpr std::uint16_t kPoints[4][3] = {{12, 8, 4}, {9, 6, 3}, {7, 5, 2}, {6, 4, 1}};
  for (std::uint32_t i = first_posting_[word]; i < first_posting_[word + 1]; ++i) {
    const auto gained = kPoints[static_cast<std::size_t>(likeness)][postings_[i].where];
    std::uint16_t& best = points[postings_[i].entry];
    best = std::max(best, gained);
  }
}

void Directory::add_beginnings(std::string_view word, bool with_slip, Points& points) const {
  const auto start = std::lower_bound(words_.begin(), words_.end(), word);
  for (auto at = start; at != words_.end() && at->starts_with(word); ++at) {
    const bool whole = at->size() == word.size();
    const Likeness likeness = with_slip ? (whole ? Likeness::slip : Likeness::beginning_with_slip)
                                        : (whole ? Likeness::full : Likeness::beginning);
    add_word(static_cast<std::size_t>(at - words_.begin()), likeness, points);
  }
}

Directory::Points Directory::word_points(std::string_view word) const {
  constexpr std::size_t kWorthGuessing = 5;  // shorter words have too many neighbours
  constexpr std::ptrdiff_t kRare =
      10;  // a word so many times rarer than its neighbours is a slip itself
  Points points(entries_.size());
  add_beginnings(word, false, points);
  if (word.size() < kWorthGuessing) return points;
  Points guessed(entries_.size());
  const std::uint32_t letters = geocoding::letters_of(word);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (words_[i] == word || geocoding::differ_by_more(letters, letters_[i], 2) ||
        !territory::one_slip_apart(word, words_[i]))
      continue;
    add_beginnings(words_[i], true, guessed);
  }
  const auto none = [](const Points& of) { return std::count(of.begin(), of.end(), 0); };
  const auto size = static_cast<std::ptrdiff_t>(entries_.size());
  const std::ptrdiff_t written = size - none(points), meant = size - none(guessed);
  if (written * kRare >= meant) return points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] != 0) guessed[i] = std::max<std::uint16_t>(guessed[i], 1);
  }
  return guessed;
}

Directory::Points Directory::matching(std::string_view text) const {
  constexpr std::size_t kMostWords = 12;  // more is no search but a flood
  std::vector<std::string> words = folded_words(text);
  if (words.size() > kMostWords) words.resize(kMostWords);
  const bool only_fillers = std::all_of(words.begin(), words.end(), is_filler);
  Points all(entries_.size(), 1);
  for (const std::string& word : words) {
    if (is_filler(word) && !only_fillers) continue;
    const Points found = word_points(usual_form(word));
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] = found[i] == 0 || all[i] == 0 ? 0 : static_cast<std::uint16_t>(all[i] + found[i]);
  }
  return all;
}

std::vector<const Entry*> Directory::suggest(std::string_view text, std::size_t count) const {
  std::vector<const Entry*> suggested;
  if (folded_words(text).empty()) return suggested;
  const Points points = matching(text);
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < points.size(); ++i) {
    if (points[i] != 0) found.push_back(i);
  }
  const std::size_t kept = std::min(count, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return points[a] != points[b] ? points[a] > points[b] : a < b;
                    });
  for (std::size_t i = 0; i < kept; ++i) suggested.push_back(&entries_[found[i]]);
  return suggested;
}

Results Directory::search(const Criteria& criteria) const {
  Results results;
  results.by_departement.resize(departements_.size());
  const Points matches = matching(criteria.text);
  const auto wanted =
      std::lower_bound(departements_.begin(), departements_.end(), criteria.departement);
  const bool known_departement = wanted != departements_.end() && *wanted == criteria.departement;
  const std::size_t departement = static_cast<std::size_t>(wanted - departements_.begin());

  const auto consider = [&](std::uint32_t i) {
    if (matches[i] == 0) return;
    const Entry& entry = entries_[i];
    if (!criteria.list.empty() &&
        std::find(entry.lists.begin(), entry.lists.end(), criteria.list) == entry.lists.end())
      return;
    if (!criteria.among.empty() && std::find(criteria.among.begin(), criteria.among.end(),
                                             entry.departement) == criteria.among.end())
      return;
    double distance = -1;
    if (criteria.around) {
      distance = entry.point ? distance_km(*criteria.around, *entry.point) : -1;
      if (distance < 0 ? std::isfinite(criteria.within_km) : distance > criteria.within_km) return;
    }
    const bool offers_all = (entry.services & criteria.services) == criteria.services;
    if (offers_all) ++results.by_departement[departement_of_[i]];
    if (!criteria.departement.empty() && (!known_departement || departement_of_[i] != departement))
      return;
    if (!offers_all) return;
    for (std::uint16_t bits = entry.services; bits != 0;
         bits &= static_cast<std::uint16_t>(bits - 1)) {
      ++results.by_service[static_cast<std::size_t>(std::countr_zero(bits))];
    }
    results.hits.push_back({&entry, distance});
  };
  switch (criteria.sort) {
    case Sort::commune:
      for (const std::uint32_t i : by_commune_) consider(i);
      break;
    case Sort::newest:
      for (const std::uint32_t i : by_newest_) consider(i);
      break;
    case Sort::name:
    case Sort::distance:
    case Sort::relevance:
      for (std::uint32_t i = 0; i < entries_.size(); ++i) consider(i);
      break;
  }
  if (criteria.sort == Sort::distance && criteria.around) {
    std::stable_sort(results.hits.begin(), results.hits.end(), [](const Hit& a, const Hit& b) {
      return (a.distance_km < 0) != (b.distance_km < 0) ? b.distance_km < 0
                                                        : a.distance_km < b.distance_km;
    });
  }
  if (criteria.sort == Sort::relevance) {
    std::stable_sort(results.hits.begin(), results.hits.end(), [&](const Hit& a, const Hit& b) {
      return matches[static_cast<std::size_t>(a.entry - entries_.data())] >
             matches[static_cast<std::size_t>(b.entry - entries_.data())];
    });
  }
  return results;
}

std::vector<Hit> Directory::nearest(Coordinates point, std::size_t count,
                                    std::string_view except) const {
  std::vector<Hit> hits;
  hits.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    if (!entry.point || entry.place_id == except) continue;
    hits.push_back({&entry, distance_km(point, *entry.point)});
  }
  const std::size_t kept = std::min(count, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end(),
                    [](const Hit& a, const Hit& b) { return a.distance_km < b.distance_km; });
  hits.resize(kept);
  return hits;
}

}  // namespace maillage::places
