#include "standard/migrate.hpp"

#include "base/text.hpp"
#include "standard/repairs.hpp"
#include "standard/validate.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace maillage::standard {

namespace {

/// A record of a version from column and text.
Migration migrated(Version version,
                   std::initializer_list<std::pair<const char*, const char*>> cells) {
  const Schema& from = schema(version);
  Record record;
  record.values.resize(from.fields.size());
  for (const auto& [name, text] : cells) {
    if (const std::size_t at = from.find(name); at != Schema::kNone) {
      record.values[at] = text;
    } else {
      record.extras.emplace_back(name, text);
    }
  }
  return migrate(from, record);
}

struct Outcome {
  std::size_t rows = 0;
  std::size_t valid = 0;
  std::size_t without_services = 0;
};

Outcome migrate_list(const char* name) {
  const auto rows = formats::make_reader(
      formats::Format::json,
      formats::from_text(test::read_file(test::project_file(std::string("data/lists/") + name))),
      {});
  RecordReader reader(*rows, std::nullopt);
  Outcome outcome;
  for (Record record; reader.next(record);) {
    const Migration migration = migrate(reader.schema(), record);
    ++outcome.rows;
    outcome.valid += is_publishable(migration.place) ? 1 : 0;
    outcome.without_services += migration.place.has(Field::services) ? 0 : 1;
  }
  return outcome;
}

}  // namespace

TEST(Migrate, old_columns_go_to_their_successors) {
  const Migration migration = migrated(
      Version::v0_1_1,
      {{"id", "1"},
       {"services",
        "Prendre en main un ordinateur;Utiliser le numérique au quotidien;Accéder à du matériel"},
       {"publics_accueillis",
        "Adultes;Seniors (+ 65 ans);Surdité;Personnes en situation d'illettrisme"},
       {"conditions_acces", "Gratuit : Je peux accéder gratuitement au lieu et à ses services"},
       {"labels_nationaux", "CNFS;Fabriques de Territoire;APTIC;UNCCAS"},
       {"labels_autres", "Orange;France Services"},
       {"modalites_accompagnement", "Seul : j'ai accès à du matériel et une connexion"},
       {"accessibilite", "https://acceslibre.beta.gouv.fr/app/1/"},
       {"courriel", "a@b.fr;c@d.fr"},
       {"typologie", "BIB;ASSO"}});
  const Place& place = migration.place;
  EXPECT_EQ(place[Field::services],
            "Maîtrise des outils numériques du quotidien|Accès internet et matériel informatique");
  EXPECT_EQ(place[Field::publics_specifiquement_adresses], "Seniors");
  EXPECT_EQ(place[Field::prise_en_charge_specifique], "Surdité|Illettrisme");
  EXPECT_EQ(place[Field::frais_a_charge], "Gratuit");
  EXPECT_EQ(place[Field::dispositif_programmes_nationaux],
            "Conseillers numériques|France Services");
  EXPECT_EQ(place[Field::formations_labels], "Fabriques de Territoire");
  EXPECT_EQ(place[Field::autres_formations_labels], "APTIC|UNCCAS|Orange");
  EXPECT_EQ(place[Field::modalites_accompagnement], "En autonomie");
  EXPECT_EQ(place[Field::fiche_acces_libre], "https://acceslibre.beta.gouv.fr/app/1/");
  EXPECT_EQ(place[Field::courriels], "a@b.fr|c@d.fr");
  EXPECT_EQ(place[Field::typologie], "BIB|ASSO");
  EXPECT_TRUE(migration.notes.findings.empty());
}

TEST(Migrate, what_has_no_successor_is_said) {
  const Migration migration =
      migrated(Version::v0_1_1, {{"id", "1"},
                                 {"cle_ban", "13001_3079_00001"},
                                 {"publics_accueillis",
                                  "Handicaps psychiques : troubles psychiatriques donnant lieu à "
                                  "des atteintes comportementales"},
                                 {"telephone", "3960"}});
  ASSERT_EQ(migration.notes.findings.size(), 3u);
  for (const base::Finding& finding : migration.notes.findings)
    EXPECT_EQ(finding.rule, "migrate.not-carried");
  EXPECT_FALSE(migration.place.has(Field::telephone));
}

TEST(Migrate, services_written_without_a_separator_are_found) {
  const Migration migration = migrated(
      Version::v0_1_1,
      {{"id", "1"},
       {"services",
        "Devenir autonome dans les démarches administratives Accéder à une connexion internet"}});
  EXPECT_EQ(migration.place[Field::services],
            "Aide aux démarches administratives|Accès internet et matériel informatique");
  EXPECT_EQ(migration.notes.cleanings.size(), 1u);
}

