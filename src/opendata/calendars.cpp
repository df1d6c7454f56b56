#include "opendata/calendars.hpp"

#include "formats/icalendar.hpp"
#include "opendata/occurrences.hpp"
#include "opendata/open_response.hpp"
#include "opendata/place_files.hpp"
#include "opendata/place_json.hpp"
#include "opendata/problem.hpp"
#include "places/list_search.hpp"
#include "places/place_card.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

using formats::CalendarWriter;
using standard::Field;

constexpr std::string_view kType = "text/calendar; charset=utf-8";
constexpr auto kWeeksOfPlace = std::chrono::weeks(8), kWeeksOfAll = std::chrono::weeks(4);
constexpr std::size_t kPiece = 64 * 1024;  // bytes

/// The offsets of a zone from the change that reigns at `from` until `to`.
void write_zone(CalendarWriter& calendar, std::string_view name, const territory::TimeZone& zone,
                base::Instant from, base::Instant to) {
  constexpr auto kYear = std::chrono::days(366);
  const auto observance = [&](base::Instant at, int before, int offset, bool daylight) {
    const std::string_view kind = daylight ? "DAYLIGHT" : "STANDARD";
    calendar.begin(kind).line("DTSTART", formats::calendar_clock(at, before));
    calendar.line("TZOFFSETFROM", formats::calendar_offset(before));
    calendar.line("TZOFFSETTO", formats::calendar_offset(offset)).end(kind);
  };
  calendar.begin("VTIMEZONE").line("TZID", name);
  std::vector<base::Instant> changes;
  for (auto at = zone.next_change(from - kYear); at && *at < to; at = zone.next_change(*at))
    changes.push_back(*at);
  const auto reigning =
      std::find_if(changes.rbegin(), changes.rend(), [&](base::Instant at) { return at <= from; });
  if (reigning == changes.rend()) {
    const int offset = zone.offset_seconds(from);
    observance(base::Instant(), offset, offset, false);
  } else {
    changes.erase(changes.begin(), reigning.base() - 1);
  }
  for (const base::Instant at : changes) {
    const int before = zone.offset_seconds(at - std::chrono::seconds(1));
    const int offset = zone.offset_seconds(at);
    observance(at, before, offset, offset > before);
  }
  calendar.end("VTIMEZONE");
}

std::string description_of(const Occurrence& occurrence) {
  if (!occurrence.holiday.empty())
    return fmt::format("Jour férié ({}) : appelez avant de venir.", occurrence.holiday);
  if (!occurrence.comment.empty()) return occurrence.comment;
  return occurrence.certain ? "" : "Appelez avant de venir.";
}

/// One file on its way: the head with its zones, the dates of one place after the other, the end.
class Calendar {
 public:
  Calendar(std::shared_ptr<const places::Snapshot> snapshot, Numbers numbers, OpenSite& site,
           std::string origin, std::chrono::weeks weeks)
      : snapshot_(std::move(snapshot)),
        numbers_(std::move(numbers)),
        almanac_(site.places.almanac()),
        origin_(std::move(origin)),
        from_(std::chrono::sys_days(site.places.today())),
        to_(from_ + weeks) {}
  Calendar(const Calendar&) = delete;
  Calendar& operator=(const Calendar&) = delete;

