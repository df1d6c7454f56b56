#include "hours/french.hpp"

#include "base/text.hpp"
#include "hours/clause.hpp"
#include "hours/french_table.hpp"
#include "hours/parse.hpp"
#include "hours/print.hpp"

#include <algorithm>

namespace maillage::hours {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/// The cells that most lists have: "09:00 - 12:00 / 14:00 - 17:00", "9h-12h30". Anything else is
/// left to the grammar.
bool plain_spans(std::string_view text, DaySpans& spans) {
  std::size_t at = 0;
  const auto blanks = [&] {
    while (at < text.size() && text[at] == ' ') ++at;
  };
  const auto time = [&](int& minutes) {
    if (at >= text.size() || !is_digit(text[at])) return false;
    int hour = text[at++] - '0';
    if (at < text.size() && is_digit(text[at])) hour = hour * 10 + (text[at++] - '0');
    if (at >= text.size() || (text[at] != ':' && text[at] != 'h' && text[at] != 'H')) return false;
    const bool sign_h = text[at++] != ':';
    int minute = 0;
    if (at + 1 < text.size() && is_digit(text[at]) && is_digit(text[at + 1])) {
      minute = (text[at] - '0') * 10 + (text[at + 1] - '0');
      at += 2;
    } else if (!sign_h) {
      return false;
    }
    if (at < text.size() && (is_digit(text[at]) || text[at] == ':')) return false;
    minutes = hour * 60 + minute;
    return hour <= 24 && minute < 60 && minutes <= 24 * 60;
  };
  for (blanks(); at < text.size(); blanks()) {
    int from = 0, to = 0;
    if (!time(from)) return false;
    blanks();
    if (at >= text.size() || text[at++] != '-') return false;
    blanks();
    if (!time(to) || from >= to ||
        !spans.add({static_cast<std::int16_t>(from), static_cast<std::int16_t>(to)}))
      return false;
    blanks();
    if (at < text.size() && text[at] != '/' && text[at] != ',') return false;
    if (at < text.size() && ++at == text.size()) return false;
  }
  return !spans.empty();
}

/// "Mo-Fr 09:00-12:00; 14:00-17:00": by the letter the afternoon is open on Sundays too. Hours
/// alone behind a rule with days that they continue belong to it.
void join_afternoons(Schedule& schedule) {
  for (std::size_t i = 1; i < schedule.rules.size(); ++i) {
    Rule& morning = schedule.rules[i - 1];
    const Rule& afternoon = schedule.rules[i];
    const bool hours_only = afternoon.years.empty() && afternoon.dates.empty() &&
                            afternoon.weeks.empty() && afternoon.holidays.empty() &&
                            afternoon.days.empty() && !afternoon.state_written &&
                            !afternoon.has_comment && !afternoon.spans.empty();
    if (!hours_only || afternoon.separator != Separator::normal || morning.days.empty() ||
        morning.spans.empty() || morning.spans.end != afternoon.spans.begin ||
        morning.state_written || morning.has_comment)
      continue;
    const TimeSpan& last = schedule.spans[morning.spans.end - 1u];
    const TimeSpan& next = schedule.spans[afternoon.spans.begin];
    if (last.to.kind != TimeKind::clock || next.from.kind != TimeKind::clock ||
        last.to.minutes > next.from.minutes)
      continue;
    morning.spans.end = afternoon.spans.end;
    schedule.rules.erase(schedule.rules.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

/// A pasted value that reads as OSM already.
bool reads_as_osm(std::string_view text, std::string& value) {
  Parsed parsed = parse(text);
  if (!parsed.ok()) return false;
  // "14:00-14:00" would mean until the next day; in lists it is a cleared afternoon, for the French
  // grammar to drop.
  for (const TimeSpan& span : parsed.schedule.spans) {
    if (span.from == span.to && span.has_end) return false;
  }
  join_afternoons(parsed.schedule);
  value = print(parsed.schedule);
  return true;
}

/// "Mo-Fr 9h-12h", "Mo, Fr 14:00-17:00 We 9:00-12:00": a day code followed by what follows day
/// codes.
bool tries_to_be_osm(std::string_view text) {
  static constexpr std::string_view kCodes[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (at > 0 && is_letter(text[at - 1])) continue;
    if (std::find(std::begin(kCodes), std::end(kCodes), text.substr(at, 2)) == std::end(kCodes))
      continue;
    const char next = text[at + 2];
    if (next == '-' || next == ',' || next == ' ' || is_digit(next)) return true;
  }
  return false;
}

/// "Mo-Fr de 9h à 12h": codes of OSM in a French sentence. "We" and "Sa" alone are French too.
french::Spelling spelling_of(std::string_view text) {
  static constexpr std::string_view kOnlyOsm[] = {"Mo", "Tu", "Th", "Fr", "Su"};
  if (!tries_to_be_osm(text)) return french::Spelling::french;
  for (const std::string_view code : kOnlyOsm) {
    const std::size_t at = text.find(code);
    if (at == text.npos || at + 2 >= text.size() || (at > 0 && is_letter(text[at - 1]))) continue;
    if (text[at + 2] == '-' || text[at + 2] == ',' ||
        (text[at + 2] == ' ' && at + 3 < text.size() && is_digit(text[at + 3])))
      return french::Spelling::osm;
  }
  return french::Spelling::french;
}

/// Columns often repeat a cell: what was read for the earlier day is said of this one too. False
/// when the cell is new, or when its clauses speak of other days than their column.
bool same_as_before(const std::array<std::string_view, 7>& days, std::size_t day,
                    const std::array<std::size_t, 8>& begin, french::Clauses& all) {
  for (std::size_t earlier = 0; earlier < day; ++earlier) {
    if (days[earlier] != days[day]) continue;
    const DaySet bit = day_bit(static_cast<int>(earlier));
    for (std::size_t i = begin[earlier]; i < begin[earlier + 1]; ++i) {
      if (all.list[i].days != bit) return false;
    }
    for (std::size_t i = begin[earlier]; i < begin[earlier + 1]; ++i) {
      french::Clause clause = all.list[i];
      clause.days = day_bit(static_cast<int>(day));
      all.list.push_back(std::move(clause));
    }
    return true;
  }
  return false;
}

Reading finish(french::Clauses&& clauses, std::string_view text) {
  Reading reading;
  french::Composed composed = french::compose(clauses);
  reading.osm = std::move(composed.osm);
  reading.left_over = std::move(clauses.left_over);
  if (!composed.unsaid.empty()) {
    if (!reading.left_over.empty()) reading.left_over += " … ";
    reading.left_over += composed.unsaid;
  }
  // The composer writes only valid values; if it ever did not, no value is better than a wrong one.
  if (!reading.osm.empty() && !is_valid(reading.osm)) {
    reading.osm.clear();
    reading.left_over = std::string(base::trim(text));
  }
  return reading;
}

}  // namespace

Reading read_week(std::string_view text) {
  text = base::trim(text);
  if (text.empty()) return {};
  Reading reading;
  // "09:00-12:00" alone is OSM for every day; a French text means it for days that it does not
  // name.
  const bool names_days = std::any_of(text.begin(), text.end(),
                                      [](char c) { return (c >= 'A' && c <= 'Z') || c == '"'; });
  if ((names_days || text == "24/7") && reads_as_osm(text, reading.osm)) return reading;
  if (const auto table = french::table_columns(text)) {
    std::array<std::string_view, 7> days;
    std::copy(table->begin(), table->end(), days.begin());
    return read_days(days);
  }
  return finish(french::read_clauses(text, 0, spelling_of(text)), text);
}

Reading read_days(const std::array<std::string_view, 7>& days) {
  WeekSpans week;
  bool plain = true;
  for (std::size_t day = 0; plain && day < 7; ++day) {
    const std::string_view text = base::trim(days[day]);
    DaySpans spans;
    if (text.empty()) continue;
    plain = plain_spans(text, spans);
    week[day] = tidy(spans);
  }
  Reading reading;
  if (plain) {
    append_week(reading.osm, week);
    return reading;
  }
  french::Clauses all;
  std::array<std::size_t, 8> begin{};
  for (std::size_t day = 0; day < 7; ++day) {
    begin[day] = all.list.size();
    begin[day + 1] = all.list.size();
    const std::string_view text = base::trim(days[day]);
    if (text.empty()) continue;
    const DaySet bit = day_bit(static_cast<int>(day));
    DaySpans spans;
    if (plain_spans(text, spans)) {
      french::Clause clause;
      clause.days = bit;
      clause.spans = spans;
      all.list.push_back(std::move(clause));
    } else if (!same_as_before(days, day, begin, all)) {
      french::Clauses one = french::read_clauses(text, bit);
      std::move(one.list.begin(), one.list.end(), std::back_inserter(all.list));
      all.also_by_appointment |= one.also_by_appointment;
      if (all.appointment.empty()) all.appointment = std::move(one.appointment);
      if (!one.left_over.empty()) {
        if (!all.left_over.empty()) all.left_over += " … ";
        all.left_over += weekday_code(static_cast<int>(day));
        all.left_over += " : " + one.left_over;
      }
    }
    begin[day + 1] = all.list.size();
  }
  return finish(std::move(all), {});
}

Reading read_osm(std::string_view text) {
  text = base::trim(text);
  if (text.empty()) return {};
  Reading reading;
  if (reads_as_osm(text, reading.osm)) return reading;
  return finish(
      french::read_clauses(
          text, 0, tries_to_be_osm(text) ? french::Spelling::osm : french::Spelling::french),
      text);
}

std::string with_week_parity(std::string_view osm, bool even) {
  if (osm.empty()) return {};
  std::string value = even ? "week 2-52/2 " : "week 1-53/2 ";
  value += osm;
  return value;
}

}  // namespace maillage::hours
