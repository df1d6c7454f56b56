#include "places/operator.hpp"

#include "formats/json.hpp"
#include "formats/mapped_file.hpp"

namespace maillage::places {

Operator Operator::load(const std::string& path) {
  constexpr std::size_t kMostBytes = 64'000;
  const formats::MappedFile file(path, kMostBytes);
  const formats::Json json = formats::parse_json(file.bytes());
  const auto text = [&](std::string_view name) {
    return json[name].is_string() ? json[name].text() : std::string();
  };
  return {text("nom"),       text("adresse"), text("directeur_de_publication"),
          text("hebergeur"), text("contact"), text("conservation_des_journaux")};
}

}  // namespace maillage::places
