#pragma once
/// The shape of what a database holds, in words that both engines and backups share.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::store {

class Rows;

enum class Kind { integer, real, text };
/// "integer", "real", "text": as the portable SQL and backups call them.
std::string_view kind_name(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

struct Column {
  std::string name;
  Kind kind = Kind::text;
};
struct Table {
  std::string name;
  std::vector<Column> columns;  ///< in the order of their making
};

/// From what an engine's catalogue answers: table, column, name of the kind; table by table.
std::vector<Table> read_tables(Rows rows);

}  // namespace maillage::store
