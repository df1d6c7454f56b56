#include "opendata/furnish.hpp"

#include "opendata/api.hpp"
#include "opendata/atom.hpp"
#include "opendata/calendars.hpp"
#include "opendata/daily_files.hpp"
#include "opendata/daily_pages.hpp"
#include "opendata/embed_pages.hpp"
#include "opendata/exports.hpp"
#include "opendata/ogc.hpp"
#include "opendata/publication.hpp"
#include "opendata/schema.hpp"
#include "opendata/sitemap.hpp"
#include "opendata/traffic.hpp"
#include "opendata/webhook_messages.hpp"
#include "opendata/worker.hpp"
#include "places/key_file.hpp"

#include <ostream>

namespace maillage::opendata {
namespace {

constexpr std::chrono::days kDaysKept{30};
constexpr std::chrono::seconds kPublishPause = std::chrono::minutes(10);  // a new day has its file
constexpr std::chrono::seconds kDeliverPause{5};                          // failed messages wait

/// Writes today's file and takes out of all what people oppose since the last round.
class DailyKeeper {
 public:
  explicit DailyKeeper(OpenSite& site) : site_(site), folder_(site.settings.daily_folder) {}

  void keep() {
    if (folder_.empty()) return;
    places::Site& places = site_.places;
    write_day(folder_, places.snapshot(), places.today());
    drop_days(folder_, std::chrono::sys_days(places.today()) - kDaysKept);
    auto reader = places.database().read();
    std::vector<std::int64_t> opposed;
    for (const places::Opposition& each : places::oppositions(*reader))
      opposed.push_back(each.number);
    if (opposed == cleaned_for_) return;
    if (!opposed.empty()) {
      const auto key = places::load_key(places::key_path(site_.settings.database));
      clean_days(folder_, places::Oppositions::load(*reader, key));
    }
    cleaned_for_ = std::move(opposed);
  }

 private:
  OpenSite& site_;
  const std::string& folder_;
  std::vector<std::int64_t> cleaned_for_;  ///< the oppositions in force at the last round
};

}  // namespace

std::shared_ptr<OpenSite> furnish(places::Site& site, OpenSettings settings) {
  const auto open = std::shared_ptr<OpenSite>(new OpenSite{site, std::move(settings)});
  prepare(site.database(), site.now());
  web::Router<places::Site>& routes = site.routes();
  routes.get("/lieux.csv", places_csv, *open);
  routes.get("/lieux.json", places_json, *open);
  routes.get("/lieux.geojson", places_geojson, *open);
  routes.get("/lieux.xlsx", places_xlsx, *open);
  routes.get("/api/v1/lieux", api_places, *open);
  routes.get("/api/v1/lieux/{}", api_place, *open);
  routes.get("/api/v1/lieux/{}/historique", api_history, *open);
  routes.get("/api/v1/territoires", api_territories, *open);
  routes.get("/api/v1/openapi.json", api_description, *open);
  routes.get("/api/v1/{}", api_unknown, *open);
  routes.get("/ogc", ogc_landing, *open);
  routes.get("/ogc/conformance", ogc_conformance, *open);
  routes.get("/ogc/collections", ogc_collections, *open);
  routes.get("/ogc/collections/{}", ogc_collection, *open);
  routes.get("/ogc/collections/{}/items", ogc_items, *open);
  routes.get("/ogc/collections/{}/items/{}", ogc_item, *open);
  routes.get("/flux/nouveautes.atom", news_feed, *open);
  routes.get("/flux/nouveautes/{}", news_feed_of, *open);
  routes.get("/flux/itinerances.ics", stops_calendar, *open);
  routes.get("/flux/lieux/{}", place_calendar, *open);
  routes.get("/donnees/quotidien", daily_page, *open);
  routes.get("/donnees/quotidien/{}/{}", daily_answer, *open);
  routes.get("/integrer", embed_page, *open);
  routes.get("/integrer/cadre", embed_frame, *open);
  routes.get("/maillage-integration.js", embed_script, *open);
  routes.get("/metrics", metrics, *open);
  routes.get("/sitemap.xml", sitemap, *open);
  routes.get("/sitemap/{}", sitemap_part, *open);
  routes.get("/robots.txt", robots, *open);
  return open;
}

std::shared_ptr<void> open_to_public(places::Site& site, OpenSettings settings, std::ostream& err) {
  /// In the order in which they are made; the watch goes first, as it wakes the workers.
  struct Open {
    Open(std::shared_ptr<OpenSite> opened, std::function<void(std::string_view)> failed)
        : site(std::move(opened)),
          daily(*site),
          courier([this] { deliver_due(*site, site->places.now()); }, kDeliverPause, failed),
          publisher([this] { publish_all(); }, kPublishPause, failed),
          watch(site->places.database().watch([this] { publisher.wake(); })) {}

    void publish_all() {
      site->places.refresh();
      publish(site->places.database(), *site->places.snapshot(), site->places.now());
      courier.wake();
      daily.keep();
    }

    std::shared_ptr<OpenSite> site;
    DailyKeeper daily;
    Worker courier, publisher;
    std::unique_ptr<store::Watch> watch;
  };
  return std::make_shared<Open>(furnish(site, std::move(settings)),
                                [&err](std::string_view why) { err << why << "\n"; });
}

}  // namespace maillage::opendata
