#include "store/journal.hpp"

namespace maillage::store {
namespace {

constexpr Migration kSteps[] = {
    {1, "journal", R"sql(
  create table journal (
    number integer primary key,
    happened_at integer not null,
    who text not null,
    what text not null,
    why text not null
  );
)sql",
     R"sql(  create trigger journal_lines_never_change before update on journal
  begin select raise(abort, 'le journal ne se modifie pas'); end;
  create trigger journal_lines_never_leave before delete on journal
  begin select raise(abort, 'le journal ne se modifie pas'); end;
)sql",
     R"sql(  create or replace function journal_never_changes() returns trigger language plpgsql as
  'begin raise exception ''le journal ne se modifie pas''; end';
  create trigger journal_never_changes before update or delete or truncate on journal
  for each statement execute function journal_never_changes();
)sql"},
};

}  // namespace

std::span<const Migration> journal_steps() {
  return kSteps;
}

void append(Connection& connection, const JournalLine& line) {
  connection.run("insert into journal (happened_at, who, what, why) values (?1, ?2, ?3, ?4)",
                 line.when.time_since_epoch().count(), line.who, line.what, line.why);
}

void append_behind(Connection& connection, std::int64_t number, const JournalLine& line) {
  const std::int64_t last = connection.number("select max(number) from journal");
  connection.run(
      "insert into journal (number, happened_at, who, what, why) values (?1, ?2, ?3, ?4, ?5)",
      std::max(last, number) + 1, line.when.time_since_epoch().count(), line.who, line.what,
      line.why);
}

std::vector<JournalLine> newest_lines(Connection& connection, int limit) {
  std::vector<JournalLine> lines;
  Rows rows = connection.query(
      "select happened_at, who, what, why from journal order by number desc limit ?1", limit);
  while (rows.next()) {
    lines.push_back({base::Instant(std::chrono::seconds(rows.integer(0))),
                     std::string(rows.text(1)), std::string(rows.text(2)),
                     std::string(rows.text(3))});
  }
  return lines;
}

}  // namespace maillage::store
