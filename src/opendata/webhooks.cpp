#include "opendata/webhooks.hpp"

#include "base/text.hpp"
#include "formats/http_client.hpp"
#include "formats/private_address.hpp"
#include "opendata/publication.hpp"
#include "store/journal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

constexpr store::Migration kSteps[] = {
    {1, "subscriptions to changes", R"sql(
  create table webhook (
    number integer primary key,
    url text not null,
    secret text not null,
    published integer not null,
    withdrawn integer not null,
    departement text not null,
    private_network integer not null,
    sequence integer not null,
    failures integer not null,
    next_try integer,
    last_outcome text not null,
    last_sent integer
  );
)sql"},
};

constexpr std::chrono::seconds kClaim{60};  // longer than a message may take
constexpr std::string_view kColumns =
    "select number, url, secret, published, withdrawn, departement, private_network, sequence, "
    "failures, next_try, last_outcome, last_sent from webhook";

std::int64_t seconds_of(base::Instant instant) {
  return instant.time_since_epoch().count();
}

std::optional<base::Instant> instant_of(const store::Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return base::Instant(std::chrono::seconds(rows.integer(column)));
}

std::vector<Webhook> read_all(store::Rows rows) {
  std::vector<Webhook> all;
  while (rows.next()) {
    all.push_back({rows.integer(0), std::string(rows.text(1)), std::string(rows.text(2)),
                   rows.integer(3) != 0, rows.integer(4) != 0, std::string(rows.text(5)),
                   rows.integer(6) != 0, rows.integer(7), static_cast<int>(rows.integer(8)),
                   instant_of(rows, 9), std::string(rows.text(10)), instant_of(rows, 11)});
  }
  return all;
}

/// "https://[::1]:8080/a" -> "[::1]"
std::string_view host_of(std::string_view url) {
  url.remove_prefix(std::min(url.find("://") + 3, url.size()));
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t at = url.rfind('@'); at != url.npos) url.remove_prefix(at + 1);
  if (url.starts_with('[')) return url.substr(0, url.find(']') + 1);
  return url.substr(0, url.find(':'));
}

}  // namespace

std::span<const store::Migration> webhook_steps() {
  return kSteps;
}

std::chrono::seconds pause_after(int failures) {
  constexpr std::chrono::seconds kFirst{30}, kLongest = std::chrono::hours(6);
  constexpr int kMostDoublings = 10;
  return std::min(kLongest, kFirst * (1 << std::clamp(failures - 1, 0, kMostDoublings)));
}

std::string complaint_of_address(const std::string& url, bool private_network) {
  constexpr std::size_t kLongest = 2'000;
  if (!formats::is_http(url) || url.size() > kLongest || host_of(url).empty())
    return "L’adresse commence par https:// et nomme un serveur.";
  if (base::contains(url, "@"))
    return "L’adresse ne peut pas porter de mot de passe. La signature suffit.";
  const bool is_private = formats::is_private_host(host_of(url));
  if (is_private && !private_network) {
    return "Cette adresse est sur cette machine ou son réseau. Ajoutez --reseau-prive si c’est "
           "voulu.";
  }
  const bool secure = base::lower(url.substr(0, 8)) == "https://";
  return secure || is_private ? "" : "L’adresse commence par https:// : http ne protège rien.";
}

std::int64_t subscribe(store::Database& database, const Webhook& webhook, base::Instant now) {
  return database.write([&](store::Connection& connection) {
    connection.run(
        "insert into webhook (url, secret, published, withdrawn, departement, private_network, "
        "sequence, failures, next_try, last_outcome) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, "
        "'')",
        webhook.url, webhook.secret, webhook.published ? 1 : 0, webhook.withdrawn ? 1 : 0,
        webhook.departement, webhook.private_network ? 1 : 0, newest_sequence(connection),
        seconds_of(now));
    const std::int64_t number = connection.last_id();
    store::append(connection, {now, "webhooks abonner", "programme abonné aux changements",
                               fmt::format("abonnement {}", number)});
    return number;
  });
}

bool unsubscribe(store::Database& database, std::int64_t number, base::Instant now) {
  return database.write([&](store::Connection& connection) {
    if (connection.run("delete from webhook where number = ?1", number) == 0) return false;
    store::append(connection, {now, "webhooks retirer", "programme désabonné",
                               fmt::format("abonnement {}", number)});
    return true;
  });
}

bool wake(store::Database& database, std::int64_t number, base::Instant now) {
  return database.write([&](store::Connection& connection) {
    return connection.run("update webhook set failures = 0, next_try = ?2 where number = ?1",
                          number, seconds_of(now)) > 0;
  });
}

std::vector<Webhook> webhooks(store::Connection& connection) {
  static const std::string kSql = std::string(kColumns) + " order by number";
  return read_all(connection.query(kSql));
}

std::vector<Webhook> due_webhooks(store::Connection& connection, base::Instant now) {
  static const std::string kSql =
      std::string(kColumns) + " where next_try <= ?1 and sequence < ?2 order by number";
  return read_all(connection.query(kSql, seconds_of(now), newest_sequence(connection)));
}

bool claim(store::Database& database, const Webhook& webhook, base::Instant now) {
  return database.write([&](store::Connection& connection) {
    return connection.run(
               "update webhook set next_try = ?3 where number = ?1 and sequence = ?2 and next_try "
               "<= ?4",
               webhook.number, webhook.sequence, seconds_of(now + kClaim), seconds_of(now)) > 0;
  });
}

void record_success(store::Database& database, std::int64_t number, std::int64_t sequence,
                    std::string_view outcome, base::Instant now) {
  database.write([&](store::Connection& connection) {
    connection.run(
        "update webhook set sequence = ?2, failures = 0, next_try = ?3, last_outcome = ?4, "
        "last_sent = ?3 where number = ?1",
        number, sequence, seconds_of(now), outcome);
  });
}

void record_failure(store::Database& database, const Webhook& webhook, std::string_view outcome,
                    base::Instant now) {
  const int failures = webhook.failures + 1;
  const auto next = failures < kMostFailures
                        ? std::optional(seconds_of(now + pause_after(failures)))
                        : std::nullopt;
  database.write([&](store::Connection& connection) {
    connection.run(
        "update webhook set failures = ?2, next_try = ?3, last_outcome = ?4, last_sent = ?5 where "
        "number = ?1",
        webhook.number, failures, next, outcome, seconds_of(now));
  });
}

}  // namespace maillage::opendata
