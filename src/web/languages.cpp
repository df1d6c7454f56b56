#include "web/languages.hpp"

#include "web/assets.hpp"

#include <algorithm>

namespace maillage::web {

std::vector<EmbeddedFile> embedded_catalogues();  // made by cmake/embed.cmake

std::vector<Language> site_languages() {
  struct Known {
    std::string_view code, own_name;
  };
  static constexpr Known kOthers[] = {{"en", "English"}, {"ar", "العربية"}, {"uk", "Українська"}};
  std::vector<Language> languages{{Words(), "Français", ""}};
  const auto catalogues = embedded_catalogues();
  for (const Known& known : kOthers) {
    const std::string code(known.code);
    const auto file =
        std::find_if(catalogues.begin(), catalogues.end(),
                     [&](const EmbeddedFile& catalogue) { return catalogue.name == code + ".mo"; });
    if (file != catalogues.end())
      languages.push_back({Words::from_catalogue(code, file->bytes), known.own_name, "/" + code});
  }
  return languages;
}

}  // namespace maillage::web
