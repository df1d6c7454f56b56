#pragma once
/// What a transformation knows besides the row and its mapping file: reference data, names, and the instant it runs.
#include <optional>
#include <string>

#include "base/date.hpp"
#include "territory/communes.hpp"
#include "territory/zones.hpp"

namespace maillage::transform {

struct Context {
  const territory::Communes& communes;
  const territory::PriorityDistricts& priority_districts;
  const territory::RevitalisationAreas& revitalisation_areas;
  std::string source_name;                ///< option -n; the `source` of rows that name none
  std::optional<base::Date> source_date;  ///< option --date-source: stands in for unknown dates in the standard's files
};

}  // namespace maillage::transform
