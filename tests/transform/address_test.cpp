#include "transform/address.hpp"

#include "base/text.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::transform {
namespace {

using formats::Json;

const territory::Communes& france() {
  static const territory::Communes communes =
      territory::Communes::load(test::project_file("data/territories/communes.bin"));
  return communes;
}

std::string voie(std::string_view written) {
  base::Cleanings cleanings;
  return clean_voie(written, cleanings);
}

TEST(CleanVoie, repairs_what_people_and_spreadsheets_write) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"5 rue Malakoff", "5 rue Malakoff"},
      {"  13   rue Saint\u00a0 Louis ", "13 rue Saint Louis"},
      {"12, rue\nde la Paix", "12 rue de la Paix"},
      {"5,place de la mairie", "5 place de la mairie"},
      {"7,5 KM Route de Ravine Vilaine", "7,5 KM Route de Ravine Vilaine"},
      {"0 Rue du Lac", "Rue du Lac"},
      {"null Grande Rue", "Grande Rue"},
      {"52 Route des Ducs d\u0092Anjou", "52 Route des Ducs d'Anjou"},
      {"CitÃ© des FleurÃ¢ges", "Cité des Fleurâges"},
      {"Hôtel du département</br>28 avenue Gambetta", "Hôtel du département 28 avenue Gambetta"},
      {"RM3,98828 Tadine Maré", "RM3"},
      {"8 grand ‘rue", "8 grand 'rue"},
      {"salle « Le Phare » #2", "salle Le Phare 2"},
      {"place Škoda 3", "place Skoda 3"},
      {"28 Avenue François Mitterrand , 87230 Châlus", "28 Avenue François Mitterrand"},
      {"1 Allée Gallice, 51200, Épernay, Marne", "1 Allée Gallice"},
      {"3 place Coty, CS 60863", "3 place Coty CS 60863"},
      {"place Coty BP 40273 33700 Mérignac", "place Coty BP 40273"},
      {"Carrughju Pescetti 20221 20221 CERVIONE", "Carrughju Pescetti"},
      {"3 Rue Razon - 33600", "3 Rue Razon"},
      {"35 rue du 19 mars 1962", "35 rue du 19 mars 1962"},
      {"81600 TECOU", ""},
      {"cyberhardware@exemple.fr", ""},
      {"- ", ""},
      {"1 - 3", ""},
      {"", ""},
  };
  for (const auto& [written, expected] : cases) EXPECT_EQ(voie(written), expected) << written;
}

TEST(CleanVoie, says_what_it_repaired) {
  base::Cleanings cleanings;
  clean_voie("5, rue du Lac", cleanings);
  ASSERT_EQ(cleanings.size(), 1u);
  EXPECT_EQ(cleanings[0].field, "adresse");
  EXPECT_EQ(cleanings[0].rule, "adresse.commas");
  EXPECT_EQ(cleanings[0].before, "5, rue du Lac");
  EXPECT_EQ(cleanings[0].after, "5 rue du Lac");
}

TEST(FindTown, reads_the_postcode_and_what_follows) {
  EXPECT_EQ(find_town("5 rue Malakoff,\n38000 Grenoble \n\n-\n29").commune, "Grenoble");
  EXPECT_EQ(find_town("Rue du Lac - 33340 - LESPARRE MEDOC").commune, "LESPARRE MEDOC");
  EXPECT_EQ(find_town("BP 40273 33700 Mérignac").postcode, "33700");
  EXPECT_EQ(find_town("6 avenue Doumer 20220 L'ÎLE-ROUSSE").commune, "L'ÎLE-ROUSSE");
  EXPECT_EQ(find_town("rue 123456 x").postcode, "");
}

base::Notes notes_of(const AddressInput& input, std::optional<Address>& address) {
  base::Notes notes;
  address = read_address(input, france(), notes);
  return notes;
}

TEST(ReadAddress, takes_postcode_and_commune_from_the_street) {
  std::optional<Address> address;
  notes_of({"28   Avenue François Mitterrand, 87230 Châlus", "", "", ""}, address);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->commune, "Châlus");
  EXPECT_EQ(address->code_postal, "87230");
  EXPECT_EQ(address->code_insee, "87032");
  EXPECT_EQ(address->adresse, "28 Avenue François Mitterrand");
}

