#include "fragility/territory_fields.hpp"

#include <fmt/format.h>

namespace maillage::fragility {

Fields fields_of(const Country& country, const Question& question, const Standing& standing,
                 const Sureness* sureness, std::uint32_t row) {
  const Calculation& done = standing.calculation;
  Fields fields{
      {"population", country.territories().at(question.level).population[row]},
      {"indice", done.index()[row]},
      {"rang", standing.order.rank[row]},
      {"rang_5", sureness == nullptr ? kMissing : sureness->low[row]},
      {"rang_95", sureness == nullptr ? kMissing : sureness->high[row]},
      {"proba_premier_decile", sureness == nullptr ? kMissing : sureness->top_decile[row]}};
  for (std::size_t k = 0; k < done.ingredients.size(); ++k) {
    const Ingredient& ingredient = done.ingredients[k];
    if (ingredient.year == 0) continue;
    fields.push_back(
        {fmt::format("{}_brut_{}", ingredient.id, ingredient.year), ingredient.raw[row]});
    fields.push_back({ingredient.id, (*done.scores.find(ingredient.id))[row]});
  }
  return fields;
}

void write_territory(formats::JsonWriter& json, const Country& country, const Question& question,
                     const Standing& standing, const Sureness* sureness, std::uint32_t row) {
  const Territory territory{question.level, row};
  json.member("code", code_of(country.territories(), territory));
  json.member("nom", name_of(country.territories(), territory));
  for (const Field& field : fields_of(country, question, standing, sureness, row)) {
    json.key(field.name);
    if (is_missing(field.value)) {
      json.null();
    } else {
      json.number(field.value);
    }
  }
}

}  // namespace maillage::fragility
