#include "opendata/exports.hpp"

#include "opendata/open_response.hpp"
#include "opendata/place_files.hpp"
#include "places/list_search.hpp"

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

using places::ListQuery;

/// "20260513-maillage-lieux-de-mediation-numeriques-national.csv": a name that `importer` knows.
std::string file_name(const ListQuery& query, base::Instant changed_at, FileFormat format) {
  const base::Date day = base::utc_day(changed_at);
  const bool whole = query.text.empty() && !query.has_filter();
  return fmt::format("{:04}{:02}{:02}-maillage-lieux-de-mediation-numeriques-{}.{}",
                     static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()), whole ? "national" : "extrait",
                     extension(format));
}

web::Response file_of(const web::Request& request, OpenSite& site, FileFormat format) {
  const auto snapshot = site.places.snapshot();
  const places::ListAnswer answer =
      find_listed(ListQuery::read(request.query), *snapshot, site.places);
  Numbers numbers;
  numbers.reserve(answer.results.hits.size());
  for (const places::Hit& hit : answer.results.hits) numbers.push_back(hit.entry->number);
  std::string version = version_of(snapshot->revision, extension(format), numbers);
  auto response = web::Response::stream(std::string(content_type(format)),
                                        pieces_of(format, snapshot, std::move(numbers)));
  response.version = std::move(version);
  response.modified = snapshot->changed_at;
  response.set("Content-Disposition",
               fmt::format("attachment; filename=\"{}\"",
                           file_name(answer.query, snapshot->changed_at, format)));
  open_to_all(response);
  return response;
}

}  // namespace

web::Response places_csv(const web::Request& request, OpenSite& site) {
  return file_of(request, site, FileFormat::csv);
}
web::Response places_json(const web::Request& request, OpenSite& site) {
  return file_of(request, site, FileFormat::json);
}
web::Response places_geojson(const web::Request& request, OpenSite& site) {
  return file_of(request, site, FileFormat::geojson);
}
web::Response places_xlsx(const web::Request& request, OpenSite& site) {
  return file_of(request, site, FileFormat::xlsx);
}

}  // namespace maillage::opendata
