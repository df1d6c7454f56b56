#include "base/error.hpp"
#include "base/text.hpp"
#include "store/database.hpp"
#include "store/dialect.hpp"
#include "store/postgres_link.hpp"
#include "store/postgres_watch.hpp"

#include <charconv>
#include <map>
#include <mutex>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace maillage::store {
namespace {

constexpr std::string_view kUrls[] = {"postgresql://", "postgres://"};
constexpr unsigned kInt8 = 20, kFloat8 = 701, kText = 25;  // pg_type.oid, fixed for ever

/// What PostgreSQL takes as a text: it knows no zero byte and refuses wrong UTF-8.
std::string storable(std::string_view text) {
  std::string stored = base::is_valid_utf8(text) ? std::string(text) : base::valid_utf8(text);
  if (stored.find('\0') != std::string::npos)
    stored = base::replace_all(std::move(stored), std::string_view("\0", 1), "\uFFFD");
  return stored;
}

PgParameter to_parameter(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    return {false, std::to_string(*integer), kInt8};
  if (const auto* real = std::get_if<double>(&value))
    return {false, fmt::format("{}", *real), kFloat8};
  if (const auto* text = std::get_if<std::string_view>(&value))
    return {false, storable(*text), kText};
  return {};
}

/// All rows of a result are here before the first is read, so that a query may be asked within the
/// rows of another, as SQLite allows.
class PostgresStatement final : public Statement {
 public:
  PostgresStatement(PostgresLink& link, std::string_view sql, int number)
      : link_(link), sql_(postgres_query(sql)), name_("s" + std::to_string(number)) {}

  void start(std::span<const Value> values) override {
    finish();
    std::vector<PgParameter> parameters;
    for (const Value& value : values) parameters.push_back(to_parameter(value));
    const bool alone = PQtransactionStatus(link_.handle()) == PQTRANS_IDLE;
    try {
      execute(parameters);
    } catch (const base::Error&) {
      // A server that was restarted has closed the line: the question is asked again, unless it
      // belongs to a transaction that is gone.
      if (!alone || !link_.is_broken()) throw;
      link_.reopen();
      execute(parameters);
    }
  }
  bool step() override { return ++row_ < PQntuples(result_.get()); }
  void finish() noexcept override {
    result_.reset();
    row_ = -1;
  }
  bool is_null(int column) const override { return PQgetisnull(result_.get(), row_, column) != 0; }
  std::int64_t integer(int column) const override {
    const std::string_view digits = text(column);
    std::int64_t value = digits == "t" ? 1 : 0;  // the boolean of a comparison
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }
  double real(int column) const override {
    double value = 0;
    base::parse_number(text(column), value);
    return value;
  }
  std::string_view text(int column) const override {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
  }
  std::int64_t changed() const {
    std::int64_t rows = 0;
    const std::string_view digits = PQcmdTuples(result_.get());
    std::from_chars(digits.data(), digits.data() + digits.size(), rows);
    return rows;
  }

 private:
  /// A statement is prepared once for each choice of types: a parameter that is a number once may
  /// be absent the next time. Where there are many choices (rows inserted together), each is
  /// prepared for the occasion.
  void execute(const std::vector<PgParameter>& parameters) {
    if (opening_ != link_.opening()) prepared_.clear();
    opening_ = link_.opening();
    std::string types;
    for (const PgParameter& parameter : parameters) types += std::to_string(parameter.type) + ",";
    const auto known = prepared_.find(types);
    std::string name = known == prepared_.end() ? "" : known->second;
    if (known == prepared_.end()) {
      constexpr std::size_t kKept = 8;
      if (prepared_.size() < kKept) {
        name = name_ + "_" + std::to_string(prepared_.size());
        prepared_.emplace(types, name);
      }
      try {
        link_.prepare(name, sql_, parameters);
      } catch (...) {
        prepared_.erase(types);
        throw;
      }
    }
    result_ = link_.run_prepared(name, parameters);
  }

  PostgresLink& link_;
  std::string sql_, name_;
  std::map<std::string, std::string> prepared_;  ///< names, by types
  int opening_ = 0;
  PgResult result_;
  int row_ = -1;
};

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(const std::string& url, std::string session)
      : link_(url, std::move(session)) {}

  void script(std::string_view sql) override { link_.run(postgres_schema(sql)); }
  std::int64_t last_id() override { return number("select lastval()"); }
  Engine engine() const override { return Engine::postgres; }

