#pragma once
/// Texts to be read aloud over the telephone, in French: digits of a number in pairs, hours as
/// people say them, and no sign that a voice can't say.
#include <string>
#include <string_view>

namespace maillage::places {

/// 0..9999: "vingt et un", "quatre-vingt-dix-sept".
std::string number_words(int number);
/// "05 55 52 12 12" or "+33555521212" -> "zéro cinq, cinquante-cinq, cinquante-deux, douze, douze"
std::string spoken_phone(std::string_view number);
/// "Du lundi au vendredi de 9 h à 12 h 30." -> "Du lundi au vendredi de neuf heures à midi trente."
std::string spoken_hours(std::string_view sentence);

}  // namespace maillage::places
