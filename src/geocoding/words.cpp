#include "geocoding/words.hpp"

#include "territory/closeness.hpp"
#include "territory/name_key.hpp"

#include <algorithm>
#include <array>

namespace maillage::geocoding {
namespace {

struct Short {
  std::string_view written, full;
};

/// Sorted by what is written.
constexpr std::array kTypes = std::to_array<Short>({
    {"all", "allee"},
    {"allee", "allee"},
    {"allees", "allee"},
    {"ancienne", "ancienne"},
    {"av", "avenue"},
    {"ave", "avenue"},
    {"avenue", "avenue"},
    {"bd", "boulevard"},
    {"bld", "boulevard"},
    {"blvd", "boulevard"},
    {"boul", "boulevard"},
    {"boulevard", "boulevard"},
    {"bvd", "boulevard"},
    {"carrefour", "carrefour"},
    {"ch", "chemin"},
    {"che", "chemin"},
    {"chem", "chemin"},
    {"chemin", "chemin"},
    {"chs", "chaussee"},
    {"chaussee", "chaussee"},
    {"cite", "cite"},
    {"clos", "clos"},
    {"cor", "corniche"},
    {"corniche", "corniche"},
    {"cour", "cour"},
    {"cours", "cours"},
    {"crs", "cours"},
    {"dom", "domaine"},
    {"domaine", "domaine"},
    {"esp", "esplanade"},
    {"esplanade", "esplanade"},
    {"faubourg", "faubourg"},
    {"fbg", "faubourg"},
    {"fg", "faubourg"},
    {"ham", "hameau"},
    {"hameau", "hameau"},
    {"imp", "impasse"},
    {"impasse", "impasse"},
    {"lieu", "lieu"},
    {"lot", "lotissement"},
    {"lotissement", "lotissement"},
    {"mail", "mail"},
    {"montee", "montee"},
    {"mte", "montee"},
    {"parvis", "parvis"},
    {"pas", "passage"},
    {"passage", "passage"},
    {"pl", "place"},
    {"place", "place"},
    {"placette", "placette"},
    {"porte", "porte"},
    {"prom", "promenade"},
    {"promenade", "promenade"},
    {"psg", "passage"},
    {"pte", "porte"},
    {"qu", "quai"},
    {"quai", "quai"},
    {"quartier", "quartier"},
    {"r", "rue"},
    {"res", "residence"},
    {"residence", "residence"},
    {"rocade", "rocade"},
    {"rond", "rond"},
    {"rpt", "rond point"},
    {"route", "route"},
    {"rte", "route"},
    {"rue", "rue"},
    {"ruelle", "ruelle"},
    {"sen", "sentier"},
    {"sent", "sentier"},
    {"sente", "sentier"},
    {"sentier", "sentier"},
    {"sq", "square"},
    {"square", "square"},
    {"traverse", "traverse"},
    {"venelle", "venelle"},
    {"villa", "villa"},
    {"vla", "villa"},
    {"voie", "voie"},
    {"za", "zone artisanale"},
    {"zi", "zone industrielle"},
    {"zone", "zone"},
});

constexpr std::array kNames = std::to_array<Short>({
    {"adj", "adjudant"},  {"cap", "capitaine"},   {"cdt", "commandant"},    {"cinq", "5"},
    {"cinquieme", "5"},   {"cne", "capitaine"},   {"col", "colonel"},       {"deux", "2"},
    {"deuxieme", "2"},    {"dix", "10"},          {"dixieme", "10"},        {"doct", "docteur"},
    {"douze", "12"},      {"douzieme", "12"},     {"dr", "docteur"},        {"gal", "general"},
    {"gd", "grand"},      {"gde", "grande"},      {"gen", "general"},       {"gl", "general"},
    {"huit", "8"},        {"huitieme", "8"},      {"lt", "lieutenant"},     {"mal", "marechal"},
    {"mar", "marechal"},  {"mgr", "monseigneur"}, {"mlle", "mademoiselle"}, {"mme", "madame"},
    {"nd", "notre dame"}, {"neuf", "9"},          {"neuvieme", "9"},        {"onze", "11"},
    {"onzieme", "11"},    {"pdt", "president"},   {"pr", "professeur"},     {"premier", "1"},
    {"premiere", "1"},    {"pres", "president"},  {"prof", "professeur"},   {"quatorze", "14"},
    {"quatre", "4"},      {"quatrieme", "4"},     {"quinze", "15"},         {"seize", "16"},
    {"sept", "7"},        {"septieme", "7"},      {"sgt", "sergent"},       {"six", "6"},
    {"sixieme", "6"},     {"treize", "13"},       {"trois", "3"},           {"troisieme", "3"},
    {"vingt", "20"},
});

constexpr std::array<std::string_view, 23> kLinks = {
    "a", "au", "aux", "chez", "d",   "de", "del",  "dela", "des", "du",  "en", "et",
    "l", "la", "le",  "les",  "lez", "ou", "sous", "sur",  "un",  "une", "y"};

/// What stands behind a house number is one of these more often than a name that is nearly so.
constexpr std::array<std::string_view, 8> kUsualTypes = {"rue",   "avenue", "allee",     "chemin",
                                                         "route", "place",  "boulevard", "impasse"};

template <std::size_t n>
std::string_view in_full(const std::array<Short, n>& table, std::string_view word) {
  const auto found = std::ranges::find(table, word, &Short::written);
  return found == table.end() ? std::string_view() : found->full;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ordinal_ending(std::string_view letters) {
  return letters == "e" || letters == "er" || letters == "ere" || letters == "eme" ||
         letters == "ieme" || letters == "nd" || letters == "nde";
}
bool is_repetition(std::string_view letters) {
  return letters == "bis" || letters == "ter" || letters == "quater" || letters == "quinquies";
}

std::uint32_t value_of(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits.substr(0, 5)) value = value * 10 + static_cast<std::uint32_t>(c - '0');
  return value;
}

/// "RueMartre" and "de laPaix", as if a space stood before the capital.
std::string with_spaces_at_capitals(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 4);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto before = static_cast<unsigned char>(i == 0 ? ' ' : text[i - 1]);
    const bool after_small = (before >= 'a' && before <= 'z') || before >= 0x80;
    if (after_small && text[i] >= 'A' && text[i] <= 'Z') out += ' ';
    out += text[i];
  }
  return out;
}

