/// From the statements of a French text to an OSM value: the weekly hours first, then what happens
/// at other times of the year, then closures. Later rules replace earlier ones on their days; that
/// is why the order matters.
#include "hours/clause.hpp"
#include "hours/french_timetable.hpp"
#include "hours/print.hpp"

#include <algorithm>

namespace maillage::hours::french {
namespace {

/// The reader's own words for days without hours: hours that stand elsewhere answer them.
constexpr std::string_view kNoHoursGiven = "horaires non précisés";

void append_date(std::string& out, int date) {
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const int month = date > 12 ? date / 100 : date;
  out += kMonths[std::clamp(month, 1, 12) - 1];
  if (date <= 12) return;
  const int day = date % 100;
  out += ' ';
  out += static_cast<char>('0' + day / 10);
  out += static_cast<char>('0' + day % 10);
}

/// "Jul-Aug ", "week 2-52/2 ", "SH ": what stands before the days of each rule.
std::string prefix(const Scope& scope) {
  std::string out;
  if (scope.from) {
    append_date(out, scope.from);
    if (scope.to > 12 && scope.to / 100 == scope.from / 100 && scope.to > scope.from) {
      out += '-';  // "Aug 01-15"
      out += static_cast<char>('0' + scope.to % 100 / 10);
      out += static_cast<char>('0' + scope.to % 10);
    } else if (scope.to != scope.from) {
      out += '-';
      append_date(out, scope.to);
    }
    out += ' ';
  }
  if (scope.parity != Parity::none)
    out += scope.parity == Parity::even ? "week 2-52/2 " : "week 1-53/2 ";
  if (scope.holidays == Holidays::school) out += "SH ";
  if (scope.holidays == Holidays::public_days) out += "PH ";
  return out;
}

void append_ranked_days(std::string& out, DaySet days, std::uint16_t nth) {
  if (nth == 0) return append_days(out, days);
  std::string ranks = "[";
  for (int bit = 0; bit < 10; ++bit) {
    if (!(nth & (1u << bit))) continue;
    if (ranks.size() > 1) ranks += ',';
    ranks += std::to_string(bit < 5 ? bit + 1 : 4 - bit);
  }
  ranks += ']';
  bool first = true;
  for_each_day(days, [&](int day) {
    if (!first) out += ',';
    first = false;
    out += weekday_code(day);
    out += ranks;
  });
}

class Composer {
 public:
  explicit Composer(const Clauses& clauses) : clauses_(clauses) {}

  Composed run() {
    collect();
    hours_without_days();
    weekly();
    for (std::size_t i = 1; i < tables_.size(); ++i) special(tables_[i].first, tables_[i].second);
    if (out_.empty() && !clauses_.appointment.empty()) {
      out_ = '"' + clauses_.appointment + '"';
    } else if (clauses_.also_by_appointment && !out_.empty()) {
      out_ += " || \"" + clauses_.appointment + '"';
    }
    closures();
    return {std::move(out_), std::move(unsaid_)};
  }

 private:
  Timetable& table(Scope scope) {
    if (scope.holidays == Holidays::term) scope.holidays = Holidays::none;
    for (auto& [known, timetable] : tables_) {
      if (known == scope) return timetable;
    }
    tables_.push_back({scope, {}});
    return tables_.back().second;
  }

  static bool promises(const Clause& clause) {
    return clause.meaning == Meaning::open || clause.meaning == Meaning::conditional;
  }

  void collect() {
    tables_.push_back({Scope{}, {}});
    DaySet base = 0;
    for (const Clause& clause : clauses_.list) {
      if (promises(clause) && clause.scope.everyday()) base |= clause.days;
    }
    for (Clause clause : clauses_.list) {
      if (clause.days == 0 && promises(clause)) {
        const bool elsewhen = clause.scope.from || clause.scope.holidays == Holidays::school;
        if (!elsewhen || base == 0) {
          dayless_.push_back(clause);
          continue;
        }
        clause.days = base;
      }
      if (clause.scope.holidays == Holidays::term) term_days_ |= clause.days;
      // "..., samedi 9h-12h (de septembre à juin)" only adds its day, "(16h30 en août)" only
      // corrects it.
      table(clause.scope).instead |=
          promises(clause) && (clause.titled || ((clause.days & base) && !clause.corrects));
      switch (clause.meaning) {
        case Meaning::open:
          open(table(clause.scope), clause);
          break;
        case Meaning::conditional:
          allow(table(clause.scope), clause);
          break;
        case Meaning::closed:
          closed(clause);
          break;
        case Meaning::perhaps_closed:
          perhaps_closed_.push_back(clause);
          break;
      }
    }
    for (const Clause& clause : half_closed_) {
      Timetable& week = table(clause.scope);
      close_hours(week, clause);
      Clause rest = clause;  // days whose hours are unknown
      rest.days &= static_cast<DaySet>((dayless_.empty() ? week.bare_days() : kEveryDay) &
                                       ~week.open_days());
      if (rest.days) closures_.push_back(rest);
    }
    for (const Clause& clause : perhaps_closed_) doubt(tables_[0].second, clause);
  }

