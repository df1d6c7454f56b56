/// The walk over the tokens and the statements it writes.
#include "hours/french_reader.hpp"

#include <algorithm>
#include <bit>

namespace maillage::hours::french {
Reader::Reader(std::string_view text, DaySet column_days, Spelling spelling)
    : text_(text),
      column_days_(column_days),
      spelling_(spelling),
      tokens_(tokens(text, spelling)),
      used_(tokens_.size(), false) {
  survey();
  weekend_named_ = std::any_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
    return (token.kind == Kind::day && token.value >= 5) ||
           (token.kind == Kind::day_group && (token.value & kWeekend));
  });
  hours_first_ = column_days_ == 0 && writes_hours_first();
}

Clauses Reader::run() {
  restart();
  while (at_ < tokens_.size() && peek().kind != Kind::end) step();
  flush_alternation();
  flush();
  serve_waiting();
  settle_seasons();
  give_back_unsaid();
  if (out_.list.empty()) out_.list = std::move(telephone_hours_);
  out_.left_over = left_over();
  return std::move(out_);
}

const Token& Reader::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const Token& Reader::take() {
  used_[at_] = true;
  return tokens_[at_++];
}

std::size_t Reader::significant(std::size_t at) const {
  while (at + 1 < tokens_.size() &&
         (tokens_[at].kind == Kind::filler || tokens_[at].kind == Kind::colon))
    ++at;
  return std::min(at, tokens_.size() - 1);
}

bool Reader::token_begins(const Token& token, std::string_view letters) const {
  if (token.end - token.begin < letters.size()) return false;
  return std::equal(letters.begin(), letters.end(), text_.begin() + token.begin,
                    [](char letter, char c) { return letter == (c | 32); });
}

bool Reader::ends_part(Kind kind) {
  return kind == Kind::stop || kind == Kind::newline || kind == Kind::end ||
         kind == Kind::close_paren || kind == Kind::comma || kind == Kind::slash ||
         kind == Kind::dash;
}

bool Reader::is_days(Kind kind) {
  return kind == Kind::day || kind == Kind::day_group || kind == Kind::every_day ||
         kind == Kind::same_days || kind == Kind::other_days;
}

void Reader::survey() {
  bool times = false, even = false, odd = false;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const Kind kind = tokens_[i].kind;
    times |= kind == Kind::time;
    even |= kind == Kind::even_week;
    odd |= kind == Kind::odd_week;
    appointments_ += kind == Kind::appointment;
    if (kind == Kind::season) seasons_named_ |= 1u << tokens_[i].value;
    if (i >= 4 && kind == Kind::day && tokens_[i - 1].kind == Kind::dash &&
        tokens_[i - 2].kind == Kind::day && tokens_[i - 3].kind == Kind::dash &&
        tokens_[i - 4].kind == Kind::day)
      dashes_are_lists_ = true;
  }
  both_parities_ = even && odd;
  settle_days_of_seven();
  if (!times) return;
  // "Ouvert 24h/24, 7j/7 pour les abonnés" beside real hours is for others than the public.
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].kind != Kind::always) continue;
    tokens_[i].kind = Kind::word;
    for (std::size_t j = i + 1; j < std::min(i + 4, tokens_.size()); ++j) {
      if (tokens_[j].kind == Kind::day_group && tokens_[j].value == kEveryDay)
        tokens_[j].kind = Kind::word;
    }
  }
}

void Reader::settle_days_of_seven() {
  DaySet closed = 0;
  bool behind_closure = false;
  for (const Token& token : tokens_) {
    if (token.kind == Kind::closed || token.kind == Kind::except) behind_closure = true;
    if (token.kind == Kind::stop || token.kind == Kind::newline || token.kind == Kind::time)
      behind_closure = false;
    if (behind_closure && token.kind == Kind::day) closed |= day_bit(token.value);
  }
  for (Token& token : tokens_) {
    if (token.kind != Kind::days_of_seven) continue;
    const bool known = token.value + std::popcount(closed) == 7;
    if (!known && (token.value != 5 || closed)) continue;
    token.kind = Kind::day_group;
    token.value = known ? kEveryDay : kWorkingDays;
  }
}

