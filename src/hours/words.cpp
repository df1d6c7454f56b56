#include "hours/words.hpp"

#include "hours/parse.hpp"

#include <bit>
#include <span>

#include <fmt/format.h>

namespace maillage::hours {
namespace {

using namespace std::chrono;

constexpr std::string_view kDays[] = {"lundi",    "mardi",  "mercredi", "jeudi",
                                      "vendredi", "samedi", "dimanche"};
constexpr std::string_view kMonths[] = {"janvier",   "février", "mars",     "avril",
                                        "mai",       "juin",    "juillet",  "août",
                                        "septembre", "octobre", "novembre", "décembre"};

/// "a, b et c"
std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " et " : ", ";
    out += words[i];
  }
  return out;
}

std::string rank(int nth) {
  if (nth == -1) return "dernier";
  if (nth < 0) return fmt::format("{}e avant la fin", -nth);
  return nth == 1 ? "1er" : fmt::format("{}e", nth);
}

std::string offset_words(int days) {
  if (days == 0) return {};
  const int count = days < 0 ? -days : days;
  return fmt::format(" ({} jour{} {})", count, count > 1 ? "s" : "", days < 0 ? "avant" : "après");
}

std::string day_words(const DaySelector& day) {
  if (day.kind == DayKind::public_holiday) return "jours fériés" + offset_words(day.offset);
  if (day.kind == DayKind::school_holiday) return "vacances scolaires";
  if (day.nth) {
    std::vector<std::string> ranks;
    for (int bit = 0; bit < 10; ++bit) {
      if (day.nth & (1u << bit)) ranks.push_back(rank(bit < 5 ? bit + 1 : 4 - bit));
    }
    return fmt::format("le {} {} du mois{}", listed(ranks), kDays[day.first],
                       offset_words(day.offset));
  }
  if (day.first == day.last) return std::string(kDays[day.first]);
  if ((day.first + 1) % 7 == day.last)
    return fmt::format("{} et {}", kDays[day.first], kDays[day.last]);
  if ((day.last + 1) % 7 == day.first) return "tous les jours";
  return fmt::format("du {} au {}", kDays[day.first], kDays[day.last]);
}

std::string point_words(const DatePoint& point) {
  std::string out;
  switch (point.kind) {
    case DateKind::easter:
      out = "Pâques";
      break;
    case DateKind::month:
      out = kMonths[point.month - 1];
      break;
    case DateKind::day:
      out = fmt::format("{} {}", point.day == 1 ? std::string("1er") : std::to_string(point.day),
                        kMonths[point.month - 1]);
      break;
    case DateKind::weekday:
      out = fmt::format("{} {} de {}", rank(point.nth), kDays[point.day], kMonths[point.month - 1]);
      break;
  }
  if (point.year) out += ' ' + std::to_string(point.year);
  return out + offset_words(point.offset);
}

std::string date_words(const DateRange& range) {
  if (range.from == range.to)
    return range.from.kind == DateKind::month ? "en " + point_words(range.from)
                                              : "le " + point_words(range.from);
  if (range.from.kind == DateKind::month) {
    const std::string from = point_words(range.from);
    const bool vowel = from[0] == 'a' || from[0] == 'o';
    return fmt::format("{}{} à {}", vowel ? "d’" : "de ", from, point_words(range.to));
  }
  return fmt::format("du {} au {}", point_words(range.from), point_words(range.to));
}

std::string number_words(const NumberRange& range) {
  if (range.from == range.to) return std::to_string(range.from);
  std::string out = range.to ? fmt::format("{} à {}", range.from, range.to)
                             : fmt::format("à partir de {}", range.from);
  if (range.step > 1) out += fmt::format(" ({} sur {})", 1, range.step);
  return out;
}

std::string weeks_words(std::span<const NumberRange> weeks) {
  if (weeks.size() == 1 && weeks[0].step == 2 && weeks[0].to >= 52) {
    if (weeks[0].from == 1) return "les semaines impaires";
    if (weeks[0].from == 2) return "les semaines paires";
  }
  std::vector<std::string> words;
  for (const NumberRange& week : weeks) words.push_back(number_words(week));
  return "semaines " + listed(words);
}

std::string time_words(const TimePoint& time) {
  static constexpr std::string_view kEvents[] = {"", "l’aube", "le lever du soleil",
                                                 "le coucher du soleil", "le crépuscule"};
  if (time.kind == TimeKind::clock) return clock_words(time.minutes);
  std::string out(kEvents[static_cast<int>(time.kind)]);
  if (time.minutes)
    out += fmt::format(" {} {}", time.minutes > 0 ? "plus" : "moins",
                       clock_words(time.minutes > 0 ? time.minutes : -time.minutes));
  return out;
}

