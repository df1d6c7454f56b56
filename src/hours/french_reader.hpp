#pragma once
/// The reader of French hours at work: a walk over the tokens that builds one statement after the
/// other. Internal to the room; the entry is `read_clauses` (clause.hpp). A statement ends where
/// the next days begin, or the next hours in texts that write the hours first.
#include "hours/clause.hpp"
#include "hours/french_lexer.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::hours::french {

/// The statement under construction.
struct Statement {
  DaySet days = 0;
  bool closed = false;
  bool labelled = false;
  bool corrects = false;
  bool condition_ahead =
      false;                   ///< the condition stood before the hours and holds until another one
  bool scoped_behind = false;  ///< its hours carry their time of the year: others may follow
  Scope scope;
  DaySpans spans;
  std::size_t spans_judged = 0;  ///< spans before this one already carry their own condition
  std::string condition;
  DaySpans conditional_spans;
  int half = 0;  ///< Kind of the half day named without hours
};

/// Days that wait for their hours: "lundi matin, mardi après-midi et jeudi : 9h-12h / 14h-17h", "le
/// 1er mardi et le 3e jeudi du mois de 9h à 12h".
struct Waiting {
  DaySet days = 0;
  int half = 0;
  Scope scope;
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
  /// Whether the token's text begins with these lower-case letters.
  bool token_begins(const Token& token, std::string_view letters) const;
  static bool is_days(Kind kind);

  /// What the text as a whole tells about its parts.
  void survey();

  /// "6j/7, fermé le lundi" says which six; "5j/7" alone means the working days.
  void settle_days_of_seven();

  /// "9h-19h du lundi au samedi": outside exceptions the text begins with hours and ends with days.
  bool writes_hours_first() const;

  // ---- statements
  void restart();

  bool empty() const;
  bool has_hours() const;

  Clause clause(Meaning meaning, const DaySpans& spans) const;
  void say(Meaning meaning, const DaySpans& spans, std::string comment = {});

  void flush();
  /// "..., le mercredi matin uniquement", "ouvert le mercredi en août": of the hours already said,
  /// that half, or the same at that time of the year.
  bool hours_said_before();
  void flush_alternation();

  /// A column that only repeats the name of its day says nothing.
  bool days_matter() const;

  std::string half_day_named() const;

  static DaySpans half_day(int kind);

  /// The spans that lie in that half of the day.
  static DaySpans in_half(const DaySpans& spans, int kind);

  /// Hours in a half day that a title put under a condition ("sur rendez-vous le matin : ...").
  void judge_halves();

  /// Whether the days just named share the hours of the days that follow.
  bool waits_for_hours() const;

  /// Gives the days that waited the hours of their half.
  void serve_waiting();

  /// Moves the spans that the pending condition speaks of to their own list.
  void judge_hours();

  // ---- one step
  void step();

  void stop();

  /// An empty line ends what a title said about the lines below it.
  void end_section();
  void end_title();

  // ---- days
  DaySet day_set(const Token& token) const;

  /// A list of days: "lundi, mardi et jeudi", "du mardi au vendredi", "lundi-mardi-jeudi". Closed
  /// days end at a comma where hours follow ("fermé mercredi, jeudi 9h-12h").
  DaySet day_list(bool closed = false);

  /// "de 9h à 12h, de 14h à 17h sur rendez-vous, du lundi au vendredi": hours before them are
  /// theirs too.
  void days_for_hours_before(DaySet days);
  bool hours_wait() const;

  /// "lundi-mardi-jeudi", "mardi-jeudi et vendredi": three days in a row of signs are no range, and
  /// neither are two when the very next day follows (a range would have gone on to it).
  bool dash_is_a_list(std::size_t second) const;

  void mark(std::size_t from, std::size_t to);
  void mark_unused(std::size_t from, std::size_t to);

  void days();

  /// "le 1er et le 3e mardi du mois": ranks, then the day they speak of, if it is named.
  void ranks();

  void half();

  // ---- hours
  void hours();

  /// "mardi idem", "idem lundi", "mêmes horaires le jeudi"
  void same_hours();

  /// The last statement so far that opens all these days.
  const Clause* said_of(DaySet days) const;
  /// Its hours, or else the last hours that the text gave.
  DaySpans hours_of(DaySet days) const;

  bool strong_between(std::size_t a, std::size_t b) const;

  void pair(const std::vector<std::size_t>& times);

  void always();

  // ---- other beginnings and ends
  /// "fermeture à 16h", "ouverture à 10h", "jusqu'à 19h": one time and what it changes.
  struct Bound {
    bool opens = false;
    std::size_t time = 0;  ///< 0: there is none
  };
  /// `bare`: a time without a word counts, as in "(16h en août)".
  Bound bound(std::size_t at, bool bare) const;
  DaySpans changed(const DaySpans& spans, const Bound& bound) const;
  bool says_when(std::size_t at) const;
  std::size_t behind_when(std::size_t at) const;
  /// The time at `at`, when days or a time of the year stand behind it; 0: none.
  std::size_t bound_ahead(std::size_t at, bool bare) const;

