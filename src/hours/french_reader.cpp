/// From the tokens of a French text to its statements. The text is a chain of days, hours, closures
/// and conditions; a statement ends where the next days begin (or the next hours, in texts that
/// write the hours first).
#include "hours/clause.hpp"
#include "hours/french_lexer.hpp"

#include <algorithm>
#include <bit>

namespace maillage::hours::french {
namespace {

constexpr std::int16_t kNoon = 12 * 60, kEvening = 18 * 60, kMidnight = 24 * 60;

std::uint16_t nth_bit(int nth) {
  return static_cast<std::uint16_t>(1u << (nth > 0 ? nth - 1 : 4 - nth));
}

DaySet day_range(int from, int to) {
  DaySet days = 0;
  for (int day = from;; day = (day + 1) % 7) {
    days |= day_bit(day);
    if (day == to) return days;
  }
}

/// The statement under construction.
struct Statement {
  DaySet days = 0;
  bool closed = false;
  bool labelled = false;
  bool corrects = false;
  bool condition_ahead =
      false;  ///< the condition stood before the hours and holds until another one
  Scope scope;
  DaySpans spans;
  std::size_t spans_judged = 0;  ///< spans before this one already carry their own condition
  std::string condition;
  DaySpans conditional_spans;
  int half = 0;  ///< Kind of the half day named without hours
};

class Reader {
 public:
  Reader(std::string_view text, DaySet column_days, Spelling spelling)
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

  Clauses run() {
    restart();
    while (at_ < tokens_.size() && peek().kind != Kind::end) step();
    flush_alternation();
    flush();
    if (out_.list.empty()) out_.list = std::move(telephone_hours_);
    out_.left_over = left_over();
    return std::move(out_);
  }

 private:
  // ---- tokens
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  const Token& take() {
    used_[at_] = true;
    return tokens_[at_++];
  }
  /// The next token that is neither a filler nor a sign without weight, from `at`.
  std::size_t significant(std::size_t at) const {
    while (at + 1 < tokens_.size() &&
           (tokens_[at].kind == Kind::filler || tokens_[at].kind == Kind::colon))
      ++at;
    return std::min(at, tokens_.size() - 1);
  }
  static bool ends_part(Kind kind) {
    return kind == Kind::stop || kind == Kind::newline || kind == Kind::end ||
           kind == Kind::close_paren || kind == Kind::comma || kind == Kind::slash ||
           kind == Kind::dash;
  }
  static bool is_days(Kind kind) {
    return kind == Kind::day || kind == Kind::day_group || kind == Kind::every_day ||
           kind == Kind::same_days;
  }

  /// What the text as a whole tells about its parts.
  void survey() {
    bool times = false, even = false, odd = false;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Kind kind = tokens_[i].kind;
      times |= kind == Kind::time;
      even |= kind == Kind::even_week;
      odd |= kind == Kind::odd_week;
      appointments_ += kind == Kind::appointment;
      if (i >= 4 && kind == Kind::day && tokens_[i - 1].kind == Kind::dash &&
          tokens_[i - 2].kind == Kind::day && tokens_[i - 3].kind == Kind::dash &&
          tokens_[i - 4].kind == Kind::day)
        dashes_are_lists_ = true;
    }
    both_parities_ = even && odd;
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

  /// "9h-19h du lundi au samedi": outside exceptions the text begins with hours and ends with days.
  bool writes_hours_first() const {
    int first = 0, last = 0;
    bool exception = false;
    for (const Token& token : tokens_) {
      if (token.kind == Kind::except || token.kind == Kind::closed) exception = true;
      if (token.kind == Kind::stop || token.kind == Kind::newline ||
          token.kind == Kind::close_paren)
        exception = false;
      const int here = token.kind == Kind::time ? 1 : is_days(token.kind) && !exception ? 2 : 0;
      if (here == 0) continue;
      if (first == 0) first = here;
      last = here;
    }
    return first == 1 && last == 2;
  }

