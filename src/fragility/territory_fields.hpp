#pragma once
/// What every export and the API say of one territory: the same names and numbers.
#include "formats/json.hpp"
#include "fragility/question.hpp"
#include "fragility/wording.hpp"

#include <string>
#include <vector>

namespace maillage::fragility {

/// The level of an export whose address names none.
constexpr Level kUsualExport = Level::departement;

struct Field {
  std::string name;
  double value = kMissing;
};
using Fields = std::vector<Field>;

/// Population, index, rank with its interval, then each indicator: its figure under its name and
/// year, and its score. `sureness` may be null.
Fields fields_of(const Country& country, const Question& question, const Standing& standing,
                 const Sureness* sureness, std::uint32_t row);

/// Code, name and fields as members of the object that is open; missing as null.
void write_territory(formats::JsonWriter& json, const Country& country, const Question& question,
                     const Standing& standing, const Sureness* sureness, std::uint32_t row);

}  // namespace maillage::fragility
