#pragma once
/// The port to the database: connections, statements and transactions without a word of any engine.
/// SQLite (sqlite.cpp) serves one machine, PostgreSQL (postgres.cpp) any number of processes. Every
/// text of SQL given here is portable and numbers its parameters ?1, ?2; an error ends its
/// transaction. Errors of the engine end the request or command as base::Error (environment) with a
/// French sentence.
#include "store/table.hpp"

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace maillage::store {

enum class Engine { sqlite, postgres };

/// What a parameter may be; texts are borrowed until the statement has run.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view>;

template <class T>
Value to_value(const T& value) {
  if constexpr (std::integral<T>) {
    return static_cast<std::int64_t>(value);
  } else if constexpr (std::floating_point<T>) {
    return static_cast<double>(value);
  } else if constexpr (std::is_same_v<T, std::nullptr_t>) {
    return std::monostate{};
  } else if constexpr (std::convertible_to<const T&, std::string_view>) {
    return std::string_view(value);
  } else {
    return value ? to_value(*value) : Value(std::monostate{});
  }
}

/// A prepared statement that has been given its parameters. The text of a column lives until the
/// next step.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual void start(std::span<const Value> parameters) = 0;
  virtual bool step() = 0;  ///< false when there is no further row
  virtual void finish() noexcept = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;  ///< "" for NULL
};

/// The rows of one query, read one after the other: `while (rows.next()) rows.text(0)`.
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) {}
  Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Rows& operator=(Rows&&) = delete;
  ~Rows() {
    if (statement_) statement_->finish();
  }
  bool next() { return statement_->step(); }
  bool is_null(int column) const { return statement_->is_null(column); }
  std::int64_t integer(int column) const { return statement_->integer(column); }
  double real(int column) const { return statement_->real(column); }
  std::string_view text(int column) const { return statement_->text(column); }

 private:
  Statement* statement_;
};

/// One connection, used by one thread at a time. A statement is prepared once for each text of SQL.
class Connection {
 public:
  virtual ~Connection() = default;

  template <class... Parameters>
  Rows query(std::string_view sql, const Parameters&... parameters) {
    Statement& statement = prepared(sql);
    if constexpr (sizeof...(Parameters) == 0) {
      statement.start({});
    } else {
      const Value values[] = {to_value(parameters)...};
      statement.start(values);
    }
    return Rows(statement);
  }
  /// Runs a statement for its effect; returns the number of rows it changed.
  template <class... Parameters>
  std::int64_t run(std::string_view sql, const Parameters&... parameters) {
    Rows rows = query(sql, parameters...);
    while (rows.next()) {
    }
    return changes();
  }
  /// The same with parameters whose number is not known here.
  std::int64_t run(std::string_view sql, std::span<const Value> parameters) {
    Statement& statement = prepared(sql);
    statement.start(parameters);
    Rows rows(statement);
    while (rows.next()) {
    }
    return changes();
  }
  /// The first column of the first row as a number, 0 when there is none.
  template <class... Parameters>
  std::int64_t number(std::string_view sql, const Parameters&... parameters) {
    Rows rows = query(sql, parameters...);
    return rows.next() ? rows.integer(0) : 0;
  }
  /// Several statements separated by ';', without parameters: migrations. Types are written
  /// `integer` (64 bits), `real` (double) and `text` (compared byte by byte), keys that number
  /// themselves `integer primary key`, for both engines.
  virtual void script(std::string_view sql) = 0;
  virtual std::int64_t last_id() = 0;  ///< the key that the last insert was given
  virtual Engine engine() const = 0;
  /// The tables of this program, in the order of their names.
  virtual std::vector<Table> tables() = 0;
  /// Lets the keys that number themselves go on behind rows that came with theirs.
  virtual void renumber(const Table& table) = 0;
  /// All reading sees the moment of the first that follows, until `let_go`.
  virtual void hold_still() = 0;
  virtual void let_go() noexcept = 0;

 protected:
  virtual Statement& prepared(std::string_view sql) = 0;
  virtual std::int64_t changes() const = 0;
};

/// Tells of changes until it goes out of scope, which waits for a call under way.
class Watch {
 public:
  virtual ~Watch() = default;
};

/// A database that many threads share: any number of readers, one writer at a time, whichever
/// process it is in.
class Database {
 public:
  virtual ~Database() = default;

  /// A connection to read with; returns to the database when it goes out of scope.
  class Reader {
   public:
    explicit Reader(Database& database, bool still = false)
        : database_(database), connection_(database.take_reader()), still_(still) {
      if (still) connection_->hold_still();
    }
    ~Reader() {
      if (still_) connection_->let_go();
      database_.give_back(std::move(connection_));
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    Connection* operator->() { return connection_.get(); }
    Connection& operator*() { return *connection_; }

   private:
    Database& database_;
    std::unique_ptr<Connection> connection_;
    bool still_;
  };
  Reader read() { return Reader(*this); }
  /// A reader for whom nothing changes, whatever others write meanwhile.
  Reader read_still() { return Reader(*this, true); }
  /// Calls `changed` from a thread of its own within a second after a process, this one included,
  /// has written. It may be called once too often, never once too little.
  virtual std::unique_ptr<Watch> watch(std::function<void()> changed) = 0;

  /// Runs `work(Connection&)` in one transaction: all of it happens, or nothing when it throws.
  template <class Work>
  auto write(Work&& work) {
    Transaction transaction(*this);
    if constexpr (std::is_void_v<std::invoke_result_t<Work, Connection&>>) {
      std::forward<Work>(work)(transaction.connection);
      transaction.commit();
    } else {
      auto result = std::forward<Work>(work)(transaction.connection);
      transaction.commit();
      return result;
    }
  }

 protected:
  virtual std::unique_ptr<Connection> take_reader() = 0;
  virtual void give_back(std::unique_ptr<Connection> connection) noexcept = 0;
  virtual Connection& begin_write() = 0;  ///< waits for its turn
  virtual void commit_write() = 0;
  virtual void roll_back_write() noexcept = 0;

 private:
  struct Transaction {
    explicit Transaction(Database& owner) : database(owner), connection(owner.begin_write()) {}
    ~Transaction() {
      if (open) database.roll_back_write();
    }
    void commit() {
      database.commit_write();
      open = false;
    }
    Database& database;
    Connection& connection;
    bool open = true;
  };
};

struct SqliteOptions {
  int busy_milliseconds = 5'000;  ///< how long to wait for another process that writes
  bool create = true;             ///< make the file and its folder when they are not there
};
/// A file of SQLite, in WAL mode. Where the disk takes no writing it is read all the same, and each
/// write fails.
std::unique_ptr<Database> open_sqlite(const std::string& path, const SqliteOptions& options = {});

struct PostgresOptions {
  int busy_milliseconds = 5'000;  ///< how long to wait for another process that writes
};
/// A database of PostgreSQL 15 or later: "postgresql://user@host/name?sslmode=require", in the
/// schema that its search_path names first.
std::unique_ptr<Database> open_postgres(const std::string& url,
                                        const PostgresOptions& options = {});

bool is_postgres_url(std::string_view where);
/// What --database names: an address that begins with postgresql://, or a file of SQLite.
std::unique_ptr<Database> open_database(const std::string& where);

}  // namespace maillage::store