TEST(Migrate, a_draft_of_version_1_changes_its_separator_and_its_long_sentences) {
  const Migration migration =
      migrated(Version::v0_2_0,
               {{"id", "1"},
                {"services", "Loisirs et créations numériques;Utilisation sécurisée du numérique"},
                {"dispositif_programmes_nationaux", "Promeneurs du net ;France Services"},
                {"frais_a_charge", "Payant : L’accès au lieu et/ou à ses services est payant"},
                {"structure_coop_id", "42"}});
  EXPECT_EQ(migration.place[Field::services],
            "Loisirs et créations numériques|Utilisation sécurisée du numérique");
  EXPECT_EQ(migration.place[Field::dispositif_programmes_nationaux],
            "Promeneurs du net|France Services");
  EXPECT_EQ(migration.place[Field::frais_a_charge], "Payant");
  ASSERT_EQ(migration.place.extras.size(), 1u);
}

TEST(Migrate, unknown_columns_of_a_first_list_stay_behind) {
  EXPECT_TRUE(
      migrated(Version::v0_1_1, {{"id", "1"}, {"aidants", "Michèle"}}).place.extras.empty());
}

TEST(Migrate, a_long_summary_is_cut_at_a_word_and_kept_whole_as_the_detail) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "mots ";
  const Migration migration =
      migrated(Version::v0_1_1, {{"id", "1"}, {"presentation_resume", text.c_str()}});
  EXPECT_TRUE(migration.place[Field::presentation_resume].ends_with("mots…"));
  EXPECT_EQ(migration.place[Field::presentation_detail].size(), text.size() - 1);
}

TEST(Migrate, a_missing_id_is_derived_and_stable) {
  const auto id = [] {
    return migrated(Version::v0_1_1, {{"nom", "Anonymal"}, {"commune", "Reims"}}).place[Field::id];
  };
  EXPECT_EQ(id().size(), 16u);
  EXPECT_EQ(id(), id());
}

TEST(Migrate, the_list_of_the_antilles_comes_out_valid) {
  const Outcome outcome = migrate_list("mednum-hub-antilles.json");
  EXPECT_EQ(outcome.rows, 165u);
  EXPECT_EQ(outcome.valid, 164u);  // one row has no address
  EXPECT_EQ(outcome.without_services, 0u);
}

TEST(Migrate, the_list_of_the_advisers_comes_out_valid) {
  const Outcome outcome = migrate_list("conseiller-numerique.json");
  EXPECT_EQ(outcome.rows, 4930u);
  EXPECT_EQ(outcome.valid, 4930u);
}

TEST(Migrate, any_bytes_get_an_answer) {
  rc::check([] {
    const Schema& from = schema(
        *rc::gen::element(Version::v0_1_0, Version::v0_1_1, Version::v0_2_0, Version::v1_0_1));
    std::vector<std::string> texts(from.fields.size());
    for (std::string& text : texts)
      text = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    Record record;
    record.values.assign(texts.begin(), texts.end());
    migrate(from, record);
  });
}

TEST(Repairs, telephones) {
  const std::pair<const char*, const char*> rows[] = {
      {"0596 57 07 70", "+596596570770"},
      {"596516976", "+596596516976"},
      {"+33596599681", "+596596599681"},
      {"+596596785044", "+596596785044"},
      {"01 80 05 98 80", "+33180059880"},
      {"+33 (0)1 80 05 98 80", "+33180059880"},
      {"0033180059880", "+33180059880"},
      {"0639 69 00 00", "+262639690000"},
      {"+687241541", "+687241541"},
      {"05 96 68 62 02 (poste 311)", "+596596686202"},
      {"3960", "-"},
      {"0180059880 / 0180059881", "-"},
      {"sur place", "-"},
      {"", "-"}};
  for (const auto& [before, after] : rows)
    EXPECT_EQ(repaired_telephone(before).value_or("-"), after) << before;
}

TEST(Repairs, dates) {
  EXPECT_EQ(repaired_date("2/4/2024"), "2024-04-02");
  EXPECT_EQ(repaired_date("2024-04-02T10:00:00Z"), "2024-04-02");
  EXPECT_EQ(repaired_date("31/02/2024"), std::nullopt);
  EXPECT_EQ(repaired_date("avril"), std::nullopt);
}

TEST(Repairs, sites_and_addresses) {
  EXPECT_EQ(sites_of("www.a.fr;https://b.fr/x,y"),
            (std::vector<std::string>{"http://www.a.fr", "https://b.fr/x,y"}));
  EXPECT_EQ(sites_of("https://a.fr,https://b.fr"),
            (std::vector<std::string>{"https://a.fr", "https://b.fr"}));
  EXPECT_EQ(courriels_of("a@b.fr ou c@d.fr"), (std::vector<std::string>{"a@b.fr", "c@d.fr"}));
}

TEST(Repairs, a_text_is_never_longer_than_asked) {
  rc::check([](const std::string& text) {
    const auto length = *rc::gen::inRange<std::size_t>(1, 40);
    RC_ASSERT(base::utf16_length(shortened(text, length)) <= length);
  });
}

}  // namespace maillage::standard
