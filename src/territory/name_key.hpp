#pragma once
/// The name of a commune as people write it, made comparable: "St Étienne-du-Rouvray", "SAINT
/// ETIENNE DU ROUVRAY" and "Saint-Étienne-du-Rouvray" have one key. Works on any bytes; never
/// fails.
#include <cstdint>
#include <string>
#include <string_view>

namespace maillage::territory {

/// What was written in a commune field, the name apart from the rest.
struct WrittenName {
  std::string
      key;  ///< words of ASCII letters joined by '-', "saint-etienne-du-rouvray"; may be empty
  unsigned arrondissement = 0;  ///< "Lyon 3e", "LYON CEDEX 03": 3; else 0
  std::uint32_t postcode = 0;   ///< five digits written beside the name: "38000 Grenoble"; else 0
};

/// Parentheses, digits, CEDEX, "arrondissement" and whatever follows a comma or a line end are left
/// out of the key; "s/" is "sur", "ss/" is "sous".
WrittenName read_written_name(std::string_view text);

/// The key of a plain name, digits kept: what data/territories/make.mjs computes for the names of
/// the file.
std::string name_key(std::string_view name);

/// "lamentin" for "le-lamentin"; the key itself when it has no article.
std::string_view without_article(std::string_view key);

/// FNV-1a, as the file is sorted.
std::uint32_t key_hash(std::string_view key);

}  // namespace maillage::territory
