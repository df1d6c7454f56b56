// /api/v1/lieux/{id}: one place with who says what of it; its history; what the API says of itself.
#include "opendata/api.hpp"
#include "opendata/open_response.hpp"
#include "opendata/place_json.hpp"
#include "opendata/problem.hpp"
#include "opendata/publication.hpp"
#include "places/departements.hpp"
#include "places/facts.hpp"
#include "places/field_history.hpp"

#include <algorithm>

namespace maillage::opendata {
namespace {

using places::FieldChange;
using places::FieldFact;
using places::Shown;
using standard::Field;

web::Response finished(std::string text) {
  web::Response response = web::Response::json(std::move(text));
  open_to_all(response);
  return response;
}

web::Response unknown_place() {
  return problem(404, "Lieu inconnu",
                 "Aucun lieu n’a cet identifiant. Prenez-le dans /api/v1/lieux.");
}

void write_facts(formats::JsonWriter& json, std::span<const FieldFact> facts,
                 const places::ListNames& names) {
  json.key("provenance").begin_object();
  for (std::size_t i = 0; i < facts.size();) {
    const Field field = facts[i].field;
    json.key(standard::field_name(field)).begin_array();
    for (; i < facts.size() && facts[i].field == field; ++i) {
      const FieldFact& fact = facts[i];
      json.begin_object().member("valeur", fact.value).key("retenue").boolean(fact.shown);
      json.member("liste", fact.source).member("source", names.of(fact.source));
      json.member("fiche", fact.record_id);
      json.member("observe_le", base::iso_date(fact.observed_on));
      json.key("confiance").number(fact.confidence);
      json.member("licence", fact.licence).end_object();
    }
    json.end_array();
  }
  json.end_object();
}

/// Closed, suspended, or taken out: the page of people is gone as well.
web::Response gone(std::string_view place_id, store::Connection& connection) {
  const auto published = find_published(connection, place_id);
  if (!published || published->presence == Presence::present) return unknown_place();
  if (published->presence == Presence::closed)
    return problem(410, "Lieu fermé", "Ce lieu n’accueille plus de public.");
  return problem(410, "Lieu retiré", "Ce lieu n’est plus dans l’annuaire.");
}

web::Response redirect(const Shown& shown, OpenSite& site, const web::Request& request) {
  web::Response response =
      web::Response::redirect(web::Address::local("/api/v1/lieux").segment(shown.place_id), 301);
  response.set("Location", api_address(site.origin(request), shown.place_id));
  open_to_all(response);
  return response;
}

}  // namespace

web::Response api_place(const web::Request& request, OpenSite& site, std::string_view place_id) {
  auto reader = site.places.database().read();
  const auto shown = places::find_place(*reader, place_id);
  if (!shown || shown->is_draft()) return unknown_place();
  if (shown->place_id != place_id) return redirect(*shown, site, request);
  if (!shown->visible()) return gone(place_id, *reader);
  const auto changes = places::changes_of(*reader, place_id);
  const base::Date today = site.places.today();
  standard::Place place = shown->place;
  place[Field::id] = shown->place_id;
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object();
  write_place(json, place, places::to_entry(*shown, site.places.communes()), today,
              site.origin(request));
  write_facts(json, facts_of(*shown, changes, today), site.places.list_names());
  json.member("historique", api_address(site.origin(request), place_id) + "/historique");
  json.end_object();
  return finished(std::move(text));
}

web::Response api_history(const web::Request& request, OpenSite& site, std::string_view place_id) {
  auto reader = site.places.database().read();
  const auto shown = places::find_place(*reader, place_id);
  if (!shown || shown->is_draft() || shown->place_id != place_id) return unknown_place();
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object().member("id", place_id);
  json.member("lien", api_address(site.origin(request), place_id));
  json.key("changements").begin_array();
  for (const FieldChange& change : places::changes_of(*reader, place_id)) {
    json.begin_object().member("champ", standard::field_name(change.field));
    if (!change.before.empty()) json.member("avant", change.before);
    json.member("liste", change.list).member("fiche", change.record_id);
    json.member("jusque", base::iso_instant(change.when)).end_object();
  }
  json.end_array().end_object();
  return finished(std::move(text));
}

web::Response api_territories(const web::Request&, OpenSite& site) {
  const auto snapshot = site.places.snapshot();
  std::map<std::string, std::size_t> places;
  for (const places::Entry& entry : snapshot->directory.entries()) ++places[entry.departement];
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object().key("territoires").begin_array();
  for (const places::Departement& each : places::departements()) {
    const auto found = places.find(std::string(each.code));
    json.begin_object().member("code", each.code).member("nom", each.name);
    json.member("type", "departement").key("lieux");
    json.integer(found == places.end() ? 0 : static_cast<long long>(found->second)).end_object();
  }
  json.end_array().end_object();
  return finished(std::move(text));
}

web::Response api_description(const web::Request&, OpenSite&) {
  return finished(std::string(embedded_text("openapi.json")));
}

web::Response api_unknown(const web::Request&, OpenSite&, std::string_view) {
  return problem(404, "Adresse inconnue",
                 "L’interface n’a pas cette adresse. Voyez /api/v1/openapi.json.");
}

}  // namespace maillage::opendata
