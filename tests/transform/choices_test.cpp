#include "transform/choices.hpp"

#include "base/text.hpp"
#include "standard/vocabulary.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {

using formats::Json;
using standard::Field;

namespace {

/// A row made of the members of an object, and what the mapping makes of it.
struct World {
  base::Findings findings;
  Mapping mapping;
  formats::Columns columns;
  std::vector<std::string> texts;
  formats::Row row;

  World(const Json& config, const Json& cells) {
    MappingReading reading = read_mapping(config);
    mapping = std::move(reading.mapping);
    findings = std::move(reading.findings);
    Choices warm_up(mapping, columns);
    for (const auto& [name, value] : cells.members()) columns.intern(name);
    texts.resize(columns.size());
    for (const auto& [name, value] : cells.members()) {
      std::string& text = texts[columns.find(name)];
      if (value.is_array()) {
        for (const Json& item : value.items()) text += (text.empty() ? "" : ",") + item.text();
      } else if (!value.is_null()) {
        text = value.text();
      }
    }
    row.cells.assign(texts.begin(), texts.end());
  }

  bool notes(std::string_view rule, Field field) const {
    return std::any_of(findings.begin(), findings.end(), [&](const base::Finding& finding) {
      return finding.rule == rule && finding.field == standard::field_name(field);
    });
  }

  std::vector<std::string> values(Field field) {
    Choices choices(mapping, columns);
    choices.read(row);
    const auto& values = choices.values(field);
    return {values.begin(), values.end()};
  }
};

std::vector<std::string> values(std::string_view config, std::string_view cells, Field field) {
  return World(formats::parse_json(config), formats::parse_json(cells)).values(field);
}

Json config_of(const test::Case& c) {
  if (!c.config["$ref"].is_string()) return c.config;
  return formats::parse_json(
      test::read_file(test::project_file("data/lists/" + c.config["$ref"].text())));
}

const std::map<std::string, Field, std::less<>> kFieldOf = {
    {"processServices", Field::services},
    {"processPublicsSpecifiquementAdresses", Field::publics_specifiquement_adresses},
    {"processPrisesEnChargeSpecifiques", Field::prise_en_charge_specifique},
    {"processFraisACharge", Field::frais_a_charge},
    {"processDispositifProgrammeNationaux", Field::dispositif_programmes_nationaux},
    {"processDispositifProgrammesNationaux", Field::dispositif_programmes_nationaux},
    {"processFormationsLabels", Field::formations_labels},
    {"processAutresFormationsLabels", Field::autres_formations_labels},
    {"processModalitesAcces", Field::modalites_acces},
    {"processModalitesAccompagnement", Field::modalites_accompagnement},
    {"processItinerances", Field::itinerance},
};

void compare(test::Tally& tally, const test::Case& c, std::vector<std::string>& unexplained) {
  const auto field = kFieldOf.find(c.fn);
  if (field == kFieldOf.end()) return;
  World world(config_of(c), c.input);
  std::vector<std::string> ours = world.values(field->second);
  std::vector<std::string> expected;
  for (const Json& value : c.expected.items()) expected.push_back(value.text());
  for (const std::string_view zone :
       {"QPV", "FRR"}) {  // these come from the place of the row, not from choices
    std::erase(ours, zone);
    std::erase(expected, zone);
  }
  if (ours == expected) return tally.equal();
  const std::string& message = c.expected["$error"]["message"].text();
  if (base::contains(message, "n'est pas une valeur admise")) {
    // Nothing said is an error there, and a reason to reject the row here; an old target stops the
    // incumbent.
    if (ours.empty()) return tally.equal();
    return tally.different("choices-old-target", c.name);
  }
  if (world.notes("mapping.except-capital", field->second))
    return tally.different("choices-except-capital", c.name);
  if (world.notes("mapping.choice-column", field->second))
    return tally.different("choices-column", c.name);
  unexplained.push_back(c.name + ": " + base::join(ours, "|") + " <> " + base::join(expected, "|"));
}

void check_suite(std::string_view suite) {
  test::Tally tally{std::string(suite)};
  std::vector<std::string> unexplained;
  for (const test::Case& c : test::load_cases(suite)) compare(tally, c, unexplained);
  EXPECT_TRUE(unexplained.empty()) << base::join(unexplained, "\n");
  tally.report();
}

}  // namespace