  // ---- statements
  void restart() {
    statement_ = Statement{};
    statement_.scope = header_;
    statement_.condition = header_condition_;
    statement_.condition_ahead = !header_condition_.empty();
  }

  bool empty() const {
    return statement_.days == 0 && statement_.spans.empty() &&
           statement_.conditional_spans.empty() && !statement_.closed;
  }
  bool has_hours() const {
    return !statement_.spans.empty() || !statement_.conditional_spans.empty();
  }

  Clause clause(Meaning meaning, const DaySpans& spans) const {
    Clause clause;
    clause.meaning = meaning;
    clause.days = statement_.days ? statement_.days : column_days_;
    clause.labelled = statement_.labelled;
    clause.corrects = statement_.corrects || spelling_ == Spelling::osm;  // ";" replaces in OSM
    clause.scope = statement_.scope;
    clause.spans = spans;
    return clause;
  }

  void flush() {
    judge_hours();
    if (telephone_) {
      if (has_hours()) {
        telephone_hours_.push_back(clause(Meaning::conditional, statement_.spans.empty()
                                                                    ? statement_.conditional_spans
                                                                    : statement_.spans));
        telephone_hours_.back().comment = "accueil téléphonique";
      }
    } else if (statement_.closed && !has_hours()) {
      if (statement_.half == 0) {
        out_.list.push_back(clause(Meaning::closed, {}));
      } else {
        out_.list.push_back(clause(Meaning::closed, half_day(statement_.half)));
      }
    } else {
      if (!statement_.spans.empty()) out_.list.push_back(clause(Meaning::open, statement_.spans));
      if (!statement_.conditional_spans.empty()) {
        out_.list.push_back(clause(Meaning::conditional, statement_.conditional_spans));
        out_.list.back().comment = statement_.condition;
      }
      if (!has_hours() && statement_.days && days_matter()) {
        out_.list.push_back(clause(Meaning::conditional, {}));
        out_.list.back().comment = statement_.condition.empty()
                                       ? half_day_named() + "horaires non précisés"
                                       : half_day_named() + statement_.condition;
      } else if (!has_hours() && !statement_.days && !statement_.condition.empty()) {
        if (column_days_) {
          out_.list.push_back(clause(Meaning::conditional, {}));
          out_.list.back().comment = statement_.condition;
        } else if (is_appointment_) {
          out_.appointment = statement_.condition;
        }
      }
    }
    if (statement_.days) last_days_ = statement_.days;
    if (!statement_.spans.empty()) last_spans_ = statement_.spans;
    restart();
  }
  void flush_alternation() {
    if (alternating_ && !has_hours()) {
      statement_.days = 0;
      alternating_ = false;
    }
  }

  /// A column that only repeats the name of its day says nothing.
  bool days_matter() const {
    return !statement_.condition.empty() || statement_.scope.nth || statement_.half ||
           column_days_ == 0;
  }

  std::string half_day_named() const {
    const char* half = statement_.half == static_cast<int>(Kind::morning)     ? "le matin, "
                       : statement_.half == static_cast<int>(Kind::afternoon) ? "l’après-midi, "
                       : statement_.half == static_cast<int>(Kind::evening)   ? "le soir, "
                                                                              : "";
    return half;
  }

  static DaySpans half_day(int kind) {
    DaySpans spans;
    const auto half = static_cast<Kind>(kind);
    spans.add(half == Kind::morning     ? ClockSpan{0, kNoon}
              : half == Kind::afternoon ? ClockSpan{kNoon, kMidnight}
                                        : ClockSpan{kEvening, kMidnight});
    return spans;
  }

