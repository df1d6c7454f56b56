#include "standard/validate.hpp"

#include "base/text.hpp"
#include "standard/library_rules.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace maillage::standard {

namespace {

/// A complete record of 1.0.2, the schema's own examples.
Place anonymal() {
  Place place;
  place[Field::id] = "structure-1";
  place[Field::pivot] = "73282932000074";
  place[Field::nom] = "Anonymal";
  place[Field::commune] = "Reims";
  place[Field::code_postal] = "51100";
  place[Field::code_insee] = "51454";
  place[Field::adresse] = "12 BIS RUE DE LECLERCQ";
  place[Field::latitude] = "43.52609";
  place[Field::longitude] = "5.41423";
  place[Field::typologie] = "TIERS_LIEUX|ASSO";
  place[Field::telephone] = "+33180059880";
  place[Field::courriels] = "contact@laquincaillerie.tl|responsable@laquincaillerie.tl";
  place[Field::site_web] = "https://www.laquincaillerie.tl/";
  place[Field::date_maj] = "2024-04-02";
  place[Field::services] = "Aide aux démarches administratives|Loisirs et créations numériques";
  place[Field::frais_a_charge] = "Gratuit sous condition|Payant";
  place[Field::modalites_acces] = "Se présenter|Téléphoner";
  return place;
}

/// "error schema.code_postal" for each finding, in order.
std::string rules_of(const base::Findings& findings) {
  static constexpr const char* kNames[] = {"error", "warning", "note"};
  std::string out;
  for (const base::Finding& finding : findings) {
    if (!out.empty()) out += ", ";
    out += std::string(kNames[static_cast<int>(finding.severity)]) + " " + finding.rule;
  }
  return out;
}

std::string rules_with(Field field, const std::string& value) {
  Place place = anonymal();
  place[field] = value;
  return rules_of(findings_of(place));
}

}  // namespace

TEST(Validate, a_complete_place_has_no_finding) {
  EXPECT_EQ(rules_of(findings_of(anonymal())), "");
  EXPECT_TRUE(is_publishable(anonymal()));
}

TEST(Validate, each_mistake_is_found_under_its_rule) {
  struct Row {
    Field field;
    const char* value;
    const char* rules;
  };
  const Row rows[] = {
      {Field::id, "", "error schema.required"},
      {Field::commune, "", "error schema.required"},
      {Field::services, "", "warning library.services"},
      {Field::code_postal, "5110", "error schema.code_postal"},
      {Field::code_insee, "20004", "error schema.code_insee"},
      {Field::pivot, "434 933 123 00029", "error schema.pivot"},
      {Field::pivot, "73282932000075", "note schema.pivot-key"},
      {Field::pivot, "00000000000000", "note schema.stand-in"},
      {Field::date_maj, "1970-01-01", "note schema.stand-in"},
      {Field::pivot, "W9R2003255", ""},
      {Field::pivot, "1234567", "error schema.pivot"},
      {Field::pivot, "0123456789", "warning library.pivot"},
      {Field::telephone, "01 80 05 98 80", "error schema.telephone"},
      {Field::telephone, "+33180059880|+33180059881", "error schema.telephone"},
      {Field::telephone, "+331800598", "warning library.telephone"},
      {Field::date_maj, "2/04/2024", "error schema.date_maj"},
      {Field::date_maj, "2024-02-30", "error schema.date_maj"},
      {Field::latitude, "43,52609", "error schema.number"},
      {Field::latitude, "91", "warning library.latitude"},
      {Field::longitude, "", "warning library.localisation"},
      {Field::adresse, "Rue «X»", "warning library.voie"},
      {Field::commune, "Paris (15e)", "warning library.commune"},
      {Field::courriels, "contact@laquincaillerie.tl|contact at", "warning library.courriel"},
      {Field::site_web, "www.laquincaillerie.tl", "warning library.url"},
      {Field::typologie, "MAIRIE", "warning library.typologies"},
      {Field::services, "Réparer un vélo", "error schema.values"},
      {Field::services, "Loisirs et créations numériques|", "error schema.values"},
      {Field::services, "Loisirs et créations numériques;Aide aux démarches administratives",
       "error schema.separator"},
      {Field::frais_a_charge, "gratuit", "error schema.values"},
      {Field::frais_a_charge, "Gratuit| Payant", "error schema.values"},
      {Field::formations_labels, "Étapes numériques (La Poste)", "note schema.etapes-numeriques"},
      {Field::formations_labels, "Étapes numériques(La Poste)", "note schema.etapes-numeriques"},
      {Field::modalites_acces, "Ce lieu n'accueille pas de public", "note library.modalites_acces"},
  };
  for (const Row& row : rows) EXPECT_EQ(rules_with(row.field, row.value), row.rules) << row.value;
}

