#pragma once
/// The kind of a place read from its name: "Médiathèque de Gien" -> BIB. Codes are those of
/// data·inclusion.
#include <string_view>
#include <vector>

namespace maillage::transform {

/// The typologie codes that the name tells, each once, in a fixed order; empty when it tells none.
/// Case, accents, articles, plurals and the dots of acronyms don't matter.
std::vector<std::string_view> typologies_from_name(std::string_view nom);

}  // namespace maillage::transform