  void begin(std::string_view name) {
    calendar_.begin("VCALENDAR").line("VERSION", "2.0").line("PRODID", "-//Maillage//Lieux//FR");
    calendar_.line("CALSCALE", "GREGORIAN").line("METHOD", "PUBLISH");
    calendar_.text("X-WR-CALNAME", name).line("REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
    std::set<std::string_view> zones;
    for (const std::uint32_t number : numbers_) {
      const std::string_view code = snapshot_->texts[number][Field::code_insee];
      if (!zones.insert(territory::time_zone_name(code)).second) continue;
      write_zone(calendar_, territory::time_zone_name(code), *almanac_.where(code).zone, from_,
                 to_ + std::chrono::days(1));
    }
  }

  std::string next() {
    while (buffer_.size() < kPiece && at_ < numbers_.size()) write(numbers_[at_++]);
    if (at_ == numbers_.size() && !finished_) {
      calendar_.end("VCALENDAR");
      finished_ = true;
    }
    return std::exchange(buffer_, std::string());
  }

 private:
  void write(std::uint32_t number) {
    const standard::PlaceView place = snapshot_->texts[number];
    const std::string_view code = place[Field::code_insee];
    const territory::TimeZone& zone = *almanac_.where(code).zone;
    const std::string in_zone = fmt::format(";TZID={}", territory::time_zone_name(code));
    for (const Occurrence& each : occurrences(place[Field::horaires], code, almanac_, from_, to_)) {
      const auto clock = [&](base::Instant at) {
        return formats::calendar_clock(at, zone.offset_seconds(at));
      };
      calendar_.begin("VEVENT");
      calendar_.line("UID", fmt::format("{}-{}@maillage", web::percent_encode(place[Field::id]),
                                        formats::calendar_instant(each.from)));
      calendar_.line("DTSTAMP", formats::calendar_instant(snapshot_->changed_at));
      calendar_.line("DTSTART" + in_zone, clock(each.from));
      calendar_.line("DTEND" + in_zone, clock(each.to));
      calendar_.text("SUMMARY", place[Field::nom]);
      calendar_.text("LOCATION", places::one_line_address(snapshot_->entry(number)));
      if (const auto point = place.coordinates())
        calendar_.line("GEO", fmt::format("{};{}", point->latitude, point->longitude));
      const std::string description = description_of(each);
      if (!description.empty()) calendar_.text("DESCRIPTION", description);
      calendar_.line("STATUS", each.certain ? "CONFIRMED" : "TENTATIVE");
      calendar_.line("TRANSP", "TRANSPARENT");
      calendar_.line("URL", page_address(origin_, place[Field::id]));
      calendar_.end("VEVENT");
    }
  }

  std::shared_ptr<const places::Snapshot> snapshot_;
  Numbers numbers_;
  const places::Almanac& almanac_;
  std::string origin_;
  base::Instant from_, to_;
  std::string buffer_;
  CalendarWriter calendar_{buffer_};
  std::size_t at_ = 0;
  bool finished_ = false;
};

web::Response calendar_answer(const web::Request& request, OpenSite& site,
                              std::shared_ptr<const places::Snapshot> snapshot, Numbers numbers,
                              std::string_view name, std::chrono::weeks weeks) {
  const std::string origin = site.origin(request);
  const std::string day = base::iso_date(site.places.today());
  std::string version = version_of(snapshot->revision, "ics" + day + origin, numbers);
  const auto calendar =
      std::make_shared<Calendar>(std::move(snapshot), std::move(numbers), site, origin, weeks);
  calendar->begin(name);
  auto response =
      web::Response::stream(std::string(kType), [calendar] { return calendar->next(); });
  response.version = std::move(version);
  open_to_all(response);
  return response;
}

}  // namespace

web::Response place_calendar(const web::Request& request, OpenSite& site, std::string_view file) {
  constexpr std::string_view kEnd = ".ics";
  auto snapshot = site.places.snapshot();
  const auto number = file.ends_with(kEnd)
                          ? snapshot->number_of(file.substr(0, file.size() - kEnd.size()))
                          : std::nullopt;
  if (!number) {
    return problem(404, "Agenda inconnu",
                   "Aucun lieu n’a cet identifiant. L’adresse finit par « .ics ».");
  }
  const std::string name(snapshot->texts[*number][Field::nom]);
  return calendar_answer(request, site, std::move(snapshot), {*number}, name, kWeeksOfPlace);
}

web::Response stops_calendar(const web::Request& request, OpenSite& site) {
  auto snapshot = site.places.snapshot();
  Numbers numbers;
  const auto query = places::ListQuery::read(request.query);
  for (const places::Hit& hit : find_listed(query, *snapshot, site.places).results.hits) {
    if (hit.entry->offer.itinerant) numbers.push_back(hit.entry->number);
  }
  return calendar_answer(request, site, std::move(snapshot), std::move(numbers),
                         "Lieux itinérants d’aide au numérique", kWeeksOfAll);
}

}  // namespace maillage::opendata