/// Takes the parts of a text one by one: runs of letters, runs of digits.
class Reader {
 public:
  void part(std::string_view part, bool joined) {
    if (words_.size() == kMostWords || part.empty()) return;
    if (is_digit(part.front())) return number(part);
    if (!words_.empty() && words_.back().role == Role::number && after_number(part, joined)) return;
    letters(part);
  }
  std::vector<Word> take() {
    // "Allée A": what usually only links may be the name.
    if (words_.size() > 1 && words_.back().role == Role::link) words_.back().role = Role::name;
    return std::move(words_);
  }

 private:
  void number(std::string_view digits) {
    Word word;
    word.key = digits;
    word.role = Role::number;
    word.number = digits.size() > 5 ? 0 : value_of(digits);
    while (digits.size() > 1 && digits.front() == '0' && digits.size() < 5) digits.remove_prefix(1);
    word.full = digits;
    const bool of_a_box =
        !words_.empty() && (words_.back().key == "bp" || words_.back().key == "cs");
    const bool of_a_cedex = !words_.empty() && words_.back().role == Role::noise &&
                            words_.back().key == "cedex" && word.number <= 20;
    if (of_a_box) words_.back().role = word.role = Role::noise;
    if (of_a_cedex) {  // "LYON CEDEX 03" names an arrondissement
      words_.pop_back();
      word.key = std::to_string(word.number);
    }
    words_.push_back(std::move(word));
  }
  /// "28b", "10e", "12 bis": letters that belong to the number before them.
  bool after_number(std::string_view letters, bool joined) {
    Word& number = words_.back();
    if (number.number == 0 || number.number > 9999 || !number.suffix.empty()) return false;
    // "12e rue" is a house, "rue du 12e" an ordinal.
    const bool letter = joined && letters.size() == 1 && (letters != "e" || words_.size() == 1);
    if (is_repetition(letters) || letter) {
      number.suffix = letters;
      return true;
    }
    return joined && is_ordinal_ending(letters);
  }
  void letters(std::string_view text) {
    Word word;
    word.key = text == "ss" ? "sous" : text;
    if (text == "s" && !words_.empty()) word.key = "sur";  // "Villeneuve s/ Lot"
    std::string_view full = word.key;
    if (const auto type = in_full(kTypes, text); !type.empty()) {
      full = type;
      word.role = Role::type;
    } else if (const auto name = in_full(kNames, text); !name.empty()) {
      full = name;
    } else if (is_link(word.key)) {
      word.role = Role::link;
    } else if (const auto meant = misspelt_type(text); !meant.empty()) {
      full = meant;
      word.role = Role::type;
    } else if (text.starts_with("arrondissement") && !words_.empty() &&
               words_.back().role == Role::number) {
      word.role = Role::noise;
    } else if (text == "cedex" || text == "cdx") {
      word.key = full = "cedex";
      word.role = Role::noise;
    }
    // One abbreviation may stand for two words: "za", zone artisanale.
    const std::size_t space = full.find(' ');
    word.full = full.substr(0, space);
    words_.push_back(word);
    if (space == std::string_view::npos || words_.size() == kMostWords) return;
    word.full = full.substr(space + 1);
    words_.push_back(std::move(word));
  }

  /// "75 Ru Romain Rolland"
  std::string_view misspelt_type(std::string_view text) const {
    if (words_.size() != 1 || words_.front().role != Role::number || text.size() < 2) return {};
    for (const std::string_view type : kUsualTypes) {
      if (territory::one_slip_apart(text, type)) return type;
    }
    return {};
  }

  std::vector<Word> words_;
};

}  // namespace

std::vector<Word> read_words(std::string_view text) {
  const std::string key =
      territory::name_key(with_spaces_at_capitals(text.substr(0, kLongestQuestion)));
  Reader reader;
  bool joined = false;
  for (std::size_t at = 0; at < key.size();) {
    if (key[at] == '-') {
      joined = false;
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < key.size() && key[end] != '-' && is_digit(key[end]) == is_digit(key[at])) ++end;
    reader.part(std::string_view(key).substr(at, end - at), joined);
    joined = true;
    at = end;
  }
  return reader.take();
}

std::vector<std::string> street_words(std::string_view name) {
  std::vector<std::string> out;
  for (Word& word : read_words(name)) {
    if (word.role == Role::link || word.role == Role::noise) continue;
    out.push_back(std::move(word.full));
    if (!word.suffix.empty()) out.push_back(std::move(word.suffix));
  }
  return out;
}

bool is_link(std::string_view key) {
  return std::ranges::find(kLinks, key) != kLinks.end();
}

bool is_street_type(std::string_view full) {
  return std::ranges::find(kTypes, full, &Short::full) != kTypes.end();
}

bool is_postcode(const Word& word) {
  return word.role == Role::number && word.key.size() == 5 && word.number > 999;
}

}  // namespace maillage::geocoding
