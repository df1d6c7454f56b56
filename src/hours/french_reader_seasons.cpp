/// Seasons: titles, conditions of hours, and the dates that the text gives one of them.
#include "hours/french_reader.hpp"

#include <algorithm>

namespace maillage::hours::french {
namespace {

/// The season that fills the rest of the year; -1: none does.
int opposite(int season) {
  static constexpr int kOpposite[kSeasons] = {kWinter, kSummer, -1, -1, kHighSeason, kLowSeason};
  return kOpposite[season];
}

std::int16_t day_after(int date) {
  const int month = date / 100, day = date % 100;
  if (day < days_of_month(month)) return static_cast<std::int16_t>(date + 1);
  return static_cast<std::int16_t>((month % 12 + 1) * 100 + 1);
}

std::int16_t day_before(int date) {
  if (date % 100 > 1) return static_cast<std::int16_t>(date - 1);
  const int month = (date / 100 + 10) % 12 + 1;
  return static_cast<std::int16_t>(month * 100 + days_of_month(month));
}

Scope rest_of_the_year(Scope scope) {
  const bool days = scope.from > 12;
  const int from = days ? day_after(scope.to) : scope.to % 12 + 1;
  const int to = days ? day_before(scope.from) : (scope.from + 10) % 12 + 1;
  scope.from = static_cast<std::int16_t>(from);
  scope.to = static_cast<std::int16_t>(to);
  return scope;
}

}  // namespace

bool Reader::season_behind() const {
  std::size_t before = at_;
  while (before > 0 && (tokens_[before - 1].kind == Kind::filler ||
                        (tokens_[before - 1].kind == Kind::open_paren && before > 1)))
    --before;
  const Kind next = tokens_[at_ + 1].kind;
  if (before > 1 && next == Kind::end && tokens_[before - 1].kind == Kind::comma) --before;
  if (!has_hours() || before == 0 || tokens_[before - 1].kind != Kind::time) return false;
  return ends_part(next) || next == Kind::end || next == Kind::open_paren || next == Kind::list;
}

bool Reader::season_is_title() const {
  if (at_ == 0 || stopped_ || tokens_[at_ + 1].kind == Kind::colon) return true;
  const Kind before = tokens_[at_ - 1].kind;
  if (before == Kind::filler) return true;
  const Kind next = tokens_[significant(at_ + 1)].kind;
  return has_hours() && (ends_part(before) || before == Kind::list) &&
         (is_days(next) || next == Kind::time || next == Kind::open_paren);
}

bool Reader::names_dated_title() const {
  if (!empty() || header_.from == 0 || out_.list.size() != title_start_) return false;
  std::size_t before = at_;
  while (before > 0 &&
         (tokens_[before - 1].kind == Kind::filler || tokens_[before - 1].kind == Kind::comma ||
          tokens_[before - 1].kind == Kind::colon))
    --before;
  return before > 0 &&
         (tokens_[before - 1].kind == Kind::month || tokens_[before - 1].kind == Kind::date);
}

bool Reader::season_named_here() const {
  constexpr std::size_t kFarthest = 12;
  if (season_ < 0) return false;
  std::size_t before = at_;
  while (before > 0 && tokens_[before - 1].kind != Kind::season) {
    if (at_ - before > kFarthest) return false;
    const Kind kind = tokens_[before - 1].kind;
    if (kind != Kind::filler && kind != Kind::open_paren && kind != Kind::month &&
        kind != Kind::date && kind != Kind::to && kind != Kind::dash && kind != Kind::list &&
        kind != Kind::colon && kind != Kind::slash)
      return false;
    --before;
  }
  return before > 0;
}

void Reader::season() {
  const int season = peek().value;
  const std::string text(season_text(season));
  if (season_behind()) {
    take();
    season_ = season;
    condition(text, false);
    return;
  }
  if (!season_is_title()) {
    ++at_;
    words_since_ = true;
    return;
  }
  take();
  season_ = season;
  season_ahead_ = true;
  if (names_dated_title()) {
    season_dates_[static_cast<std::size_t>(season)] = header_;
    return;
  }
  if (!empty() && has_hours()) flush();
  if (header_.from) {  // the months of another title end here
    header_.from = header_.to = 0;
    header_more_.clear();
    statement_.scope.from = statement_.scope.to = 0;
  }
  header_condition_ = text;
  statement_.condition = text;
  statement_.condition_ahead = true;
  is_appointment_ = false;
  begin_title();
}

std::optional<Scope> Reader::season_scope(int season) const {
  if (season < 0) return {};
  const Scope& own = season_dates_[static_cast<std::size_t>(season)];
  if (own.from) return own;
  const int other = opposite(season);
  if (other < 0 || (seasons_named_ & ~(1u << season | 1u << other))) return {};
  const Scope& dates = season_dates_[static_cast<std::size_t>(other)];
  if (dates.from == 0) return {};
  return rest_of_the_year(dates);
}

void Reader::settle_seasons() {
  for (int season = 0; season < static_cast<int>(kSeasons); ++season) {
    const std::optional<Scope> dates = season_scope(season);
    if (!dates) continue;
    const std::string text(season_text(season));
    for (Clause& clause : out_.list) {
      if (clause.scope.from) continue;
      if (clause.meaning == Meaning::perhaps_closed && clause.comment == "fermé " + text) {
        clause.meaning = Meaning::closed;
        clause.comment.clear();
      } else if (clause.meaning == Meaning::conditional && clause.comment == text) {
        if (clause.spans.empty()) continue;
        clause.meaning = Meaning::open;
        clause.comment.clear();
      } else if (clause.meaning == Meaning::conditional &&
                 clause.comment.starts_with(text + ", ")) {
        clause.comment.erase(0, text.size() + 2);
      } else {
        continue;
      }
      clause.titled = true;
      clause.scope.from = dates->from;
      clause.scope.to = dates->to;
    }
  }
}

}  // namespace maillage::hours::french
