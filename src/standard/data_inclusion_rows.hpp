#pragma once
/// data·inclusion as the flat rows that the sector's mapping files read (dora.config.json and
/// others): what `maillage data-inclusion` writes for `maillage transformer`.
#include "formats/json.hpp"
#include "standard/data_inclusion.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::standard {

/// A flat row for each structure with services of digital mediation, and for each such service with
/// an address of its own, in order of the services. Lists are joined by ','; the id is
/// "<source>-<id>" ("<id>" for dora).
std::vector<formats::Json> data_inclusion_rows(std::span<const DiStructure> structures,
                                               std::span<const DiService> services);

/// Streets and communes as data·inclusion spoils them: "16 AV FRAN?OIS MITERRAND",
/// "POINTE-Ã-PITRE".
std::string di_voie(std::string_view text);
std::string di_commune(std::string_view text);

}  // namespace maillage::standard