TEST(Validate, all_findings_of_a_record_are_given_and_each_says_what_to_do) {
  Place place = anonymal();
  place[Field::code_postal] = "5110";
  place[Field::telephone] = "0102";
  place[Field::services] = "gratuit|Seul";
  const base::Findings findings = findings_of(place, 7);
  EXPECT_EQ(
      rules_of(findings),
      "error schema.code_postal, error schema.telephone, error schema.values, error schema.values");
  for (const base::Finding& finding : findings) {
    EXPECT_EQ(finding.row, 7u);
    EXPECT_FALSE(finding.message.empty());
    EXPECT_FALSE(finding.advice.empty());
  }
}

TEST(Validate, a_value_that_was_nearly_right_is_named_in_the_advice) {
  Place place = anonymal();
  place[Field::services] = "Comprehension du monde numérique";
  EXPECT_EQ(findings_of(place).front().advice, "Écrivez « Compréhension du monde numérique ».");
}

TEST(Validate, a_summary_of_280_characters_passes_and_one_more_does_not) {
  std::string text;
  for (int i = 0; i < 280; ++i) text += "é";
  EXPECT_EQ(rules_with(Field::presentation_resume, text), "");
  EXPECT_EQ(rules_with(Field::presentation_resume, text + "é"), "error schema.length");
}

TEST(Validate, a_repeated_id_is_found_with_its_first_row) {
  Validator validator(Version::v1_0_2);
  const Place place = anonymal();
  const std::vector<std::string_view> values(place.values.begin(), place.values.end());
  base::Findings findings;
  validator.check(0, values, findings);
  validator.check(5, values, findings);
  ASSERT_EQ(rules_of(findings), "error schema.unique");
  EXPECT_EQ(findings.front().message, "L’identifiant est déjà celui du lieu n° 1.");
}

TEST(Validate, a_version_admits_its_own_values) {
  const auto rules = [](Version version, std::string_view column, std::string_view value) {
    const Schema& used = schema(version);
    std::vector<std::string_view> values(used.fields.size());
    const std::pair<const char*, const char*> base[] = {
        {"id", "1"},
        {"pivot", "73282932000074"},
        {"nom", "Anonymal"},
        {"commune", "Reims"},
        {"code_postal", "51100"},
        {"adresse", "1 rue"},
        {"date_maj", "2022-06-02"},
        {"services", version < Version::v0_2_0 ? "Créer avec le numérique"
                                               : "Loisirs et créations numériques"}};
    for (const auto& [name, text] : base) values[used.find(name)] = text;
    values[used.find(column)] = value;
    base::Findings findings;
    Validator(version).check(0, values, findings);
    return rules_of(findings);
  };
  EXPECT_EQ(rules(Version::v0_1_1, "labels_nationaux", "CNFS;Point numérique CAF"), "");
  EXPECT_EQ(rules(Version::v0_1_0, "labels_nationaux", "CNFS;Point numérique CAF"),
            "error schema.values");
  EXPECT_EQ(rules(Version::v0_1_1, "services", "S’équiper en matériel informatique"),
            "note schema.wording");
  EXPECT_EQ(rules(Version::v0_1_1, "services", "Créer avec le numérique|Accéder à du matériel"),
            "error schema.separator");
  EXPECT_EQ(rules(Version::v1_0_0, "services", ""), "error schema.required");
  EXPECT_EQ(rules(Version::v1_0_1, "services", ""), "");
  EXPECT_EQ(rules(Version::v1_0_1, "formations_labels", "Étapes numériques (La Poste)"),
            "error schema.values");
  EXPECT_EQ(rules(Version::v0_2_0, "services",
                  "Loisirs et créations numériques;Utilisation sécurisée du numérique"),
            "");
}

