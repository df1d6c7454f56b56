#pragma once
/// Rows on their way into one table, a hundred with one statement: over a line to PostgreSQL each
/// statement waits for its answer, and an import has tens of thousands of rows. Call `flush` behind
/// the last row; what was not flushed is not written.
#include "store/database.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace maillage::store {

class InsertMany {
 public:
  /// `columns` as SQL lists them: "name, weight". The names come from the program, never from data.
  InsertMany(Connection& connection, std::string_view table, std::string_view columns);

  template <class... Values>
  void add(const Values&... values) {
    const Value row[] = {to_value(values)...};
    add(std::span<const Value>(row));
  }
  /// As many values as there are columns; texts are copied.
  void add(std::span<const Value> row);
  void flush();

 private:
  using Kept = std::variant<std::monostate, std::int64_t, double, std::string>;
  std::string statement(std::size_t rows) const;
  void run(const std::string& sql, std::size_t first, std::size_t count);

  Connection& connection_;
  std::string start_;  ///< "insert into fruit (name, weight) values "
  std::size_t width_;
  std::string many_, one_;
  std::vector<Kept> waiting_;
};

}  // namespace maillage::store