bool Reader::writes_hours_first() const {
  int first = 0, last = 0;
  bool exception = false;
  for (const Token& token : tokens_) {
    if (token.kind == Kind::except || token.kind == Kind::closed) exception = true;
    if (token.kind == Kind::stop || token.kind == Kind::newline || token.kind == Kind::close_paren)
      exception = false;
    const int here = exception ? 0 : token.kind == Kind::time ? 1 : is_days(token.kind) ? 2 : 0;
    if (here == 0) continue;
    if (first == 0) first = here;
    last = here;
  }
  return first == 1 && last == 2;
}

void Reader::restart() {
  statement_ = Statement{};
  statement_.scope = header_;
  statement_.condition = header_condition_;
  statement_.condition_ahead = !header_condition_.empty();
}

bool Reader::empty() const {
  return statement_.days == 0 && statement_.spans.empty() && statement_.conditional_spans.empty() &&
         !statement_.closed;
}

bool Reader::has_hours() const {
  return !statement_.spans.empty() || !statement_.conditional_spans.empty();
}

Clause Reader::clause(Meaning meaning, const DaySpans& spans) const {
  Clause clause;
  clause.meaning = meaning;
  clause.days = statement_.days ? statement_.days : column_days_;
  clause.labelled = statement_.labelled;
  clause.corrects = statement_.corrects || spelling_ == Spelling::osm;  // ";" replaces in OSM
  clause.titled = !(header_ == Scope{}) && statement_.scope == header_;
  clause.scope = statement_.scope;
  clause.spans = spans;
  return clause;
}

void Reader::say(Meaning meaning, const DaySpans& spans, std::string comment) {
  Clause said = clause(meaning, spans);
  said.comment = std::move(comment);
  out_.list.push_back(said);
  if (!said.titled) return;
  for (const Scope& other : header_more_) {
    said.scope.from = other.from;
    said.scope.to = other.to;
    out_.list.push_back(said);
  }
}

void Reader::flush() {
  judge_hours();
  judge_halves();
  if (has_hours()) serve_waiting();
  if (telephone_) {
    if (has_hours()) {
      telephone_hours_.push_back(clause(Meaning::conditional, statement_.spans.empty()
                                                                  ? statement_.conditional_spans
                                                                  : statement_.spans));
      telephone_hours_.back().comment = "accueil téléphonique";
      telephone_parts_.emplace_back(telephone_start_, at_);
      telephone_start_ = at_;
    }
  } else if (statement_.closed && !has_hours()) {
    if (statement_.half == 0) {
      say(Meaning::closed, {});
    } else {
      say(Meaning::closed, half_day(statement_.half));
    }
  } else {
    if (!statement_.spans.empty()) say(Meaning::open, statement_.spans);
    if (!statement_.conditional_spans.empty())
      say(Meaning::conditional, statement_.conditional_spans, statement_.condition);
    if (hours_said_before()) {
      say(Meaning::open, statement_.spans);
    } else if (!has_hours() && statement_.days && days_matter()) {
      say(Meaning::conditional, {},
          half_day_named() + (statement_.condition.empty() ? std::string("horaires non précisés")
                                                           : statement_.condition));
    } else if (!has_hours() && !statement_.days && !statement_.condition.empty()) {
      if (column_days_) {
        say(Meaning::conditional, {}, statement_.condition);
      } else if (is_appointment_ && season_scope(season_)) {  // "Hiver : sur rendez-vous"
        statement_.days = kEveryDay;
        say(Meaning::conditional, {}, statement_.condition);
      } else if (is_appointment_) {
        out_.appointment = statement_.condition;
      }
    }
  }
  if (statement_.days) last_days_ = statement_.days;
  if (!statement_.spans.empty()) last_spans_ = statement_.spans;
  restart();
}

void Reader::flush_alternation() {
  if (alternating_ && !has_hours()) {
    statement_.days = 0;
    alternating_ = false;
  }
}

bool Reader::days_matter() const {
  return !statement_.condition.empty() || statement_.scope.nth || statement_.half ||
         column_days_ == 0;
}

