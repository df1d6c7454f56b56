#pragma once
/// Small worlds for the tests of linkage: a table from a CSV text, a model from TOML, invented
/// persons with doubles.
#include "linkage/linker.hpp"
#include "linkage/model_file.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace maillage::linkage::test {

inline void add_csv(TableBuilder& builder, const std::string& csv, const std::string& source) {
  const auto rows = formats::make_reader(formats::Format::csv, formats::from_text(csv), {});
  builder.read(*rows, source);
}

inline Table table_of(const std::string& csv) {
  TableBuilder builder;
  add_csv(builder, csv, "a");
  return std::move(builder).finish();
}

inline Table table_of(const std::string& a, const std::string& b) {
  TableBuilder builder;
  add_csv(builder, a, "a");
  add_csv(builder, b, "b");
  return std::move(builder).finish();
}

/// Persons with name, town and year; `doubled` says for which a second record with a slip follows.
/// Ids are "p12" and "p12d".
inline std::vector<std::string> person_rows(int persons, int doubled) {
  static const char* const kNames[] = {"martin",  "bernard", "thomas",  "petit",  "robert",
                                       "richard", "durand",  "dubois",  "moreau", "laurent",
                                       "simon",   "michel",  "lefebvre"};
  static const char* const kFirst[] = {"marie",  "jean", "pierre", "anne",
                                       "louise", "paul", "camille"};
  static const char* const kTowns[] = {"brest", "quimper", "lorient", "vannes", "rennes"};
  std::vector<std::string> rows;
  for (int i = 0; i < persons; ++i) {
    const std::uint64_t chance = mix(static_cast<std::uint64_t>(i) + 1);
    const std::string name = kNames[chance % 13] + std::to_string(i % 97);
    const std::string first = kFirst[(chance >> 8) % 7];
    const std::string town = kTowns[(chance >> 16) % 5];
    const std::string year = std::to_string(1930 + (chance >> 24) % 70);
    rows.push_back("p" + std::to_string(i) + "," + first + "," + name + "," + town + "," + year);
    if (i < doubled) {
      std::string slip = name;
      slip[1] = slip[1] == 'e' ? 'a' : 'e';
      rows.push_back("p" + std::to_string(i) + "d," + first + "," + slip + "," + town + "," + year);
    }
  }
  return rows;
}

inline std::string person_csv(const std::vector<std::string>& rows) {
  std::string csv = "id,prenom,nom,ville,annee\n";
  for (const std::string& row : rows) csv += row + "\n";
  return csv;
}

inline Model person_model(const std::string& head = "") {
  return parse_model(head + R"(
[[champ]]
nom = "prénom"
colonnes = ["prenom"]
nettoyage = ["plier"]
[[champ]]
nom = "nom"
colonnes = ["nom"]
nettoyage = ["plier"]
[[champ]]
nom = "ville"
colonnes = ["ville"]
[[champ]]
nom = "année"
colonnes = ["annee"]

[[comparaison]]
champ = "prénom"
mesure = "jaro-winkler"
niveaux = [0.9]
[[comparaison]]
champ = "nom"
mesure = "damerau"
niveaux = [0.8, 0.6]
frequences = true
[[comparaison]]
champ = "ville"
[[comparaison]]
champ = "année"

[[blocage]]
egaux = ["prénom", "ville", "année"]
[[blocage]]
egaux = ["nom"]
[[blocage]]
voisins = ["nom"]
)",
                     "personnes");
}

}  // namespace maillage::linkage::test
