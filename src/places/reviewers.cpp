#include "places/reviewers.hpp"

#include "store/journal.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

constexpr std::size_t kTokenLength = 43;

constexpr store::Migration kSteps[] = {
    {1, "reviewers and their sessions", R"sql(
  create table reviewer (
    number integer primary key,
    name text not null,
    token_hash text not null unique,
    added_at integer not null,
    seen_at integer
  );
  create table review_session (
    session_hash text primary key,
    reviewer integer not null,
    expires_at integer not null
  );
  create table review_later (
    reviewer integer not null,
    first_id text not null,
    second_id text not null,
    until integer not null,
    primary key (reviewer, first_id, second_id)
  );
)sql"},
};

std::int64_t seconds_of(base::Instant instant) {
  return instant.time_since_epoch().count();
}
base::Instant instant_of(std::int64_t seconds) {
  return base::Instant(std::chrono::seconds(seconds));
}

std::string link_hash(const base::SecretKey& key, std::string_view token) {
  return base::keyed_hash(key, "link", token);
}
std::string session_hash(const base::SecretKey& key, std::string_view session) {
  return base::keyed_hash(key, "session", session);
}

Reviewer read_reviewer(const store::Rows& rows) {
  Reviewer reviewer{rows.integer(0), std::string(rows.text(1)), instant_of(rows.integer(2)), {}};
  if (!rows.is_null(3)) reviewer.seen_at = instant_of(rows.integer(3));
  return reviewer;
}

}  // namespace

std::span<const store::Migration> reviewer_steps() {
  return kSteps;
}

std::string add_reviewer(store::Database& database, const base::SecretKey& key,
                         std::string_view name, base::Instant now) {
  std::string token = base::random_token();
  database.write([&](store::Connection& connection) {
    connection.run("insert into reviewer (name, token_hash, added_at) values (?1, ?2, ?3)", name,
                   link_hash(key, token), seconds_of(now));
    // The journal is for ever, names are not: it knows reviewers by number.
    store::append(connection, {now, "relecteurs",
                               fmt::format("Relecteur n° {} ajouté", connection.last_id()), ""});
  });
  return token;
}

std::vector<Reviewer> reviewers(store::Connection& connection) {
  std::vector<Reviewer> all;
  store::Rows rows =
      connection.query("select number, name, added_at, seen_at from reviewer order by number");
  while (rows.next()) all.push_back(read_reviewer(rows));
  return all;
}

bool remove_reviewer(store::Database& database, std::int64_t number, base::Instant now) {
  return database.write([&](store::Connection& connection) {
    connection.run("delete from review_session where reviewer = ?1", number);
    connection.run("delete from review_later where reviewer = ?1", number);
    if (connection.run("delete from reviewer where number = ?1", number) == 0) return false;
    store::append(connection,
                  {now, "relecteurs", fmt::format("Relecteur n° {} retiré", number), ""});
    return true;
  });
}

std::optional<std::string> open_session(store::Database& database, const base::SecretKey& key,
                                        std::string_view token, base::Instant now) {
  if (token.size() != kTokenLength) return std::nullopt;
  const std::string hash = link_hash(key, token);
  if (database.read()->number("select count(*) from reviewer where token_hash = ?1", hash) == 0)
    return std::nullopt;
  std::string session = base::random_token();
  database.write([&](store::Connection& connection) {
    connection.run("delete from review_session where expires_at <= ?1", seconds_of(now));
    connection.run("update reviewer set seen_at = ?1 where token_hash = ?2", seconds_of(now), hash);
    connection.run(
        "insert into review_session (session_hash, reviewer, expires_at) "
        "select ?1, number, ?2 from reviewer where token_hash = ?3",
        session_hash(key, session), seconds_of(now + kSessionLength), hash);
  });
  return session;
}

std::optional<Reviewer> find_session(store::Connection& connection, const base::SecretKey& key,
                                     std::string_view session, base::Instant now) {
  if (session.size() != kTokenLength) return std::nullopt;
  store::Rows rows = connection.query(
      "select r.number, r.name, r.added_at, r.seen_at from review_session s "
      "join reviewer r on r.number = s.reviewer where s.session_hash = ?1 and s.expires_at > ?2",
      session_hash(key, session), seconds_of(now));
  if (!rows.next()) return std::nullopt;
  return read_reviewer(rows);
}

void close_session(store::Database& database, const base::SecretKey& key,
                   std::string_view session) {
  database.write([&](store::Connection& connection) {
    connection.run("delete from review_session where session_hash = ?1",
                   session_hash(key, session));
  });
}

std::string form_token(const base::SecretKey& key, std::string_view session) {
  return base::keyed_hash(key, "form", session);
}

void put_off(store::Database& database, std::int64_t reviewer, std::string_view first_id,
             std::string_view second_id, base::Instant now) {
  constexpr auto kHowLong = std::chrono::hours(24 * 7);
  database.write([&](store::Connection& connection) {
    connection.run("delete from review_later where until <= ?1", seconds_of(now));
    connection.run(
        "insert into review_later (reviewer, first_id, second_id, until) values (?1, ?2, ?3, ?4) "
        "on conflict (reviewer, first_id, second_id) do update set until = excluded.until",
        reviewer, first_id, second_id, seconds_of(now + kHowLong));
  });
}

PairIds put_off_pairs(store::Connection& connection, std::int64_t reviewer, base::Instant now) {
  PairIds pairs;
  store::Rows rows = connection.query(
      "select first_id, second_id from review_later where reviewer = ?1 and until > ?2", reviewer,
      seconds_of(now));
  while (rows.next()) pairs.emplace(rows.text(0), rows.text(1));
  return pairs;
}

}  // namespace maillage::places