TEST(ReadAddress, believes_the_street_when_the_postcode_contradicts_the_commune) {
  std::optional<Address> address;
  const base::Notes notes =
      notes_of({"1 PL DE LA BAYERE 69570 DARDILLY", "dARDILLY", "69130", ""}, address);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->code_postal, "69570");
  EXPECT_TRUE(notes.findings.empty());
}

TEST(ReadAddress, says_when_street_and_commune_name_different_towns) {
  std::optional<Address> address;
  const base::Notes notes =
      notes_of({"691 avenue de la liberté - 33390 BLAYE", "Saint-Aubin-de-Blaye", "", ""}, address);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->commune, "Blaye");
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].rule, "commune.contradiction");
}

TEST(ReadAddress, notes_a_changed_commune_and_postcode) {
  std::optional<Address> address;
  const base::Notes notes = notes_of({"1 rue X", "TOURS CEDEX 9", "37926", ""}, address);
  ASSERT_EQ(notes.cleanings.size(), 2u);
  EXPECT_EQ(notes.cleanings[0].field, "commune");
  EXPECT_EQ(notes.cleanings[1].field, "code_postal");
  EXPECT_EQ(notes.cleanings[1].before, "37926");
  EXPECT_EQ(notes.cleanings[1].after, "37000");
}

TEST(ReadAddress, keeps_a_place_of_an_unknown_commune_with_a_warning) {
  std::optional<Address> address;
  const base::Notes notes = notes_of({"1 rue X", "Nulle Part", "74130", ""}, address);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->commune, "Nulle-Part");
  EXPECT_EQ(address->code_insee, "");
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].rule, "commune.unknown");
}

TEST(ReadAddress, rejects_with_every_reason) {
  std::optional<Address> address;
  const base::Notes notes = notes_of({"-", "", "", ""}, address);
  EXPECT_FALSE(address);
  ASSERT_EQ(notes.findings.size(), 3u);
  EXPECT_EQ(notes.findings[0].rule, "adresse.voie");
  EXPECT_EQ(notes.findings[1].rule, "adresse.code_postal");
  EXPECT_EQ(notes.findings[2].rule, "adresse.commune");
}

TEST(ReadAddress, a_cell_of_a_million_characters_takes_no_time) {
  std::optional<Address> address;
  std::string cell = "5 rue du Lac ";
  while (cell.size() < 1'000'000) cell += "()' Ã\u0083";
  notes_of({cell, cell, "38000", cell}, address);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->code_insee, "38185");
}

RC_GTEST_PROP(ReadAddress, any_bytes_give_a_whole_address_or_a_reason,
              (std::string street, std::string commune, std::string postcode, std::string code)) {
  base::Notes notes;
  const auto address = read_address({street, commune, postcode, code}, france(), notes);
  if (!address) {
    RC_ASSERT(base::has_error(notes.findings));
    return;
  }
  RC_ASSERT(address->code_postal.size() == 5u);
  RC_ASSERT(address->code_postal.find_first_not_of("0123456789") == std::string::npos);
  RC_ASSERT(!address->adresse.empty() && !address->commune.empty());
}

RC_GTEST_PROP(CleanVoie, is_done_after_one_pass, (std::string street)) {
  const std::string once = voie(street);
  RC_ASSERT(voie(once) == once);
}

std::string without_spaces_and_commas(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == ','; });
  return text;
}

/// Kinds of docs/differences.md.
std::string voie_difference(const std::string& ours, const std::string& theirs) {
  if (without_spaces_and_commas(ours) == without_spaces_and_commas(theirs)) return "voie-spaces";
  if (ours.starts_with(theirs)) return "voie-post-box";
  if (theirs.starts_with(ours)) return "voie-town-behind";
  if (theirs.ends_with(ours)) return "voie-absent-number";
  return "voie-other";
}

