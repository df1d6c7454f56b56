#include "fragility/atlas.hpp"

#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "places/pages.hpp"

namespace maillage::fragility {

namespace {

bool is_ours(const web::Request& request) {
  const auto segment = [&](std::size_t k) -> std::string_view {
    return k < request.segments.size() ? std::string_view(request.segments[k]) : "";
  };
  if (segment(0) == "tuiles") return segment(1) == "fragilite";
  if (segment(0) == "api") return segment(2) == "fragilite";
  return segment(0) == "fragilite" || segment(0).starts_with("fragilite.");
}

const web::Router<Atlas>& router() {
  static const web::Router<Atlas> kRouter = [] {
    web::Router<Atlas> router(failure_page);
    router.get("/fragilite", overview_page);
    router.get("/fragilite/classement", ranking_page);
    router.get("/fragilite/comparer", compare_page);
    router.get("/fragilite/ponderer", weights_page);
    router.get("/fragilite/nuage", cloud_page);
    router.get("/fragilite/methodes", methods_page);
    router.get("/fragilite/methodes/{}", method_page);
    router.get("/fragilite/donnees", sources_page);
    router.get("/fragilite.csv", csv_export);
    router.get("/fragilite.xlsx", xlsx_export);
    router.get("/fragilite.geojson", geojson_export);
    router.get("/api/v1/fragilite/classement", ranking_api);
    router.get("/api/v1/fragilite/methodes", methods_api);
    router.get("/api/v1/fragilite/territoires/{}", territory_api);
    router.get("/fragilite/{}", profile_page);  // behind the pages that have a name
    router.get("/fragilite/{}/profil.pdf", profile_paper);
    router.get("/tuiles/fragilite/{}/{}/{}/{}", need_tile);
    return router;
  }();
  return kRouter;
}

/// What the first visitors ask for, so that nobody waits for it.
void prepare(const Country& country) {
  for (const Level level : shown_levels()) country.standing(*country.shown_methods()[0], level);
  for (const Level level : shown_levels()) country.sureness(level);
}

}  // namespace

Atlas::Atlas(places::Site& site, Load load)
    : site_(site),
      country_(std::async(std::launch::async, std::move(load)).share()),
      prepared_(std::async(std::launch::async, [country = country_] { prepare(*country.get()); })) {
}

std::optional<web::Response> answer(const web::Request& request, Atlas& atlas) {
  if (!is_ours(request)) return std::nullopt;
  return router().answer(request, atlas);
}

web::Response failure_page(const web::Request& request, Atlas& atlas, const web::Failure& failure) {
  return places::failure_page(request, atlas.site(), failure);
}

}  // namespace maillage::fragility
