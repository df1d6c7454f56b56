#include "store/backup.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json.hpp"
#include "store/backup_file.hpp"
#include "store/insert_many.hpp"
#include "store/journal.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

namespace maillage::store {
namespace {

constexpr std::string_view kFormat = "sauvegarde", kVersion = "1";
constexpr std::string_view kMigrations = "migration";

std::string names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  return base::join(names, ", ");
}

std::string header_line(base::Instant now) {
  std::string line;
  formats::JsonWriter(line)
      .begin_object()
      .member("maillage", kFormat)
      .member("version", kVersion)
      .member("made_at", base::iso_instant(now))
      .end_object();
  return line;
}

std::string table_line(const Table& table) {
  std::string line;
  formats::JsonWriter json(line);
  json.begin_object().member("table", table.name).key("columns").begin_array();
  for (const Column& column : table.columns)
    json.begin_array().string(column.name).string(kind_name(column.kind)).end_array();
  json.end_array().end_object();
  return line;
}

std::string last_line(std::size_t rows, std::string_view checksum) {
  std::string line;
  formats::JsonWriter(line)
      .begin_object()
      .member("rows", std::to_string(rows))
      .member("checksum", checksum)
      .end_object();
  return line;
}

/// Numbers are written as texts: JSON's own would lose the last digits of large ones.
std::string row_line(const Rows& rows, const std::vector<Column>& columns) {
  std::string line;
  formats::JsonWriter json(line);
  json.begin_array();
  for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
    if (rows.is_null(i)) {
      json.null();
    } else if (columns[static_cast<std::size_t>(i)].kind == Kind::integer) {
      json.string(std::to_string(rows.integer(i)));
    } else if (columns[static_cast<std::size_t>(i)].kind == Kind::real) {
      json.string(fmt::format("{}", rows.real(i)));
    } else {
      json.string(rows.text(i));
    }
  }
  json.end_array();
  return line;
}

/// The migrations first: they tell how to make the other tables.
std::vector<Table> tables_to_write(Connection& connection) {
  std::vector<Table> tables = connection.tables();
  std::stable_partition(tables.begin(), tables.end(),
                        [](const Table& table) { return table.name == kMigrations; });
  return tables;
}

/// What a backup says, line by line.
class Restoring {
 public:
  Restoring(Connection& connection, const std::string& path, std::span<const RoomSteps> schema,
            base::Instant now)
      : connection_(connection), file_(path), schema_(schema), now_(now) {}

  BackupCounts run() {
    std::string line;
    if (!file_.next(line)) file_.damaged("elle est vide");
    read_header(read(line));
    file_.count(line);
    while (file_.next(line)) {
      const formats::Json json = read(line);
      if (json.has("checksum")) return finish(json);
      file_.count(line);
      if (json.has("table")) {
        start_table(json);
      } else {
        add_row(json);
      }
    }
    file_.damaged("la fin manque");
  }

 private:
  formats::Json read(const std::string& line) const try {
    return formats::parse_json(line);
  } catch (const base::Error&) {
    file_.damaged("une ligne ne se lit pas");
  }

  void read_header(const formats::Json& header) const {
    if (header["maillage"].text() != kFormat) file_.damaged("ce n’est pas une sauvegarde");
    if (header["version"].text() == kVersion) return;
    throw base::Error(base::ErrorCode::environment,
                      "Cette sauvegarde vient d’une version plus récente du programme. Mettez le "
                      "programme à jour.");
  }

  void start_table(const formats::Json& json) {
    const std::string& name = json["table"].text();
    end_table();
    if (counts_.tables == 1) make_tables();
    ++counts_.tables;
    table_ = {name, {}};
    for (const formats::Json& column : json["columns"].items()) {
      if (column.items().size() != 2) file_.damaged("une table n’a pas de colonnes");
      const std::optional<Kind> kind = kind_named(column.items()[1].text());
      if (!kind) file_.damaged("une colonne est d’un genre inconnu");
      table_.columns.push_back({column.items()[0].text(), *kind});
    }
    if (name == kMigrations) return;
    if (counts_.tables == 1) file_.damaged("les étapes de la base ne sont pas au début");
    check_table();
    insert_.emplace(connection_, name, names_of(table_.columns));
  }

  void end_table() {
    if (insert_) insert_->flush();
    insert_.reset();
  }

  /// Names come from a file: none reaches SQL that the program did not make itself.
  void check_table() const {
    const auto known = std::find_if(made_.begin(), made_.end(),
                                    [&](const Table& made) { return made.name == table_.name; });
    if (known == made_.end()) file_.damaged("une table est inconnue");
    for (const Column& column : table_.columns) {
      if (std::none_of(known->columns.begin(), known->columns.end(),
                       [&](const Column& made) { return made.name == column.name; }))
        file_.damaged("une colonne est inconnue");
    }
  }

