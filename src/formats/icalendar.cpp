#include "formats/icalendar.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace maillage::formats {
namespace {

constexpr std::size_t kLongestLine = 75;  // bytes, the line end left out

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

void append_folded(std::string& out, std::string_view line) {
  std::size_t room = kLongestLine;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 0 && continues_character(line[cut])) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = kLongestLine - 1;  // the blank counts
  }
  out.append(line).append("\r\n");
}

}  // namespace

CalendarWriter& CalendarWriter::begin(std::string_view component) {
  return line("BEGIN", component);
}

CalendarWriter& CalendarWriter::end(std::string_view component) {
  return line("END", component);
}

CalendarWriter& CalendarWriter::line(std::string_view name, std::string_view value) {
  append_folded(out_, std::string(name).append(":").append(value));
  return *this;
}

CalendarWriter& CalendarWriter::text(std::string_view name, std::string_view value) {
  std::string escaped;
  for (const char c : base::valid_utf8(value)) {
    if (c == '\\' || c == ';' || c == ',') escaped += '\\';
    if (c == '\n') {
      escaped += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      escaped += c;
    }
  }
  return line(name, escaped);
}

std::string calendar_clock(base::Instant instant, int offset_seconds) {
  const base::Instant shown = instant + std::chrono::seconds(offset_seconds);
  const auto day = std::chrono::floor<std::chrono::days>(shown);
  const std::chrono::year_month_day date(day);
  const auto second = (shown - day).count();
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     second / 3600, second / 60 % 60, second % 60);
}

std::string calendar_instant(base::Instant instant) {
  return calendar_clock(instant, 0) + "Z";
}

std::string calendar_offset(int offset_seconds) {
  const int ahead = offset_seconds < 0 ? -offset_seconds : offset_seconds;
  return fmt::format("{}{:02}{:02}", offset_seconds < 0 ? '-' : '+', ahead / 3600, ahead / 60 % 60);
}

}  // namespace maillage::formats
