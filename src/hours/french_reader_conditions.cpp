/// Conditions: appointments, free access, cadences, hours of the telephone.
#include "hours/french_reader.hpp"

#include <algorithm>

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
  if (statement_.days && !has_hours() && !statement_.condition.empty() && looks_ahead() &&
      tokens_[significant(at_)].kind != Kind::time)
    flush();  // "sur rendez-vous le lundi, accès libre le vendredi"
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
  // "9h30-12h30 (sur rdv) et 13h30-17h30": right behind a span, with more hours to come
  const bool of_last = !statement_.spans.empty() && parenthesis_end_ >= at_ &&
                       parenthesis_start_ > 0 &&
                       tokens_[parenthesis_start_ - 1].kind == Kind::time && hours_go_on();
  if (of_last)
    statement_.spans_judged = std::max(statement_.spans_judged, statement_.spans.size() - 1);
  judge_hours();
  if (has_hours() && !statement_.condition_ahead) {
    // What follows on the same days is judged by its own words.
    statement_.spans_judged = statement_.spans.size();
    if (hours_go_on()) split_condition();
  }
}

bool Reader::hours_go_on() const {
  std::size_t next = significant(at_);
  if (tokens_[next].kind == Kind::close_paren) next = significant(next + 1);
  if (tokens_[next].kind == Kind::list || ends_part(tokens_[next].kind))
    next = significant(next + 1);
  return next > at_ && tokens_[next].kind == Kind::time;
}

void Reader::split_condition() {
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
  telephone_start_ = at_ - 1;
}

void Reader::end_telephone() {
  flush();
  telephone_ = false;
}

}  // namespace maillage::hours::french
