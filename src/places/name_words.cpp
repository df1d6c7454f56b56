#include "places/name_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace maillage::places {

namespace {

using Words = std::vector<std::string>;

/// Words that the sector uses for a kind of place, longest first, and the kind's code. An empty
/// code: words that say nothing of the place.
struct Phrase {
  std::string_view words, kind;
};
constexpr Phrase kPhrases[] = {
    {"point information mediation multi services", "pimms"},
    {"centre communal d action sociale", "ccas"},
    {"centre communal d action social", "ccas"},
    {"centre communal action sociale", "ccas"},
    {"ctre com action sociale", "ccas"},
    {"centre intercommunal d action sociale", "ccas"},
    {"relais des services publics", "rfs"},
    {"relais de services au public", "rfs"},
    {"maison des services au public", "rfs"},
    {"maison de services au public", "rfs"},
    {"maison de service au public", "rfs"},
    {"maison des services publics", "rfs"},
    {"maison de services publics", "rfs"},
    {"maison des services", "rfs"},
    {"maison de services", "rfs"},
    {"maison france services", "rfs"},
    {"maison france service", "rfs"},
    {"espace france services", "rfs"},
    {"espace france service", "rfs"},
    {"france services", "rfs"},
    {"france service", "rfs"},
    {"frances services", "rfs"},
    {"point info 14", "rfs"},
    {"pi 14", "rfs"},
    {"bureau information jeunesse", "jeunes"},
    {"point information jeunesse", "jeunes"},
    {"point info jeunesse", "jeunes"},
    {"infos jeunes", "jeunes"},
    {"info jeunes", "jeunes"},
    {"communaute de communes", "epci"},
    {"communaute d agglomeration", "epci"},
    {"communaute urbaine", "epci"},
    {"communaute", "epci"},
    {"agglomeration", "epci"},
    {"conseil departemental", "dept"},
    {"conseillers numeriques", ""},
    {"conseillere numerique", ""},
    {"conseiller numerique", ""},
    {"mediation numerique", ""},
    {"espace public numerique", "epn"},
    {"etape numerique", "poste"},
    {"bureau de poste", "poste"},
    {"la poste", "poste"},
    {"mission locale", "ml"},
    {"centre socioculturel", "social"},
    {"centre socio culturel", "social"},
    {"centre social et culturel", "social"},
    {"espace social et culturel", "social"},
    {"centre sociale", "social"},
    {"centre social", "social"},
    {"centre sociaux", "social"},
    {"cyber base", "epn"},
    {"hotel de ville", "mairie"},
    {"commune de", "mairie"},
    {"ville de", "mairie"},
    {"sous prefecture", "pref"},
    {"tiers lieu", "tiers-lieu"},
    {"tiers lieux", "tiers-lieu"},
};
/// Single words.
constexpr Phrase kWords[] = {
    {"mairie", "mairie"},
    {"msap", "rfs"},
    {"mfs", "rfs"},
    {"efs", "rfs"},
    {"ccas", "ccas"},
    {"cias", "ccas"},
    {"epn", "epn"},
    {"cyberbase", "epn"},
    {"mediatheque", "bib"},
    {"bibliotheque", "bib"},
    {"pimms", "pimms"},
    {"csc", "social"},
    {"mjc", "mjc"},
    {"departement", "dept"},
    {"pij", "jeunes"},
    {"bij", "jeunes"},
    {"crij", "jeunes"},
    {"prefecture", "pref"},
    {"fablab", "fablab"},
    {"municipale", ""},
    {"municipal", ""},
    {"association", ""},
    {"asso", ""},
    {"ass", ""},
    {"assoc", ""},
    {"maison", ""},
    {"espace", ""},
    {"point", ""},
    {"relais", ""},
    {"antenne", ""},
    {"site", ""},
    {"mediation", ""},
    {"numerique", ""},
    {"numeriques", ""},
    {"service", ""},
    {"services", ""},
    {"public", ""},
    {"publics", ""},
    {"annexe", ""},
    {"deleguee", ""},
    {"de", ""},
    {"du", ""},
    {"des", ""},
    {"d", ""},
    {"la", ""},
    {"le", ""},
    {"les", ""},
    {"l", ""},
    {"a", ""},
    {"au", ""},
    {"aux", ""},
    {"en", ""},
    {"et", ""},
    {"sur", ""},
    {"sous", ""},
    {"pour", ""},
    {"un", ""},
    {"une", ""},
    {"bp", ""},
};
constexpr std::string_view kMobile[] = {"bus",    "itinerant", "itinerante", "mobile",
                                        "camion", "camping",   "van",        "ambulant"};

/// Typologie -> kind; codes left out stand for themselves in lower case.
constexpr std::pair<std::string_view, std::string_view> kTypologies[] = {
    {"RFS", "rfs"},
    {"MSAP", "rfs"},
    {"PI", "rfs"},
    {"MUNI", "mairie"},
    {"CCAS", "ccas"},
    {"CIAS", "ccas"},
    {"BIB", "bib"},
    {"LA_POSTE", "poste"},
    {"CS", "social"},
    {"CSC", "social"},
    {"EVS", "social"},
    {"CC", "epci"},
    {"EPCI", "epci"},
    {"DEPT", "dept"},
    {"CD", "dept"},
    {"PIJ_BIJ", "jeunes"},
    {"TIERS_LIEUX", "tiers-lieu"},
    {"ASSO", ""},
};

bool is_kept(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

Words words_of(std::string_view text) {
  const std::string folded = base::fold(text);
  Words words;
  for (std::size_t at = 0; at < folded.size();) {
    while (at < folded.size() && !is_kept(folded[at])) ++at;
    std::size_t end = at;
    while (end < folded.size() && is_kept(folded[end])) ++end;
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string joined(const Words& words) {
  return base::join(words, " ");
}

/// Whether `words` from `at` begin with those of `phrase`; tells how many these are.
std::size_t match(const Words& words, std::size_t at, std::string_view phrase) {
  std::size_t count = 0;
  while (!phrase.empty()) {
    const std::size_t cut = std::min(phrase.find(' '), phrase.size());
    if (at + count >= words.size() || words[at + count] != phrase.substr(0, cut)) return 0;
    phrase.remove_prefix(std::min(cut + 1, phrase.size()));
    ++count;
  }
  return count;
}

/// Abbreviations of first names of streets and towns, as post and registers write them.
constexpr std::pair<std::string_view, std::string_view> kAbbreviations[] = {
    {"av", "avenue"},       {"ave", "avenue"},    {"bd", "boulevard"},   {"bld", "boulevard"},
    {"bvd", "boulevard"},   {"pl", "place"},      {"r", "rue"},          {"rte", "route"},
    {"che", "chemin"},      {"ch", "chemin"},     {"chem", "chemin"},    {"imp", "impasse"},
    {"all", "allee"},       {"allees", "allee"},  {"crs", "cours"},      {"sq", "square"},
    {"esp", "esplanade"},   {"quai", "quai"},     {"fg", "faubourg"},    {"st", "saint"},
    {"ste", "sainte"},      {"gal", "general"},   {"gen", "general"},    {"mal", "marechal"},
    {"dr", "docteur"},      {"pdt", "president"}, {"cdt", "commandant"}, {"res", "residence"},
    {"lot", "lotissement"}, {"pas", "passage"},   {"zi", "zone"},        {"prof", "professeur"},
};

void write_out(Words& words) {
  for (std::string& word : words) {
    const auto found = std::find_if(std::begin(kAbbreviations), std::end(kAbbreviations),
                                    [&](const auto& entry) { return entry.first == word; });
    if (found != std::end(kAbbreviations)) word = found->second;
  }
}

bool is_street_type(std::string_view word) {
  constexpr std::string_view kTypes[] = {
      "rue",   "avenue", "boulevard", "place",    "route",     "chemin",  "impasse", "allee",
      "cours", "square", "quai",      "faubourg", "esplanade", "passage", "montee",  "promenade"};
  return std::find(std::begin(kTypes), std::end(kTypes), word) != std::end(kTypes);
}

bool is_small(std::string_view word) {
  constexpr std::string_view kSmall[] = {"de", "du", "des", "d", "la", "le", "les", "l"};
  return std::find(std::begin(kSmall), std::end(kSmall), word) != std::end(kSmall);
}

bool is_number(std::string_view word) {
  return !word.empty() && word[0] >= '0' && word[0] <= '9';
}

constexpr std::string_view kMonths[] = {"janvier",   "fevrier", "mars",     "avril",
                                        "mai",       "juin",    "juillet",  "aout",
                                        "septembre", "octobre", "novembre", "decembre"};

bool is_month(std::string_view word) {
  return std::find(std::begin(kMonths), std::end(kMonths), word) != std::end(kMonths);
}

/// "bis" -> "b", "ter" -> "t"; a single letter stands for itself; else nothing.
std::string suffix_of(std::string_view word) {
  if (word == "bis" || word == "ter" || word == "quater") return std::string(word.substr(0, 1));
  const bool letter = word.size() == 1 && word[0] >= 'a' && word[0] <= 'h' && word[0] != 'd';
  return letter ? std::string(word) : std::string();
}

bool is_kind_word(std::string_view word, NameWords& name) {
  const auto found = std::find_if(std::begin(kWords), std::end(kWords),
                                  [&](const Phrase& phrase) { return phrase.words == word; });
  if (found == std::end(kWords)) return false;
  if (!found->kind.empty()) name.kinds.emplace_back(found->kind);
  return true;
}

}  // namespace

NameWords name_words(std::string_view text, std::string_view commune) {
  NameWords name;
  Words words = words_of(text), town = words_of(commune);
  write_out(words);
  write_out(town);
  Words own;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t length = 0;
    for (const Phrase& phrase : kPhrases) {
      length = match(words, at, phrase.words);
      if (length == 0) continue;
      if (!phrase.kind.empty()) name.kinds.emplace_back(phrase.kind);
      break;
    }
    if (length > 0) {
      at += length;
      continue;
    }
    const std::string& word = words[at++];
    if (std::find(std::begin(kMobile), std::end(kMobile), word) != std::end(kMobile)) {
      name.mobile = true;
    } else if (!is_kind_word(word, name) &&
               std::find(town.begin(), town.end(), word) == town.end()) {
      own.push_back(word);
    }
  }
  name.own = joined(own);
  if (!own.empty()) return name;
  std::sort(name.kinds.begin(), name.kinds.end());
  name.kinds.erase(std::unique(name.kinds.begin(), name.kinds.end()), name.kinds.end());
  name.shared = joined(name.kinds.empty() ? words : name.kinds);
  return name;
}

std::string kind_of_typologie(std::string_view code) {
  for (const auto& [known, kind] : kTypologies) {
    if (known == code) return std::string(kind);
  }
  return base::lower(code);
}

StreetWords street_words(std::string_view address) {
  StreetWords street;
  Words words = words_of(address);
  write_out(words);
  std::erase_if(words, [](const std::string& word) { return is_small(word); });
  // "2 rue du 8 mai 1945" has its number in front; "rue du 19 mars 1962" has none.
  std::size_t at = 0;
  while (at < words.size()) {
    const bool date = at + 1 < words.size() && is_month(words[at + 1]);
    const bool year = at > 0 && is_month(words[at - 1]);
    if (is_number(words[at]) && !date && !year && at + 1 < words.size()) break;
    ++at;
  }
  if (at >= words.size()) {
    const auto type = std::find_if(words.begin(), words.end(), is_street_type);
    street.street = joined(Words(type == words.end() ? words.begin() : type, words.end()));
    return street;
  }
  street.number = words[at++];
  if (at < words.size() && is_number(words[at]) && at + 1 < words.size() &&
      !is_month(words[at + 1])) {
    street.number += '-' + words[at++];
  } else if (at < words.size()) {
    if (const std::string suffix = suffix_of(words[at]); !suffix.empty()) {
      street.number += suffix;
      ++at;
    }
  }
  // "3bis" in one word
  for (const std::string_view ending : {"bis", "ter"}) {
    if (street.number.ends_with(ending)) street.number.resize(street.number.size() - 2);
  }
  street.street = joined(Words(words.begin() + static_cast<std::ptrdiff_t>(at), words.end()));
  return street;
}

}  // namespace maillage::places