void Reader::judge_hours() {
  if (statement_.condition.empty()) return;
  DaySpans kept;
  for (std::size_t i = 0; i < statement_.spans.size(); ++i) {
    if (i < statement_.spans_judged)
      kept.add(statement_.spans[i]);
    else
      statement_.conditional_spans.add(statement_.spans[i]);
  }
  statement_.spans = kept;
  statement_.spans_judged = statement_.spans.size();
}

void Reader::step() {
  const Kind kind = peek().kind;
  const bool may_bound = kind == Kind::closed || kind == Kind::to || kind == Kind::filler ||
                         kind == Kind::old_date || kind == Kind::comma;
  if ((may_bound && other_bound()) || other_bound_at_a_time()) return;
  switch (kind) {
    case Kind::day:
    case Kind::day_group:
    case Kind::every_day:
    case Kind::same_days:
    case Kind::other_days:
      return days();
    case Kind::nth:
      return ranks();
    case Kind::time:
      return hours();
    case Kind::always:
      return always();
    case Kind::closed:
    case Kind::except:
      return closure();
    case Kind::pause:
      return pause();
    case Kind::appointment:
      return appointment();
    case Kind::no_appointment:
      return no_appointment();
    case Kind::cadence:
      return cadence();
    case Kind::even_week:
    case Kind::odd_week:
      return parity();
    case Kind::month:
    case Kind::date:
      return months();
    case Kind::season:
      return season();
    case Kind::rest_of_year:
      return rest_of_year();
    case Kind::same_hours:
      return same_hours();
    case Kind::school_holidays:
    case Kind::term_time:
    case Kind::public_holidays:
      return holidays();
    case Kind::morning:
    case Kind::afternoon:
    case Kind::evening:
      return half();
    case Kind::telephone:
      return telephone();
    case Kind::open_paren:
      return parenthesis();
    case Kind::of_month:
    case Kind::half_month:
    case Kind::filler:
    case Kind::to:
    case Kind::list:
    case Kind::either:
    case Kind::comma:
    case Kind::colon:
    case Kind::dash:
    case Kind::slash:
    case Kind::close_paren:
      take();
      return;
    case Kind::stop:
    case Kind::newline:
      return stop();
    case Kind::word:
      words_since_ = true;
      ++at_;
      return;
    case Kind::number:
    case Kind::days_of_seven:
    case Kind::old_date:
    case Kind::end:
      ++at_;
      return;
  }
}

void Reader::stop() {
  const bool line = peek().kind == Kind::newline;
  const bool sentence = text_[take().begin] != ';';
  stopped_ = true;
  // "En juillet-août, fermé le samedi. Mardi ...": the title spoke of the closure alone.
  if (sentence && title_closes_ && empty() && !title_line_) end_title();
  if (line && peek().kind == Kind::newline) end_section();
  if (telephone_ && has_hours()) end_telephone();
}

void Reader::end_section() {
  if (header_ == Scope{} && header_condition_.empty()) return;
  if (empty()) return;
  flush();
  header_condition_.clear();
  restart();
}

void Reader::end_title() {
  header_ = Scope{};
  header_more_.clear();
  header_condition_.clear();
  title_closes_ = false;
  restart();
}

std::string Reader::left_over() const {
  std::string out;
  for (std::size_t i = 0; i < tokens_.size();) {
    const auto kept = [&](std::size_t at) {
      return !used_[at] && tokens_[at].kind != Kind::filler && tokens_[at].kind != Kind::end;
    };
    if (!kept(i)) {
      ++i;
      continue;
    }
    std::size_t end = i + 1, last = i;
    while (end < tokens_.size() &&
           (!used_[end] || tokens_[end].kind == Kind::filler || tokens_[end].kind == Kind::to ||
            tokens_[end].kind == Kind::list) &&
           tokens_[end].kind != Kind::end) {
      if (kept(end)) last = end;
      ++end;
    }
    if (!out.empty()) out += " … ";
    out.append(text_.substr(tokens_[i].begin, tokens_[last].end - tokens_[i].begin));
    i = end;
  }
  return out;
}

Clauses read_clauses(std::string_view text, DaySet column_days, Spelling spelling) {
  return Reader(text, column_days, spelling).run();
}

}  // namespace maillage::hours::french
