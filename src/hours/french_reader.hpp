#pragma once
/// The reader of French hours at work: a walk over the tokens that builds one statement after the
/// other. Internal to the room; the entry is `read_clauses` (clause.hpp). A statement ends where
/// the next days begin, or the next hours in texts that write the hours first.
#include "hours/clause.hpp"
#include "hours/french_lexer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::hours::french {

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
  Reader(std::string_view text, DaySet column_days, Spelling spelling);

  Clauses run();

 private:
  // ---- tokens
  const Token& peek(std::size_t ahead = 0) const;
  const Token& take();
  /// The next token that is neither a filler nor a sign without weight, from `at`.
  std::size_t significant(std::size_t at) const;
  static bool ends_part(Kind kind);
  static bool is_days(Kind kind);

  /// What the text as a whole tells about its parts.
  void survey();

  /// "9h-19h du lundi au samedi": outside exceptions the text begins with hours and ends with days.
  bool writes_hours_first() const;

  // ---- statements
  void restart();

  bool empty() const;
  bool has_hours() const;

  Clause clause(Meaning meaning, const DaySpans& spans) const;

  void flush();
  void flush_alternation();

  /// A column that only repeats the name of its day says nothing.
  bool days_matter() const;

  std::string half_day_named() const;

  static DaySpans half_day(int kind);

  /// Moves the spans that the pending condition speaks of to their own list.
  void judge_hours();

  // ---- one step
  void step();

  void stop();

  /// An empty line ends what a title said about the lines below it.
  void end_section();

  // ---- days
  DaySet day_set(const Token& token) const;

  /// A list of days: "lundi, mardi et jeudi", "du mardi au vendredi", "lundi-mardi-jeudi".
  DaySet day_list();

  /// "lundi-mardi-jeudi", "mardi-jeudi et vendredi": three days in a row of signs are no range, and
  /// neither are two when the very next day follows (a range would have gone on to it).
  bool dash_is_a_list(std::size_t second) const;

  void mark(std::size_t from, std::size_t to);

  void days();

  /// "le 1er et le 3e mardi du mois": ranks, then the day they speak of, if it is named.
  void ranks();

  void half();

  // ---- hours
  void hours();

  /// "mardi idem"
  void same_hours();

  /// "13h30-17h30 (16h30 le vendredi)", "14h-18h, jusqu'à 19h le jeudi": another end on the days
  /// that follow.
  bool other_end(std::size_t time);

  bool strong_between(std::size_t a, std::size_t b) const;

  void pair(const std::vector<std::size_t>& times);

  void always();

  // ---- closures and exceptions
  struct Target {
    DaySet days = 0;
    int half = 0;
    Scope scope;
    bool any = false;
  };

  /// What stands behind "fermé" or "sauf": days, halves, months, holidays.
  Target target();

  /// Behind a joint, days followed by hours are a new statement ("fermé le lundi, mardi 9h-12h").
  bool begins_statement(std::size_t at) const;

  bool rank_of_day(std::size_t at) const;

  void aim(Target& target);

  void add_closure(DaySet days, const Scope& scope, const DaySpans& spans = {});

  static Scope school_scope(int named);

  void closure();

  /// "fermé le lundi" names its days; "lundi : fermé. Mardi" doesn't.
  bool closure_names_days() const;

  /// "fermé les trois premières semaines d'août": the month is known, the days are not.
  void part_of_month();

  /// Closures wait until the statement they follow is written.
  void keep_pending();

  // ---- conditions
  /// A condition in front of days or hours speaks of what follows; behind hours, of what was said.
  bool looks_ahead() const;

  void appointment();

  /// "9h-12h, après-midi sur rendez-vous": the hours of the morning stay free of the condition.
  bool half_day_only(const std::string& text);

  /// "... de 10h à 12h ou sur rendez-vous": an offer beside the hours, no condition on them.
  bool also(const std::string& text);

  void no_appointment();

  void condition(const std::string& text, bool ahead);

  /// Writes the conditional hours and keeps the days for hours that may follow ("9h-12h sur RDV et
  /// 14h-17h libre").
  void split_condition();

  void cadence();

  /// "10h-18h + nocturne une fois par mois": the cadence is the extra's.
  bool of_something_else() const;

  void telephone();
  void end_telephone();

  // ---- scopes
  enum class Reach { local, behind, ahead };
  Reach reach() const;

  void apply(const Scope& scope, void (*set)(Scope&, const Scope&));

  void parity();

  /// "10h-12h ; 14h-16h (semaine paire) ou 16h-18h (semaine impaire)": the parity of the last span
  /// only.
  void alternate(Parity parity);

  void holidays();

  bool nothing_follows() const;

  /// "juillet-août", "d'octobre à juin", "du 1er juillet au 31 août", "août".
  Scope month_scope();

  void months();

  /// OSM has no seasons: the hours are given with the season as their condition.
  void season();

  void rest_of_year();

  // ---- parentheses
  void parenthesis();

  static bool is_scope(Kind kind);
  void scoped_step();

  // ---- what remains
  std::string left_over() const;

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

}  // namespace maillage::hours::french
