#pragma once
/// What a person typed into the one search box: a commune or postcode to be near to, or words of a
/// place's name.
#include "territory/communes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

struct Where {
  const territory::Commune* commune = nullptr;  ///< be near to it
  std::vector<const territory::Commune*>
      also;  ///< others of that name or postcode, most inhabitants first
};

/// Nothing when the text names no commune; then it is searched among the names of places.
std::optional<Where> find_where(const territory::Communes& communes, std::string_view text);

}  // namespace maillage::places
