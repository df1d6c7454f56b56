#pragma once
/// The languages of the public pages. French stands in the code; the catalogues of the others
/// (locales/*.po) are built into the program.
#include "web/words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::web {

struct Language {
  Words words;
  std::string_view own_name;  ///< "العربية"
  std::string base;           ///< what its addresses begin with: "/ar", nothing for French
};

/// French first.
std::vector<Language> site_languages();

}  // namespace maillage::web
