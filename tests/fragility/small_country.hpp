#pragma once
/// A country of six communes in two EPCI, small enough to compute by hand.
#include "fragility/store_folder.hpp"
#include "fragility/world.hpp"

namespace maillage::fragility {

/// A folder with the territories; files of indicators are put beside them.
inline std::string small_country(const std::string& name) {
  std::string folder = scratch_folder(name);
  put(folder + "/communes.csv",
      "code,nom,type,dep,reg,epci,pop_2019,lat,lon\n"
      "01001,Amont,COM,01,84,200000001,100,46.0,5.0\n"
      "01002,Bellerive,COM,01,84,200000001,300,46.0,5.1\n"
      "01003,Claire,COM,01,84,200000001,600,46.1,5.0\n"
      "38001,Dormant,COM,38,84,200000002,1000,45.0,5.5\n"
      "38002,Estrade,COM,38,84,200000002,500,45.0,5.6\n"
      "38003,Fond,COM,38,84,,200,45.1,5.5\n"
      "75056,Paris,COM,75,11,200000003,2000,48.8,2.3\n");
  put(folder + "/iris.csv",
      "iris,type,com,epci,dep,reg,pop_2016\n"
      "010010000,Z,01001,,,,100\n010020000,Z,01002,,,,300\n010030000,Z,01003,,,,600\n"
      "380010101,H,38001,,,,400\n380010102,H,38001,,,,600\n"
      "380020000,Z,38002,,,,500\n380030000,Z,38003,,,,200\n");
  return folder;
}

/// A description of a made source: 65 and over counted, income as a value.
inline std::vector<Source> small_sources() {
  return {parse_source("titre = 'Essai'\nlicence = 'LO'\nniveau = 'commune'\ncode = 'CODGEO'\n"
                       "[[indicateur]]\nid = 'age'\nnumerateur = ['P{AA}_65P']\n"
                       "denominateur = ['P{AA}_POP']\n"
                       "[[indicateur]]\nid = 'revenu'\nvaleur = 'MED{AA}'\npart = false\n",
                       "essai"),
          parse_source("titre = 'Datée'\nniveau = 'iris'\ncode = 'iris'\ncolonne_annee = 'an'\n"
                       "[[indicateur]]\nid = 'pauvrete'\nvaleur = 'tp'\n",
                       "datee")};
}

inline Reading reading_of(const std::string& csv, std::size_t source = 0, int year = 0) {
  static const Territories territories = Territories::load(small_country("territories"));
  const std::vector<Source> sources = small_sources();
  return read_source(*formats::make_reader(formats::Format::csv, formats::from_text(csv), {}),
                     sources[source], territories, year);
}

/// "rule@row" of each finding.
inline std::string rules_of(const base::Findings& findings) {
  std::string rules;
  for (const base::Finding& finding : findings) {
    rules += (rules.empty() ? "" : " ") + finding.rule;
    if (finding.row != base::Finding::kNoRow) rules += "@" + std::to_string(finding.row);
  }
  return rules;
}

}  // namespace maillage::fragility