  /// Moves the spans that the pending condition speaks of to their own list.
  void judge_hours() {
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

  // ---- one step
  void step() {
    switch (peek().kind) {
      case Kind::day:
      case Kind::day_group:
      case Kind::every_day:
      case Kind::same_days:
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
      case Kind::old_date:
      case Kind::end:
        ++at_;
        return;
    }
  }

  void stop() {
    const bool line = take().kind == Kind::newline;
    stopped_ = true;
    if (line && peek().kind == Kind::newline) end_section();
    if (telephone_ && has_hours()) end_telephone();
  }

  /// An empty line ends what a title said about the lines below it.
  void end_section() {
    if (header_ == Scope{} && header_condition_.empty()) return;
    if (empty()) return;
    flush();
    header_condition_.clear();
    restart();
  }

  // ---- days
  DaySet day_set(const Token& token) const {
    if (token.kind == Kind::day) return day_bit(token.value);
    if (token.kind == Kind::day_group) return static_cast<DaySet>(token.value);
    if (token.kind == Kind::same_days) return last_days_;
    return weekend_named_ ? kEveryDay : kWorkingDays;
  }

  /// A list of days: "lundi, mardi et jeudi", "du mardi au vendredi", "lundi-mardi-jeudi".
  DaySet day_list() {
    DaySet days = 0;
    while (is_days(peek().kind)) {
      const Token& first = take();
      std::size_t next = at_;
      while (tokens_[next].kind == Kind::filler || tokens_[next].kind == Kind::morning) ++next;
      const Kind joint = tokens_[next].kind;
      std::size_t then = next + 1;
      while (then < tokens_.size() &&
             (tokens_[then].kind == Kind::filler || tokens_[then].kind == Kind::to))
        ++then;
      const bool to = joint == Kind::to || joint == Kind::dash;
      if (first.kind == Kind::day && to && then < tokens_.size() &&
          tokens_[then].kind == Kind::day) {
        if (joint == Kind::dash && dash_is_a_list(then)) {
          days |= day_bit(first.value);
          mark(at_, then);
          at_ = then;
          continue;
        }
        days |= day_range(first.value, tokens_[then].value);
        mark(at_, then + 1);
        at_ = then + 1;
      } else {
        days |= day_set(first);
      }
      // On to the next day of the list, over commas, "et", "le"; a newline or a full stop ends the
      // list.
      std::size_t on = at_;
      while (on < tokens_.size() &&
             (tokens_[on].kind == Kind::comma || tokens_[on].kind == Kind::list ||
              tokens_[on].kind == Kind::slash || tokens_[on].kind == Kind::filler ||
              tokens_[on].kind == Kind::either || tokens_[on].kind == Kind::to ||
              (tokens_[on].kind == Kind::dash && hours_first_ == false)))
        ++on;
      if (on >= tokens_.size() || !is_days(tokens_[on].kind)) break;
      mark(at_, on);
      at_ = on;
    }
    return days;
  }

  /// "lundi-mardi-jeudi", "mardi-jeudi et vendredi": three days in a row of signs are no range, and
  /// neither are two when the very next day follows (a range would have gone on to it).
  bool dash_is_a_list(std::size_t second) const {
    if (dashes_are_lists_) return true;
    std::size_t third = second + 1;
    while (third < tokens_.size() &&
           (tokens_[third].kind == Kind::list || tokens_[third].kind == Kind::comma ||
            tokens_[third].kind == Kind::filler)) {
      ++third;
    }
    return third < tokens_.size() && third > second + 1 && tokens_[third].kind == Kind::day &&
           tokens_[third].value == (tokens_[second].value + 1) % 7;
  }

  void mark(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < used_.size(); ++i) used_[i] = true;
  }

  void days() {
    if (at_ < parenthesis_end_ &&
        has_hours()) {  // "(pas ouvert tous les samedis)" repeats the day it speaks of
      day_list();
      return;
    }
    const bool new_statement =
        statement_.closed || (has_hours() && !(hours_first_ && statement_.days == 0)) ||
        (statement_.days && (stopped_ || hours_first_ || statement_.scope.nth || statement_.half));
    if (new_statement) flush();
    if (alternating_ && !has_hours()) statement_ = Statement{};
    alternating_ = false;
    if (words_since_ && empty()) statement_.labelled = true;
    stopped_ = false;
    words_since_ = false;
    statement_.days |= day_list();
  }

