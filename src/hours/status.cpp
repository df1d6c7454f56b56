#include "hours/status.hpp"

#include "hours/almanac.hpp"
#include "hours/parse.hpp"
#include "hours/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::hours {
namespace {

using namespace std::chrono;

bool is_appointment(std::string_view comment) {
  for (const std::string_view word :
       {"rendez-vous", "rdv", "RDV", "inscription", "réservation", "demande", "appointment"}) {
    if (comment.find(word) != std::string_view::npos) return true;
  }
  return false;
}

/// "vendredi", "le 4 mai"; the day is two days ahead or more.
std::string day_words(sys_days day, sys_days today) {
  return (day - today).count() < 7
             ? std::string(weekday_word(static_cast<int>(weekday(day).iso_encoding()) - 1))
             : "le " + base::french_date(year_month_day(day));
}

/// When something begins: "à 12 h", "à minuit", "demain à 9 h", "jeudi à 9 h", "le 4 mai à 9 h".
std::string begin_words(base::Instant when, base::Instant now, const territory::TimeZone& zone) {
  const territory::LocalTime then = zone.local(when), today = zone.local(now);
  const std::string clock = "à " + clock_words(then.minute);
  const auto ahead = (then.day - today.day).count();
  if (ahead == 0) return clock;
  if (ahead == 1) return then.minute == 0 ? "à minuit" : "demain " + clock;
  return day_words(then.day, today.day) + ' ' + clock;
}

/// Until when something lasts: "12 h", "minuit", "demain à 9 h", "vendredi à minuit" for the first
/// minute of Saturday.
std::string end_words(base::Instant when, base::Instant now, const territory::TimeZone& zone) {
  territory::LocalTime then = zone.local(when);
  const territory::LocalTime today = zone.local(now);
  if (then.minute == 0 && then.day > today.day) then = {then.day - days(1), 24 * 60};
  const std::string clock = clock_words(then.minute);
  const auto ahead = (then.day - today.day).count();
  if (ahead == 0) return clock;
  return (ahead == 1 ? "demain" : day_words(then.day, today.day)) + " à " + clock;
}

bool lasts_all_day(const Evaluator& evaluator, const Where& where, base::Instant now) {
  const sys_days today = where.zone->local(now).day;
  const base::Instant from = where.zone->instant(today, 0),
                      to = where.zone->instant(today, 24 * 60);
  const std::vector<Interval> intervals = evaluator.intervals(from, to);
  return intervals.size() == 1 && intervals[0].from == from && intervals[0].to == to;
}

/// Whether the answer hangs on school holidays that the calendar does not know: in Corse, overseas,
/// or beyond the decreed years.
bool hangs_on_school(const Evaluator& evaluator, const Where& where, base::Instant now) {
  const auto is_school = [](const DaySelector& selector) {
    return selector.kind == DayKind::school_holiday;
  };
  const Schedule& schedule = evaluator.schedule();
  if (std::none_of(schedule.days.begin(), schedule.days.end(), is_school) &&
      std::none_of(schedule.holidays.begin(), schedule.holidays.end(), is_school))
    return false;
  const char zone = territory::school_zone(where.departement.empty() ? "75" : where.departement);
  if (where.school_holidays &&
      where.school_holidays->covers(year_month_day(where.zone->local(now).day), zone))
    return false;
  Where supposed = where;
  supposed.school_days = SchoolDays::supposed_out;
  const Condition out = Evaluator(schedule, supposed).at(now);
  supposed.school_days = SchoolDays::supposed_in;
  return Evaluator(schedule, supposed).at(now).state != out.state;
}

/// A public holiday of which neither the value nor the place says anything.
std::optional<territory::PublicHoliday> silent_holiday(const Evaluator& evaluator,
                                                       const Where& where, sys_days day) {
  const auto holiday = territory::public_holiday(year_month_day(day), where.departement);
  if (!holiday || evaluator.speaks_of_holiday(year_month_day(day))) return {};
  return holiday;
}

/// The next opening that is not on a silent holiday.
std::optional<base::Instant> next_opening(const Evaluator& evaluator, const Where& where,
                                          base::Instant now, bool skip_holidays) {
  Almanac almanac(evaluator);
  base::Instant at = now;
  for (int round = 0; round < 60; ++round) {
    const auto change = almanac.next_change(at);
    if (!change) return {};
    at = *change;
    if (almanac.state(at) == State::closed) continue;
    if (skip_holidays && silent_holiday(evaluator, where, where.zone->local(at).day)) continue;
    return at;
  }
  return {};
}

Status closed(const Evaluator& evaluator, const Where& where, base::Instant now,
              HolidayPolicy policy) {
  Status status;
  status.kind = StatusKind::closed;
  status.until = next_opening(evaluator, where, now, policy != HolidayPolicy::as_usual);
  if (!status.until) {
    status.sentence = "Fermé";
    return status;
  }
  const Condition then = evaluator.at(*status.until);
  const std::string when = begin_words(*status.until, now, *where.zone);
  status.sentence = fmt::format("Fermé, {} {}",
                                then.state == State::open      ? "ouvre"
                                : is_appointment(then.comment) ? "puis sur rendez-vous"
                                                               : "horaires à vérifier",
                                when);
  return status;
}

}  // namespace

