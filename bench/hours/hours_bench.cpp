/// Our side of bench/hours/run.sh: the same values and instants as the reference, each operation
/// timed alone, the slowest first reading and first question of all, and "open now" over 35,000
/// places.
///   bench_hours values.jsonl answers.txt school-holidays.csv
#include "formats/json.hpp"
#include "hours/almanac.hpp"
#include "hours/open_now.hpp"
#include "hours/parse.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

#include <fmt/format.h>

namespace {

using namespace maillage;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Runs until a fifth of a second is spent, and prints operations a CPU second.
template <class Run>
void timed(const char* name, std::size_t count, Run run) {
  std::size_t rounds = 0;
  const double before = cpu_seconds();
  for (; cpu_seconds() - before < 0.2; ++rounds) run();
  fmt::print("{} {:.0f}\n", name, static_cast<double>(count * rounds) / (cpu_seconds() - before));
}

base::Instant instant_of(const std::string& text) {
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, oh = 0, om = 0;
  char sign = '+';
  std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d%c%d:%d", &y, &mo, &d, &h, &mi, &s, &sign, &oh, &om);
  const auto shown = std::chrono::sys_days(std::chrono::year{y} / mo / d) + std::chrono::hours(h) +
                     std::chrono::minutes(mi) + std::chrono::seconds(s);
  const auto offset = std::chrono::hours(oh) + std::chrono::minutes(om);
  return sign == '-' ? shown + offset : shown - offset;
}

struct Line {
  std::string value, departement;
  std::vector<base::Instant> at;
};

std::vector<Line> load(const char* path) {
  std::vector<Line> lines;
  std::ifstream file(path);
  for (std::string text; std::getline(file, text);) {
    const formats::Json json = formats::parse_json(text);
    const std::string& state = json["state"].text();
    Line line{json["oh"].text(),
              state == "Bas-Rhin"     ? "67"
              : state == "La Réunion" ? "974"
                                      : "75",
              {}};
    for (const formats::Json& at : json["at"].items()) line.at.push_back(instant_of(at.text()));
    lines.push_back(std::move(line));
  }
  return lines;
}

volatile std::size_t keep = 0;

void open_now(const std::vector<Line>& lines, const territory::TimeZone& paris,
              const territory::SchoolHolidays& school) {
  hours::OpenNow board;
  for (std::size_t place = 0; place < 35000; ++place) {
    // Each value with many other hours: as many different schedules as a country has.
    std::string value = lines[place % lines.size()].value;
    if (const auto at = value.find("09:00"); at != std::string::npos)
      value[at + 3] = static_cast<char>('0' + place / lines.size() % 6);
    board.add(value, {&paris, lines[place % lines.size()].departement, &school, {}});
  }
  base::Instant now =
      std::chrono::sys_days(std::chrono::year{2026} / 5 / 13) + std::chrono::hours(8);
  std::size_t open = 0;
  for (const auto& [name, step] :
       {std::pair("open-now-next-minute", std::chrono::seconds(60)),
        std::pair("open-now-any-instant", std::chrono::seconds(7 * 3601))}) {
    std::vector<double> spent;
    for (int round = 0; round < 400; ++round) {
      now += step;
      const double before = cpu_seconds();
      const auto states = board.at(now);
      spent.push_back(cpu_seconds() - before);
      open +=
          static_cast<std::size_t>(std::count(states.begin(), states.end(), hours::State::open));
    }
    std::sort(spent.begin(), spent.end());
    fmt::print("{}-us {:.0f}\n{}-worst-us {:.0f}\n", name, spent[200] * 1e6, name,
               spent.back() * 1e6);
  }
  keep = keep + open;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const std::vector<Line> lines = load(arguments[1]);
  const auto paris = territory::TimeZone::named("Europe/Paris");
  const auto school = territory::SchoolHolidays::load_csv(arguments[3]);
  std::size_t questions = 0;
  for (const Line& line : lines) questions += line.at.size();

  timed("parse", lines.size(), [&] {
    for (const Line& line : lines)
      keep = keep + hours::parse(line.value, hours::Reader::lenient).schedule.rules.size();
  });
  std::vector<hours::Evaluator> evaluators;
  double slowest = 0;
  std::string slowest_value;
  for (const Line& line : lines) {
    const double before = cpu_seconds();
    const hours::Evaluator& evaluator =
        evaluators.emplace_back(hours::parse(line.value, hours::Reader::lenient).schedule,
                                hours::Where{&paris, line.departement, &school, {}});
    keep = keep + evaluator.next_change(line.at[0]).has_value();
    if (const double spent = cpu_seconds() - before; spent > slowest) {
      slowest = spent;
      slowest_value = line.value;
    }
  }
  std::vector<hours::Almanac> almanacs(evaluators.begin(), evaluators.end());
  const auto each = [&](auto ask) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (const base::Instant at : lines[i].at) ask(almanacs[i], at);
    }
  };
  each([](hours::Almanac& almanac, base::Instant at) { almanac.next_change(at); });
  timed("state", questions, [&] {
    std::size_t open = 0;
    each([&](hours::Almanac& almanac, base::Instant at) {
      open += almanac.state(at) == hours::State::open;
    });
    keep = keep + open;
  });
  timed("next", questions, [&] {
    std::size_t changes = 0;
    each([&](hours::Almanac& almanac, base::Instant at) {
      changes += almanac.next_change(at).has_value();
    });
    keep = keep + changes;
  });
  fmt::print("slowest-us {:.0f}\n", slowest * 1e6);
  fmt::print(stderr, "slowest: {}\n", slowest_value);
  open_now(lines, paris, school);

  std::ofstream answers(arguments[2]);
  each([&](hours::Almanac& almanac, base::Instant at) {
    static constexpr const char* kNames[] = {"closed", "open", "unknown"};
    const auto next = almanac.next_change(at);
    answers << kNames[static_cast<int>(almanac.state(at))] << ' '
            << (next ? std::to_string(next->time_since_epoch().count()) : "-") << '\n';
  });
  return 0;
}
