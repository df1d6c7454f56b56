#pragma once
/// Opening hours in French, for pages and for people who check what was understood.
#include "base/date.hpp"
#include "hours/evaluate.hpp"
#include "hours/model.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::hours {

/// "9 h", "9 h 30", "minuit".
std::string clock_words(int minutes);
/// "lundi", Monday is 0.
std::string_view weekday_word(int day);

/// "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h ; mercredi fermé." One part a rule, in the
/// order of the value.
std::string sentence(const Schedule& schedule);
/// The same for a text; empty when it is no valid value.
std::string sentence(std::string_view osm);

/// A part of a day when a place is open, or may be.
struct DaySpan {
  int from = 0, to = 0;  ///< minutes, at most 24 * 60
  State state = State::open;
  std::string comment;  ///< as the value has it: "sur rendez-vous"

  bool whole_day() const { return from == 0 && to == 24 * 60; }
};
/// "9 h – 12 h", "toute la journée", "à vérifier"; without its comment.
std::string day_span_words(const DaySpan& span);

struct DayLine {
  base::Date date;
  std::string day;             ///< "lundi"
  std::vector<DaySpan> spans;  ///< none: closed
  std::string hours;  ///< "9 h – 12 h, 14 h – 17 h", "fermé", "9 h – 12 h (sur rendez-vous)"
  std::string holiday;  ///< "Ascension" when the value says nothing of it: the hours may not hold
};

/// The seven days of the ISO week around an instant, in the place's time.
std::vector<DayLine> week_table(const Evaluator& evaluator, const Where& where,
                                base::Instant instant);

}  // namespace maillage::hours