  void closed(const Clause& clause) {
    const bool weekly = clause.scope.everyday() || clause.scope.holidays == Holidays::term;
    if (!clause.spans.empty() && weekly && clause.days) {
      half_closed_.push_back(clause);
    } else if (weekly && clause.days) {
      close(table(clause.scope), clause);
    } else if (!weekly && clause.days && clause.spans.empty() && clause.scope.nth == 0 &&
               clause.scope.parity == Parity::none) {
      close(table(clause.scope), clause);
    } else if (!weekly) {
      closures_.push_back(clause);
    }
  }

  void rule(bool additional) {
    if (!out_.empty()) out_ += additional ? ", " : "; ";
  }

  /// "9h-12h / 14h-18h" names no day. Nobody is sent there on a day that was never promised: the
  /// state is unknown.
  void hours_without_days() {
    for (const Clause& clause : dayless_) {
      rule(false);
      out_ += prefix(clause.scope);
      if (!clause.spans.empty()) {
        append_spans(out_, tidy(clause.spans));
        out_ += ' ';
      }
      out_ += "\"jours à confirmer";
      if (!clause.comment.empty()) out_ += ", " + clause.comment;
      out_ += '"';
    }
  }

  void weekly() {
    Timetable& week = tables_[0].second;
    if (week.days() == 0) {
      // Days known as closed count only beside hours whose days are unknown.
      if (!dayless_.empty() && week.off) {
        rule(false);
        append_days(out_, week.off);
        out_ += " off";
      }
      return;
    }
    const bool always = std::all_of(week.open.begin(), week.open.end(), [](const DaySpans& spans) {
      return spans.size() == 1 && spans[0] == ClockSpan{0, 24 * 60};
    });
    if (always) {
      rule(false);
      out_ += "24/7";
      return;
    }
    std::string rules;
    append_week(rules, week.open, {}, 0, static_cast<DaySet>(week.days() & ~week.open_days()));
    if (!rules.empty()) {
      rule(false);
      out_ += rules;
    }
    conditions(Scope{}, week, week.open_days());
  }

  /// Hours under a condition: beside the open hours of a day, never over them.
  void conditions(const Scope& scope, const Timetable& table, DaySet taken) {
    for (const Timetable::Condition& condition : table.conditions) {
      std::array<DaySpans, 7> spans;
      DaySet left = 0, written = 0;
      for (int day = 0; day < 7; ++day) {
        spans[index(day)] = subtract(tidy(condition.spans[index(day)]), table.open[index(day)]);
        if (!spans[index(day)].empty()) left |= day_bit(day);
      }
      const DaySet bare = static_cast<DaySet>(condition.days & ~left & ~table.open_days());
      for (int day = 0; day < 7; ++day) {
        if (!(left & day_bit(day))) continue;
        DaySet same = 0;
        for_each_day(left, [&](int other) {
          if (spans[index(other)] == spans[index(day)]) same |= day_bit(other);
        });
        // Beside the hours of some days, instead of what a range says of others.
        same &= taken & day_bit(day) ? taken : static_cast<DaySet>(~taken);
        left &= static_cast<DaySet>(~same);
        conditional_rule(scope, same, &spans[index(day)], condition.comment, taken);
        written |= same;
      }
      taken |= written;
      if (!written && !bare && !condition.comment.ends_with(kNoHoursGiven)) {
        if (!unsaid_.empty()) unsaid_ += " … ";
        unsaid_ += condition.comment;
      }
      if (bare) {
        conditional_rule(scope, bare, nullptr, condition.comment, taken);
        taken |= bare;
      }
    }
  }