  std::vector<Table> tables() override {
    // The catalogue itself: the views of information_schema take a hundred times as long.
    return read_tables(
        query("select c.relname, a.attname, case format_type(a.atttypid, null) "
              "when 'bigint' then 'integer' when 'double precision' then 'real' else 'text' end "
              "from pg_class c "
              "join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped "
              "where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace "
              "order by c.relname collate \"C\", a.attnum"));
  }
  void renumber(const Table& table) override {
    for (const Column& column : table.columns) {
      if (column.kind != Kind::integer ||
          number("select count(pg_get_serial_sequence(?1, ?2))", table.name, column.name) == 0)
        continue;
      link_.run(
          fmt::format("select setval(pg_get_serial_sequence('{0}', '{1}'), "
                      "coalesce(max({1}), 0) + 1, false) from {0}",
                      table.name, column.name));
    }
  }
  void hold_still() override { begin("begin isolation level repeatable read read only"); }
  void let_go() noexcept override { end("rollback"); }

  /// Opens the line again when the server has closed it since.
  void begin(const std::string& how) {
    try {
      link_.run(how);
    } catch (const base::Error&) {
      if (!link_.is_broken()) throw;
      link_.reopen();
      link_.run(how);
    }
  }
  /// Throws when the transaction had failed before: PostgreSQL rolls it back then, and says so
  /// only by the way.
  void commit() {
    const PgResult result = link_.run("commit");
    if (std::string_view(PQcmdStatus(result.get())) == "COMMIT") return;
    throw base::Error(base::ErrorCode::environment,
                      "La modification n’a pas été enregistrée : une de ses étapes avait échoué.");
  }
  void end(const char* how) noexcept {
    try {
      link_.run(how);
    } catch (const base::Error&) {
      // The line is broken, and the transaction gone with it.
    }
  }
  bool is_broken() const { return link_.is_broken(); }

 protected:
  Statement& prepared(std::string_view sql) override {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return *(last_ = known->second.get());
    auto statement =
        std::make_unique<PostgresStatement>(link_, sql, static_cast<int>(statements_.size()));
    last_ = statement.get();
    statements_.emplace(std::string(sql), std::move(statement));
    return *last_;
  }
  std::int64_t changes() const override { return last_->changed(); }

 private:
  PostgresLink link_;
  std::map<std::string, std::unique_ptr<PostgresStatement>, std::less<>> statements_;
  PostgresStatement* last_ = nullptr;  ///< the one asked for last
};

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(std::string url, const PostgresOptions& options)
      : url_(std::move(url)), options_(options), writer_(url_, "") {}

  std::unique_ptr<Watch> watch(std::function<void()> changed) override {
    return watch_postgres(url_, std::move(changed));
  }

 protected:
  std::unique_ptr<Connection> take_reader() override {
    {
      const std::lock_guard guard(readers_mutex_);
      if (!readers_.empty()) {
        auto reader = std::move(readers_.back());
        readers_.pop_back();
        return reader;
      }
    }
    return std::make_unique<PostgresConnection>(
        url_, "set default_transaction_read_only = on; set statement_timeout = '60s'");
  }
  void give_back(std::unique_ptr<Connection> connection) noexcept override {
    if (static_cast<PostgresConnection&>(*connection).is_broken()) return;
    const std::lock_guard guard(readers_mutex_);
    readers_.push_back(std::move(connection));
  }
  Connection& begin_write() override {
    std::unique_lock turn(writer_mutex_);
    writer_.begin("begin");
    try {
      writer_.script(
          fmt::format("set local lock_timeout = {}; "
                      "select pg_advisory_xact_lock(hashtext('maillage'), "
                      "hashtext(current_schema()))",
                      options_.busy_milliseconds));
    } catch (...) {
      writer_.end("rollback");
      throw;
    }
    turn.release();
    return writer_;
  }
  void commit_write() override {
    writer_.script(fmt::format("notify {}", kChangeChannel));
    writer_.commit();
    writer_mutex_.unlock();
  }
  void roll_back_write() noexcept override {
    writer_.end("rollback");
    writer_mutex_.unlock();
  }

 private:
  std::string url_;
  PostgresOptions options_;
  std::mutex writer_mutex_;
  PostgresConnection writer_;
  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<Connection>> readers_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url, const PostgresOptions& options) {
  return std::make_unique<PostgresDatabase>(url, options);
}

bool is_postgres_url(std::string_view where) {
  return std::any_of(std::begin(kUrls), std::end(kUrls),
                     [&](std::string_view start) { return where.starts_with(start); });
}

std::unique_ptr<Database> open_database(const std::string& where) {
  return is_postgres_url(where) ? open_postgres(where) : open_sqlite(where);
}

}  // namespace maillage::store
