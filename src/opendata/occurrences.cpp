#include "opendata/occurrences.hpp"

#include "places/opening.hpp"
#include "territory/calendar.hpp"

namespace maillage::opendata {

std::vector<Occurrence> occurrences(std::string_view hours_value, std::string_view code_insee,
                                    const places::Almanac& almanac, base::Instant from,
                                    base::Instant to) {
  constexpr auto kDay = std::chrono::hours(24);
  std::vector<Occurrence> found;
  const auto evaluator = places::evaluator_of(hours_value, code_insee, almanac);
  if (!evaluator) return found;
  const hours::Where& where = evaluator->where();
  // a day more at both ends, so that none is cut
  for (const hours::Interval& interval : evaluator->intervals(from - kDay, to + kDay)) {
    if (interval.from < from || interval.from >= to || interval.to - interval.from >= kDay)
      continue;
    Occurrence each{interval.from,
                    interval.to,
                    interval.state == hours::State::open,
                    std::string(interval.comment),
                    {}};
    const base::Date day(where.zone->local(interval.from).day);
    const auto holiday = territory::public_holiday(day, where.departement);
    if (holiday && !evaluator->speaks_of_holiday(day)) {
      each.certain = false;
      each.holiday = holiday->name;
    }
    found.push_back(std::move(each));
  }
  return found;
}

}  // namespace maillage::opendata