  /// "le 1er et le 3e mardi du mois": ranks, then the day they speak of, if it is named.
  void ranks() {
    const std::size_t start = at_;
    std::uint16_t bits = 0;
    int count = start > 0 && tokens_[start - 1].kind == Kind::number ? tokens_[start - 1].value : 0;
    while (true) {
      const Token& rank = take();
      // "les 2 premiers samedis", "les premiers samedis"
      for (int n = 1; n <= (rank.value == 1 && count >= 1 && count <= 5 ? count : 1); ++n)
        bits |= nth_bit(rank.value < 0                 ? rank.value
                        : count > 1 && rank.value == 1 ? n
                                                       : rank.value);
      if (count) used_[start - 1] = true;
      count = 0;
      std::size_t on = at_;
      while (on < tokens_.size() &&
             (tokens_[on].kind == Kind::comma || tokens_[on].kind == Kind::list ||
              tokens_[on].kind == Kind::filler || tokens_[on].kind == Kind::slash ||
              tokens_[on].kind == Kind::dash || tokens_[on].kind == Kind::either))
        ++on;
      if (on >= tokens_.size() || tokens_[on].kind != Kind::nth) break;
      mark(at_, on);
      at_ = on;
    }
    const std::size_t next = significant(at_);
    if (is_days(tokens_[next].kind)) {
      mark(at_, next);
      at_ = next;
      if (has_hours() && statement_.days == 0 && (hours_first_ || column_days_)) {
        statement_.days = day_list();
        statement_.scope.nth |= bits;
        return;
      }
      if (has_hours() &&
          at_ < parenthesis_end_) {  // "Samedi : 9h-12h (les 2 premiers samedis du mois)"
        day_list();
        statement_.scope.nth |= bits;
        return;
      }
      if (!empty()) flush();
      stopped_ = false;
      statement_.days |= day_list();
      statement_.scope.nth |= bits;
    } else if ((column_days_ || statement_.days) && tokens_[next].kind != Kind::word) {
      statement_.scope.nth |= bits;
    } else {
      for (std::size_t i = start; i < at_; ++i) used_[i] = false;
    }
  }

  void half() {
    const auto kind = static_cast<int>(take().kind);
    if (!has_hours()) statement_.half = kind;
  }

  // ---- hours
  void hours() {
    if (hours_first_ && statement_.days && !empty()) flush();
    if (statement_.closed && statement_.half == 0 && column_days_ == 0 && statement_.days &&
        stopped_)
      flush();
    stopped_ = false;
    // All the times up to the next token of another nature.
    std::size_t end = at_;
    std::vector<std::size_t> times;
    while (end < tokens_.size()) {
      const Kind kind = tokens_[end].kind;
      if (kind == Kind::time) {
        times.push_back(end);
      } else if (!(kind == Kind::filler || kind == Kind::to || kind == Kind::dash ||
                   kind == Kind::slash || kind == Kind::list || kind == Kind::comma ||
                   kind == Kind::stop || kind == Kind::newline || kind == Kind::colon ||
                   kind == Kind::morning || kind == Kind::afternoon)) {
        break;
      }
      ++end;
    }
    if (times.size() == 1 && other_end(times[0])) return;
    const std::size_t last = times.back();
    mark(at_, last + 1);
    at_ = last + 1;
    pair(times);
  }

  /// "mardi idem"
  void same_hours() {
    take();
    if (!has_hours()) statement_.spans = last_spans_;
  }

