#include "hours/almanac.hpp"

#include "hours/open_now.hpp"
#include "hours/parse.hpp"
#include "support/vectors.hpp"

#include <cstdlib>
#include <ctime>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::hours {
namespace {

using namespace std::chrono;

const territory::TimeZone& zone_named(const char* name) {
  static const auto paris = territory::TimeZone::named("Europe/Paris");
  static const auto reunion = territory::TimeZone::named("Indian/Reunion");
  static const auto noumea = territory::TimeZone::named("Pacific/Noumea");
  return name[0] == 'E' ? paris : name[0] == 'I' ? reunion : noumea;
}

const Where kParis{&zone_named("Europe/Paris"), "75", nullptr, {}};

/// Values of every family that places use, from the recorded ones.
const std::vector<std::string>& values() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out;
    const std::string lines = test::read_file(test::vector_file("opening-hours.jsonl"));
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', at), lines.size());
      std::string value = formats::parse_json(lines.substr(at, end - at))["oh"].text();
      at = end + 1;
      if (parse(value).ok()) out.push_back(std::move(value));
    }
    return out;
  }();
  return all;
}

/// Minutes of the years 2023 to 2030.
rc::Gen<base::Instant> any_instant() {
  const base::Instant first = sys_days(2023y / 1 / 1);
  return rc::gen::map(rc::gen::inRange(0, 7 * 366 * 24 * 60),
                      [=](int minute) { return first + minutes(minute); });
}

rc::Gen<std::string> any_value() {
  return rc::gen::elementOf(values());
}

RC_GTEST_PROP(Almanac, answers_as_the_evaluator_does, ()) {
  const Evaluator evaluator(parse(*any_value()).schedule, kParis);
  Almanac almanac(evaluator);
  for (int question = 0; question < 4; ++question) {
    const base::Instant at = *any_instant();
    RC_ASSERT(almanac.state(at) == evaluator.state(at));
    RC_ASSERT(almanac.next_change(at) == evaluator.next_change(at));
  }
}

RC_GTEST_PROP(Evaluate, next_change_is_the_first_change, ()) {
  const Evaluator evaluator(parse(*any_value()).schedule, kParis);
  Almanac almanac(evaluator);
  const base::Instant at = *any_instant();
  const State now = evaluator.state(at);
  const auto next = evaluator.next_change(at);
  if (next) RC_ASSERT(*next > at && evaluator.state(*next) != now);
  // Nothing changes on the way, minute by minute for a week.
  const base::Instant until = next ? std::min(*next, at + days(7)) : at + days(7);
  for (base::Instant on = at; on < until; on += minutes(1)) RC_ASSERT(almanac.state(on) == now);
}

RC_GTEST_PROP(Evaluate, intervals_tile_the_range, ()) {
  const Evaluator evaluator(parse(*any_value()).schedule, kParis);
  Almanac almanac(evaluator);
  const base::Instant from = *any_instant(), to = from + days(4);
  const std::vector<Interval> intervals = evaluator.intervals(from, to);
  std::size_t i = 0;
  for (base::Instant at = from; at < to; at += minutes(1)) {
    while (i < intervals.size() && intervals[i].to <= at) ++i;
    const bool inside = i < intervals.size() && intervals[i].from <= at;
    RC_ASSERT(almanac.state(at) == (inside ? intervals[i].state : State::closed));
  }
}

