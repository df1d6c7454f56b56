#pragma once
/// What can be drawn of territories: the index, and every indicator that the country has figures
/// of.
#include "fragility/country.hpp"
#include "fragility/question.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::fragility {

struct Variable {
  std::string id;     ///< "indice", or the indicator's name in the store
  std::string label;  ///< as methods call it
};
/// The index first, then by label.
std::vector<Variable> variables(const Country& country, const web::Words& t);

struct VariableColumn {
  Column values;
  int year = 0;  ///< 0: of several years, as the index is
  bool is_share = false;
};
VariableColumn values_of(const Country& country, const Question& question, std::string_view id);

}  // namespace maillage::fragility
