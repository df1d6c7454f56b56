#include "fragility/method.hpp"

#include <algorithm>

namespace maillage::fragility {

std::vector<std::string> Method::suffixes() const {
  return references.empty() ? std::vector<std::string>{""} : references;
}

std::size_t Method::part(std::string_view id) const {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.id == id; });
  return found == parts.end() ? Part::kNone : static_cast<std::size_t>(found - parts.begin());
}

std::size_t Method::indicator(std::string_view id) const {
  const auto found = std::find_if(indicators.begin(), indicators.end(),
                                  [&](const Indicator& i) { return i.id == id; });
  return found == indicators.end() ? Part::kNone
                                   : static_cast<std::size_t>(found - indicators.begin());
}

}  // namespace maillage::fragility