RC_GTEST_PROP(Evaluate, a_later_rule_replaces_an_earlier_one_on_its_days, ()) {
  const int day = *rc::gen::inRange(0, 7);
  static constexpr const char* kDays[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  const std::string special = std::string(kDays[day]) + " 20:00-21:00";
  const Evaluator last(parse("Mo-Su 09:00-12:00; " + special).schedule, kParis);
  const Evaluator first(parse(special + "; Mo-Su 09:00-12:00").schedule, kParis);
  const Evaluator added(parse("Mo-Su 09:00-12:00, " + special).schedule, kParis);
  const sys_days on = sys_days(2026y / 5 / 11) + days(day);
  const auto at = [&](int hour) { return kParis.zone->instant(on, hour * 60); };
  RC_ASSERT(last.state(at(10)) == State::closed && last.state(at(20)) == State::open);
  RC_ASSERT(first.state(at(10)) == State::open && first.state(at(20)) == State::closed);
  RC_ASSERT(added.state(at(10)) == State::open && added.state(at(20)) == State::open);
}

TEST(Evaluate, ends_every_look_ahead) {
  for (const char* value : {"Feb 29 10:00-12:00", "2020 Mo 10:00-12:00", "2060+ Jan 01 10:00-12:00",
                            "week 53 Mo 09:00-12:00", "Mo-Su 00:00-24:00", "easter off; PH off",
                            "2020-2999 week 53 Feb 29 10:00-12:00", "2999 Jan 01 10:00-12:00",
                            "Mo[5] week 53 sunrise-sunset; PH,SH off; easter off"}) {
    const Evaluator evaluator(parse(value).schedule, kParis);
    const base::Instant now = sys_days(2026y / 5 / 13);
    const auto next = evaluator.next_change(now);
    EXPECT_TRUE(!next || *next - now <= days(Evaluator::kHorizonDays + 1)) << value;
  }
}

TEST(Evaluate, follows_a_range_over_the_new_year) {
  const Evaluator evaluator(parse("Dec 20-Dec Su[-1] +4 days").schedule, kParis);
  EXPECT_EQ(evaluator.state(sys_days(2025y / 1 / 2) + 12h), State::open);
  EXPECT_EQ(evaluator.state(sys_days(2025y / 1 / 3) + 12h), State::closed);
}

// ---- many places

struct Country {
  OpenNow board;
  std::vector<Evaluator> oracle;
  Country() {
    static const Where kWheres[] = {kParis,
                                    {&zone_named("Indian/Reunion"), "974", nullptr, {}},
                                    {&zone_named("Pacific/Noumea"), "988", nullptr, {}},
                                    {&zone_named("Europe/Paris"), "67", nullptr, {}}};
    for (std::size_t place = 0; place < 20000; ++place) {
      const std::string& value = values()[place * 7 % values().size()];
      const Where& where = kWheres[place % 4];
      board.add(value, where);
      if (place < 1200) oracle.emplace_back(parse(value).schedule, where);
    }
  }
};

TEST(OpenNow, agrees_with_each_place_asked_alone_under_any_clock_of_the_server) {
  const char* kept = std::getenv("TZ");
  const std::string before = kept ? kept : "";
  std::vector<std::vector<State>> answers;
  for (const char* server : {"UTC", "Europe/Paris", "Pacific/Noumea"}) {
    setenv("TZ", server, 1);
    tzset();
    Country again;
    std::vector<State> states;
    for (const base::Instant now : {base::Instant(sys_days(2026y / 5 / 13) + 8h + 30min),
                                    base::Instant(sys_days(2026y / 3 / 29) + 1h),
                                    base::Instant(sys_days(2026y / 12 / 26) + 9h)}) {
      const auto at = again.board.at(now);
      states.insert(states.end(), at.begin(), at.end());
      for (std::size_t place = 0; place < again.oracle.size(); ++place)
        ASSERT_EQ(at[place], again.oracle[place].state(now))
            << values()[place * 7 % values().size()];
    }
    answers.push_back(std::move(states));
  }
  kept ? setenv("TZ", before.c_str(), 1) : unsetenv("TZ");
  tzset();
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_EQ(answers[0], answers[2]);
}

TEST(OpenNow, follows_the_clock_minute_by_minute) {
  OpenNow board;
  board.add("Mo-Fr 09:00-12:00; PH off", kParis);
  board.add("pas d’horaires", kParis);
  const Evaluator alone(parse("Mo-Fr 09:00-12:00; PH off").schedule, kParis);
  const base::Instant first = sys_days(2026y / 5 / 13);
  for (base::Instant now = first; now < first + days(3); now += minutes(1)) {
    const auto states = board.at(now);
    ASSERT_EQ(states[0], alone.state(now));
    ASSERT_EQ(states[1], State::unknown);
  }
}

}  // namespace
}  // namespace maillage::hours
