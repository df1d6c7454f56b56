/// The net under the reader: words that were taken while walking and that no statement says in the
/// end go back to what is left over, so that nothing is lost in silence.
#include "hours/french_reader.hpp"

#include <algorithm>
#include <bitset>

namespace maillage::hours::french {
namespace {

/// Small numbers that were said; a number out of range is never said.
template <std::size_t Size>
class Numbers {
 public:
  void add(int number) {
    if (known(number)) bits_.set(static_cast<std::size_t>(number));
  }
  bool has(int number) const {
    return known(number) && bits_.test(static_cast<std::size_t>(number));
  }

 private:
  static bool known(int number) { return number >= 0 && static_cast<std::size_t>(number) < Size; }
  std::bitset<Size> bits_;
};

/// What the statements say, to look words up in.
struct Said {
  Numbers<kMidnight + 1> minutes;
  Numbers<13> months;
  Numbers<1232> dates;  ///< month * 100 + day
  DaySet days = 0;
  bool dayless = false, school = false, term = false, public_days = false, even = false,
       odd = false;
  std::string comments;

  void add(const Scope& scope) {
    school |= scope.holidays == Holidays::school;
    term |= scope.holidays == Holidays::term;
    public_days |= scope.holidays == Holidays::public_days;
    even |= scope.parity == Parity::even;
    odd |= scope.parity == Parity::odd;
    if (scope.from == 0) return;
    dates.add(scope.from);
    dates.add(scope.to);
    const int last = scope.to > 12 ? scope.to / 100 : scope.to;
    int month = scope.from > 12 ? scope.from / 100 : scope.from;
    for (int passed = 0; passed < 12; ++passed, month = month % 12 + 1) {
      months.add(month);
      if (month == last) return;
    }
  }

  void add(const Clause& clause) {
    add(clause.scope);
    days |= clause.days;
    dayless |= clause.days == 0;
    for (const ClockSpan& span : clause.spans) {
      minutes.add(span.from);
      minutes.add(span.to);
    }
    if (!clause.comment.empty()) comments += clause.comment + '\n';
  }

  bool comment(std::string_view text) const { return comments.find(text) != comments.npos; }
};

}  // namespace

void Reader::give_back_unsaid() {
  if (out_.list.empty()) return;
  Said said;
  for (const Clause& clause : out_.list) said.add(clause);
  for (const Scope& dates : season_dates_) said.add(dates);
  if (out_.also_by_appointment) said.comments += out_.appointment;
  const bool exceptions = std::any_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
    return token.kind == Kind::except;
  });
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const int value = tokens_[i].value;
    bool kept = true;
    switch (tokens_[i].kind) {
      case Kind::time:
        kept = said.minutes.has(value) || fills_a_cell(i) || token_begins(tokens_[i], "midi");
        break;
      case Kind::day:
        kept = exceptions || said.dayless || (said.days & day_bit(tokens_[i].value));
        break;
      case Kind::month:
        kept = said.months.has(value);
        break;
      case Kind::date:
        kept = said.dates.has(value) || said.months.has(value / 100);
        break;
      case Kind::season:
        kept = said.comment(season_text(tokens_[i].value)) || season_scope(tokens_[i].value) ||
               said.school;
        break;
      case Kind::school_holidays:
        kept = said.school || said.term;
        break;
      case Kind::term_time:
        kept = said.term || said.school;
        break;
      case Kind::public_holidays:
        kept = said.public_days;
        break;
      case Kind::even_week:
        kept = said.even;
        break;
      case Kind::odd_week:
        kept = said.odd;
        break;
      case Kind::appointment:
        kept = said.comment(appointment_text(tokens_[i].value));
        break;
      case Kind::cadence:
        kept = said.even || said.odd || said.comment("semaine") || said.comment("mois");
        break;
      default:
        break;
    }
    if (!kept) used_[i] = false;
  }
  for (auto [from, to] : telephone_parts_) {
    while (to > from && tokens_[to - 1].kind != Kind::time) --to;
    for (std::size_t i = from; i < to && tokens_[i].kind != Kind::closed; ++i) used_[i] = false;
  }
}

bool Reader::fills_a_cell(std::size_t at) const {
  const auto same = [&](std::size_t other) {
    return other < tokens_.size() && tokens_[other].kind == Kind::time &&
           tokens_[other].value == tokens_[at].value;
  };
  return same(at + 2) || (at >= 2 && same(at - 2));
}

}  // namespace maillage::hours::french