  void add_row(const formats::Json& row) {
    if (row.items().size() != table_.columns.size() || table_.columns.empty())
      file_.damaged("une ligne n’a pas la longueur de sa table");
    ++counts_.rows;
    if (table_.name == kMigrations) {
      remember_step(row);
      return;
    }
    std::vector<Value> values;
    for (std::size_t i = 0; i < table_.columns.size(); ++i)
      values.push_back(value(row.items()[i], table_.columns[i].kind));
    insert_->add(std::span<const Value>(values));
  }

  Value value(const formats::Json& json, Kind kind) const {
    if (json.is_null()) return std::monostate{};
    const std::string& text = json.text();
    if (kind == Kind::text) return std::string_view(text);
    if (kind == Kind::integer) {
      std::int64_t integer = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
      if (error != std::errc() || end != text.data() + text.size())
        file_.damaged("un nombre ne se lit pas");
      return integer;
    }
    double real = 0;
    if (!base::parse_number(text, real)) file_.damaged("un nombre ne se lit pas");
    return real;
  }

  void remember_step(const formats::Json& row) {
    std::string room;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const std::string& text = row.items()[i].text();
      if (table_.columns[i].name == "room") room = text;
      if (table_.columns[i].name == "number")
        std::from_chars(text.data(), text.data() + text.size(), number);
    }
    std::int64_t& last = last_step_[room];
    last = std::max(last, number);
  }

  /// The tables as they were when the backup was made.
  void make_tables() {
    for (const auto& [room, last] : last_step_) {
      const auto known = std::find_if(schema_.begin(), schema_.end(),
                                      [&](const RoomSteps& steps) { return steps.room == room; });
      if (known == schema_.end() || static_cast<std::size_t>(last) > known->steps.size()) {
        throw base::Error(base::ErrorCode::environment,
                          fmt::format("Cette sauvegarde vient d’une version plus récente du "
                                      "programme (étape {} de « {} »). Mettez le programme à jour.",
                                      last, room));
      }
      apply_missing(connection_, room, known->steps.first(static_cast<std::size_t>(last)), now_);
    }
    made_ = connection_.tables();
  }

  BackupCounts finish(const formats::Json& json) {
    if (json["checksum"].text() != file_.checksum() ||
        json["rows"].text() != std::to_string(counts_.rows))
      file_.damaged("sa somme de contrôle n’est pas la bonne");
    end_table();
    if (made_.empty()) make_tables();
    for (const RoomSteps& room : schema_) apply_missing(connection_, room.room, room.steps, now_);
    return counts_;
  }

  Connection& connection_;
  BackupReader file_;
  std::span<const RoomSteps> schema_;
  base::Instant now_;
  BackupCounts counts_;
  std::map<std::string, std::int64_t> last_step_;
  std::vector<Table> made_;
  Table table_;
  std::optional<InsertMany> insert_;
};

/// Whether a table holds more than the traces of its making.
bool holds_something(Connection& connection, const std::vector<Table>& tables) {
  return std::any_of(tables.begin(), tables.end(), [&](const Table& table) {
    return table.name != kMigrations && connection.number("select count(*) from " + table.name) > 0;
  });
}

}  // namespace

BackupCounts back_up(Database& database, const std::string& path, base::Instant now) {
  BackupCounts counts;
  BackupWriter file(path);
  file.line(header_line(now));
  auto reader = database.read_still();
  for (const Table& table : tables_to_write(*reader)) {
    file.line(table_line(table));
    ++counts.tables;
    Rows rows = reader->query(
        fmt::format("select {} from {} order by 1", names_of(table.columns), table.name));
    while (rows.next()) {
      file.line(row_line(rows, table.columns));
      ++counts.rows;
    }
  }
  file.line(last_line(counts.rows, file.checksum()));
  file.commit();
  return counts;
}

BackupCounts restore(Database& database, const std::string& path, std::span<const RoomSteps> schema,
                     bool replace, base::Instant now, const Keep& keep) {
  return database.write([&](Connection& connection) {
    const std::vector<Table> before = connection.tables();
    if (!replace && holds_something(connection, before)) {
      throw base::Error(base::ErrorCode::usage,
                        "Cette base contient déjà un annuaire. Ajoutez --remplacer pour qu’il soit "
                        "remplacé par la sauvegarde, ou choisissez une base vide.");
    }
    const bool had_journal = std::any_of(
        before.begin(), before.end(), [](const Table& table) { return table.name == "journal"; });
    const std::int64_t last_line =
        had_journal ? connection.number("select max(number) from journal") : 0;
    const auto bring_back = keep ? keep(connection) : nullptr;
    for (const Table& table : before) connection.script("drop table " + table.name);
    const BackupCounts counts = Restoring(connection, path, schema, now).run();
    append_behind(connection, last_line,
                  {now, "restaurer", fmt::format("Sauvegarde restaurée, {} lignes", counts.rows),
                   path.substr(path.rfind('/') + 1)});
    for (const Table& table : connection.tables()) connection.renumber(table);
    if (bring_back) bring_back(connection);
    return counts;
  });
}

}  // namespace maillage::store
