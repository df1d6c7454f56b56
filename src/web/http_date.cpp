#include "web/http_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace maillage::web {
namespace {

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> number_of(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0)
    return std::nullopt;
  return value;
}

}  // namespace

std::string http_date(base::Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const base::Date date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday(day).c_encoding()],
      static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

std::optional<base::Instant> parse_http_date(std::string_view text) {
  if (text.size() != 29 || !text.ends_with(" GMT") || text[19] != ':' || text[22] != ':')
    return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  const auto day = number_of(text.substr(5, 2)), year = number_of(text.substr(12, 4)),
             hour = number_of(text.substr(17, 2)), minute = number_of(text.substr(20, 2)),
             second = number_of(text.substr(23, 2));
  if (month == kMonths.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  const base::Date date(std::chrono::year(*year),
                        std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                        std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

}  // namespace maillage::web
