#pragma once
/// A site to ask, on a small registry, at an hour that the test decides.
#include "base/text.hpp"
#include "world.hpp"

namespace maillage::places {

inline const territory::Communes& communes() {
  static const auto kCommunes =
      territory::Communes::load(test::project_file("data/territories/communes.bin"));
  return kCommunes;
}

struct SiteWorld : World {
  SiteWorld()
      : World("site"),
        site(
            *database, &communes(), [this] { return now; }, {},
            ListNames::from_csv("list;name\nla-creuse;Creuse\n")) {
    static const geocoding::Geocoder kGeocoder(communes());
    site.use_geocoder(kGeocoder);
  }
  web::Response get(std::string_view target) {
    web::Request request;
    EXPECT_TRUE(web::read_target(target, request)) << target;
    return answer(request, site);
  }
  std::string body(std::string_view target) { return *get(target).body; }

  base::Instant now = kNow;
  Site site;
};

inline bool holds(const std::string& text, std::string_view part) {
  return base::contains(text, part);
}

inline standard::Place at(standard::Place place, std::string latitude, std::string longitude) {
  place[standard::Field::latitude] = std::move(latitude);
  place[standard::Field::longitude] = std::move(longitude);
  return place;
}
inline standard::Place in_bordeaux(std::string id, std::string nom) {
  return at(place(std::move(id), std::move(nom), "Bordeaux", "33000", "33063"), "44.84", "-0.58");
}

}  // namespace maillage::places