TEST(Choices, the_recorded_answers_on_real_rows) {
  check_suite("choices-real");
}
TEST(Choices, the_recorded_services) {
  check_suite("services");
}
TEST(Choices, the_recorded_publics) {
  check_suite("publics-specifiquement-adresses");
}
TEST(Choices, the_recorded_prises_en_charge) {
  check_suite("prises-en-charge-specifiques");
}
TEST(Choices, the_recorded_frais) {
  check_suite("frais-a-charge");
}
TEST(Choices, the_recorded_dispositifs) {
  check_suite("dispositifs-programmes-nationaux");
}
TEST(Choices, the_recorded_formations) {
  check_suite("formations-labels");
}
TEST(Choices, the_recorded_autres_formations) {
  check_suite("autres-formations-labels");
}
TEST(Choices, the_recorded_modalites_acces) {
  check_suite("modalites-acces");
}
TEST(Choices, the_recorded_modalites_accompagnement) {
  check_suite("modalites-accompagnement");
}
TEST(Choices, the_recorded_itinerance) {
  check_suite("itinerance");
}

TEST(Choices, a_term_is_found_inside_a_word_whatever_the_case) {
  EXPECT_EQ(
      values(R"({"itinerance": [{"colonnes": ["a"], "termes": ["Bus"], "cible": "Itinérant"}]})",
             R"({"a": "Le BUSCARROT"})", Field::itinerance),
      std::vector<std::string>{"Itinérant"});
}

TEST(Choices, a_text_that_holds_every_part_of_a_term_does_not_hold_the_term) {
  constexpr std::string_view kConfig =
      R"({"itinerance": [{"colonnes": ["a"], "termes": ["borne"], "cible": "Itinérant"}]})";
  EXPECT_TRUE(values(kConfig, R"({"a": "bor orn rne"})", Field::itinerance).empty());
  EXPECT_EQ(values(kConfig, R"({"a": "bor orn rne, une borne"})", Field::itinerance),
            std::vector<std::string>{"Itinérant"});
}

TEST(Choices, an_exception_silences_its_own_cell_only) {
  constexpr std::string_view kConfig =
      R"({"frais_a_charge": [{"colonnes": ["a", "b"], "termes": ["gratuit"], "sauf": ["Condition"], "cible": "Gratuit"}]})";
  EXPECT_TRUE(values(kConfig, R"({"a": "gratuit sous condition"})", Field::frais_a_charge).empty());
  EXPECT_EQ(
      values(kConfig, R"({"a": "gratuit sous condition", "b": "gratuit"})", Field::frais_a_charge)
          .size(),
      1u);
}

TEST(Choices, a_bare_target_always_holds_in_every_field) {
  for (const Field field : {Field::services, Field::modalites_acces,
                            Field::modalites_accompagnement, Field::itinerance}) {
    const std::string target(standard::allowed_values(field).front());
    EXPECT_EQ(values("{\"" + std::string(standard::field_name(field)) + "\": [{\"cible\": \"" +
                         target + "\"}]}",
                     "{}", field),
              std::vector<std::string>{target});
  }
}

TEST(Choices, no_terms_at_all_differs_from_an_empty_list_of_terms) {
  EXPECT_EQ(values(R"({"itinerance": [{"colonnes": ["a"], "cible": "Fixe"}]})", R"({"a": "x"})",
                   Field::itinerance)
                .size(),
            1u);
  EXPECT_TRUE(values(R"({"itinerance": [{"colonnes": ["a"], "termes": [], "cible": "Fixe"}]})",
                     R"({"a": "x"})", Field::itinerance)
                  .empty());
}

TEST(Choices, values_come_once_in_the_order_of_the_choices) {
  EXPECT_EQ(
      values(
          R"({"itinerance": [{"colonnes": ["b"], "cible": "Fixe"}, {"colonnes": ["a"], "cible": "Itinérant"},
                                      {"colonnes": ["a"], "cible": "Fixe"}]})",
          R"({"a": "x", "b": "y"})", Field::itinerance),
      (std::vector<std::string>{"Fixe", "Itinérant"}));
}

TEST(Choices, labels_of_earlier_choices_stay_when_a_column_gives_its_own) {
  EXPECT_EQ(values(R"({"autres_formations_labels": [{"cible": "SudLabs"}, {"colonnes": ["l"]}]})",
                   R"({"l": "Qualiopi | zrr||SudLabs"})", Field::autres_formations_labels),
            (std::vector<std::string>{"SudLabs", "Qualiopi"}));
}

TEST(Choices, a_service_can_ask_for_a_kind_of_support) {
  constexpr std::string_view kConfig = R"({
    "modalites_accompagnement": [{"colonnes": ["m"], "termes": ["seul"], "cible": "En autonomie"}],
    "services": [{"colonnes": ["s"], "cible": "Aide aux démarches administratives", "modalitesAccompagnement": "En autonomie"}]})";
  EXPECT_EQ(values(kConfig, R"({"s": "x", "m": "seul"})", Field::services).size(), 1u);
  EXPECT_TRUE(values(kConfig, R"({"s": "x"})", Field::services).empty());
}

}  // namespace maillage::transform