TEST(CleanVoie, recorded_cases) {
  test::Tally tally("clean-voie-real");
  for (const test::Case& one : test::load_cases("clean-voie-real")) {
    const std::string ours = voie(one.input.text());
    if (ours == one.expected.text())
      tally.equal();
    else
      tally.different(voie_difference(ours, one.expected.text()), one.input.text() + " -> " + ours);
  }
  EXPECT_GE(tally.report(), 0.99);
}

TEST(CleanCommune, recorded_cases) {
  for (const char* suite : {"clean-commune", "clean-commune-real"}) {
    test::Tally tally(suite);
    for (const test::Case& one : test::load_cases(suite)) {
      const std::string ours = clean_commune(one.input["commune"].text());
      if (ours == one.expected.text())
        tally.equal();
      else
        tally.different("commune-spelling", one.input["commune"].text() + " -> " + ours);
    }
    EXPECT_GE(tally.report(), 0.99);
  }
}

/// The text of a mapped field in a recorded case: a column, the first filled of several, or columns
/// joined.
std::string mapped(const Json& input, const Json& rule) {
  const Json& join = rule["joindre"];
  if (!join.is_null()) {
    std::string text;
    for (const Json& column : join["colonnes"].items()) {
      const std::string& part = input.has(column.text()) ? input[column.text()].text() : "";
      if (!part.empty()) text += (text.empty() ? "" : join["séparateur"].text()) + part;
    }
    return text.empty() ? mapped(input, join["ou"]) : text;
  }
  const Json& columns = rule["colonne"];
  if (columns.is_array()) {
    for (const Json& column : columns.items()) {
      if (input.has(column.text()) && !input[column.text()].text().empty())
        return input[column.text()].text();
    }
    return "";
  }
  return input.has(columns.text()) && !input[columns.text()].is_null()
             ? input[columns.text()].text()
             : "";
}

/// Kinds of docs/differences.md; empty when equal.
std::string difference(const AddressInput& input, const std::optional<Address>& ours,
                       const Json& theirs) {
  const auto text = [&](const char* field) {
    return theirs.has(field) ? theirs[field].text() : std::string();
  };
  if (theirs.has("$error")) return ours ? "address-accepted" : "";
  if (!ours) return "address-rejected";
  if (ours->code_insee != text("code_insee")) {
    if (text("code_insee").empty()) return "commune-found";
    const std::string_view postcode = input.code_postal;
    if (postcode.starts_with(france().by_code(ours->code_insee)->departement()) &&
        !postcode.starts_with(france().by_code(text("code_insee"))->departement())) {
      return "commune-by-postcode";
    }
    return find_town(input.adresse).postcode == ours->code_postal ? "commune-by-street"
                                                                  : "commune-other";
  }
  if (ours->commune != text("commune")) return "commune-name";
  if (ours->code_postal != text("code_postal")) return "postcode-other";
  return ours->adresse == text("voie") ? "" : voie_difference(ours->adresse, text("voie"));
}

void compare(const char* suite, double least) {
  test::Tally tally(suite);
  for (const test::Case& one : test::load_cases(suite)) {
    const std::string street = mapped(one.input, one.config["adresse"]),
                      commune = mapped(one.input, one.config["commune"]),
                      postcode = mapped(one.input, one.config["code_postal"]);
    const AddressInput input{street, commune, postcode, ""};
    base::Notes notes;
    const auto ours = read_address(input, france(), notes);
    const std::string kind = difference(input, ours, one.expected);
    if (kind.empty()) {
      tally.equal();
      continue;
    }
    const std::string answer =
        ours ? ours->adresse + ", " + ours->code_postal + " " + ours->commune : "rejected";
    tally.different(
        kind, one.name + ": " + street + " | " + commune + " | " + postcode + " -> " + answer);
  }
  EXPECT_GE(tally.report(), least);
}

TEST(ReadAddress, recorded_cases) {
  compare("adresse", 0.9);
}
TEST(ReadAddress, recorded_real_rows) {
  compare("adresse-real", 0.97);
}

}  // namespace
}  // namespace maillage::transform
