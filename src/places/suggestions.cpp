// What the search box offers while a person writes: communes, addresses and départements, then
// places by name. JSON,
// {"suggestions": [{"text", "detail", "address"}]}: the text for the box, and the page that answers
// it.
#include "formats/json.hpp"
#include "places/list_query.hpp"
#include "places/pages.hpp"

namespace maillage::places {
namespace {

constexpr std::size_t kSomewhere = 5, kPlaces = 4;
constexpr std::size_t kShortest = 2;
/// Below, a guess is more in the way than of help.
constexpr double kLeast = 0.55;

std::string kind_of(const geocoding::Answer& answer, const web::Words& t) {
  switch (answer.kind) {
    case geocoding::Kind::region:
      return t("Région");
    case geocoding::Kind::departement:
      return t("Département");
    case geocoding::Kind::commune:
      return t("Commune");
    case geocoding::Kind::street:
    case geocoding::Kind::house_number:
      return t("Adresse");
    case geocoding::Kind::epci:
      break;
  }
  return {};
}

/// The name that finds it again: with the postcode, or the département where there are several.
std::string text_of(const geocoding::Answer& answer) {
  if (answer.commune == nullptr || !answer.postcode.empty()) return answer.label;
  return answer.label + " (" + std::string(answer.commune->departement()) + ")";
}

void add(formats::JsonWriter& json, std::string_view text, std::string_view detail,
         const std::string& address) {
  json.begin_object()
      .member("text", text)
      .member("detail", detail)
      .member("address", address)
      .end_object();
}

}  // namespace

web::Response suggestions(const web::Request& request, Site& site) {
  const ListQuery query = ListQuery::read(request.query);
  const web::Words& t = site.view().t;
  const std::string_view base = site.view().base;
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object().key("suggestions").begin_array();
  if (query.text.size() >= kShortest) {
    if (site.geocoder()) {
      for (const auto& answer : site.geocoder()->search({query.text, kSomewhere, true})) {
        if (answer.score < kLeast || answer.kind == geocoding::Kind::epci) continue;
        const std::string name = text_of(answer);
        add(json, name, kind_of(answer, t), ListQuery().with_text(name).address().text_under(base));
      }
    }
    const auto snapshot = site.snapshot();
    for (const Entry* entry : snapshot->directory.suggest(query.text, kPlaces)) {
      add(json, entry->nom, entry->commune,
          web::Address::local("/lieux").segment(entry->place_id).text_under(base));
    }
  }
  json.end_array().end_object();
  web::Response response = web::Response::json(std::move(text));
  response.caching = web::Caching::never;  // what a person writes is kept nowhere
  return response;
}

}  // namespace maillage::places