  /// "13h30-17h30 (16h30 le vendredi)", "14h-18h, jusqu'à 19h le jeudi": another end on the days
  /// that follow.
  bool other_end(std::size_t time) {
    const bool until = time > 0 && tokens_[time - 1].kind == Kind::to;
    const std::size_t next = significant(time + 1);
    if (statement_.spans.empty() || !is_days(tokens_[next].kind) ||
        (!until && time > parenthesis_start_ + 1 + until))
      return false;
    if (!until && parenthesis_start_ + 1 != time) return false;
    DaySpans spans = statement_.spans;
    if (tokens_[time].value <= spans.back().from) return false;
    spans.back().to = tokens_[time].value;
    mark(time, next);
    at_ = next;
    const DaySet days = statement_.days;
    flush();
    statement_.days = day_list();
    statement_.spans = spans;
    statement_.corrects = true;
    flush();
    last_days_ = days;
    return true;
  }

  bool strong_between(std::size_t a, std::size_t b) const {
    for (std::size_t i = a + 1; i < b; ++i) {
      const Kind kind = tokens_[i].kind;
      if (kind == Kind::list || kind == Kind::comma || kind == Kind::stop || kind == Kind::newline)
        return true;
    }
    return false;
  }

  void pair(const std::vector<std::size_t>& times) {
    const auto value = [&](std::size_t i) { return tokens_[times[i]].value; };
    if (times.size() == 3 && value(0) < value(1) && value(1) < value(2) &&
        !strong_between(times[0], times[2])) {
      // "09:00-14:00-17:00": one time is missing, nobody knows which.
      DaySpans envelope;
      envelope.add({value(0), value(2)});
      out_.list.push_back(clause(Meaning::conditional, envelope));
      out_.list.back().comment = "horaires à vérifier";
      out_.list.back().corrects = true;
      statement_.closed = false;
      if (statement_.days) last_days_ = statement_.days;
      restart();
      return;
    }
    bool plain = times.size() % 2 == 0;
    for (std::size_t i = 0; plain && i + 1 < times.size(); i += 2)
      plain = value(i) < value(i + 1) || times.size() == 2;
    for (std::size_t i = 0; i < times.size();) {
      const bool fits =
          i + 1 < times.size() &&
          (plain || (value(i) < value(i + 1) && !strong_between(times[i], times[i + 1])));
      if (!fits) {
        used_[times[i]] = false;
        ++i;
        continue;
      }
      // "00:00-00:00" fills an empty cell.
      if (value(i) != value(i + 1) && value(i) < kMidnight)
        statement_.spans.add({value(i), value(i + 1)});
      i += 2;
    }
  }

  void always() {
    const bool alone = std::none_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
      return token.kind == Kind::time || token.kind == Kind::closed;
    });
    if (!alone) {
      ++at_;
      return;
    }
    take();
    statement_.spans.add({0, kMidnight});
    if (statement_.days == 0 && column_days_ == 0) statement_.days = kEveryDay;
  }

  // ---- closures and exceptions
  struct Target {
    DaySet days = 0;
    int half = 0;
    Scope scope;
    bool any = false;
  };

  /// What stands behind "fermé" or "sauf": days, halves, months, holidays.
  Target target() {
    Target target;
    while (true) {
      const std::size_t next = significant(at_);
      const Token& token = tokens_[next];
      const bool joint = token.kind == Kind::list || token.kind == Kind::comma ||
                         token.kind == Kind::slash || token.kind == Kind::dash ||
                         token.kind == Kind::either || token.kind == Kind::to;
      const std::size_t item = joint ? significant(next + 1) : next;
      const Kind kind = tokens_[item].kind;
      const bool fits = is_days(kind) || kind == Kind::morning || kind == Kind::afternoon ||
                        kind == Kind::evening || kind == Kind::public_holidays ||
                        kind == Kind::school_holidays || kind == Kind::month ||
                        kind == Kind::date || kind == Kind::nth || kind == Kind::even_week ||
                        kind == Kind::odd_week || kind == Kind::of_month;
      if (!fits || (joint && !target.any) || (joint && (kind == Kind::of_month)) ||
          (joint && is_days(kind) && begins_statement(item)))
        return target;
      if (kind == Kind::nth && !rank_of_day(item)) return target;
      mark(at_, item);
      at_ = item;
      target.any = true;
      aim(target);
    }
  }

