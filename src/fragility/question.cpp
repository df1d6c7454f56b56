#include "fragility/question.hpp"

#include "fragility/wording.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

constexpr Level kShown[] = {Level::region, Level::departement, Level::epci, Level::commune};

}  // namespace

Question Question::read(const web::Query& query, const Country& country, Level usual) {
  Question question;
  question.method = country.shown_methods().front();
  for (const Method* method : country.shown_methods()) {
    if (method->name == query.get("methode")) question.method = method;
  }
  const auto level = level_of(query.get("niveau"));
  const bool shown =
      level && std::find(std::begin(kShown), std::end(kShown), *level) != std::end(kShown);
  question.level = shown ? *level : usual;
  return question;
}

std::shared_ptr<const Standing> Question::standing(const Country& country) const {
  return country.standing(*method, level);
}

web::Address& Question::in(web::Address& address, const Country& country, Level usual) const {
  if (level != usual) address.with("niveau", level_name(level));
  if (method != country.shown_methods().front()) address.with("methode", method->name);
  return address;
}

std::span<const Level> shown_levels() {
  return kShown;
}

std::span<const Level> drawn_levels() {
  return std::span(kShown).first(3);
}

std::vector<web::Choice> level_choices(const web::Words& t, std::span<const Level> levels,
                                       Level chosen) {
  std::vector<web::Choice> choices;
  for (const Level level : levels) {
    choices.push_back(
        {std::string(level_name(level)), level_word(t, level, true), level == chosen});
  }
  return choices;
}

std::vector<web::Choice> method_choices(const Country& country, const Method& chosen) {
  std::vector<web::Choice> choices;
  for (const Method* method : country.shown_methods()) {
    choices.push_back({method->name, method->title, method == &chosen});
  }
  return choices;
}

std::string years_of(const web::Words& t, const Calculation& calculation) {
  int first = 0, last = 0;
  for (const Ingredient& ingredient : calculation.ingredients) {
    if (ingredient.year == 0) continue;
    first = first == 0 ? ingredient.year : std::min(first, ingredient.year);
    last = std::max(last, ingredient.year);
  }
  if (first == last) return std::to_string(last);
  return t.fill("{} à {}", {std::to_string(first), std::to_string(last)});
}

}  // namespace maillage::fragility
