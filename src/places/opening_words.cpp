#include "places/opening_words.hpp"

#include "base/text.hpp"
#include "places/readable.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

using std::chrono::days;
using web::phrase;

// Monday first.
constexpr web::Literal kDays[] = {phrase("lundi"),   phrase("mardi"),    phrase("mercredi"),
                                  phrase("jeudi"),   phrase("vendredi"), phrase("samedi"),
                                  phrase("dimanche")};
constexpr web::Literal kOnDays[] = {
    phrase("lundi à {}"),    phrase("mardi à {}"),  phrase("mercredi à {}"), phrase("jeudi à {}"),
    phrase("vendredi à {}"), phrase("samedi à {}"), phrase("dimanche à {}")};

// Those of the whole country; the others are called by their names.
constexpr web::Literal kHolidays[] = {phrase("Nouvel An"),
                                      phrase("Lundi de Pâques"),
                                      phrase("Fête du travail"),
                                      phrase("Fête de la Victoire 1945"),
                                      phrase("Ascension"),
                                      phrase("Lundi de Pentecôte"),
                                      phrase("Fête Nationale de la France"),
                                      phrase("Assomption"),
                                      phrase("Toussaint"),
                                      phrase("Armistice 1918"),
                                      phrase("Noël"),
                                      phrase("Abolition de l’esclavage"),
                                      phrase("Vendredi saint")};

std::size_t weekday_of(std::chrono::sys_days day) {
  return std::chrono::weekday(day).iso_encoding() - 1;
}

/// "at 9:00", "tomorrow at 9:00", "on Thursday at 9:00", "on 4 May at 9:00"
std::string when_text(const web::Words& t, base::Instant when, base::Instant now,
                      const territory::TimeZone& zone) {
  const territory::LocalTime then = zone.local(when), today = zone.local(now);
  const std::string clock = clock_text(t, then.minute);
  const auto ahead = (then.day - today.day).count();
  if (ahead == 0) return t.fill("à {}", {clock});
  if (ahead == 1) return t.fill("demain à {}", {clock});
  if (ahead < 7) return t.fill(kOnDays[weekday_of(then.day)], {clock});
  return t.fill("le {} à {}", {readable_date(t, std::chrono::year_month_day(then.day)), clock});
}

}  // namespace

std::string clock_text(const web::Words& t, int minutes) {
  if (t.language() == "fr") return hours::clock_words(minutes);
  return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
}

std::string status_text(const web::Words& t, const hours::Status& status, base::Instant now,
                        const territory::TimeZone& zone) {
  using enum hours::StatusKind;
  if (t.language() == "fr") return status.sentence;
  const auto with_end = [&](web::Literal bare, web::Literal until) {
    return status.until ? t.fill(until, {when_text(t, *status.until, now, zone)}) : t(bare);
  };
  switch (status.kind) {
    case open:
      return with_end(phrase("Ouvert"), phrase("Ouvert, ferme {}"));
    case closing_soon:
      return with_end(phrase("Ferme bientôt"), phrase("Ferme bientôt, {}"));
    case closed:
      return with_end(phrase("Fermé"), phrase("Fermé, ouvre {}"));
    case by_appointment:
      return t("Sur rendez-vous");
    case temporarily_closed:
      return t("Fermé temporairement");
    case unknown:
      break;
  }
  return t("Horaires à vérifier");
}

std::string span_text(const web::Words& t, const hours::DaySpan& span) {
  if (t.language() == "fr") return hours::day_span_words(span);
  if (span.whole_day())
    return span.state == hours::State::open ? t("toute la journée") : t("à vérifier");
  return t.fill("{} – {}", {clock_text(t, span.from), clock_text(t, span.to)});
}

std::optional<std::string> comment_text(const web::Words& t, std::string_view comment) {
  if (t.language() == "fr") return std::string(comment);
  if (base::lower(comment) == "sur rendez-vous") return t("sur rendez-vous");
  return std::nullopt;
}

hours::DayLine day_line(const web::Words& t, hours::DayLine french) {
  if (t.language() == "fr") return french;
  french.day = t(kDays[weekday_of(std::chrono::sys_days(french.date))]);
  french.hours.clear();
  for (const hours::DaySpan& span : french.spans) {
    if (!french.hours.empty()) french.hours += t(", ");
    french.hours += span_text(t, span);
    if (!span.comment.empty())
      french.hours += " (" + comment_text(t, span.comment).value_or(span.comment) + ")";
  }
  if (french.spans.empty()) french.hours = t("fermé");
  for (const web::Literal holiday : kHolidays) {
    if (holiday.text() == french.holiday) french.holiday = t(holiday);
  }
  return french;
}

}  // namespace maillage::places
