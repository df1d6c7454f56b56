#include "hours/almanac.hpp"

#include "hours/day_match.hpp"

namespace maillage::hours {

using namespace std::chrono;

/// The pages of the years around a day: those asked for and those that the look-ahead may need.
void Almanac::open_at(sys_days day) {
  first_ = day - days(366);
  plan_of_day_.assign(4 * 366 + Evaluator::kHorizonDays, kNotYet);
  plans_.clear();
}

Almanac::PlanNumber Almanac::plan_of(sys_days day) {
  if (plan_of_day_.empty() || day < first_ ||
      day >= first_ + days(static_cast<int>(plan_of_day_.size())))
    open_at(day);
  PlanNumber& number = plan_of_day_[static_cast<std::size_t>((day - first_).count())];
  if (number != kNotYet) return number;
  const DaySignature signature = evaluator_->signature(day);
  std::size_t i = 0;
  while (i < plans_.size() && !(plans_[i].signature == signature)) ++i;
  if (i == plans_.size()) {
    if (i == kMostPlans) return kNotYet;
    plans_.push_back({signature, evaluator_->segments(signature, day)});
  }
  return number = static_cast<PlanNumber>(i);
}

const DaySegments& Almanac::segments(sys_days day) {
  if (evaluator_->week_stable()) return evaluator_->segments_of_weekday(weekday_of(day));
  const PlanNumber number = evaluator_->follows_sun() ? kNotYet : plan_of(day);
  if (number != kNotYet) return plans_[number].segments;
  return single_ = evaluator_->segments(evaluator_->signature(day), day);
}

State Almanac::state(base::Instant instant) {
  const territory::LocalTime local = evaluator_->where().zone->local(instant);
  return segment_at(segments(local.day), local.minute).state;
}

std::optional<base::Instant> Almanac::next_change(base::Instant instant) {
  const territory::TimeZone& zone = *evaluator_->where().zone;
  const territory::LocalTime local = zone.local(instant);
  const State now = segment_at(segments(local.day), local.minute).state;
  const int horizon = evaluator_->week_stable() ? 8 : Evaluator::kHorizonDays;
  for (int ahead = 0; ahead <= horizon; ++ahead) {
    const sys_days day = local.day + days(ahead);
    for (const DaySegment& segment : segments(day)) {
      if (segment.state == now || (ahead == 0 && segment.from <= local.minute)) continue;
      const base::Instant change = zone.instant(day, segment.from);
      if (change > instant) return change;
    }
  }
  return {};
}

}  // namespace maillage::hours