Status status(const Evaluator& evaluator, const Where& where, base::Instant now,
              std::span<const DatedException> exceptions, HolidayPolicy policy) {
  Status status;
  for (const DatedException& exception : exceptions) {
    if (now < exception.from || now >= exception.to) continue;
    status.until = exception.to;
    status.reason = exception.text;
    const std::string when = end_words(exception.to, now, *where.zone);
    const std::string why = exception.text.empty() ? "" : " (" + exception.text + ")";
    status.kind = exception.state == State::open     ? StatusKind::open
                  : exception.state == State::closed ? StatusKind::temporarily_closed
                                                     : StatusKind::unknown;
    status.sentence =
        exception.state == State::open     ? "Ouvert exceptionnellement jusqu’à " + when + why
        : exception.state == State::closed ? "Fermé temporairement, jusqu’à " + when + why
                                           : "À vérifier jusqu’à " + when + why;
    return status;
  }

  const sys_days today = where.zone->local(now).day;
  const auto holiday =
      policy == HolidayPolicy::as_usual ? std::nullopt : silent_holiday(evaluator, where, today);
  if (holiday) {
    const bool usually_open =
        !evaluator.intervals(where.zone->instant(today, 0), where.zone->instant(today, 24 * 60))
             .empty();
    if (policy == HolidayPolicy::closed || !usually_open)
      return closed(evaluator, where,
                    std::max(now, where.zone->instant(today, 24 * 60) - seconds(1)), policy);
    status.reason = holiday->name;
    status.sentence = fmt::format("Peut être fermé aujourd’hui : jour férié ({})", holiday->name);
    return status;
  }

  if (hangs_on_school(evaluator, where, now)) {
    status.reason = "vacances scolaires";
    status.sentence = "Horaires à vérifier : ils changent pendant les vacances scolaires";
    return status;
  }

  const Condition here = evaluator.at(now);
  if (here.state == State::closed) return closed(evaluator, where, now, policy);
  status.until = evaluator.next_change(now);
  if (here.state == State::unknown) {
    status.kind = is_appointment(here.comment) ? StatusKind::by_appointment : StatusKind::unknown;
    status.reason = here.comment;
    if (status.kind == StatusKind::by_appointment) {
      std::string text = here.comment;
      if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
      status.sentence = lasts_all_day(evaluator, where, now) ? text + ", toute la journée"
                        : status.until
                            ? text + ", jusqu’à " + end_words(*status.until, now, *where.zone)
                            : text;
    } else {
      status.sentence =
          here.comment.empty() ? "Horaires à vérifier" : "Horaires à vérifier : " + here.comment;
    }
    return status;
  }
  status.kind = StatusKind::open;
  status.reason = here.comment;
  if (!status.until) {
    status.sentence = "Ouvert en permanence";
    return status;
  }
  const bool soon = *status.until - now <= kClosingSoon;
  if (soon) status.kind = StatusKind::closing_soon;
  const std::string when = end_words(*status.until, now, *where.zone);
  status.sentence = (soon ? "Ferme bientôt, à " : "Ouvert jusqu’à ") + when;
  return status;
}

Status status_of(std::string_view value, const Where& where, base::Instant now) {
  Parsed parsed = parse(value, Reader::lenient);
  if (parsed.ok()) return status(Evaluator(std::move(parsed.schedule), where), where, now);
  Status status;
  status.reason = value;
  status.sentence = value.empty() ? "Horaires non communiqués"
                                  : "Horaires indiqués par le lieu : " + std::string(value);
  return status;
}

}  // namespace maillage::hours
