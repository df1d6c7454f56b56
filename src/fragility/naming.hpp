#pragma once
/// Territories by the names that people write.
#include "fragility/wording.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::fragility {

/// Lower case without accents, hyphens and apostrophes as spaces: names compare word by word.
std::string plain_name(std::string_view name);

/// The rows of a level whose name has a word that each word of the text begins, or whose code is
/// the text; all rows for an empty text.
std::vector<std::uint32_t> rows_named(const LevelTable& table, std::string_view text);

/// The one that is meant most likely: by its code as addresses write it, else the most peopled of
/// those with exactly this name, else of those that bear the words. A département counts before a
/// commune of the same name.
std::optional<Territory> likely_territory(const Territories& territories, std::string_view text);

}  // namespace maillage::fragility
