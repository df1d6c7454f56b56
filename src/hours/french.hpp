#pragma once
/// From the French that producers write to OpenStreetMap's opening_hours: "du lundi au vendredi de
/// 9h à 12h, fermé le mercredi" -> "Mo,Tu,Th,Fr 09:00-12:00; We off". Nothing is invented: what
/// isn't understood comes back in `left_over`.
#include <array>
#include <string>
#include <string_view>

namespace maillage::hours {

struct Reading {
  std::string osm;  ///< valid value, or empty when nothing certain was understood; words.hpp says
                    ///< it in French
  std::string left_over;  ///< the part of the text that the value does not say
};

/// A text that speaks of the whole week.
Reading read_week(std::string_view text);
/// One text a day, Monday first; an empty text means closed or unknown.
Reading read_days(const std::array<std::string_view, 7>& days);
/// A value that claims to be OSM already: repaired where the intention is certain ("9h00" ->
/// "09:00", "24/7" kept), else read as French.
Reading read_osm(std::string_view text);

/// The value kept to the even or the odd ISO weeks: "week 2-52/2 Mo 09:30-12:30". Nothing for an
/// empty value.
std::string with_week_parity(std::string_view osm, bool even);

}  // namespace maillage::hours
