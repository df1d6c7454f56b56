#pragma once
/// The grammar of opening_hours at work: a walk over the tokens of one value that fills a schedule.
/// Internal to the room; the entry is `parse` (parse.hpp). Rules are in parse.cpp, days, dates and
/// times of day each in a file of their own.
#include "hours/lexer.hpp"
#include "hours/parse.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace maillage::hours {

class Parser {
 public:
  /// Longer values than any tag are refused, so that lists fit their 16-bit shares.
  static constexpr std::size_t kLongest = 8000;

  Parser(std::string_view value, bool lenient);

  Parsed run();

 private:
  // ---- tokens
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool is(TokenKind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
  const Token& take() {
    const Token& token = peek();
    if (token.guessed) warn("Ce mot n’est pas une notation OSM, il a été interprété.");
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool accept(TokenKind kind) {
    if (!is(kind)) return false;
    take();
    return true;
  }
  /// Notes the first error and jumps to the end, where every loop of this class stops.
  void fail(const char* message) { fail_at(peek().begin, message); }
  void fail_at(std::size_t position, const char* message) {
    if (out_.errors.empty()) out_.errors.push_back({position, message});
    at_ = tokens_.size() - 1;
  }
  bool failed() const { return !out_.errors.empty(); }
  void warn(const char* message) {
    if (!failed()) out_.warnings.push_back({peek().begin, message});
  }
  /// Strict reading refuses, lenient reading notes.
  void tolerate(const char* message) {
    if (!lenient_) fail(message);
    warn(message);
  }
  template <class T>
  static void push(std::vector<T>& list, Share& share, T item) {
    if (share.empty()) share.begin = static_cast<std::uint16_t>(list.size());
    list.push_back(item);
    share.end = static_cast<std::uint16_t>(list.size());
  }

  // ---- rules
  void value();
  /// Reads one rule and says how the next one is attached (additional when a comma leads to it).
  Separator rule(Separator separator);
  void modifiers(Rule& rule);

  // ---- numbers
  int number(int least, int most, const char* message);
  /// "+2 days", "-1 day"; 0 and nothing taken when there is none.
  int offset(int most);

  // ---- days
  void days(Rule& rule);
  void weekday(Rule& rule);
  int signed_nth();
  std::uint16_t nth();
  void holiday(Share& share, std::vector<DaySelector>& list);
  /// "PH", "PH,SH" narrow the other selectors; "PH,Mo-Fr" is a list of days.
  void holidays(Rule& rule);

  // ---- years, weeks and dates
  void years(Rule& rule);
  void weeks(Rule& rule);
  bool starts_date() const;
  /// Whether the number `ahead` is the hour of a span ("Apr 08:00-12:00") and no day of the month.
  bool is_hour(std::size_t ahead) const;
  int day_of(int month);
  /// "Mar Su[-1]-Oct ..." starts at a weekday; in "Aug Su[-1] 10:00-18:00" month and weekday are
  /// two selectors.
  bool is_weekday_point() const;
  DatePoint date_point(bool ends_range = false);
  void dates(Rule& rule);
  /// After a comma: another date, or the hours of the same rule ("Dec 24, 10:00-12:00" starts
  /// none).
  bool continues_dates() const;
  void date_end(DateRange& range);

  // ---- times of day
  bool starts_time() const;
  int minutes();
  TimePoint time_point();
  void span(Rule& rule);
  /// False when the comma behind a span leads to another rule.
  bool spans(Rule& rule);

  std::string_view value_;
  bool lenient_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Parsed out_;
};

}  // namespace maillage::hours