  bool inside(std::size_t time, const ClockSpan& span) const;
  /// "14h-18h, jusqu'à 19h le jeudi", "14h-18h, 17h le vendredi", "14h-18h (17h pendant les
  /// vacances)".
  bool other_bound();
  /// "13h30-17h30 (le vendredi 16h30)", up to the parenthesis at `close`.
  bool other_bound_in(std::size_t close);
  /// "En août : fermeture à 17h", "pendant les vacances, ouverture à 10h".
  bool other_bound_at_a_time();
  /// "8h-12h et 13h-17h le vendredi fermeture à 16h (lundi au vendredi)".
  bool bound_of_days_before_theirs();
  /// At the days or the time of the year that the bound is said of. `aside`: it speaks of the
  /// statement that stands, else of all the hours.
  bool change_hours(const Bound& said, bool aside);
  void say_changed(const Bound& said, DaySet days, const Scope& scope, const std::string& season);

  /// "le vendredi jusqu'à 16h30": the hours already known, with another end.
  void until(int minutes);
  /// "fermeture à 17h (le vendredi)".
  bool closing_time(bool waiting);

  // ---- closures and exceptions
  struct Target {
    DaySet days = 0;
    int half = 0;
    Scope scope;
    bool any = false;
    bool school = false;  ///< the last item was a school holiday: "... de Noël et d’été"
    std::string doubt;    ///< "fermé en été"
  };

  /// What stands behind "fermé" or "sauf": days, halves, months, holidays.
  /// Days of an exception in front of the hours are all its own (`all_days`): "sauf le mardi matin
  /// et le jeudi : 9h-12h".
  Target target(bool all_days = false);

  /// Behind a joint, days followed by hours are a new statement ("fermé le lundi, mardi 9h-12h").
  bool begins_statement(std::size_t at) const;
  /// "fermé le samedi et ouverture le mardi": the joint leads out of the closure.
  /// "et au mois d'août": the month, or `at`.
  std::size_t month_behind(std::size_t at) const;
  bool opens_again(std::size_t from, std::size_t to) const;

  bool rank_of_day(std::size_t at) const;

  void aim(Target& target, bool joint, bool all_days);

  /// "fermeture hebdomadaire le mercredi", "fermé au mois d'août": over words to what they speak
  /// of.
  void skip_to_target(bool over_words);

  /// "fermé le vendredi à partir de 16h".
  DaySpans closed_from();

  /// "fermé de 12h à 14h", "pause de 12h à 13h30".
  bool closed_hours(bool any_span);

  /// "fermé le midi", "fermé entre midi et deux".
  bool closed_at_noon();
  /// Whether the hours reach well into that half of the day.
  bool opens_in(int half) const;

  void pause();

  /// A sentence of its own, or the end of one outside parentheses, speaks of all the hours; from
  /// the token `first` to before `behind`.
  bool speaks_of_all(std::size_t first, std::size_t behind) const;

  /// "la semaine du 15 août": nobody knows which days, but the month.
  bool week_of_date();

  /// Nothing was said yet under the title that stands ("Juillet-août : fermé le samedi").
  bool under_title() const;

  /// The times of the year that a closure said here belongs to.
  Scope closure_scope() const;

  void add_closure(DaySet days, const Scope& scope, const DaySpans& spans = {});
  void add_doubt(DaySet days, std::string comment, const DaySpans& spans = {});

  /// "fermé le samedi et le lundi matin": the half day is the last one's.
  void half_of_last_day(Target& target);

  static Scope school_scope(int named);
  /// The holidays that a word names in a list of holidays ("d'été", "Noël"); 0: none.
  static int named_holidays(const Token& token);

  void closure();

  /// "fermé le lundi" names its days; "lundi : fermé. Mardi" doesn't.
  bool closure_names_days() const;

  /// "fermé les trois premières semaines d'août": the month is known, the days are not.
  bool part_of_month();

  /// Puts the closure of days at their own time of the year aside, for the next item.
  void put_aside(Target& target);

  /// Closures wait until the statement they follow is written.
  void keep_pending();

  // ---- conditions
  /// A condition in front of days or hours speaks of what follows; behind hours, of what was said.
  bool looks_ahead() const;

  void appointment();

  /// "9h-12h, après-midi sur rendez-vous", "sur rendez-vous le matin : ...": the other half stays
  /// free of the condition.
  bool half_day_only(const std::string& text);
  /// The half day named beside the token just taken, marked; 0: none.
  int half_beside();

