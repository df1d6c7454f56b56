#pragma once
/// The words of an address as people write it, made comparable: "12bis, av. du Gal de Gaulle" and
/// "12 bis avenue du général de Gaulle" read alike. The same reading serves the streets of the
/// address file and the questions, so an abbreviation that is wrongly understood is so on both
/// sides. Works on any bytes; never fails; at most kMostWords.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::geocoding {

inline constexpr std::size_t kMostWords = 24;
inline constexpr std::size_t kLongestQuestion = 200;  ///< bytes; the rest is left out

enum class Role : std::uint8_t {
  name,    ///< says which street or commune
  link,    ///< de, la, aux: says nothing
  type,    ///< avenue, impasse
  number,  ///< digits
  noise,   ///< CEDEX, BP 12
};

struct Word {
  std::string key;   ///< as in names of communes: letters and digits without accents, "saint"
  std::string full;  ///< as in names of streets: abbreviations in full, number words as digits
  Role role = Role::name;
  std::uint32_t number = 0;  ///< of digits, at most 99999
  std::string suffix;        ///< of a house number: "bis", "b"
};

std::vector<Word> read_words(std::string_view text);

/// The words that tell a street from another, in order: all but links and noise.
std::vector<std::string> street_words(std::string_view name);

/// "de", "la", "sur": says nothing of itself.
bool is_link(std::string_view key);

/// "avenue", "impasse": in full.
bool is_street_type(std::string_view full);

/// Five digits that may be a postcode.
bool is_postcode(const Word& word);

}  // namespace maillage::geocoding
