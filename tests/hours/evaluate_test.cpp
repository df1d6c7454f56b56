#include "hours/evaluate.hpp"

#include "hours/parse.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::hours {
namespace {

using namespace std::chrono;
using formats::Json;

/// "2024-02-29T10:15:00+01:00"
base::Instant instant_of(const std::string& text) {
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, oh = 0, om = 0;
  char sign = '+';
  std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d%c%d:%d", &y, &mo, &d, &h, &mi, &s, &sign, &oh, &om);
  const sys_seconds local =
      sys_days(year{y} / mo / d) + std::chrono::hours(h) + std::chrono::minutes(mi) + seconds(s);
  const seconds offset = std::chrono::hours(oh) + std::chrono::minutes(om);
  return sign == '-' ? local + offset : local - offset;
}

const territory::TimeZone& paris() {
  static const territory::TimeZone zone = territory::TimeZone::named("Europe/Paris");
  return zone;
}
const territory::SchoolHolidays& school() {
  static const territory::SchoolHolidays holidays = territory::SchoolHolidays::load_csv(
      test::project_file("data/territories/school-holidays.csv"));
  return holidays;
}
std::string_view departement_of_state(const std::string& state) {
  return state == "Bas-Rhin" ? "67" : state == "La Réunion" ? "974" : "75";
}
const char* name_of(State state) {
  return state == State::open ? "open" : state == State::closed ? "closed" : "unknown";
}

/// The reference contradicts itself in each of these: its own list of intervals, its own state at
/// the instant that its next change jumps over, or the end of every other kind of range.
std::string kind_of_difference(const std::string& value) {
  if (value.find("+,") != std::string::npos) return "hours-open-end";
  if (value.find("-easter") != std::string::npos) return "hours-until-easter";
  return "hours-change-jumped-over";
}

TEST(Evaluate, answers_as_the_reference_does) {
  const std::string lines = test::read_file(test::vector_file("opening-hours.jsonl"));
  test::Tally tally("opening-hours");
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const Json line = formats::parse_json(lines.substr(at, end - at));
    at = end + 1;
    if (line["kind"].text() != "eval") continue;
    bool lenient = false, comments = false;
    for (const Json& flag : line["flags"].items()) {
      lenient |= flag.text() == "lenient";
      comments |= flag.text() == "comment";
    }
    const Parsed parsed = parse(line["oh"].text(), Reader::lenient);
    ASSERT_TRUE(parsed.ok()) << line["oh"].text();
    const Evaluator evaluator(parsed.schedule,
                              {&paris(),
                               departement_of_state(line["state"].text()),
                               &school(),
                               {}});  // recorded without coordinates: usual times of the sun
    EXPECT_TRUE(lenient || evaluator.week_stable() == line["weekstable"].as_boolean())
        << line["oh"].text();
    for (const Json& answer : line["at"].items()) {
      const base::Instant instant = instant_of(answer["t"].text());
      const Condition here = evaluator.at(instant);
      const auto next = evaluator.next_change(instant);
      const std::string ours = next ? territory::iso_local(*next, paris()) : "";
      const std::string theirs = answer["next"].is_null() ? "" : answer["next"].text();
      const bool comment = !comments || here.open_end ||
                           here.comment == (answer.has("comment") ? answer["comment"].text() : "");
      const bool equal = answer["state"].text() == name_of(here.state) && ours == theirs && comment;
      if (equal) {
        tally.equal();
      } else {
        tally.different(kind_of_difference(line["oh"].text()),
                        line["oh"].text() + " @" + answer["t"].text() + ": " + name_of(here.state) +
                            " " + ours + " <> " + answer["state"].text() + " " + theirs);
      }
    }
  }
  EXPECT_GE(tally.report(), 0.996);
}

}  // namespace
}  // namespace maillage::hours
