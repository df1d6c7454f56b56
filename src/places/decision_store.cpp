#include "places/decision_store.hpp"

#include "store/journal.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

constexpr store::Migration kSteps[] = {
    {1, "decisions on doubles", R"sql(
  create table decision (
    number integer primary key,
    first_id text not null,
    second_id text not null,
    verdict text not null,
    author text not null,
    reason text not null,
    decided_at integer not null,
    unique (first_id, second_id, verdict, author, decided_at)
  );
)sql",
     R"sql(  create trigger decisions_never_change
  before update of first_id, second_id, verdict, reason, decided_at on decision
  begin select raise(abort, 'une décision ne se modifie pas'); end;
  create trigger decisions_never_leave before delete on decision
  begin select raise(abort, 'une décision ne se supprime pas'); end;
)sql",
     R"sql(  create or replace function decisions_never_change() returns trigger language plpgsql as
  'begin raise exception ''une décision ne se modifie pas''; end';
  create trigger decisions_never_change
  before update of first_id, second_id, verdict, reason, decided_at on decision
  for each statement execute function decisions_never_change();
  create trigger decisions_never_leave before delete or truncate on decision
  for each statement execute function decisions_never_change();
)sql"},
};

Verdict verdict_of(std::string_view name) {
  for (const Verdict verdict : {Verdict::same, Verdict::different, Verdict::excluded}) {
    if (verdict_name(verdict) == name) return verdict;
  }
  return Verdict::withdrawn;
}

Decisions read_all(store::Rows rows) {
  Decisions decisions;
  while (rows.next()) {
    decisions.push_back({std::string(rows.text(0)), std::string(rows.text(1)),
                         verdict_of(rows.text(2)), std::string(rows.text(3)),
                         std::string(rows.text(4)),
                         base::Instant(std::chrono::seconds(rows.integer(5)))});
  }
  return decisions;
}

std::string journal_sentence(const Decision& decision) {
  switch (decision.verdict) {
    case Verdict::same:
      return fmt::format("« {} » et « {} » sont le même lieu", decision.first_id,
                         decision.second_id);
    case Verdict::different:
      return fmt::format("« {} » et « {} » sont deux lieux", decision.first_id, decision.second_id);
    case Verdict::excluded:
      return fmt::format("« {} » n’est plus montré", decision.first_id);
    case Verdict::withdrawn:
      break;
  }
  return fmt::format(
      "La décision sur « {} »{} est retirée", decision.first_id,
      decision.second_id.empty() ? "" : fmt::format(" et « {} »", decision.second_id));
}

/// Whether the line is there, or would only repeat what the newest line on the pair says.
bool is_known(store::Connection& connection, const Decision& decision) {
  const auto when = decision.when.time_since_epoch().count();
  const std::string_view verdict = verdict_name(decision.verdict);
  if (connection.number("select count(*) from decision where first_id = ?1 and second_id = ?2 "
                        "and verdict = ?3 and author = ?4 and decided_at = ?5",
                        decision.first_id, decision.second_id, verdict, decision.author, when) > 0)
    return true;
  store::Rows newest = connection.query(
      "select verdict, decided_at from decision where first_id = ?1 and second_id = ?2 "
      "order by decided_at desc, number desc limit 1",
      decision.first_id, decision.second_id);
  return newest.next() && newest.text(0) == verdict && newest.integer(1) <= when;
}

}  // namespace

std::span<const store::Migration> decision_steps() {
  return kSteps;
}

Decisions all_decisions(store::Connection& connection) {
  return read_all(
      connection.query("select first_id, second_id, verdict, author, reason, decided_at "
                       "from decision order by decided_at, number"));
}

Decisions newest_decisions(store::Connection& connection, int limit) {
  return read_all(
      connection.query("select first_id, second_id, verdict, author, reason, decided_at "
                       "from decision order by decided_at desc, number desc limit ?1",
                       limit));
}

std::size_t add_decisions(store::Connection& connection, std::span<const Decision> decisions,
                          std::string_view who, base::Instant now) {
  std::size_t added = 0;
  for (const Decision& decision : decisions) {
    const auto when = decision.when.time_since_epoch().count();
    const std::string_view verdict = verdict_name(decision.verdict);
    if (is_known(connection, decision)) continue;
    connection.run(
        "insert into decision (first_id, second_id, verdict, author, reason, decided_at) "
        "values (?1, ?2, ?3, ?4, ?5, ?6)",
        decision.first_id, decision.second_id, verdict, decision.author, decision.reason, when);
    store::append(connection, {now, std::string(who), journal_sentence(decision), decision.reason});
    ++added;
  }
  return added;
}

std::int64_t decision_revision(store::Connection& connection) {
  return connection.number("select max(number) from decision");
}

}  // namespace maillage::places
