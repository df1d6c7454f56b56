#include "fragility/variables.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

constexpr std::string_view kIndex = "indice";

}  // namespace

std::vector<Variable> variables(const Country& country, const web::Words& t) {
  std::vector<Variable> found;
  for (const Method& method : country.methods()) {
    for (const Indicator& indicator : method.indicators) {
      const bool seen = std::any_of(found.begin(), found.end(), [&](const Variable& variable) {
        return variable.id == indicator.data;
      });
      if (!seen && !country.store().years(indicator.data).empty()) {
        found.push_back({indicator.data, indicator.label});
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const Variable& a, const Variable& b) {
    return base::fold(a.label) < base::fold(b.label);
  });
  found.insert(found.begin(), {std::string(kIndex), t("Indice de fragilité")});
  return found;
}

VariableColumn values_of(const Country& country, const Question& question, std::string_view id) {
  if (id == kIndex) return {question.standing(country)->calculation.index(), 0, false};
  auto figures = country.store().figures(id, question.level);
  if (!figures) return {};
  return {std::move(figures->value), figures->year, figures->is_share};
}

}  // namespace maillage::fragility
