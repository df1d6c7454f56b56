#pragma once
/// A plain week: the spans of each day, and its shortest notation. Groups are written as producers'
/// tools write them: "Mo-Fr 09:00-12:00; We off", the days of two as "Mo,Th", larger groups first.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace maillage::hours {

/// Minutes of the day. `to` <= `from` means over midnight.
struct ClockSpan {
  std::int16_t from = 0, to = 0;
  bool operator==(const ClockSpan&) const = default;
  int length() const { return to > from ? to - from : to - from + 24 * 60; }
};

/// At most eight spans, without an allocation; more are not hours that people keep.
class DaySpans {
 public:
  static constexpr std::size_t kMost = 8;
  bool add(ClockSpan span);
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  void clear() { size_ = 0; }
  const ClockSpan* begin() const { return spans_.data(); }
  const ClockSpan* end() const { return spans_.data() + size_; }
  const ClockSpan& operator[](std::size_t i) const { return spans_[i]; }
  ClockSpan& back() { return spans_[size_ - 1]; }
  bool operator==(const DaySpans& other) const;

 private:
  std::array<ClockSpan, kMost> spans_{};
  std::uint8_t size_ = 0;
};

/// In order of time, overlaps and repetitions made one; spans that only touch stay apart, as they
/// were written.
DaySpans tidy(const DaySpans& spans);
/// All the time of both, touching spans made one.
DaySpans merge(const DaySpans& a, const DaySpans& b);
/// The time of `spans` that is not in `taken`.
DaySpans subtract(const DaySpans& spans, const DaySpans& taken);
bool overlap(const DaySpans& a, const DaySpans& b);

/// A set of days: bit 0 is Monday.
using DaySet = std::uint8_t;
inline constexpr DaySet kEveryDay = 0x7F, kWorkingDays = 0x1F, kWeekend = 0x60;
constexpr DaySet day_bit(int day) {
  return static_cast<DaySet>(1u << day);
}

using WeekSpans = std::array<DaySpans, 7>;

/// "Mo,We", "Mo-Fr", "Mo-We,Fr": two days side by side are a list.
void append_days(std::string& out, DaySet days);
void append_spans(std::string& out, const DaySpans& spans);

/// Appends the rules of a week, joined by "; ". Each rule begins with `scope` ("SH ", "week 2-52/2
/// ", or nothing). Days of `off` without spans are written as closed; so are days inside a range
/// that have none, unless a rule that follows speaks of them (`later`). Nothing for an empty week.
void append_week(std::string& out, const WeekSpans& week, std::string_view scope = {},
                 DaySet off = 0, DaySet later = 0);

}  // namespace maillage::hours
