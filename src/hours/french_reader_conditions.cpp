/// Conditions and times of the year: appointments, cadences, even and odd weeks, months, holidays,
/// parentheses.
#include "hours/french_reader.hpp"

#include <algorithm>
#include <bit>

namespace maillage::hours::french {

std::int16_t Reader::last_day_of(int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return static_cast<std::int16_t>(month * 100 + kDays[month - 1]);
}

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
  if (half_day_only(text)) return;
  if (peek().kind == Kind::either && peek().value == 1) {  // "sur rendez-vous le reste du temps"
    take();
    also(text);
    return;
  }
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

int Reader::half_beside() {
  std::size_t half = at_;
  while (tokens_[half].kind == Kind::filler) ++half;
  if (tokens_[half].kind == Kind::morning || tokens_[half].kind == Kind::afternoon) {
    mark(at_, half + 1);
    at_ = half + 1;
    return static_cast<int>(tokens_[half].kind);
  }
  if (at_ >= 2 &&
      (tokens_[at_ - 2].kind == Kind::morning || tokens_[at_ - 2].kind == Kind::afternoon))
    return static_cast<int>(tokens_[at_ - 2].kind);
  return 0;
}

bool Reader::half_day_only(const std::string& text) {
  const std::size_t next = significant(at_);
  const bool half_before = at_ >= 2 && (tokens_[at_ - 2].kind == Kind::morning ||
                                        tokens_[at_ - 2].kind == Kind::afternoon);
  if (half_before && has_hours() && tokens_[next].kind == Kind::open_paren &&
      tokens_[significant(next + 1)].kind == Kind::time) {
    // "après-midi sur rendez-vous (14h-17h)"
    const DaySet days = statement_.days;
    flush();
    statement_.days = days;
    statement_.condition = text;
    statement_.condition_ahead = true;
    return true;
  }
  if (tokens_[next].kind == Kind::time) return false;  // its hours follow
  if (!has_hours() && !empty()) return false;
  const bool half_follows =
      tokens_[next].kind == Kind::morning || tokens_[next].kind == Kind::afternoon;
  if (!has_hours() && half_follows && is_days(tokens_[significant(next + 1)].kind)) return false;
  const int half = half_beside();
  if (half == 0) return false;
  const bool morning = static_cast<Kind>(half) == Kind::morning;
  if (!has_hours()) {
    half_conditions_[morning ? 0 : 1] = text;
    statement_.half = 0;
    return true;
  }
  const DaySpans spans = in_half(statement_.spans, half);
  if (!spans.empty()) {
    statement_.spans = subtract(statement_.spans, spans);
    statement_.conditional_spans = spans;
    statement_.condition = text;
    statement_.spans_judged = statement_.spans.size();
    return true;
  }
  out_.also_by_appointment = true;
  out_.appointment = text + (morning ? " le matin" : " l’après-midi");
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
  if (empty() && half_beside()) {
    statement_.half = 0;
    return;
  }
  if (statement_.condition_ahead && !has_hours()) {
    statement_.condition.clear();
    statement_.condition_ahead = false;
  }
  if (looks_ahead() && has_hours()) {
    const DaySet days = tokens_[significant(at_)].kind == Kind::time ? statement_.days : DaySet{0};
    flush();
    statement_.days = days;
  }
  header_condition_.clear();
  if (!has_hours() && !statement_.closed) {
    statement_.condition.clear();
  } else {
    statement_.spans_judged = statement_.spans.size();
  }
}

void Reader::condition(const std::string& text, bool ahead) {
  if (ahead && has_hours() && statement_.days && tokens_[significant(at_)].kind == Kind::time) {
    const DaySet days = statement_.days;  // "9h-12h, sur rendez-vous de 14h à 17h"
    flush();
    statement_.days = days;
    statement_.condition = text;
    statement_.condition_ahead = true;
    return;
  }
  if (ahead && (has_hours() || empty())) {
    const bool beside = empty() && statement_.condition_ahead && !header_condition_.empty() &&
                        header_condition_ != text && !season_ahead_;
    if (!empty()) flush();
    header_condition_ = beside ? header_condition_ + ", " + text : text;
    statement_.condition = header_condition_;
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
  const bool label = token_begins(peek(), "sem") && peek(1).kind == Kind::colon;  // "Semaine A :"
  const int often = times_a_month();
  const std::string text(cadence_text(often ? often : peek().value));
  take();
  if (statement_.scope.parity != Parity::none) return;  // says which of the two weeks
  condition(text, statement_.days == 0 && looks_ahead());
  is_appointment_ = false;
  if (statement_.condition_ahead && !label) header_condition_.clear();
}

int Reader::times_a_month() const {
  constexpr int kOnceAMonth = 2, kTwiceAMonth = 3;  // indices of cadence_text
  if (!token_begins(peek(), "par")) return 0;
  for (std::size_t i = at_; i-- > 0 && at_ - i <= 4 && tokens_[i].kind != Kind::time;) {
    if (tokens_[i].kind == Kind::word && token_begins(tokens_[i], "deux")) return kTwiceAMonth;
    if (tokens_[i].kind == Kind::number && tokens_[i].value == 2) return kTwiceAMonth;
    const bool one = tokens_[i].kind == Kind::filler && token_begins(tokens_[i], "un");
    if (one || (tokens_[i].kind == Kind::number && tokens_[i].value == 1)) return kOnceAMonth;
  }
  return 0;
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
  if (peek().kind == Kind::close_paren && peek(1).kind == Kind::colon)  // "Hiver (octobre-mars) :"
    return Reach::ahead;
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
    header_more_.clear();
    begin_title();
    return;
  }
  if (has_hours()) statement_.scoped_behind = true;
  set(statement_.scope, scope);
}

void Reader::parity() {
  Scope scope;
  scope.parity = take().kind == Kind::even_week ? Parity::even : Parity::odd;
  if (statement_.condition == cadence_text(0)) {  // "un lundi sur deux (semaines paires)"
    statement_.condition.clear();
    for (const ClockSpan& span : statement_.conditional_spans) statement_.spans.add(span);
    statement_.conditional_spans.clear();
  }
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
  if (scope.holidays == Holidays::public_days && has_hours() && open_on_holidays_too()) {
    const DaySet days = statement_.days;
    const DaySpans spans = statement_.spans;
    flush();
    if (spans.empty()) return;
    statement_.scope = scope;
    statement_.days = kEveryDay;
    statement_.spans = spans;
    flush();
    last_days_ = days;
    return;
  }
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
  bool warns = false;
  if (scope.holidays == Holidays::school && only_words(warns)) {
    if (warns) warn(scope);
    return;
  }
  // Holidays that nothing follows change nothing ("... - pendant les vacances : >").
  if (reach() == Reach::ahead && nothing_follows()) return;
  apply(scope, set);
}

bool Reader::open_on_holidays_too() const {
  std::size_t before = at_ - 1;
  while (before > 0 && tokens_[before - 1].kind == Kind::filler) --before;
  const Token& behind = tokens_[significant(at_)];
  for (std::size_t i = before; i-- > 0 && tokens_[i].kind != Kind::time;) {
    if (tokens_[i].kind == Kind::closed || tokens_[i].kind == Kind::except) return false;
  }
  const bool included = behind.kind == Kind::word &&
                        (token_begins(behind, "inclus") || token_begins(behind, "compris"));
  return included || (before > 0 && tokens_[before - 1].kind == Kind::list &&
                      (ends_part(behind.kind) || behind.kind == Kind::end));
}

bool Reader::nothing_follows() const {
  return std::none_of(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end(),
                      [](const Token& token) {
                        return token.kind == Kind::time || is_days(token.kind) ||
                               token.kind == Kind::appointment || token.kind == Kind::closed;
                      });
}

void Reader::begin_title() {
  title_closes_ = false;
  std::size_t next = significant(at_);
  if (tokens_[next].kind == Kind::close_paren) next = significant(next + 1);
  title_line_ = tokens_[next].kind == Kind::newline;
}

Scope Reader::month_scope() {
  const bool between =
      at_ > 0 && tokens_[at_ - 1].kind == Kind::filler && token_begins(tokens_[at_ - 1], "ent");
  Scope scope;
  const std::int16_t first = take().value;
  scope.from = scope.to = first;
  std::size_t next = at_;
  while (tokens_[next].kind == Kind::filler) ++next;
  const Kind joint = tokens_[next].kind;
  const bool range =
      joint == Kind::to || joint == Kind::dash || joint == Kind::list || joint == Kind::slash;
  const std::size_t second = range ? significant(next + 1) : next;
  const bool listed = joint == Kind::list || joint == Kind::slash;
  const bool apart =  // "les 24 et 31 décembre", "février et août"
      listed && !between &&
      (first > 12 || tokens_[second].value > 12 || tokens_[second].value != first % 12 + 1);
  if (range && !apart &&
      (tokens_[second].kind == Kind::month || tokens_[second].kind == Kind::date)) {
    const bool days = first > 12 || tokens_[second].kind == Kind::date;
    mark(at_, second + 1);
    at_ = second + 1;
    scope.to = tokens_[second].value;
    if (days && scope.from <= 12) scope.from = static_cast<std::int16_t>(scope.from * 100 + 1);
    if (days && scope.to <= 12) scope.to = last_day_of(scope.to);
  }
  return scope;
}

void Reader::months() {
  const Scope scope = month_scope();
  if (scope.from > 12 && scope.from == scope.to) {  // a single date is an event, no opening
    used_[at_ - 1] = false;
    return;
  }
  bool warns = false;
  if (only_words(warns)) {
    if (warns) warn(scope);
    return;
  }
  if (behind_closure()) return warn(scope);
  if (season_ahead_ && !has_hours()) {  // "Été (juillet-août) : ..." says when
    header_condition_.clear();
    statement_.condition.clear();
    statement_.condition_ahead = false;
  }
  std::vector<Scope> more;  // "février et août : ..."
  while (lists_month(at_)) {
    const std::size_t next = significant(at_ + 1);
    mark(at_, next);
    at_ = next;
    more.push_back(month_scope());
  }
  if (reach() != Reach::ahead) more.clear();
  apply(scope, [](Scope& to, const Scope& from) {
    to.from = from.from;
    to.to = from.to;
  });
  header_more_ = std::move(more);
}

bool Reader::lists_month(std::size_t at) const {
  if (tokens_[at].kind != Kind::list && tokens_[at].kind != Kind::comma) return false;
  const Kind next = tokens_[significant(at + 1)].kind;
  return next == Kind::month || next == Kind::date;
}

bool Reader::only_words(bool& warns) const {
  const auto ends = [&](std::size_t i) {
    return tokens_[i].kind == Kind::stop || tokens_[i].kind == Kind::newline ||
           tokens_[i].kind == Kind::end;
  };
  std::size_t first = at_, last = at_;
  while (first > 0 && !ends(first - 1)) --first;
  while (!ends(last)) ++last;
  if (tokens_[last].kind != Kind::end && text_[tokens_[last].begin] != '.') {
    std::size_t next = last;  // a title: days or hours stand below
    while (tokens_[next].kind != Kind::end &&
           (ends_part(tokens_[next].kind) || tokens_[next].kind == Kind::filler))
      ++next;
    if (is_days(tokens_[next].kind) || tokens_[next].kind == Kind::time) return false;
  }
  static constexpr std::string_view kWarnings[] = {"modif",   "adapt",        "varia",   "diff",
                                                   "chang",   "renseig",      "contact", "consult",
                                                   "suscept", "am\xC3\xA9nag"};
  bool words = false;
  for (std::size_t i = first; i < last; ++i) {
    const Kind kind = tokens_[i].kind;
    if (kind == Kind::time || is_days(kind) || kind == Kind::closed || kind == Kind::except ||
        kind == Kind::appointment || kind == Kind::cadence || kind == Kind::nth ||
        kind == Kind::open_paren || kind == Kind::close_paren || kind == Kind::pause)
      return false;
    if (kind != Kind::word) continue;
    words = true;
    for (const std::string_view warning : kWarnings) warns |= token_begins(tokens_[i], warning);
  }
  return words;
}

bool Reader::behind_closure() const {
  for (std::size_t i = at_; i-- > 0;) {
    const Kind kind = tokens_[i].kind;
    if (kind == Kind::closed || kind == Kind::except) return true;
    if (kind == Kind::stop || kind == Kind::newline || kind == Kind::time || kind == Kind::comma ||
        kind == Kind::colon || kind == Kind::open_paren || is_days(kind))
      return false;
  }
  return false;
}

void Reader::warn(const Scope& scope) {
  Clause warning;
  warning.meaning = Meaning::conditional;
  warning.days = column_days_;
  warning.scope = scope;
  warning.comment = "horaires à vérifier";
  out_.list.push_back(std::move(warning));
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
  begin_title();
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
  if (times == 1 && has_hours() && end_of_days(close)) return;
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

bool Reader::end_of_days(std::size_t close) {
  const std::size_t first = significant(at_);
  if (!is_days(tokens_[first].kind) || close < first + 2 || tokens_[close - 1].kind != Kind::time)
    return false;
  const int minutes = tokens_[close - 1].value;
  const DaySet days = statement_.days;
  mark(at_, first);
  at_ = first;
  flush();
  statement_.days = day_list();
  mark(at_, close);
  at_ = close;
  until(minutes);
  last_days_ = days;
  return true;
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