std::string span_words(const TimeSpan& span) {
  if (!span.has_end) return "à partir de " + time_words(span.from);
  return fmt::format("de {} à {}{}", time_words(span.from), time_words(span.to),
                     span.open_end ? " ou plus tard" : "");
}

std::string rule_words(const Schedule& schedule, const Rule& rule) {
  std::vector<std::string> parts;
  const auto add_list = [&](auto items, auto words) {
    std::vector<std::string> list;
    for (const auto& item : items) list.push_back(words(item));
    if (!list.empty()) parts.push_back(listed(list));
  };
  if (!rule.years.empty()) {
    std::vector<std::string> years;
    for (const NumberRange& range : part(schedule.years, rule.years))
      years.push_back(number_words(range));
    parts.push_back("en " + listed(years));
  }
  add_list(part(schedule.dates, rule.dates), date_words);
  if (!rule.weeks.empty()) parts.push_back(weeks_words(part(schedule.weeks, rule.weeks)));
  if (!rule.holidays.empty()) {
    std::vector<std::string> holidays;
    for (const DaySelector& day : part(schedule.holidays, rule.holidays))
      holidays.push_back(day_words(day));
    const bool school = part(schedule.holidays, rule.holidays)[0].kind == DayKind::school_holiday;
    parts.push_back((school ? "pendant les " : "") + listed(holidays));
  }
  add_list(part(schedule.days, rule.days), day_words);
  if (rule.always) parts.push_back("24 h sur 24, 7 jours sur 7");
  add_list(part(schedule.spans, rule.spans), span_words);
  std::string out;
  for (const std::string& words : parts) {
    if (!out.empty()) out += ' ';
    out += words;
  }
  if (rule.state == State::closed) out += out.empty() ? "fermé" : " : fermé";
  if (rule.has_comment) {
    out += out.empty() ? rule.comment : " (" + rule.comment + ")";
  } else if (rule.state == State::unknown) {
    out += out.empty() ? "horaires incertains" : " (à vérifier)";
  }
  if (rule.state_written && rule.state == State::open && parts.empty()) out = "ouvert" + out;
  return out;
}

}  // namespace

std::string_view weekday_word(int day) {
  return kDays[day];
}

std::string clock_words(int minutes) {
  if (minutes == 24 * 60) return "minuit";
  const int minute = minutes % 60;
  const int hour = minutes / 60 % 24;
  return minute ? fmt::format("{} h {:02}", hour, minute) : fmt::format("{} h", hour);
}

std::string sentence(const Schedule& schedule) {
  std::string out;
  for (const Rule& rule : schedule.rules) {
    if (!out.empty())
      out += rule.separator == Separator::fallback     ? " ; sinon "
             : rule.separator == Separator::additional ? " ; aussi "
                                                       : " ; ";
    out += rule_words(schedule, rule);
  }
  if (out.empty()) return out;
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out + '.';
}

std::string sentence(std::string_view osm) {
  const Parsed parsed = parse(osm);
  return parsed.ok() ? sentence(parsed.schedule) : std::string();
}

std::string day_span_words(const DaySpan& span) {
  if (span.whole_day()) return span.state == State::open ? "toute la journée" : "à vérifier";
  return clock_words(span.from) + " – " + clock_words(span.to);
}

std::vector<DayLine> week_table(const Evaluator& evaluator, const Where& where,
                                base::Instant instant) {
  const sys_days today = where.zone->local(instant).day;
  const sys_days monday = today - days(static_cast<int>(weekday(today).iso_encoding()) - 1);
  std::vector<DayLine> lines;
  for (int day = 0; day < 7; ++day) {
    const sys_days date = monday + days(day);
    DayLine line;
    line.date = year_month_day(date);
    line.day = kDays[day];
    for (const Interval& interval :
         evaluator.intervals(where.zone->instant(date, 0), where.zone->instant(date, 24 * 60))) {
      const territory::LocalTime from = where.zone->local(interval.from),
                                 to = where.zone->local(interval.to);
      const DaySpan& span =
          line.spans.emplace_back(DaySpan{from.minute, to.day > date ? 24 * 60 : to.minute,
                                          interval.state, std::string(interval.comment)});
      if (!line.hours.empty()) line.hours += ", ";
      line.hours += day_span_words(span);
      if (!span.comment.empty()) line.hours += " (" + span.comment + ")";
    }
    const auto holiday = territory::public_holiday(line.date, where.departement);
    if (holiday && !line.hours.empty() && !evaluator.speaks_of_holiday(line.date))
      line.holiday = holiday->name;
    if (line.hours.empty()) line.hours = "fermé";
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace maillage::hours