  /// Behind a joint, days followed by hours are a new statement ("fermé le lundi, mardi 9h-12h").
  bool begins_statement(std::size_t at) const {
    while (at < tokens_.size() &&
           (is_days(tokens_[at].kind) || tokens_[at].kind == Kind::filler ||
            tokens_[at].kind == Kind::list || tokens_[at].kind == Kind::comma ||
            tokens_[at].kind == Kind::to || tokens_[at].kind == Kind::colon ||
            tokens_[at].kind == Kind::morning || tokens_[at].kind == Kind::afternoon))
      ++at;
    return at < tokens_.size() && tokens_[at].kind == Kind::time;
  }

  bool rank_of_day(std::size_t at) const {
    while (at < tokens_.size() &&
           (tokens_[at].kind == Kind::nth || tokens_[at].kind == Kind::filler ||
            tokens_[at].kind == Kind::list || tokens_[at].kind == Kind::comma))
      ++at;
    return at < tokens_.size() &&
           (is_days(tokens_[at].kind) || (column_days_ && tokens_[at].kind != Kind::word));
  }

  void aim(Target& target) {
    const Kind kind = peek().kind;
    if (is_days(kind)) {
      if (target.half &&
          target.days) {  // "sauf le lundi matin / mardi": the half day is the Monday's
        add_closure(target.days, target.scope, half_day(target.half));
        target = Target{};
        target.any = true;
      }
      target.days |= day_list();
    } else if (kind == Kind::morning || kind == Kind::afternoon || kind == Kind::evening) {
      target.half = static_cast<int>(take().kind);
    } else if (kind == Kind::public_holidays) {
      take();
      add_closure(0, Scope{.holidays = Holidays::public_days});
    } else if (kind == Kind::school_holidays) {
      add_closure(0, school_scope(take().value));
    } else if (kind == Kind::nth) {
      target.scope.nth |= nth_bit(take().value);
    } else if (kind == Kind::even_week || kind == Kind::odd_week) {
      target.scope.parity = take().kind == Kind::even_week ? Parity::even : Parity::odd;
    } else if (kind == Kind::of_month) {
      take();
    } else {
      add_closure(0, month_scope());
    }
  }

  void add_closure(DaySet days, const Scope& scope, const DaySpans& spans = {}) {
    Clause closure;
    closure.meaning = Meaning::closed;
    closure.days = days ? days : column_days_;
    closure.scope = scope;
    closure.spans = spans;
    pending_.push_back(std::move(closure));
  }

  static Scope school_scope(int named) {
    Scope scope;
    scope.holidays = Holidays::school;
    if (named) {
      scope.from = static_cast<std::int16_t>(named / 100);
      scope.to = static_cast<std::int16_t>(named % 100);
    }
    return scope;
  }

