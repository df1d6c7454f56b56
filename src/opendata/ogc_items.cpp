// The features of the collection: filtered by box, date and the filters of the list, page by page
// in the order of their ids.
#include "opendata/ogc.hpp"
#include "opendata/ogc_links.hpp"
#include "opendata/open_response.hpp"
#include "opendata/parameters.hpp"
#include "opendata/place_files.hpp"
#include "opendata/place_json.hpp"
#include "opendata/problem.hpp"
#include "places/list_search.hpp"

#include <algorithm>

namespace maillage::opendata {
namespace {

using standard::Field;

constexpr std::int64_t kUsual = 100, kMost = 10'000;

struct Box {
  double west, south, east, north;
  bool holds(standard::Coordinates point) const {
    const bool between = west <= east ? west <= point.longitude && point.longitude <= east
                                      // over the line where the date changes
                                      : west <= point.longitude || point.longitude <= east;
    return between && south <= point.latitude && point.latitude <= north;
  }
};

/// Both days included; an open end is absent.
struct Days {
  std::optional<base::Date> from, to;
  bool hold(std::optional<base::Date> day) const {
    return day && (!from || *day >= *from) && (!to || *day <= *to);
  }
};

struct Question {
  std::optional<Box> box;
  std::optional<Days> days;
  std::int64_t limit = kUsual;
  std::string_view behind;  ///< id of the last feature seen
};

std::optional<Box> read_box(const web::Query& query, Parameters& parameters) {
  const std::string_view text = query.get("bbox");
  if (text.empty()) return std::nullopt;
  const bool with_heights = std::count(text.begin(), text.end(), ',') == 5;
  const auto sides = parameters.numbers("bbox", with_heights ? 6 : 4);
  if (sides.empty()) return std::nullopt;
  const Box box = with_heights ? Box{sides[0], sides[1], sides[3], sides[4]}
                               : Box{sides[0], sides[1], sides[2], sides[3]};
  if (box.south > box.north || box.south < -90 || box.north > 90 ||
      std::min(box.west, box.east) < -180 || std::max(box.west, box.east) > 180) {
    parameters.complain("bbox", "Donnez ouest, sud, est, nord en degrés.");
  }
  return box;
}

/// "2026-05-13", "2026-01-01/2026-05-13", "../2026-05-13", "2026-05-13T00:00:00Z/..".
std::optional<Days> read_days(const web::Query& query, Parameters& parameters) {
  const std::string_view text = query.get("datetime");
  if (text.empty()) return std::nullopt;
  const auto day = [&](std::string_view part) -> std::optional<base::Date> {
    if (part.empty() || part == "..") return std::nullopt;
    const auto instant = parse_instant(part);
    if (!instant) {
      parameters.complain("datetime", "Donnez un jour, un instant, ou deux séparés par « / ».");
      return std::nullopt;
    }
    return base::utc_day(*instant);
  };
  const std::size_t slash = text.find('/');
  if (slash == text.npos) {
    const auto only = day(text);
    return Days{only, only};
  }
  const Days days{day(text.substr(0, slash)), day(text.substr(slash + 1))};
  if (days.from && days.to && *days.from > *days.to)
    parameters.complain("datetime", "Le premier jour est après le second.");
  return days;
}

Question read_question(const web::Query& query, Parameters& parameters) {
  constexpr std::string_view kBehind = "apres:";
  parameters.only({"bbox", "limit", "datetime", "curseur", "f", "q", "service", "departement",
                   "liste", "par", "tri"});
  Question question;
  question.box = read_box(query, parameters);
  question.days = read_days(query, parameters);
  // above the most, the most is given (Part 1, requirement 21)
  question.limit = std::min(parameters.number("limit", 1, 1'000'000'000, kUsual), kMost);
  const std::string_view cursor = query.get("curseur");
  if (cursor.starts_with(kBehind)) question.behind = cursor.substr(kBehind.size());
  if (!cursor.empty() && question.behind.empty())
    parameters.complain("curseur", "Reprenez le lien « next » d’une réponse, tel quel.");
  return question;
}

void write_feature(formats::JsonWriter& json, const places::Snapshot& snapshot,
                   std::uint32_t number, base::Date today, const std::string& origin,
                   bool with_links) {
  const standard::PlaceView place = snapshot.texts[number];
  json.begin_object().member("type", "Feature").member("id", place[Field::id]).key("geometry");
  if (const auto point = place.coordinates()) {
    json.begin_object().member("type", "Point").key("coordinates").begin_array();
    json.number(point->longitude).number(point->latitude).end_array().end_object();
  } else {
    json.null();
  }
  json.key("properties").begin_object();
  write_place(json, place, snapshot.entry(number), today, origin, false);
  json.end_object();
  if (with_links) {
    const std::string collection = origin + "/ogc/collections/" + std::string(kCollection);
    json.key("links").begin_array();
    write_link(
        json, "self", kGeoJson,
        origin +
            web::Address::local("/ogc/collections/lieux/items").segment(place[Field::id]).text());
    write_link(json, "collection", kJson, collection);
    write_link(json, "alternate", "text/html", page_address(origin, place[Field::id]));
    json.end_array();
  }
  json.end_object();
}

/// The same request with other values of some parameters.
std::string address_of(const web::Request& request, const std::string& origin,
                       std::string_view cursor) {
  web::Address address = web::Address::local("/ogc/collections/lieux/items");
  for (const auto& [name, value] : request.query.pairs()) {
    if (name != "curseur") address.with(name, value);
  }
  if (!cursor.empty()) address.with("curseur", cursor);
  return origin + address.text();
}

Numbers matching(const Question& question, const web::Request& request,
                 const places::Snapshot& snapshot, const places::Site& site) {
  Numbers numbers;
  const auto filters = places::ListQuery::read(request.query);
  for (const places::Hit& hit : find_listed(filters, snapshot, site).results.hits) {
    const auto point = snapshot.texts[hit.entry->number].coordinates();
    if (question.box && !(point && question.box->holds(*point))) continue;
    if (question.days && !question.days->hold(hit.entry->updated)) continue;
    numbers.push_back(hit.entry->number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

web::Response ogc_items(const web::Request& request, OpenSite& site, std::string_view name) {
  if (name != kCollection) return ogc_unknown();
  Parameters parameters(request.query);
  const Question question = read_question(request.query, parameters);
  if (!parameters.fine()) return problem(400, "Paramètre incompris", parameters.complaint());
  const auto snapshot = site.places.snapshot();
  const std::string origin = site.origin(request);
  const Numbers matches = matching(question, request, *snapshot, site.places);
  const auto first =
      std::partition_point(matches.begin(), matches.end(), [&](std::uint32_t number) {
        return !question.behind.empty() && snapshot->texts[number][Field::id] <= question.behind;
      });
  const auto last = first + std::min<std::ptrdiff_t>(matches.end() - first, question.limit);
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object().member("type", "FeatureCollection");
  json.key("numberMatched").integer(static_cast<long long>(matches.size()));
  json.key("numberReturned").integer(last - first);
  json.key("links").begin_array();
  write_link(json, "self", kGeoJson, address_of(request, origin, request.query.get("curseur")));
  write_link(json, "collection", kJson, origin + "/ogc/collections/lieux");
  if (last != matches.end()) {
    const std::string_view id = snapshot->texts[*(last - 1)][Field::id];
    write_link(json, "next", kGeoJson,
               address_of(request, origin, std::string("apres:").append(id)));
  }
  json.end_array().key("features").begin_array();
  for (auto number = first; number != last; ++number)
    write_feature(json, *snapshot, *number, site.places.today(), origin, false);
  json.end_array().end_object();
  web::Response response = ogc_answer(std::move(text), kGeoJson);
  response.modified = snapshot->changed_at;
  return response;
}

web::Response ogc_item(const web::Request& request, OpenSite& site, std::string_view name,
                       std::string_view place_id) {
  if (name != kCollection) return ogc_unknown();
  const auto snapshot = site.places.snapshot();
  const auto number = snapshot->number_of(place_id);
  if (!number) return problem(404, "Lieu inconnu", "Aucun lieu n’a cet identifiant.");
  std::string text;
  formats::JsonWriter json(text);
  write_feature(json, *snapshot, *number, site.places.today(), site.origin(request), true);
  return ogc_answer(std::move(text), kGeoJson);
}

}  // namespace maillage::opendata
