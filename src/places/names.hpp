#pragma once
/// How places and lists are called on screen, and the order of names.
#include "standard/place.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace maillage::places {

/// The place's name; "Lieu sans nom à Lorient" when a number was typed in its stead ("104" remains:
/// some places are called so).
std::string public_name(const standard::Place& place);
/// The key to sort names by: folded, without quotes and signs before the first letter; names that
/// begin with a digit come last.
std::string name_order(std::string_view name);

/// What people call the lists: "conseiller-numerique" -> "Conseillers numériques".
class ListNames {
 public:
  ListNames() = default;  ///< none known
  /// Reads `list;name` lines (data/lists/names.csv); the first line is a header.
  static ListNames from_csv(std::string_view text);
  static ListNames load_csv(const std::string& path);  ///< throws base::Error (environment)
  /// The name, or the list's own with a capital and blanks: "le-havre" -> "Le havre".
  std::string of(std::string_view list) const;

 private:
  std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace maillage::places
