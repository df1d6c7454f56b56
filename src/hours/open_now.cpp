#include "hours/open_now.hpp"

#include "hours/day_match.hpp"
#include "hours/parse.hpp"

#include <algorithm>

namespace maillage::hours {

using namespace std::chrono;

namespace {

bool follows_the_sun(const Schedule& schedule) {
  return std::any_of(schedule.spans.begin(), schedule.spans.end(), [](const TimeSpan& span) {
    return span.from.kind != TimeKind::clock || span.to.kind != TimeKind::clock;
  });
}

}  // namespace

std::uint16_t OpenNow::zone_number(const territory::TimeZone* zone) {
  const auto known = std::find(zones_.begin(), zones_.end(), zone);
  if (known == zones_.end()) {
    zones_.push_back(zone);
    return static_cast<std::uint16_t>(zones_.size() - 1);
  }
  return static_cast<std::uint16_t>(known - zones_.begin());
}

void OpenNow::add(std::string_view value, const Where& where) {
  Parsed parsed = parse(value, Reader::lenient);
  // Only the sun makes two places of one calendar differ.
  const auto position =
      parsed.ok() && follows_the_sun(parsed.schedule) ? where.position : std::nullopt;
  const auto [kind, is_new] =
      kinds_.try_emplace(Key(value, where.zone, where.departement, position),
                         static_cast<std::uint32_t>(kinds_.size()));
  kind_of_place_.push_back(kind->second);
  states_.push_back(State::unknown);
  if (!is_new) return;
  Answer answer;
  answer.zone = zone_number(where.zone);
  answer.readable = parsed.ok();
  answers_.push_back(answer);
  states_of_kinds_.push_back(State::unknown);
  Where own = where;
  own.departement = departements_.emplace_back(where.departement);
  own.position = position;
  evaluators_.emplace_back(parsed.ok() ? std::move(parsed.schedule) : Schedule{}, own);
}

void OpenNow::work_out(std::size_t kind, const territory::LocalTime& local) {
  const Evaluator& evaluator = evaluators_[kind];
  DaySegments of_day;
  if (!evaluator.week_stable())
    of_day = evaluator.segments(evaluator.signature(local.day), local.day);
  const DaySegments& segments =
      evaluator.week_stable() ? evaluator.segments_of_weekday(weekday_of(local.day)) : of_day;
  const DaySegment& here = segment_at(segments, local.minute);
  const auto next = static_cast<std::size_t>(&here - segments.data()) + 1;
  Answer& answer = answers_[kind];
  answer.day = static_cast<std::int32_t>(local.day.time_since_epoch().count());
  answer.from = here.from;
  answer.to = next < segments.size() ? segments[next].from : std::int16_t{24 * 60};
  answer.state = here.state;
}

std::span<const State> OpenNow::at(base::Instant now) {
  clocks_.clear();
  for (const territory::TimeZone* zone : zones_) clocks_.push_back(zone->local(now));
  for (std::size_t kind = 0; kind < answers_.size(); ++kind) {
    const Answer& answer = answers_[kind];
    const territory::LocalTime& local = clocks_[answer.zone];
    const bool holds = answer.day == local.day.time_since_epoch().count() &&
                       local.minute >= answer.from && local.minute < answer.to;
    if (!holds && answer.readable) work_out(kind, local);
    states_of_kinds_[kind] = answer.state;
  }
  for (std::size_t place = 0; place < states_.size(); ++place)
    states_[place] = states_of_kinds_[kind_of_place_[place]];
  return states_;
}

}  // namespace maillage::hours
