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

/// "12 h", "demain à 9 h", "jeudi à 9 h", "le 4 mai à 9 h".
std::string moment(base::Instant when, base::Instant now, const territory::TimeZone& zone) {
  const territory::LocalTime then = zone.local(when), today = zone.local(now);
  const std::string clock = clock_words(then.minute);
  const auto ahead = (then.day - today.day).count();
  if (ahead == 0) return clock;
  if (ahead == 1) return then.minute == 0 ? "minuit" : "demain à " + clock;
  if (ahead < 7)
    return fmt::format("{} à {}",
                       weekday_word(static_cast<int>(weekday(then.day).iso_encoding()) - 1), clock);
  return fmt::format("le {} à {}", base::french_date(year_month_day(then.day)), clock);
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
  const std::string when = moment(*status.until, now, *where.zone);
  const bool today = where.zone->local(*status.until).day == where.zone->local(now).day;
  if (then.state == State::open) {
    status.sentence = fmt::format("Fermé, ouvre {}{}", today ? "à " : "", when);
  } else {
    status.sentence =
        fmt::format("Fermé, {}{}{}",
                    is_appointment(then.comment) ? "puis sur rendez-vous " : "horaires à vérifier ",
                    today ? "à " : "", when);
  }
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
    const std::string when = moment(exception.to, now, *where.zone);
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
      status.sentence =
          status.until ? text + ", jusqu’à " + moment(*status.until, now, *where.zone) : text;
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
  const std::string when = moment(*status.until, now, *where.zone);
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
