#pragma once
/// The public site: what its pages share, and the table of its addresses.
#include "geocoding/geocoder.hpp"
#include "places/almanac.hpp"
#include "places/directory.hpp"
#include "places/map_tiles.hpp"
#include "places/names.hpp"
#include "places/operator.hpp"
#include "places/reviewers.hpp"
#include "standard/packed_places.hpp"
#include "store/database.hpp"
#include "territory/communes.hpp"
#include "territory/contours.hpp"
#include "web/languages.hpp"
#include "web/message.hpp"
#include "web/page.hpp"
#include "web/rate_limit.hpp"
#include "web/router.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace maillage::places {

/// What the present places say together.
struct Figures {
  std::size_t places = 0, departements = 0, lists = 0;
  std::size_t with_contact = 0, with_hours = 0, with_services = 0;
  std::size_t overseas = 0;
  std::size_t recent = 0;   ///< updated in the last twelve months
  std::size_t undated = 0;  ///< nobody knows when
};

/// The registry at one revision, ready to be shown.
struct Snapshot {
  std::int64_t revision = 0;
  Directory directory;
  std::vector<ListState> lists;
  Figures figures;
  web::Html map;  ///< of all places, for the home page
  std::unique_ptr<MapTiles> tiles;
  standard::PackedPlaces packed;           ///< holds what `texts` looks at
  std::vector<standard::PlaceView> texts;  ///< every place in full, in the order of their ids
  std::vector<std::uint32_t> entry_of;     ///< of each text: its entry in the directory
  base::Instant changed_at{};              ///< when the registry last changed

  const Entry& entry(std::uint32_t number) const { return directory.entries()[entry_of[number]]; }
  /// The number of the place of that id; nothing when people find no such place.
  std::optional<std::uint32_t> number_of(std::string_view place_id) const;
};

/// The door of the review pages; without one they answer nobody.
struct ReviewDoor {
  base::SecretKey key;
  std::function<void()> decided;  ///< called after each decision
  web::RateLimit tries{{.at_once = 10, .each = std::chrono::seconds(60)}};  ///< of links
};

/// What all its visitors share, and the pages as one visitor asks for them: in a language, at an
/// address.
class Site {
 public:
  /// `communes` may be null. The clock is an argument so that ages and opening hours can be tested.
  Site(store::Database& database, const territory::Communes* communes,
       std::function<base::Instant()> clock, territory::SchoolHolidays school_holidays = {},
       ListNames list_names = {});

  /// The same site for one request, in the language that its address begins with ("/ar/lieux"); the
  /// request is then changed to the rest of the address, and must outlive the result.
  Site visited(web::Request& request) const;

  /// The newest snapshot; looks for a newer revision at most once a second. One visitor waits while
  /// a newer one is made, the others go on with the last.
  std::shared_ptr<const Snapshot> snapshot();
  /// Looks at once, so that no visitor waits.
  void refresh();
  store::Database& database() { return core_->database; }
  void open_review(const base::SecretKey& key, std::function<void()> decided);
  /// Gives the pages a map; without contours they have none.
  void open_map(territory::Contours contours) { core_->contours = std::move(contours); }
  const territory::Contours* contours() const {
    return core_->contours ? &*core_->contours : nullptr;
  }
  ReviewDoor* review() { return core_->review.get(); }
  base::Instant now() const { return core_->clock(); }
  const territory::Communes* communes() const { return core_->communes; }
  /// What understands where a search is; without one the words are only searched among the places.
  /// It must outlive the site.
  void use_geocoder(const geocoding::Geocoder& geocoder) { core_->geocoder = &geocoder; }
  const geocoding::Geocoder* geocoder() const { return core_->geocoder; }
  /// Who answers for the site; nobody until it is said.
  void held_by(Operator holder) { core_->holder = std::move(holder); }
  const Operator& holder() const { return core_->holder; }
  const ListNames& list_names() const { return core_->list_names; }
  Present present() const { return {core_->clock(), core_->almanac}; }
  const Almanac& almanac() const { return core_->almanac; }
  base::Date today() const { return base::utc_day(core_->clock()); }
  web::View view() const { return {language_->words, core_->assets, language_->base}; }
  const web::Assets& assets() const { return core_->assets; }
  web::Frame frame() const;
  /// Other rooms add their addresses here, before the first request.
  web::Router<Site>& routes() { return core_->routes; }

 private:
  struct Core {
    store::Database& database;
    const territory::Communes* communes;
    std::function<base::Instant()> clock;
    Almanac almanac;
    ListNames list_names;
    web::Assets assets;
    std::vector<web::Language> languages;  ///< French first
    web::Router<Site> routes;
    Operator holder = {};
    const geocoding::Geocoder* geocoder = nullptr;
    std::unique_ptr<ReviewDoor> review = {};
    std::optional<territory::Contours> contours = {};
    std::mutex mutex = {};  ///< guards the three below
    std::shared_ptr<const Snapshot> snapshot = {};
    base::Instant looked_at = {};
    bool loading = false;
  };

  std::shared_ptr<const Snapshot> newest_snapshot(bool look_again);
  std::shared_ptr<const Snapshot> load();

  std::shared_ptr<Core> core_;
  const web::Language* language_;
  const web::Request* request_ = nullptr;
};

/// The answer to any request; never throws.
web::Response answer(const web::Request& request, Site& site);

}  // namespace maillage::places