  void closure() {
    const std::size_t start = at_;
    const bool exception = take().kind == Kind::except;
    const bool waiting = statement_.days && !has_hours();
    pending_.clear();
    if (!exception && waiting &&
        !closure_names_days()) {  // "Lundi : fermé", "Mardi : fermé le matin / 14h-17h"
      const std::size_t next = significant(at_);
      const Kind kind = tokens_[next].kind;
      if (kind == Kind::morning || kind == Kind::afternoon || kind == Kind::evening) {
        mark(at_, next + 1);
        at_ = next + 1;
        statement_.half = static_cast<int>(kind);
      }
      statement_.closed = true;
      return;
    }
    Target target = this->target();
    part_of_month();
    if (!target.any && pending_.empty()) {
      if (exception) {
        used_[start] = false;
        return;
      }
      // "Fermé" alone in a column; "9h-12h, fermé" closes the rest of the day.
      if (column_days_ && !has_hours() && empty()) statement_.closed = true;
      return;
    }
    if (target.half && target.days == 0 &&
        target.scope == Scope{}) {  // "8h30 à 12h - fermé l'après-midi"
      if (!has_hours() && !exception) {
        if (column_days_) return;
        used_[start] = false;
      } else if (exception || !has_hours()) {
        statement_.half = 0;
      }
      keep_pending();
      return;
    }
    if (target.days == 0 && target.scope.nth == 0 && target.scope.parity == Parity::none)
      return keep_pending();
    const DaySet days = target.days ? target.days : column_days_ ? column_days_ : statement_.days;
    if (exception && waiting && target.half == 0 &&
        target.scope == Scope{}) {  // "lundi au samedi sauf mercredi 9h-12h"
      statement_.days &= static_cast<DaySet>(~target.days);
      return keep_pending();
    }
    const std::size_t next = significant(at_);
    if (exception && target.half == 0 &&
        tokens_[next].kind == Kind::time) {  // "sauf le vendredi 8h-12h"
      flush();
      keep_pending();
      statement_.days = days;
      statement_.scope.nth |= target.scope.nth;
      statement_.corrects = true;
      hours();
      flush();
      return;
    }
    add_closure(days, target.scope, target.half ? half_day(target.half) : DaySpans{});
    keep_pending();
  }

  /// "fermé le lundi" names its days; "lundi : fermé. Mardi" doesn't.
  bool closure_names_days() const {
    const std::size_t next = significant(at_);
    const Kind kind = tokens_[next].kind;
    if (kind == Kind::public_holidays || kind == Kind::school_holidays || kind == Kind::month ||
        kind == Kind::date)
      return true;
    if (!is_days(kind) && kind != Kind::nth) return false;
    return !begins_statement(next) && next > at_;  // an article stands between: "fermé le lundi"
  }

  /// "fermé les trois premières semaines d'août": the month is known, the days are not.
  void part_of_month() {
    std::size_t end = at_;
    bool words = false;
    while (end < tokens_.size() &&
           (tokens_[end].kind == Kind::list || tokens_[end].kind == Kind::filler ||
            tokens_[end].kind == Kind::word || tokens_[end].kind == Kind::nth ||
            tokens_[end].kind == Kind::number || tokens_[end].kind == Kind::comma)) {
      words |= tokens_[end].kind == Kind::word || tokens_[end].kind == Kind::number;
      ++end;
    }
    if (!words || end >= tokens_.size() || tokens_[end].kind != Kind::month) return;
    at_ = end;
    Clause partly;
    partly.meaning = Meaning::conditional;
    partly.scope = month_scope();
    partly.comment = "fermé une partie du mois";
    pending_.push_back(std::move(partly));
  }

  /// Closures wait until the statement they follow is written.
  void keep_pending() {
    for (Clause& closure : pending_) out_.list.push_back(std::move(closure));
    pending_.clear();
  }

  // ---- conditions
  /// A condition in front of days or hours speaks of what follows; behind hours, of what was said.
  bool looks_ahead() const {
    const std::size_t next = significant(at_);
    const Kind kind = tokens_[next].kind;
    if (is_days(kind) || kind == Kind::time || kind == Kind::nth) return true;
    const bool title = peek().kind == Kind::colon && kind == Kind::newline;
    if ((empty() || title) && (kind == Kind::comma || kind == Kind::newline || kind == Kind::stop ||
                               kind == Kind::dash)) {
      const Kind then = tokens_[significant(next + 1)].kind;
      return is_days(then) || then == Kind::time || then == Kind::nth;
    }
    return false;
  }

