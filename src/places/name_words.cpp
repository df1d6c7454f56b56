#include "places/name_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace maillage::places {

namespace {

/// The words of a text, in one piece of memory.
class Words {
 public:
  /// "Espace2Eco" -> espace, 2, eco.
  explicit Words(std::string_view text);
  Words(const Words&) = delete;  // the words are parts of `folded_`
  Words& operator=(const Words&) = delete;

  /// Abbreviations of first names of streets and towns become whole words.
  void write_out();
  std::vector<std::string_view>& list() { return words_; }

 private:
  std::string folded_;
  std::vector<std::string_view> words_;
};
using WordSpan = std::span<const std::string_view>;

/// Words that the sector uses for a kind of place, longest first, and the kind's code. An empty
/// code: words that say nothing of the place.
struct Phrase {
  std::string_view words, kind;
};
constexpr std::string_view kMobileKind = "enm";  // "espace numérique mobile" in the standard
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
    {"maison pour tous", "social"},
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
    {"multi sites", kMobileKind},
    {"multi site", kMobileKind},
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
    {"permanence", ""},
    {"permanences", ""},
    {"communale", ""},
    {"communales", ""},
    {"secteur", ""},
    {"intercommunal", ""},
    {"intercommunale", ""},
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
constexpr std::string_view kPimms = "pimms", kFranceServices = "rfs";  // most PIMMS are both
constexpr std::string_view kHosts[] = {"dept", "epci", "mairie", "pref"};
constexpr std::string_view kMobile[] = {"bus",     "itinerant", "itinerante",
                                        "mobile",  "camion",    "multisites",
                                        "camping", "van",       "ambulant"};

/// The entries of a table by the first letter of their words, in the order of the table.
template <std::size_t kSize>
class ByLetter {
 public:
  template <class Entry, class WordsOf>
  consteval ByLetter(const Entry (&table)[kSize], WordsOf words_of) {
    std::size_t filled = 0;
    for (std::size_t letter = 0; letter < kLetters; ++letter) {
      for (std::size_t i = 0; i < kSize; ++i) {
        if (words_of(table[i])[0] == static_cast<char>('a' + letter)) {
          positions_[filled++] = static_cast<std::uint8_t>(i);
        }
      }
      ends_[letter] = static_cast<std::uint8_t>(filled);
    }
  }
  /// Positions in the table.
  std::span<const std::uint8_t> at(char letter) const {
    const auto number = static_cast<unsigned char>(letter - 'a');
    if (number >= kLetters) return {};
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::span(positions_).subspan(begin, ends_[number] - begin);
  }

