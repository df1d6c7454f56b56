/// Parentheses: other hours for the same days at another time of the year.
#include "hours/french_reader.hpp"

namespace maillage::hours::french {

void Reader::parenthesis() {
  std::size_t close = at_ + 1;
  bool hours_inside = false, condition_inside = false;
  int times = 0;
  while (close < tokens_.size() && tokens_[close].kind != Kind::close_paren &&
         tokens_[close].kind != Kind::open_paren && tokens_[close].kind != Kind::end) {
    hours_inside |= tokens_[close].kind == Kind::time;
    times += tokens_[close].kind == Kind::time;
    condition_inside |=
        tokens_[close].kind == Kind::month || tokens_[close].kind == Kind::school_holidays ||
        tokens_[close].kind == Kind::term_time || tokens_[close].kind == Kind::nth ||
        tokens_[close].kind == Kind::even_week || tokens_[close].kind == Kind::odd_week;
    ++close;
  }
  parenthesis_start_ = at_;
  take();
  if (times == 1 && has_hours() && (other_bound_in(close) || other_bound())) return;
  parenthesis_end_ = hours_inside ? 0 : close;
  if (times < 2 || !condition_inside || (!has_hours() && !statement_.closed)) return;
  // "16h-18h (juillet-août : 10h-12h / 16h-19h)": other hours for the same days at another time
  // of the year.
  const DaySet days = statement_.days;
  const Scope header = header_;
  flush();
  statement_.days = days;
  statement_.corrects = true;
  const std::size_t end = close;
  const bool behind = tokens_[significant(at_)].kind == Kind::time;
  while (at_ < end) {
    if (is_scope(peek().kind)) {
      const bool said = has_hours() || statement_.closed;
      if (said && !behind) {  // "(juillet : 9h-12h ; août : fermé)"
        flush();
        statement_.days = days;
        statement_.corrects = true;
      }
      scoped_step();
      if (said && behind) {  // "(9h-12h en juillet, 10h-12h en août)"
        flush();
        statement_.days = days;
        statement_.corrects = true;
      }
    } else {
      step();
    }
  }
  if (!has_hours() && !statement_.closed) statement_.days = 0;
  flush();
  header_ = header;
  restart();
  statement_.days = 0;
}

bool Reader::is_scope(Kind kind) {
  return kind == Kind::month || kind == Kind::school_holidays || kind == Kind::term_time;
}

void Reader::scoped_step() {
  if (peek().kind == Kind::month) {
    const Scope scope = month_scope();
    statement_.scope.from = scope.from;
    statement_.scope.to = scope.to;
    return;
  }
  const Token& token = take();
  const Scope scope =
      token.kind == Kind::term_time ? Scope{.holidays = Holidays::term} : school_scope(token.value);
  statement_.scope.holidays = scope.holidays;
}

}  // namespace maillage::hours::french