  void appointment() {
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

  /// "9h-12h, après-midi sur rendez-vous": the hours of the morning stay free of the condition.
  bool half_day_only(const std::string& text) {
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

  /// "... de 10h à 12h ou sur rendez-vous": an offer beside the hours, no condition on them.
  bool also(const std::string& text) {
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

  void no_appointment() {
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

  void condition(const std::string& text, bool ahead) {
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

  /// Writes the conditional hours and keeps the days for hours that may follow ("9h-12h sur RDV et
  /// 14h-17h libre").
  void split_condition() {
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

  void cadence() {
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

  /// "10h-18h + nocturne une fois par mois": the cadence is the extra's.
  bool of_something_else() const {
    bool word = false;
    for (std::size_t i = at_; i-- > 0 && tokens_[i].kind != Kind::time;) {
      word |= tokens_[i].kind == Kind::word;
      if (word && tokens_[i].kind == Kind::list) return true;
    }
    return false;
  }

  void telephone() {
    take();
    if (has_hours()) flush();
    telephone_ = true;
  }
  void end_telephone() {
    flush();
    telephone_ = false;
  }

  // ---- scopes
  enum class Reach { local, behind, ahead };
  Reach reach() const {
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

  void apply(const Scope& scope, void (*set)(Scope&, const Scope&)) {
    if (reach() == Reach::ahead) {
      if (!empty()) flush();
      set(header_, scope);
      set(statement_.scope, scope);
      return;
    }
    set(statement_.scope, scope);
  }

  void parity() {
    Scope scope;
    scope.parity = take().kind == Kind::even_week ? Parity::even : Parity::odd;
    if (both_parities_ && has_hours() && at_ <= parenthesis_end_) return alternate(scope.parity);
    apply(scope, [](Scope& to, const Scope& from) { to.parity = from.parity; });
  }

  /// "10h-12h ; 14h-16h (semaine paire) ou 16h-18h (semaine impaire)": the parity of the last span
  /// only.
  void alternate(Parity parity) {
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

  void holidays() {
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
    if (listed && scope.holidays != Holidays::term &&
        tokens_[significant(at_)].kind == Kind::time) {
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

  bool nothing_follows() const {
    return std::none_of(
        tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end(), [](const Token& token) {
          return token.kind == Kind::time || is_days(token.kind) || token.kind == Kind::appointment;
        });
  }

  /// "juillet-août", "d'octobre à juin", "du 1er juillet au 31 août", "août".
  Scope month_scope() {
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

  void months() {
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

  /// OSM has no seasons: the hours are given with the season as their condition.
  void season() {
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

  void rest_of_year() {
    take();
    if (!empty()) flush();
    header_ = Scope{};
    header_condition_.clear();
    restart();
  }

  // ---- parentheses
  void parenthesis() {
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

  static bool is_scope(Kind kind) {
    return kind == Kind::month || kind == Kind::school_holidays || kind == Kind::term_time;
  }
  void scoped_step() {
    if (peek().kind == Kind::month) {
      const Scope scope = month_scope();
      statement_.scope.from = scope.from;
      statement_.scope.to = scope.to;
      return;
    }
    const Token& token = take();
    const Scope scope = token.kind == Kind::term_time ? Scope{.holidays = Holidays::term}
                                                      : school_scope(token.value);
    statement_.scope.holidays = scope.holidays;
  }

  // ---- what remains
  std::string left_over() const {
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

  std::string_view text_;
  DaySet column_days_;
  Spelling spelling_;
  std::vector<Token> tokens_;
  std::vector<bool> used_;
  std::size_t at_ = 0;
  bool weekend_named_ = false, hours_first_ = false, stopped_ = false, words_since_ = false;
  bool telephone_ = false, is_appointment_ = false, dashes_are_lists_ = false,
       both_parities_ = false, alternating_ = false, season_ahead_ = false;
  int appointments_ = 0;
  std::size_t parenthesis_start_ = static_cast<std::size_t>(-2), parenthesis_end_ = 0;
  DaySet last_days_ = 0;
  DaySpans last_spans_;
  Scope header_;
  std::string header_condition_;
  std::vector<Clause> pending_, telephone_hours_;
  Statement statement_;
  Clauses out_;
};

}  // namespace

Clauses read_clauses(std::string_view text, DaySet column_days, Spelling spelling) {
  return Reader(text, column_days, spelling).run();
}

}  // namespace maillage::hours::french