  void conditional_rule(const Scope& scope, DaySet days, const DaySpans* spans,
                        std::string_view comment, DaySet taken) {
    rule((days & taken) != 0);
    out_ += prefix(scope);
    if (days != kEveryDay || scope.nth) {
      append_ranked_days(out_, days, scope.nth);
      out_ += ' ';
    }
    if (spans) {
      append_spans(out_, *spans);
      out_ += ' ';
    }
    out_ += '"';
    out_ += comment;
    out_ += '"';
  }

  /// Another time of the year, other weeks, or some days of the month.
  void special(const Scope& scope, const Timetable& table) {
    const Timetable& base = tables_[0].second;
    const DaySet usual = base.days();
    if (scope.nth) return ranked(scope, table, base);
    const bool replaces = scope.parity == Parity::none;
    DaySet off = table.off;
    if (replaces && table.instead) off |= static_cast<DaySet>(usual & ~table.days());
    if (replaces && table.days() == 0) {
      off &= static_cast<DaySet>(usual ? usual : kEveryDay);
      if (off == 0) return;
      rule(false);
      out_ += prefix(scope);
      if ((usual & ~off) != 0 || usual == 0) {
        append_days(out_, off);
        out_ += ' ';
      }
      out_ += "off";
      return;
    }
    std::string rules;
    append_week(rules, table.open, prefix(scope), off);
    if (!rules.empty()) {
      bool beside = false;
      if (!replaces) {
        for (int day = 0; day < 7; ++day)
          beside |= !table.open[index(day)].empty() && !base.open[index(day)].empty() &&
                    !overlap(table.open[index(day)], base.open[index(day)]);
      }
      rule(beside);
      out_ += rules;
    }
    conditions(scope, table, static_cast<DaySet>(table.open_days() | (replaces ? 0 : usual)));
  }

  void ranked(const Scope& scope, const Timetable& table, const Timetable& base) {
    DaySet left = table.open_days();
    for (int day = 0; day < 7; ++day) {
      if (!(left & day_bit(day))) continue;
      DaySet same = 0;
      for_each_day(left, [&](int other) {
        if (table.open[index(other)] == table.open[index(day)]) same |= day_bit(other);
      });
      left &= static_cast<DaySet>(~same);
      const DaySpans& usual = base.open[index(day)];
      rule(!usual.empty() && !overlap(usual, table.open[index(day)]));
      out_ += prefix(scope);
      append_ranked_days(out_, same, scope.nth);
      out_ += ' ';
      append_spans(out_, table.open[index(day)]);
    }
    conditions(scope, table, static_cast<DaySet>(table.open_days() | base.days()));
  }

  void closures() {
    if (out_.empty()) return;
    const DaySet usual = tables_[0].second.days();
    const bool school_known = std::any_of(tables_.begin(), tables_.end(), [](const auto& table) {
      return table.first.holidays == Holidays::school && table.first.from == 0 &&
             table.second.days();
    });
    if (term_days_ && !school_known) {
      Clause clause;
      clause.scope.holidays = Holidays::school;
      clause.days = (usual & ~term_days_) ? term_days_ : DaySet{0};
      closures_.insert(closures_.begin(), clause);
    }
    std::vector<std::string> written;
    for (const Clause& clause : closures_) {
      std::string text = prefix(clause.scope);
      if (clause.days) {
        if (clause.scope.nth && usual && !(usual & clause.days)) continue;
        append_ranked_days(text, clause.days, clause.scope.nth);
        text += ' ';
      }
      if (!clause.spans.empty()) {
        append_spans(text, clause.spans);
        text += ' ';
      }
      text += "off";
      if (std::find(written.begin(), written.end(), text) != written.end()) continue;
      rule(false);
      out_ += text;
      written.push_back(std::move(text));
    }
  }

  const Clauses& clauses_;
  std::vector<std::pair<Scope, Timetable>> tables_;
  std::vector<Clause> dayless_, half_closed_, perhaps_closed_, closures_;
  DaySet term_days_ = 0;
  std::string out_, unsaid_;
};

}  // namespace

Composed compose(const Clauses& clauses) {
  return Composer(clauses).run();
}

}  // namespace maillage::hours::french
