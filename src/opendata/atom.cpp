#include "opendata/atom.hpp"

#include "formats/xml_writer.hpp"
#include "opendata/open_response.hpp"
#include "opendata/place_json.hpp"
#include "opendata/problem.hpp"
#include "opendata/publication.hpp"
#include "places/departements.hpp"
#include "places/names.hpp"
#include "places/place_card.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

using formats::XmlWriter;
using places::Entry;

constexpr std::size_t kMostEntries = 100;
constexpr std::string_view kType = "application/atom+xml";

/// A place that came on the day of its change is new.
std::string title_of(const Published& change, const Entry& entry) {
  const bool is_new = entry.first_seen == base::utc_day(change.changed_at);
  return fmt::format("{} : {}, {}", is_new ? "Nouveau lieu" : "Mis à jour", entry.nom,
                     entry.commune);
}

std::string title_of_gone(const Published& change, std::string_view name) {
  switch (change.presence) {
    case Presence::merged:
      return fmt::format("Réuni à un autre : {}", name);
    case Presence::closed:
      return fmt::format("Fermé : {}", name);
    case Presence::suspended:
      return fmt::format("Suspendu : {}", name);
    case Presence::present:
    case Presence::withdrawn:
      break;
  }
  return fmt::format("Retiré de l’annuaire : {}", name);
}

class Feed {
 public:
  Feed(const web::Request& request, OpenSite& site, std::string departement)
      : site_(site),
        snapshot_(site.places.snapshot()),
        origin_(site.origin(request)),
        departement_(std::move(departement)) {}

  web::Response answer() {
    auto reader = site_.places.database().read();
    std::vector<Published> changes;
    each_newest_change(*reader, [&](Published&& change) {
      if (concerns(change)) changes.push_back(std::move(change));
      return changes.size() < kMostEntries;
    });
    head(changes.empty() ? snapshot_->changed_at : changes.front().changed_at);
    for (const Published& change : changes) write(change, *reader);
    xml_.close();
    web::Response response = web::Response::text(std::move(text_));
    response.content_type = kType;
    open_to_all(response);
    return response;
  }

 private:
  bool concerns(const Published& change) const {
    if (departement_.empty()) return true;
    const auto number = snapshot_->number_of(change.place_id);
    return number && snapshot_->entry(*number).departement == departement_;
  }

  void head(base::Instant updated) {
    const std::string self =
        origin_ + (departement_.empty() ? std::string("/flux/nouveautes.atom")
                                        : fmt::format("/flux/nouveautes/{}.atom", departement_));
    std::string title = "Lieux d’aide au numérique : ce qui change";
    if (!departement_.empty()) {
      title += fmt::format(" – {} ({})", places::departement_name(departement_), departement_);
    }
    xml_.declaration().open("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", "fr"}});
    xml_.element("id", self).element("title", title);
    xml_.element("updated", base::iso_instant(updated));
    xml_.leaf("link", {{"rel", "self"}, {"type", kType}, {"href", self}});
    xml_.leaf("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", origin_ + "/lieux"}});
    xml_.leaf("link", {{"rel", "license"}, {"href", kLicenceAddress}});
    xml_.open("author").element("name", "Maillage").close();
  }

  void write(const Published& change, store::Connection& connection) {
    const std::string page = page_address(origin_, change.place_id);
    const auto number = snapshot_->number_of(change.place_id);
    xml_.open("entry").element("id", page).element("updated", base::iso_instant(change.changed_at));
    if (number) {
      const Entry& entry = snapshot_->entry(*number);
      xml_.element("title", title_of(change, entry));
      xml_.element("summary", places::one_line_address(entry));
    } else {
      const auto shown = places::find_place(connection, change.place_id);
      xml_.element("title", title_of_gone(change, shown ? places::public_name(shown->place)
                                                        : change.place_id));
    }
    xml_.leaf("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", page}});
    xml_.close();
  }

  OpenSite& site_;
  std::shared_ptr<const places::Snapshot> snapshot_;
  std::string origin_, departement_, text_;
  XmlWriter xml_{text_};
};

}  // namespace

web::Response news_feed(const web::Request& request, OpenSite& site) {
  return Feed(request, site, "").answer();
}

web::Response news_feed_of(const web::Request& request, OpenSite& site, std::string_view file) {
  constexpr std::string_view kEnd = ".atom";
  const auto all = places::departements();
  const auto found = std::find_if(all.begin(), all.end(), [&](const places::Departement& each) {
    return file.size() == each.code.size() + kEnd.size() && file.starts_with(each.code) &&
           file.ends_with(kEnd);
  });
  if (found == all.end())
    return problem(404, "Flux inconnu", "Donnez le code d’un département : 23.atom, 974.atom.");
  return Feed(request, site, std::string(found->code)).answer();
}

}  // namespace maillage::opendata