 private:
  static constexpr std::size_t kLetters = 26;
  static_assert(kSize < 256);
  std::array<std::uint8_t, kSize> positions_{};
  std::array<std::uint8_t, kLetters> ends_{};
};
constexpr auto kWordsOf = [](const Phrase& phrase) { return phrase.words; };
constexpr ByLetter kPhrasesByLetter(kPhrases, kWordsOf);
constexpr ByLetter kWordsByLetter(kWords, kWordsOf);

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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_kept(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string joined(WordSpan words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

/// Whether `words` from `at` begin with those of `phrase`; tells how many these are.
std::size_t match(WordSpan words, std::size_t at, std::string_view phrase) {
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

constexpr ByLetter kAbbreviationsByLetter(kAbbreviations,
                                          [](const auto& entry) { return entry.first; });

Words::Words(std::string_view text) : folded_(base::fold(text)) {
  const std::string_view folded = folded_;
  for (std::size_t at = 0; at < folded.size();) {
    while (at < folded.size() && !is_kept(folded[at])) ++at;
    std::size_t end = at;
    while (end < folded.size() && is_kept(folded[end]) &&
           is_digit(folded[end]) == is_digit(folded[at])) {
      ++end;
    }
    if (end > at) words_.push_back(folded.substr(at, end - at));
    at = end;
  }
}

void Words::write_out() {
  for (std::string_view& word : words_) {
    for (const std::size_t i : kAbbreviationsByLetter.at(word[0])) {
      if (kAbbreviations[i].first != word) continue;
      word = kAbbreviations[i].second;
      break;
    }
  }
}

bool is_one_of(std::span<const std::string_view> known, std::string_view word) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

bool is_street_type(std::string_view word) {
  constexpr std::string_view kTypes[] = {
      "rue",   "avenue", "boulevard", "place",    "route",     "chemin",  "impasse", "allee",
      "cours", "square", "quai",      "faubourg", "esplanade", "passage", "montee",  "promenade"};
  return is_one_of(kTypes, word);
}

bool is_small(std::string_view word) {
  constexpr std::string_view kSmall[] = {"de", "du", "des", "d", "la", "le", "les", "l"};
  return is_one_of(kSmall, word);
}

bool is_number(std::string_view word) {
  return !word.empty() && is_digit(word[0]);
}

constexpr std::string_view kMonths[] = {"janvier",   "fevrier", "mars",     "avril",
                                        "mai",       "juin",    "juillet",  "aout",
                                        "septembre", "octobre", "novembre", "decembre"};

bool is_month(std::string_view word) {
  return is_one_of(kMonths, word);
}

/// "bis" -> "b", "ter" -> "t"; a single letter stands for itself; else nothing.
std::string_view suffix_of(std::string_view word) {
  if (word == "bis" || word == "ter" || word == "quater") return word.substr(0, 1);
  const bool letter = word.size() == 1 && word[0] >= 'a' && word[0] <= 'h' && word[0] != 'd';
  return letter ? word : std::string_view();
}

using Kinds = std::vector<std::string>;

void add_kind(std::string_view kind, Kinds& kinds) {
  if (kind.empty()) return;
  kinds.emplace_back(kind);
  if (kind == kPimms) kinds.emplace_back(kFranceServices);
}

bool is_kind_word(std::string_view word, Kinds& kinds) {
  for (const std::size_t i : kWordsByLetter.at(word[0])) {
    if (kWords[i].words != word) continue;
    add_kind(kWords[i].kind, kinds);
    return true;
  }
  return false;
}

/// The number of words of the phrase that stands at `at`, 0 when none does.
std::size_t match_phrase(WordSpan words, std::size_t at, Kinds& kinds) {
  for (const std::size_t i : kPhrasesByLetter.at(words[at][0])) {
    const std::size_t length = match(words, at, kPhrases[i].words);
    if (length == 0) continue;
    add_kind(kPhrases[i].kind, kinds);
    return length;
  }
  return 0;
}

}  // namespace

NameWords name_words(std::string_view text, std::string_view commune) {
  NameWords name;
  Words town(commune);
  town.write_out();
  // What stands in brackets says a kind or a locality, not the name.
  const std::size_t open = std::min(text.find('('), text.size());
  Words outside(text.substr(0, open)), inside(text.substr(open));
  std::vector<std::string_view> own, rest;
  for (Words* const part : {&outside, &inside}) {
    part->write_out();
    const WordSpan words = part->list();
    const bool bracketed = part == &inside;
    for (std::size_t at = 0; at < words.size();) {
      if (const std::size_t length = match_phrase(words, at, name.kinds); length > 0) {
        at += length;
        continue;
      }
      const std::string_view word = words[at++];
      const bool of_town = is_one_of(town.list(), word);
      if (is_one_of(kMobile, word)) {
        name.mobile = true;
      } else if (is_kind_word(word, name.kinds) || of_town || bracketed) {
        if (!of_town && !bracketed && !is_small(word)) rest.push_back(word);
      } else {
        own.push_back(word);
      }
    }
  }
  if (std::erase(name.kinds, kMobileKind) > 0) name.mobile = true;
  settle_kinds(name.kinds);
  name.own = joined(own);
  if (own.empty()) name.shared = name.kinds.empty() ? joined(rest) : base::join(name.kinds, " ");
  return name;
}

std::vector<std::string> kinds_of_typologie(std::string_view code) {
  Kinds kinds;
  const auto found = std::find_if(std::begin(kTypologies), std::end(kTypologies),
                                  [&](const auto& entry) { return entry.first == code; });
  add_kind(found == std::end(kTypologies) ? base::lower(code) : std::string(found->second), kinds);
  return kinds;
}

void settle_kinds(std::vector<std::string>& kinds) {
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  const auto is_host = [](const std::string& kind) { return is_one_of(kHosts, kind); };
  if (!std::all_of(kinds.begin(), kinds.end(), is_host)) std::erase_if(kinds, is_host);
}

StreetWords street_words(std::string_view address) {
  StreetWords street;
  Words written(address);
  written.write_out();
  std::vector<std::string_view>& words = written.list();
  std::erase_if(words, is_small);
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
    street.street = joined({type == words.end() ? words.begin() : type, words.end()});
    return street;
  }
  street.number = words[at++];
  if (at < words.size() && is_number(words[at]) && at + 1 < words.size() &&
      !is_month(words[at + 1])) {
    street.number.append("-").append(words[at++]);
  } else if (at < words.size()) {
    if (const std::string_view suffix = suffix_of(words[at]); !suffix.empty()) {
      street.number += suffix;
      ++at;
    }
  }
  street.street = joined(WordSpan(words).subspan(at));
  return street;
}

}  // namespace maillage::places
