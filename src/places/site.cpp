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
                      {t("Fragilité"), Address::local("/fragilite")}};
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

web::Html draw_map(std::span<const Entry> entries, const territory::Communes* communes,
                   const web::Words& t) {
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
  dot_map(html, places, inhabited,
          t("Carte de la France métropolitaine : les points pleins montrent où sont les lieux."));
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
    : database_(database),
      communes_(communes),
      clock_(std::move(clock)),
      almanac_(std::move(school_holidays)),
      list_names_(std::move(list_names)),
      assets_(web::embedded_files()),
      frame_(make_frame(words_)),
      routes_(router()) {}

void Site::open_review(const base::SecretKey& key, std::function<void()> decided) {
  review_ = std::make_unique<ReviewDoor>();
  review_->key = key;
  review_->decided = std::move(decided);
}

std::shared_ptr<const Snapshot> Site::snapshot() {
  return newest_snapshot(false);
}

void Site::refresh() {
  newest_snapshot(true);
}

std::shared_ptr<const Snapshot> Site::newest_snapshot(bool look_again) {
  const base::Instant now = clock_();
  std::unique_lock guard(mutex_);
  if (snapshot_ && (loading_ || (looked_at_ == now && !look_again))) return snapshot_;
  looked_at_ = now;
  if (!snapshot_) return snapshot_ = load();
  try {
    if (snapshot_->revision == revision(*database_.read())) return snapshot_;
  } catch (const base::Error&) {
    return snapshot_;  // the database is away: what is known is still served
  }
  loading_ = true;
  guard.unlock();
  std::shared_ptr<const Snapshot> fresh;
  try {
    fresh = load();
  } catch (...) {
    guard.lock();
    loading_ = false;
    throw;
  }
  guard.lock();
  loading_ = false;
  return snapshot_ = std::move(fresh);
}

std::shared_ptr<const Snapshot> Site::load() {
  std::vector<Entry> entries;
  auto reader = database_.read_still();
  const std::int64_t newest = revision(*reader);
  standard::PackedPlaces packed;
  std::vector<standard::PlaceView> texts;
  each_place(*reader, [&](const Shown& shown) {
    entries.push_back(to_entry(shown, communes_));
    entries.back().number = static_cast<std::uint32_t>(texts.size());
    texts.push_back(pack(packed, shown));
  });
  auto lists = list_states(*reader);
  Directory directory(std::move(entries));
  const std::size_t departements = static_cast<std::size_t>(
      std::count_if(directory.departement_codes().begin(), directory.departement_codes().end(),
                    [](const std::string& code) { return !code.empty(); }));
  Figures figures = count(directory.entries(), departements, lists.size(), today());
  web::Html map = draw_map(directory.entries(), communes_, words_);
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
  return site.routes().answer(request, site);
}

}  // namespace maillage::places
