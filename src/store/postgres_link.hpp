#pragma once
/// A line to a PostgreSQL server: opened, told things, opened again when it broke. What the library
/// says in English with codes leaves here as base::Error (environment) in French.
#include <memory>
#include <string>
#include <vector>

struct pg_conn;
struct pg_result;

namespace maillage::store {

struct PgFree {
  void operator()(pg_conn* connection) const;
  void operator()(pg_result* result) const;
};
using PgResult = std::unique_ptr<pg_result, PgFree>;

/// A text parameter; nothing for NULL. `type` is the number that PostgreSQL gives to it, 0 when it
/// may choose.
struct PgParameter {
  bool is_null = true;
  std::string text;
  unsigned type = 0;
};

class PostgresLink {
 public:
  /// `session` is run each time the line is opened.
  PostgresLink(std::string url, std::string session);

  PgResult run(const std::string& sql);  ///< one or several statements without parameters
  void prepare(const std::string& name, const std::string& sql,
               const std::vector<PgParameter>& parameters);
  PgResult run_prepared(const std::string& name, const std::vector<PgParameter>& parameters);

  bool is_broken() const;
  /// Opens the line again: what was prepared is gone. Throws when the server is still away.
  void reopen();
  /// Grows with each opening.
  int opening() const { return opening_; }
  pg_conn* handle() const { return connection_.get(); }

 private:
  void start_session();
  PgResult checked(pg_result* result);
  [[noreturn]] void fail(const pg_result* result) const;

  std::string url_, session_;
  std::unique_ptr<pg_conn, PgFree> connection_;
  int opening_ = 1;
};

}  // namespace maillage::store
