#include "places/site.hpp"

#include "base/error.hpp"
#include "places/dot_map.hpp"
#include "places/pages.hpp"
#include "places/review_pages.hpp"
#include "web/router.hpp"

namespace maillage::places {
namespace {

using web::Address;

constexpr auto kFresh = std::chrono::days(365);

web::Frame make_frame(const web::Words& t) {
  web::Frame frame;
  frame.site_name = "Maillage";
  frame.navigation = {{t("Guide"), Address::local("/guide")},
                      {t("Les lieux"), Address::local("/lieux")},
                      {t("Territoires"), Address::local("/territoires")},
                      {t("Sources"), Address::local("/sources")},
                      {t("Données"), Address::local("/donnees")},
                      {"Fragilité", Address::resource("/fragilite"), "fr"}};
  frame.footer = {{t("Tous les lieux"), Address::local("/lieux")},
                  {t("Les sources"), Address::local("/sources")},
                  {t("Les données"), Address::local("/donnees")},
                  {t("Les territoires"), Address::local("/territoires")},
                  {t("Accessibilité"), Address::local("/accessibilite")},
                  {t("Mentions légales"), Address::local("/mentions-legales")},
                  {t("Confidentialité"), Address::local("/confidentialite")}};
  frame.footer_note = t("Maillage rassemble les lieux d’aide au numérique de toute la France.");
  return frame;
}

Figures count(std::span<const Entry> entries, std::size_t departements, std::size_t lists,
              base::Date today) {
  Figures figures;
  figures.places = entries.size();
  figures.departements = departements;
  figures.lists = lists;
  for (const Entry& entry : entries) {
    figures.with_contact += entry.has_contact;
    figures.with_hours += !entry.horaires.empty();
    figures.with_services += entry.services != 0;
    figures.overseas += entry.departement.size() == 3;  // 971 to 988
    figures.undated += !entry.updated;
    figures.recent +=
        entry.updated &&
        std::chrono::sys_days(today) - std::chrono::sys_days(*entry.updated) <= kFresh;
  }
  return figures;
}

/// Under the id of the place's address: that of a record alone may be another list's too.
standard::PlaceView pack(standard::PackedPlaces& packed, const Shown& shown) {
  standard::PackedPlaces::Texts texts;
  std::copy(shown.place.values.begin(), shown.place.values.end(), texts.begin());
  texts[static_cast<std::size_t>(standard::Field::id)] = shown.place_id;
  return packed.add(texts, shown.place.extras);
}

web::Html draw_map(std::span<const Entry> entries, const territory::Communes* communes) {
  std::vector<standard::Coordinates> places, inhabited;
  for (const Entry& entry : entries) {
    if (entry.point) places.push_back(*entry.point);
  }
  if (communes) {
    for (const territory::Commune& commune : communes->all()) {
      if (commune.latitude() != 0) inhabited.push_back({commune.latitude(), commune.longitude()});
    }
  }
  web::Html html;
  dot_map(html, places, inhabited);
  return html;
}

const web::Router<Site>& router() {
  static const web::Router<Site> kRouter = [] {
    web::Router<Site> router(failure_page);
    router.get("/", home_page);
    router.get("/lieux", list_page);
    router.get("/recherche", list_page);
    router.get("/lieux/{}", place_page);
    router.get("/lieux/{}/fiche", slip_page);
    router.get("/lieux/{}/fiche.pdf", slip_pdf);
    router.get("/guide", guide_page);
    router.get("/guide/ou", guide_where_again);
    router.post("/guide/ou", guide_where_page);
    router.get("/guide/classement", guide_ranking_page);
    router.get("/territoires", territories_page);
    router.get("/territoires/{}", territory_page);
    router.get("/sources", sources_page);
    router.get("/donnees", data_page);
    router.get("/accessibilite", accessibility_page);
    router.get("/mentions-legales", legal_page);
    router.get("/confidentialite", privacy_page);
    router.get("/_composants", components_page);
    router.get("/relecture", review_page);
    router.get("/relecture/entrer", review_door_page);
    router.post("/relecture/entrer", review_enter);
    router.post("/relecture/quitter", review_leave);
    router.post("/relecture/annuler", review_withdraw);
    router.get("/relecture/{}/{}", review_pair_page);
    router.post("/relecture/{}/{}", review_decide);
    router.get("/api/v1/suggestions", suggestions);
    router.get("/tuiles/{}/{}/{}", map_tile);
    router.get("/tuiles/fond/{}/{}/{}", base_map);
    router.get("/sante", health);
    router.get("/ressources/{}", asset);
    return router;
  }();
  return kRouter;
}

/// What those who work with the directory read is in French alone.
bool only_in_french(const web::Request& request) {
  static constexpr std::string_view kRooms[] = {"relecture", "fragilite", "integrer", "_composants"};
  return !request.segments.empty() && std::find(std::begin(kRooms), std::end(kRooms),
                                                request.segments.front()) != std::end(kRooms);
}

Address page_of(const web::Request& request) {
  Address address = Address::local("");
  for (const std::string& segment : request.segments) address.segment(segment);
  if (address.text().empty()) address = Address::local("/");
  for (const auto& [name, value] : request.query.pairs()) address.with(name, value);
  return address;
}

}  // namespace

std::optional<std::uint32_t> Snapshot::number_of(std::string_view place_id) const {
  const auto found = std::lower_bound(
      texts.begin(), texts.end(), place_id,
      [](standard::PlaceView text, std::string_view id) { return text[standard::Field::id] < id; });
  if (found == texts.end() || (*found)[standard::Field::id] != place_id) return std::nullopt;
  return static_cast<std::uint32_t>(found - texts.begin());
}

Site::Site(store::Database& database, const territory::Communes* communes,
           std::function<base::Instant()> clock, territory::SchoolHolidays school_holidays,
           ListNames list_names)
    : core_(new Core{database, communes, std::move(clock), Almanac(std::move(school_holidays)),
                     std::move(list_names), web::Assets(web::embedded_files()),
                     web::site_languages(), router()}),
      language_(&core_->languages.front()) {}

Site Site::visited(web::Request& request) const {
  Site site = *this;
  site.request_ = &request;
  if (request.segments.empty()) return site;
  for (const web::Language& language : core_->languages) {
    if (language.base.empty() || language.base.substr(1) != request.segments.front()) continue;
    site.language_ = &language;
    request.segments.erase(request.segments.begin());
    break;
  }
  return site;
}

web::Frame Site::frame() const {
  web::Frame frame = make_frame(language_->words);
  if (!request_ || only_in_french(*request_)) return frame;
  for (const web::Language& language : core_->languages)
    frame.languages.push_back({language.words.language(), language.own_name, language.base});
  frame.here = page_of(*request_);
  return frame;
}

void Site::open_review(const base::SecretKey& key, std::function<void()> decided) {
  core_->review = std::make_unique<ReviewDoor>();
  core_->review->key = key;
  core_->review->decided = std::move(decided);
}

std::shared_ptr<const Snapshot> Site::snapshot() {
  return newest_snapshot(false);
}

void Site::refresh() {
  newest_snapshot(true);
}

std::shared_ptr<const Snapshot> Site::newest_snapshot(bool look_again) {
  const base::Instant now = core_->clock();
  std::unique_lock guard(core_->mutex);
  if (core_->snapshot && (core_->loading || (core_->looked_at == now && !look_again)))
    return core_->snapshot;
  core_->looked_at = now;
  if (!core_->snapshot) return core_->snapshot = load();
  try {
    if (core_->snapshot->revision == revision(*core_->database.read())) return core_->snapshot;
  } catch (const base::Error&) {
    return core_->snapshot;  // the database is away: what is known is still served
  }
  core_->loading = true;
  guard.unlock();
  std::shared_ptr<const Snapshot> fresh;
  try {
    fresh = load();
  } catch (...) {
    guard.lock();
    core_->loading = false;
    throw;
  }
  guard.lock();
  core_->loading = false;
  return core_->snapshot = std::move(fresh);
}

std::shared_ptr<const Snapshot> Site::load() {
  std::vector<Entry> entries;
  auto reader = core_->database.read_still();
  const std::int64_t newest = revision(*reader);
  standard::PackedPlaces packed;
  std::vector<standard::PlaceView> texts;
  each_place(*reader, [&](const Shown& shown) {
    entries.push_back(to_entry(shown, core_->communes));
    entries.back().number = static_cast<std::uint32_t>(texts.size());
    texts.push_back(pack(packed, shown));
  });
  auto lists = list_states(*reader);
  Directory directory(std::move(entries));
  const std::size_t departements = static_cast<std::size_t>(
      std::count_if(directory.departement_codes().begin(), directory.departement_codes().end(),
                    [](const std::string& code) { return !code.empty(); }));
  Figures figures = count(directory.entries(), departements, lists.size(), today());
  web::Html map = draw_map(directory.entries(), core_->communes);
  auto snapshot = std::make_shared<Snapshot>(Snapshot{newest,
                                                      std::move(directory),
                                                      std::move(lists),
                                                      figures,
                                                      std::move(map),
                                                      nullptr,
                                                      std::move(packed),
                                                      std::move(texts),
                                                      {},
                                                      last_change(*reader)});
  snapshot->entry_of.resize(snapshot->texts.size());
  const auto listed = snapshot->directory.entries();
  for (std::size_t i = 0; i < listed.size(); ++i)
    snapshot->entry_of[listed[i].number] = static_cast<std::uint32_t>(i);
  snapshot->tiles = std::make_unique<MapTiles>(snapshot->directory);
  return snapshot;
}

web::Response answer(const web::Request& request, Site& site) {
  web::Request inner = request;
  Site visited = site.visited(inner);
  const std::string_view base = visited.view().base;
  if (!base.empty() && only_in_french(inner)) return web::Response::redirect(page_of(inner), 301);
  // "/ar/" is "/ar".
  if (!base.empty() && inner.segments == std::vector<std::string>{""}) inner.segments.clear();
  web::Response response = visited.routes().answer(inner, visited);
  const std::string location(response.header("Location"));
  if (!base.empty() && location.starts_with('/'))
    response.set("Location", std::string(base) + (location == "/" ? "" : location));
  return response;
}

}  // namespace maillage::places
