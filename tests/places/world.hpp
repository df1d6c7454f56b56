#pragma once
/// A small registry for the tests of the room: places in a few lines, files of the standard, a site
/// to ask.
#include "formats/json.hpp"
#include "places/decision_store.hpp"
#include "places/grouping_report.hpp"
#include "places/importer.hpp"
#include "places/site.hpp"
#include "support/postgres_server.hpp"
#include "support/vectors.hpp"

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

namespace maillage::places {

inline const base::Instant kNow{std::chrono::sys_days(std::chrono::year(2026) / 5 / 13) +
                                std::chrono::hours(10)};

inline standard::Place place(std::string id, std::string nom, std::string commune = "Guéret",
                             std::string code_postal = "23000", std::string code_insee = "23096") {
  using standard::Field;
  standard::Place made;
  made[Field::id] = std::move(id);
  made[Field::nom] = std::move(nom);
  made[Field::adresse] = "2 rue des Lilas";
  made[Field::commune] = std::move(commune);
  made[Field::code_postal] = std::move(code_postal);
  made[Field::code_insee] = std::move(code_insee);
  made[Field::services] = "Aide aux démarches administratives";
  return made;
}

/// The places as the transformer writes them, in a file named like its own.
inline std::string write_list(const std::string& folder, const std::string& list,
                              const std::vector<standard::Place>& places) {
  const std::string path =
      folder + "/20260513-" + list + "-lieux-de-mediation-numeriques-national.json";
  std::string text;
  formats::JsonWriter json(text);
  json.begin_array();
  for (const standard::Place& made : places) {
    json.begin_object();
    for (const standard::Field field : standard::all_fields()) {
      if (made.has(field)) json.member(standard::field_name(field), made[field]);
    }
    json.end_object();
  }
  json.end_array();
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

struct World {
  explicit World(const std::string& name = "places")
      : folder(test::scratch_folder(name)),
        address(test::database_address(folder)),
        database(store::open_database(address)) {
    setenv("MAILLAGE_CLE", (folder + "/test.key").c_str(), 1);
    prepare_registry(*database, kNow);
  }
  ImportedFile import(const std::string& list, const std::vector<standard::Place>& places,
                      base::Instant now = kNow) {
    return import_file(*database, write_list(folder, list, places), key, now);
  }
  std::optional<Record> find(std::string_view id) { return find_record(*database->read(), id); }
  std::optional<Shown> shown(std::string_view id) { return find_place(*database->read(), id); }
  GroupingCounts group(base::Instant now = kNow) {
    return regroup(*database, place_linking(test::project_file("data/models")), now);
  }
  void decide(std::string_view a, std::string_view b, Verdict verdict, base::Instant when = kNow) {
    const Decision decision = places::decide(a, b, verdict, "Ada", "", when);
    database->write([&](store::Connection& connection) {
      add_decisions(connection, std::span(&decision, 1), "test", when);
    });
  }

  std::string folder, address;
  base::SecretKey key = base::random_key();
  std::unique_ptr<store::Database> database;
};

}  // namespace maillage::places
