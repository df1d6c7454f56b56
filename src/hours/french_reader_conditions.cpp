/// Conditions and times of the year: appointments, cadences, even and odd weeks, months, holidays,
/// parentheses.
#include "hours/french_reader.hpp"

#include <algorithm>
#include <bit>

namespace maillage::hours::french {

bool Reader::looks_ahead() const {
  const std::size_t next = significant(at_);
  const Kind kind = tokens_[next].kind;
  if (is_days(kind) || kind == Kind::time || kind == Kind::nth) return true;
  const bool title = peek().kind == Kind::colon && kind == Kind::newline;
  if ((empty() || title) &&
      (kind == Kind::comma || kind == Kind::newline || kind == Kind::stop || kind == Kind::dash)) {
    const Kind then = tokens_[significant(next + 1)].kind;
    return is_days(then) || then == Kind::time || then == Kind::nth;
  }
  return false;
}

void Reader::appointment() {
  const bool joined =
      at_ > 0 && (tokens_[at_ - 1].kind == Kind::list || tokens_[at_ - 1].kind == Kind::either);
  const std::string text(appointment_text(take().value));
  if (has_hours() && half_day_only(text)) return;
  const bool ahead = looks_ahead();
  if (joined && has_hours() && !(ahead && tokens_[significant(at_)].kind == Kind::time) &&
      also(text))
    return;
  is_appointment_ = true;
  const std::size_t word = at_ - 1;
  const bool exclusive =
      text_.substr(tokens_[word].begin, tokens_[word].end - tokens_[word].begin).size() > 18 ||
      (word > 0 && tokens_[word - 1].kind == Kind::filler);
  const bool last =
      peek().kind == Kind::end || (peek().kind == Kind::stop && peek(1).kind == Kind::end);
  condition(text, ahead);
  // "Lundi ..., mardi ..., uniquement sur rendez-vous" closes the sentence: it speaks of all of
  // it.
  if (exclusive && last && appointments_ == 1 && word > 0 &&
      (tokens_[word - 1].kind == Kind::comma ||
       (word > 1 && tokens_[word - 2].kind == Kind::comma))) {
    for (Clause& clause : out_.list) {
      if (clause.meaning != Meaning::open) continue;
      clause.meaning = Meaning::conditional;
      clause.comment = text;
    }
  }
}

bool Reader::half_day_only(const std::string& text) {
  std::size_t half = at_;
  while (tokens_[half].kind == Kind::filler) ++half;
  const bool after = tokens_[half].kind == Kind::morning || tokens_[half].kind == Kind::afternoon;
  if (after) {
    mark(at_, half + 1);
    at_ = half + 1;
  } else {
    if (at_ < 2 ||
        (tokens_[at_ - 2].kind != Kind::morning && tokens_[at_ - 2].kind != Kind::afternoon))
      return false;
    half = at_ - 2;
  }
  out_.also_by_appointment = true;
  out_.appointment = text + (tokens_[half].kind == Kind::morning ? " le matin" : " l’après-midi");
  return true;
}

bool Reader::also(const std::string& text) {
  const std::size_t next = significant(at_);
  if (is_days(tokens_[next].kind)) {
    std::size_t then = next;
    while (then < tokens_.size() &&
           (is_days(tokens_[then].kind) || tokens_[then].kind == Kind::filler ||
            tokens_[then].kind == Kind::comma || tokens_[then].kind == Kind::list ||
            tokens_[then].kind == Kind::to))
      ++then;
    if (then < tokens_.size() && !ends_part(tokens_[then].kind)) return false;
    mark(at_, then);
    at_ = then;
  }
  out_.also_by_appointment = true;
  if (out_.appointment.empty()) out_.appointment = text;
  return true;
}

void Reader::no_appointment() {
  take();
  if (statement_.condition_ahead && !has_hours()) {
    statement_.condition.clear();
    statement_.condition_ahead = false;
  }
  if (looks_ahead() && has_hours()) flush();
  header_condition_.clear();
  if (!has_hours() && !statement_.closed) {
    statement_.condition.clear();
  } else {
    statement_.spans_judged = statement_.spans.size();
  }
}

void Reader::condition(const std::string& text, bool ahead) {
  if (ahead && (has_hours() || empty())) {
    if (!empty()) flush();
    header_condition_ = text;
    statement_.condition = text;
    statement_.condition_ahead = true;
    return;
  }
  if (!statement_.condition.empty() && statement_.condition != text) {
    if (statement_.condition.find(text) == std::string::npos) statement_.condition += ", " + text;
  } else {
    statement_.condition = text;
  }
  judge_hours();
  if (has_hours() && !statement_.condition_ahead) {
    // What follows on the same days is judged by its own words.
    statement_.spans_judged = statement_.spans.size();
    if (tokens_[significant(at_)].kind == Kind::list || ends_part(tokens_[significant(at_)].kind))
      split_condition();
  }
}

void Reader::split_condition() {
  std::size_t next = significant(at_);
  if (tokens_[next].kind == Kind::list || ends_part(tokens_[next].kind))
    next = significant(next + 1);
  if (tokens_[next].kind != Kind::time) return;
  const DaySet days = statement_.days;
  const Scope scope = statement_.scope;
  flush();
  statement_.days = days;
  statement_.scope = scope;
}

void Reader::cadence() {
  if (has_hours() && of_something_else()) {
    ++at_;
    return;
  }
  // "un mardi sur deux", "1 mardi sur 2": the number belongs to the phrase.
  if (at_ >= 2 && tokens_[at_ - 2].kind == Kind::number) used_[at_ - 2] = true;
  if (at_ >= 1 && tokens_[at_ - 1].kind == Kind::number) used_[at_ - 1] = true;
  const std::string text(cadence_text(take().value));
  condition(text, statement_.days == 0 && looks_ahead());
  is_appointment_ = false;
  if (statement_.condition_ahead) header_condition_.clear();
}

bool Reader::of_something_else() const {
  bool word = false;
  for (std::size_t i = at_; i-- > 0 && tokens_[i].kind != Kind::time;) {
    word |= tokens_[i].kind == Kind::word;
    if (word && tokens_[i].kind == Kind::list) return true;
  }
  return false;
}

void Reader::telephone() {
  take();
  if (has_hours()) flush();
  telephone_ = true;
}

void Reader::end_telephone() {
  flush();
  telephone_ = false;
}

Reader::Reach Reader::reach() const {
  if (statement_.days && !has_hours()) return Reach::local;
  if (!has_hours()) return Reach::ahead;
  const std::size_t next = significant(at_);
  if (tokens_[at_].kind == Kind::colon || is_days(tokens_[next].kind) ||
      tokens_[next].kind == Kind::time)
    return stopped_ || tokens_[at_].kind == Kind::colon || column_days_ == 0 ? Reach::ahead
                                                                             : Reach::behind;
  // A title on its own line.
  if (tokens_[next].kind == Kind::newline || tokens_[next].kind == Kind::stop ||
      tokens_[next].kind == Kind::dash) {
    const Kind then = tokens_[significant(next + 1)].kind;
    if (stopped_ && (is_days(then) || then == Kind::time)) return Reach::ahead;
  }
  return Reach::behind;
}

void Reader::apply(const Scope& scope, void (*set)(Scope&, const Scope&)) {
  if (reach() == Reach::ahead) {
    if (!empty()) flush();
    set(header_, scope);
    set(statement_.scope, scope);
    return;
  }
  set(statement_.scope, scope);
}

void Reader::parity() {
  Scope scope;
  scope.parity = take().kind == Kind::even_week ? Parity::even : Parity::odd;
  if (both_parities_ && has_hours() && at_ <= parenthesis_end_) return alternate(scope.parity);
  apply(scope, [](Scope& to, const Scope& from) { to.parity = from.parity; });
}

void Reader::alternate(Parity parity) {
  const DaySet days = statement_.days;
  DaySpans before;
  for (std::size_t i = 0; i + 1 < statement_.spans.size(); ++i) before.add(statement_.spans[i]);
  const ClockSpan last = statement_.spans[statement_.spans.size() - 1];
  statement_.spans = before;
  if (!before.empty()) flush();
  statement_.days = days;
  statement_.spans.clear();
  statement_.spans.add(last);
  statement_.scope.parity = parity;
  flush();
  statement_.days = days;
  alternating_ = true;
}

void Reader::holidays() {
  const Token& token = take();
  Scope scope;
  if (token.kind == Kind::school_holidays) {
    scope = school_scope(token.value);
  } else {
    scope.holidays = token.kind == Kind::term_time ? Holidays::term : Holidays::public_days;
  }
  // "Mercredi et vacances scolaires de 8h30 à 12h": the same hours on the days and in the
  // holidays.
  const bool listed =
      at_ >= 2 && tokens_[at_ - 2].kind == Kind::list && statement_.days && !has_hours();
  if (listed && scope.holidays != Holidays::term && tokens_[significant(at_)].kind == Kind::time) {
    const Statement here = statement_;
    hours();
    const DaySpans spans = statement_.spans;
    flush();
    statement_.scope.holidays = scope.holidays;
    statement_.spans = spans;
    flush();
    last_days_ = here.days;
    return;
  }
  const auto set = [](Scope& to, const Scope& from) {
    to.holidays = from.holidays;
    to.from = from.from;
    to.to = from.to;
  };
  // Holidays that nothing follows change nothing ("... - pendant les vacances : >").
  if (reach() == Reach::ahead && nothing_follows()) return;
  apply(scope, set);
}

bool Reader::nothing_follows() const {
  return std::none_of(
      tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end(), [](const Token& token) {
        return token.kind == Kind::time || is_days(token.kind) || token.kind == Kind::appointment;
      });
}

Scope Reader::month_scope() {
  Scope scope;
  const std::int16_t first = take().value;
  scope.from = scope.to = first;
  std::size_t next = at_;
  while (tokens_[next].kind == Kind::filler) ++next;
  const Kind joint = tokens_[next].kind;
  const bool range =
      joint == Kind::to || joint == Kind::dash || joint == Kind::list || joint == Kind::slash;
  const std::size_t second = range ? significant(next + 1) : next;
  if (range && (tokens_[second].kind == Kind::month || tokens_[second].kind == Kind::date)) {
    const bool days = first > 12 || tokens_[second].kind == Kind::date;
    mark(at_, second + 1);
    at_ = second + 1;
    scope.to = tokens_[second].value;
    if (days && scope.from <= 12) scope.from = static_cast<std::int16_t>(scope.from * 100 + 1);
    if (days && scope.to <= 12) scope.to = static_cast<std::int16_t>(scope.to * 100 + 28);
  }
  return scope;
}

void Reader::months() {
  const Scope scope = month_scope();
  if (scope.from > 12 && scope.from == scope.to) {  // a single date is an event, no opening
    used_[at_ - 1] = false;
    return;
  }
  if (season_ahead_ && !has_hours()) {  // "Été (juillet-août) : ..." says when
    header_condition_.clear();
    statement_.condition.clear();
    statement_.condition_ahead = false;
  }
  apply(scope, [](Scope& to, const Scope& from) {
    to.from = from.from;
    to.to = from.to;
  });
}

void Reader::season() {
  const bool title = tokens_[at_ + 1].kind == Kind::colon || at_ == 0 || stopped_ ||
                     (at_ > 0 && tokens_[at_ - 1].kind == Kind::filler);
  if (!title) {
    ++at_;
    words_since_ = true;
    return;
  }
  const std::string text(season_text(take().value));
  season_ahead_ = true;
  if (!empty() && has_hours()) flush();
  header_condition_ = text;
  statement_.condition = text;
  statement_.condition_ahead = true;
  is_appointment_ = false;
}

void Reader::rest_of_year() {
  take();
  if (!empty()) flush();
  header_ = Scope{};
  header_condition_.clear();
  restart();
}

void Reader::parenthesis() {
  std::size_t close = at_ + 1;
  bool hours_inside = false, condition_inside = false;
  while (close < tokens_.size() && tokens_[close].kind != Kind::close_paren &&
         tokens_[close].kind != Kind::end) {
    hours_inside |= tokens_[close].kind == Kind::time;
    condition_inside |=
        tokens_[close].kind == Kind::month || tokens_[close].kind == Kind::school_holidays ||
        tokens_[close].kind == Kind::term_time || tokens_[close].kind == Kind::nth ||
        tokens_[close].kind == Kind::even_week || tokens_[close].kind == Kind::odd_week;
    ++close;
  }
  parenthesis_start_ = at_;
  take();
  parenthesis_end_ = hours_inside ? 0 : close;
  if (!hours_inside || !condition_inside || (!has_hours() && !statement_.closed)) return;
  // "16h-18h (juillet-août : 10h-12h / 16h-19h)": other hours for the same days at another time
  // of the year.
  const DaySet days = statement_.days;
  const Scope header = header_;
  flush();
  statement_.days = days;
  const std::size_t end = close;
  while (at_ < end) {
    if (is_scope(peek().kind)) {
      scoped_step();
    } else {
      step();
    }
  }
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
