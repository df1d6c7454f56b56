#include "store/insert_many.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::store {
namespace {

constexpr std::size_t kTogether = 100;  // rows; SQLite takes 32,766 parameters

}  // namespace

InsertMany::InsertMany(Connection& connection, std::string_view table, std::string_view columns)
    : connection_(connection),
      start_(fmt::format("insert into {} ({}) values ", table, columns)),
      width_(static_cast<std::size_t>(std::count(columns.begin(), columns.end(), ',')) + 1),
      many_(statement(kTogether)),
      one_(statement(1)) {}

std::string InsertMany::statement(std::size_t rows) const {
  std::string sql = start_;
  std::size_t parameter = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < width_; ++column)
      sql += fmt::format("{}?{}", column == 0 ? (row == 0 ? "(" : ", (") : ", ", ++parameter);
    sql += ')';
  }
  return sql;
}

void InsertMany::add(std::span<const Value> row) {
  for (const Value& value : row) {
    std::visit(
        [&](const auto& each) {
          if constexpr (std::is_same_v<std::decay_t<decltype(each)>, std::string_view>) {
            waiting_.emplace_back(std::string(each));
          } else {
            waiting_.emplace_back(each);
          }
        },
        value);
  }
  if (waiting_.size() < kTogether * width_) return;
  run(many_, 0, waiting_.size());
  waiting_.clear();
}

void InsertMany::flush() {
  for (std::size_t at = 0; at < waiting_.size(); at += width_) run(one_, at, width_);
  waiting_.clear();
}

void InsertMany::run(const std::string& sql, std::size_t first, std::size_t count) {
  std::vector<Value> values;
  values.reserve(count);
  for (std::size_t i = first; i < first + count; ++i) {
    std::visit(
        [&](const auto& each) {
          if constexpr (std::is_same_v<std::decay_t<decltype(each)>, std::string>) {
            values.emplace_back(std::string_view(each));
          } else {
            values.emplace_back(each);
          }
        },
        waiting_[i]);
  }
  connection_.run(sql, std::span<const Value>(values));
}

}  // namespace maillage::store
