#include "standard/library_rules.hpp"

#include "base/text.hpp"
#include "standard/validators.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::standard {

namespace {

using formats::Json;

LibraryRecord record_of(const Json& json) {
  LibraryRecord record;
  for (const Json::Member& member : json.members()) {
    if (const auto field = field_named(member.first)) record[*field] = member.second.text();
  }
  return record;
}

std::optional<LibraryError> expected_error(const Json& expected) {
  const Json& error = expected["$error"];
  if (!error.is_object()) return std::nullopt;
  const auto text = [&](const char* name) {
    return error.has(name) ? error[name].text() : std::string();
  };
  return LibraryError{text("class"), text("key"), text("message")};
}

std::string shown(const std::optional<LibraryError>& error) {
  return error ? error->name + ": " + error->message : "no error";
}

std::optional<LibraryError> first_of(std::initializer_list<std::pair<Field, const char*>> members,
                                     const Json& input) {
  for (const auto& [field, name] : members) {
    if (!input.has(name)) continue;
    std::string value = input[name].text();
    if (input[name].is_array()) {
      value.clear();
      for (const Json& item : input[name].items())
        value += (value.empty() ? "" : "|") + item.text();
    }
    if (auto error = library_error(field, value)) return error;
  }
  return std::nullopt;
}

std::string joined(const Json& list) {
  std::vector<std::string> items;
  for (const Json& item : list.items()) items.push_back(item.text());
  return base::join(items, "|");
}

/// The library's models by name, on our rules for the field that each one guards.
std::optional<LibraryError> model_error(const std::string& model, const Json& input) {
  if (model == "Adresse") {
    return first_of({{Field::adresse, "voie"},
                     {Field::code_postal, "code_postal"},
                     {Field::code_insee, "code_insee"},
                     {Field::commune, "commune"}},
                    input);
  }
  if (model == "Contact") {
    return first_of({{Field::telephone, "telephone"},
                     {Field::courriels, "courriels"},
                     {Field::site_web, "site_web"}},
                    input);
  }
  if (model == "Localisation")
    return first_of({{Field::latitude, "latitude"}, {Field::longitude, "longitude"}}, input);
  if (model == "Id" && !input.is_string())
    return LibraryError{"IdError", "id", "L'Id " + input.text() + " n'est pas valide"};
  if (model == "Rna") {
    if (is_rna(input.text())) return std::nullopt;
    return LibraryError{"RnaError", "rna", "Le Rna " + input.text() + " n'est pas valide"};
  }
  static const std::pair<const char*, Field> fields[] = {
      {"DispositifProgrammesNationaux", Field::dispositif_programmes_nationaux},
      {"PublicsSpecifiquementAdresses", Field::publics_specifiquement_adresses},
      {"PrisesEnChargeSpecifiques", Field::prise_en_charge_specifique},
      {"ModalitesAccompagnement", Field::modalites_accompagnement},
      {"ModalitesAcces", Field::modalites_acces},
      {"Services", Field::services},
      {"Url", Field::prise_rdv},
      {"Courriel", Field::courriels},
      {"FormationsLabels", Field::formations_labels},
      {"FraisACharge", Field::frais_a_charge},
      {"Itinerances", Field::itinerance},
      {"Typologies", Field::typologie},
      {"Id", Field::id},
      {"Nom", Field::nom},
      {"Pivot", Field::pivot}};
  for (const auto& [name, field] : fields) {
    if (model == name) return library_error(field, input.is_array() ? joined(input) : input.text());
  }
  return LibraryError{"unknown model", "", model};
}

}  // namespace

TEST(LibraryRules, give_the_errors_of_the_library_s_models) {
  test::Tally tally("standard-models");
  for (const test::Case& recorded : test::load_cases("standard-models")) {
    const auto ours = model_error(recorded.fn, recorded.input);
    const auto theirs = expected_error(recorded.expected);
    if (ours == theirs) {
      tally.equal();
    } else {
      tally.different("standard-models-unexplained",
                      recorded.name + ": " + shown(ours) + " / " + shown(theirs));
    }
  }
  EXPECT_EQ(tally.report(), 1.0);
}

TEST(LibraryRules, meet_the_first_error_that_parsing_a_record_raises) {
  test::Tally tally("standard-parse-mutations");
  for (const test::Case& recorded : test::load_cases("standard-parse-mutations")) {
    const auto ours = first_library_error(record_of(recorded.input));
    auto theirs = expected_error(recorded.expected);
    if (theirs && theirs->name == "TypeError") theirs->message.clear();
    if (ours == theirs) {
      tally.equal();
    } else {
      tally.different("standard-parse-unexplained",
                      recorded.name + ": " + shown(ours) + " / " + shown(theirs));
    }
  }
  EXPECT_EQ(tally.report(), 1.0);
}

TEST(LibraryRules, find_nothing_to_say_of_the_recorded_good_records) {
  for (const test::Case& recorded : test::load_cases("standard-parse")) {
    for (const Json& record : recorded.input.items()) {
      EXPECT_EQ(first_library_error(record_of(record)), expected_error(recorded.expected))
          << recorded.name;
    }
  }
}

}  // namespace maillage::standard