  /// "... de 10h à 12h ou sur rendez-vous": an offer beside the hours, no condition on them.
  bool also(const std::string& text);

  void no_appointment();

  void condition(const std::string& text, bool ahead);

  /// Behind a joint or a closing parenthesis more hours follow.
  bool hours_go_on() const;
  /// Writes the conditional hours and keeps the days for hours that may follow ("9h-12h sur RDV et
  /// 14h-17h libre").
  void split_condition();

  void cadence();
  /// "un mercredi par mois", "deux mercredis par mois".
  int times_a_month() const;

  /// "10h-18h + nocturne une fois par mois": the cadence is the extra's.
  bool of_something_else() const;

  void telephone();
  void end_telephone();

  // ---- scopes
  enum class Reach { local, behind, ahead };
  Reach reach() const;

  /// A title of a time of the year begins: what follows is said of it.
  void begin_title();

  void apply(const Scope& scope, void (*set)(Scope&, const Scope&));

  void parity();

  /// "10h-12h ; 14h-16h (semaine paire) ou 16h-18h (semaine impaire)": the parity of the last span
  /// only.
  void alternate(Parity parity);

  void holidays();

  bool nothing_follows() const;

  /// "..., et les jours fériés", "jours fériés inclus": the hours hold on holidays.
  bool open_on_holidays_too() const;

  /// As month * 100 + day, in any year.
  static std::int16_t last_day_of(int month);

  /// "juillet-août", "d'octobre à juin", "du 1er juillet au 31 août", "août".
  Scope month_scope();

  void months();
  bool lists_month(std::size_t at) const;

  // ---- seasons
  /// OSM has no seasons: the hours are given with the season as their condition, unless the text
  /// says its dates, or those of the season opposite.
  void season();
  /// "9h-12h en hiver", "9h-12h (hiver)": no title, the season of the hours just said.
  bool season_behind() const;
  bool season_is_title() const;
  /// "Du 1er juillet au 31 août, horaires d'été : ...".
  bool names_dated_title() const;
  /// "Été (juin à septembre)": the month that comes is the season's.
  bool season_named_here() const;
  std::optional<Scope> season_scope(int season) const;
  /// Statements of a season get its dates in the end, wherever in the text these stood.
  void settle_seasons();

  void rest_of_year();

  // ---- parentheses
  void parenthesis();

  /// "Horaires modifiés pendant les vacances scolaires.", "créée en décembre": words about a time
  /// of the year without hours or days. Whether nothing else was said; `warns` when hours may
  /// change.
  bool only_words(bool& warns) const;

  /// A time of the year behind a closure that was not understood: nothing opens there.
  bool behind_closure() const;

  /// What stands at that time of the year is for people to check.
  void warn(const Scope& scope);

  static bool is_scope(Kind kind);
  void scoped_step();

  // ---- what remains
  /// Words that were taken and that no statement says are left over after all.
  void give_back_unsaid();
  /// "00:00 - 00:00" stands for an empty cell.
  bool fills_a_cell(std::size_t at) const;
  std::string left_over() const;

  /// Statements that a text looks back on: no list of hours has more.
  static constexpr std::size_t kRecent = 64;

  std::string_view text_;
  DaySet column_days_;
  Spelling spelling_;
  std::vector<Token> tokens_;
  std::vector<bool> used_;
  std::size_t at_ = 0;
  bool weekend_named_ = false, hours_first_ = false, stopped_ = false, words_since_ = false;
  bool telephone_ = false, is_appointment_ = false, dashes_are_lists_ = false,
       both_parities_ = false, alternating_ = false, season_ahead_ = false;
  bool title_line_ = false, title_closes_ = false;
  std::size_t closure_end_ = 0, telephone_start_ = 0;
  std::vector<std::pair<std::size_t, std::size_t>> telephone_parts_;  ///< tokens
  int appointments_ = 0;
  std::size_t parenthesis_start_ = static_cast<std::size_t>(-2), parenthesis_end_ = 0;
  DaySet last_days_ = 0;
  DaySpans last_spans_;
  Scope header_;
  std::vector<Scope> header_more_;  ///< "du 2 janvier au 30 juin et du 1er septembre au ..."
  std::string header_condition_;
  int season_ = -1;              ///< the last one named
  unsigned seasons_named_ = 0;   ///< bits
  std::size_t title_start_ = 0;  ///< statements before the title
  std::array<Scope, kSeasons> season_dates_{};
  std::array<std::string, 2> half_conditions_;  ///< morning, afternoon
  std::vector<Waiting> waiting_;
  std::vector<Clause> pending_, telephone_hours_;
  Statement statement_;
  Clauses out_;
};

}  // namespace maillage::hours::french
