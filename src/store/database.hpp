#pragma once
/// The port to the database: connections, statements and transactions without a word of any engine.
/// SQLite stands behind it (sqlite.cpp); PostgreSQL can, as every text of SQL given here is
/// portable and numbers its parameters ?1, ?2. Errors of the engine end the request or command as
/// base::Error (environment) with a French sentence.
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace maillage::store {

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
  /// The first column of the first row as a number, 0 when there is none.
  template <class... Parameters>
  std::int64_t number(std::string_view sql, const Parameters&... parameters) {
    Rows rows = query(sql, parameters...);
    return rows.next() ? rows.integer(0) : 0;
  }
  /// Several statements separated by ';', without parameters: migrations.
  virtual void script(std::string_view sql) = 0;
  virtual std::int64_t last_id() const = 0;  ///< the key that the last insert was given

 protected:
  virtual Statement& prepared(std::string_view sql) = 0;
  virtual std::int64_t changes() const = 0;
};

/// A database that many threads share: any number of readers, one writer at a time.
class Database {
 public:
  virtual ~Database() = default;

  /// A connection to read with; returns to the database when it goes out of scope.
  class Reader {
   public:
    explicit Reader(Database& database)
        : database_(database), connection_(database.take_reader()) {}
    ~Reader() { database_.give_back(std::move(connection_)); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    Connection* operator->() { return connection_.get(); }
    Connection& operator*() { return *connection_; }

   private:
    Database& database_;
    std::unique_ptr<Connection> connection_;
  };
  Reader read() { return Reader(*this); }

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
/// A file of SQLite, in WAL mode.
std::unique_ptr<Database> open_sqlite(const std::string& path, const SqliteOptions& options = {});

}  // namespace maillage::store