TEST(Validate, the_tables_say_what_the_published_schemas_say) {
  for (const Version version : {Version::v0_1_0, Version::v0_1_1, Version::v0_2_0, Version::v1_0_0,
                                Version::v1_0_1, Version::v1_0_2}) {
    const std::string file =
        "data/standard/schema-v" + std::string(version_name(version)) + ".json";
    const formats::Json published = formats::parse_json(test::read_file(test::project_file(file)));
    const auto& fields = published["fields"].items();
    ASSERT_EQ(fields.size(), schema(version).fields.size()) << file;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const SchemaField& ours = schema(version).fields[i];
      const formats::Json& constraints = fields[i]["constraints"];
      EXPECT_EQ(ours.name, fields[i]["name"].text()) << file;
      EXPECT_EQ(ours.required, constraints["required"].as_boolean()) << file << " " << ours.name;
      EXPECT_EQ(ours.unique, constraints["unique"].as_boolean()) << file << " " << ours.name;
      EXPECT_EQ(static_cast<double>(ours.max_length), constraints["maxLength"].as_number())
          << file << " " << ours.name;
      // Values as words: apostrophes, dots, escapes and blanks of the patterns are the slips that
      // the tables put right.
      const auto plain = [](std::string_view text) {
        std::string out = base::fold(text);
        for (const char* part : {"\\", " ", "…", "...", "(", ")"})
          out = base::replace_all(out, part, "");
        return base::replace_all(base::replace_all(out, ".", ""), "illetrisme", "illettrisme");
      };
      const std::string pattern = plain(constraints["pattern"].text());
      for (const std::string_view value : ours.values)
        EXPECT_TRUE(base::contains(pattern, plain(value))) << file << " " << value;
      const auto bars = std::count(pattern.begin(), pattern.end(), '|');
      if (ours.kind == FieldKind::closed_list) {
        const std::ptrdiff_t of_separator = schema(version).separator == '|' ? 2 : 1;
        EXPECT_EQ(static_cast<std::ptrdiff_t>(ours.values.size()), bars - of_separator + 1)
            << file << " " << ours.name;
      }
    }
  }
}

TEST(Validate, quick_and_full_judgement_agree) {
  rc::check([] {
    static const std::vector<std::string> kTexts = {"",
                                                    "51100",
                                                    "5110",
                                                    "+33180059880",
                                                    "43.5",
                                                    "2024-04-02",
                                                    "Gratuit",
                                                    "Gratuit|Payant",
                                                    "Étapes numériques(La Poste)",
                                                    "x",
                                                    "|",
                                                    "\xFF",
                                                    "73282932000074"};
    Place place = anonymal();
    for (int i = 0; i < 3; ++i) {
      const auto field =
          static_cast<Field>(*rc::gen::inRange<int>(0, static_cast<int>(kFieldCount)));
      place[field] = kTexts[*rc::gen::inRange<std::size_t>(0, kTexts.size())];
    }
    if (!place.has(Field::pivot)) place[Field::pivot] = "00000000000000";
    if (!place.has(Field::date_maj)) place[Field::date_maj] = "1970-01-01";
    RC_ASSERT(is_publishable(place) == !base::has_error(findings_of(place)));
  });
}

TEST(Validate, any_bytes_get_an_answer) {
  rc::check([] {
    Place place;
    for (std::string& value : place.values)
      value = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    for (const base::Finding& finding : findings_of(place))
      RC_ASSERT(base::is_valid_utf8(finding.value));
  });
}

}  // namespace maillage::standard
