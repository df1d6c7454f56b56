/// Opening hours in OSM notation: both readers, printing, and the laws of evaluation on whatever
/// was read. The first bytes choose the place and the instant.
#include "hours/almanac.hpp"
#include "hours/parse.hpp"
#include "hours/print.hpp"
#include "hours/status.hpp"
#include "hours/words.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace maillage;

void require(bool law) {
  if (!law) std::abort();
}

void evaluate(const hours::Schedule& schedule, const hours::Where& where, base::Instant now) {
  const hours::Evaluator evaluator(schedule, where);
  const auto change = evaluator.next_change(now);
  if (change) require(*change > now && evaluator.state(*change) != evaluator.state(now));
  base::Instant last = now;
  for (const hours::Interval& interval : evaluator.intervals(now, now + std::chrono::days(9))) {
    require(interval.from >= last && interval.from < interval.to);
    last = interval.to;
  }
  hours::status(evaluator, where, now);
  hours::week_table(evaluator, where, now);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  static const auto paris = territory::TimeZone::named("Europe/Paris");
  static const auto noumea = territory::TimeZone::named("Pacific/Noumea");
  hours::Where where{data[0] & 1 ? &paris : &noumea, data[0] & 2 ? "67" : "988", nullptr, {}};
  if (data[0] & 4) where.position = std::pair(48.6, 7.7);
  const base::Instant now = std::chrono::sys_days(std::chrono::year{2024} / 1 / 1) +
                            std::chrono::hours(24 * data[1] * 4 + data[2] % 24) +
                            std::chrono::minutes(data[2] % 60);
  const std::string_view value(reinterpret_cast<const char*>(data + 3), size - 3);
  const hours::Parsed strict = hours::parse(value);
  const hours::Parsed lenient = hours::parse(value, hours::Reader::lenient);
  if (strict.ok()) {
    require(lenient.ok());
    const hours::Parsed again = hours::parse(hours::print(strict.schedule));
    require(again.ok() && again.schedule == strict.schedule);
  }
  if (lenient.ok()) {
    hours::sentence(lenient.schedule);
    evaluate(lenient.schedule, where, now);
  }
  return 0;
}
