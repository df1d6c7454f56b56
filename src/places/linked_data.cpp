#include "places/linked_data.hpp"

#include "formats/json.hpp"
#include "places/names.hpp"
#include "places/opening.hpp"
#include "places/place_card.hpp"
#include "web/url.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using formats::JsonWriter;
using standard::Field;
using standard::Place;

std::string_view type_of(const Place& place) {
  const auto kinds = place.list(Field::typologie);
  const auto is = [&](std::string_view code) {
    return std::find(kinds.begin(), kinds.end(), code) != kinds.end();
  };
  return is("BIB") ? "Library" : is("MUNI") ? "CityHall" : "CivicStructure";
}

void write_address(JsonWriter& json, const Place& place) {
  json.key("address").begin_object().member("@type", "PostalAddress");
  json.member("streetAddress", place[Field::adresse]);
  json.member("postalCode", place[Field::code_postal]);
  json.member("addressLocality", place[Field::commune]);
  json.member("addressCountry", "FR").end_object();
}

std::string clock(int minute) {
  constexpr int kDay = 24 * 60;
  if (minute == kDay) return "23:59";  // schema.org's way to say until midnight
  return fmt::format("{:02}:{:02}", minute / 60 % 24, minute % 60);
}

/// Hours that are the same each week; others change too much for what can be said here.
void write_hours(JsonWriter& json, const hours::Evaluator& evaluator) {
  constexpr std::string_view kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
  constexpr int kMidnight = 24 * 60;
  json.key("openingHoursSpecification").begin_array();
  for (int day = 0; day < 7; ++day) {
    const hours::DaySegments& segments = evaluator.segments_of_weekday(day);
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (segments[i].state != hours::State::open) continue;
      const int end = i + 1 < segments.size() ? segments[i + 1].from : kMidnight;
      json.begin_object().member("@type", "OpeningHoursSpecification");
      json.member("dayOfWeek", fmt::format("https://schema.org/{}", kDays[day]));
      json.member("opens", clock(segments[i].from)).member("closes", clock(end)).end_object();
    }
  }
  json.end_array();
}

/// The texts of a field with several values, as one text or an array.
void write_all(JsonWriter& json, std::string_view name, const std::vector<std::string_view>& all) {
  if (all.empty()) return;
  json.key(name);
  if (all.size() == 1) {
    json.string(all.front());
    return;
  }
  json.begin_array();
  for (const std::string_view each : all) json.string(each);
  json.end_array();
}

}  // namespace

std::string linked_data(const Shown& shown, const std::string& origin, const Almanac& almanac) {
  const Place& place = shown.place;
  const std::string page = origin + place_address(shown.place_id).text();
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("@context", "https://schema.org").member("@type", type_of(place));
  json.member("@id", page).member("url", page).member("name", public_name(place));
  write_address(json, place);
  if (const auto point = place.coordinates()) {
    json.key("geo").begin_object().member("@type", "GeoCoordinates");
    json.key("latitude").number(point->latitude).key("longitude").number(point->longitude);
    json.end_object();
  }
  if (place.has(Field::telephone)) json.member("telephone", place[Field::telephone]);
  write_all(json, "email", place.list(Field::courriels));
  std::vector<std::string_view> sites = place.list(Field::site_web);
  std::erase_if(sites, [](std::string_view site) { return !web::Address::external(site); });
  write_all(json, "sameAs", sites);
  if (place.has(Field::presentation_resume))
    json.member("description", place[Field::presentation_resume]);
  const auto evaluator = evaluator_of(place[Field::horaires], place[Field::code_insee], almanac);
  if (evaluator && evaluator->week_stable()) write_hours(json, *evaluator);
  if (place[Field::frais_a_charge] == "Gratuit") json.key("isAccessibleForFree").boolean(true);
  const auto services = place.list(Field::services);
  if (!services.empty()) {
    json.key("amenityFeature").begin_array();
    for (const std::string_view service : services) {
      json.begin_object().member("@type", "LocationFeatureSpecification");
      json.member("name", service).key("value").boolean(true).end_object();
    }
    json.end_array();
  }
  json.end_object();
  return text;
}

}  // namespace maillage::places
