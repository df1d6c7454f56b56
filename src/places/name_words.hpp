#pragma once
/// Names and streets as words that can be compared: abbreviations of the sector written out, words
/// that say a kind of place told from those that name this one.
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

struct NameWords {
  std::string own;     ///< what is left: "maison pop"; empty for "Maison France services"
  std::string shared;  ///< when nothing is left: the kinds, "mairie rfs", else the words
  std::vector<std::string> kinds;  ///< "rfs", "mairie", "bib"… that the name says
  bool mobile = false;             ///< a bus, or visits from town to town
};
/// `own` is without the words of the commune, which the name of half of the places repeats.
NameWords name_words(std::string_view name, std::string_view commune);

/// What a code of the field `typologie` stands for: "MSAP" -> rfs, "MUNI" -> mairie; nothing for
/// codes that say little ("ASSO").
std::vector<std::string> kinds_of_typologie(std::string_view code);

/// Town halls, départements and the like host other kinds of place: they count only where nothing
/// else is named. Sorts the kinds, each once.
void settle_kinds(std::vector<std::string>& kinds);

struct StreetWords {
  std::string street;  ///< "avenue general de gaulle"
  std::string number;  ///< "12b", "10-12"; empty when there is none
};
/// What stands before the number, or before "rue" and the like, is left out: a building, a floor.
StreetWords street_words(std::string_view address);

}  // namespace maillage::places
