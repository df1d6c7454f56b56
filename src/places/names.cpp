#include "places/names.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fstream>
#include <sstream>

namespace maillage::places {
namespace {

using standard::Field;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Letters of other scripts are bytes past ASCII; so are « and ’, which names begin with.
std::string_view from_first_word(std::string_view folded) {
  static constexpr std::string_view kSigns[] = {"«", "»", "“", "”", "‘", "’", "–", "—", "•", "·"};
  for (bool again = true; again && !folded.empty();) {
    again = false;
    for (const std::string_view sign : kSigns) {
      if (!folded.starts_with(sign)) continue;
      folded.remove_prefix(sign.size());
      again = true;
    }
    const char c = folded.empty() ? 'a' : folded[0];
    const bool word = (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 128;
    if (!word) {
      folded.remove_prefix(1);
      again = true;
    }
  }
  return folded;
}

bool is_a_number_in_stead(std::string_view name) {
  constexpr long kFewest = 2, kMost = 5;  // "104", "3000": more is an identifier, less a slip
  const bool other = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 128 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  if (other) return false;
  const long digits = std::count_if(name.begin(), name.end(), is_digit);
  return digits < kFewest || digits > kMost;
}

}  // namespace

std::string public_name(const standard::Place& place) {
  const std::string& name = place[Field::nom];
  if (!is_a_number_in_stead(name)) return name;
  return place.has(Field::commune) ? "Lieu sans nom à " + place[Field::commune] : "Lieu sans nom";
}

std::string name_order(std::string_view name) {
  const std::string folded = base::fold(name);
  const std::string_view key = from_first_word(folded);
  const bool last = key.empty() || is_digit(key[0]);
  return (last ? "1" : "0") + std::string(key);
}

ListNames ListNames::from_csv(std::string_view text) {
  ListNames names;
  bool header = true;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::size_t end = line.find(';');
    if (!std::exchange(header, false) && end != std::string_view::npos) {
      names.names_.emplace(base::trim(line.substr(0, end)), base::trim(line.substr(end + 1)));
    }
  }
  return names;
}

ListNames ListNames::load_csv(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    throw base::Error(base::ErrorCode::environment,
                      "Le fichier des noms de listes " + path + " ne s’ouvre pas.");
  }
  return from_csv(text.str());
}

std::string ListNames::of(std::string_view list) const {
  if (const auto known = names_.find(list); known != names_.end()) return known->second;
  std::string name = base::replace_all(std::string(list), "-", " ");
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 32);
  return name;
}

}  // namespace maillage::places
