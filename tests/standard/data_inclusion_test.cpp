#include "base/text.hpp"
#include "standard/data_inclusion_export.hpp"
#include "standard/data_inclusion_import.hpp"
#include "standard/data_inclusion_rows.hpp"
#include "standard/data_inclusion_terms.hpp"
#include "standard/repairs.hpp"
#include "standard/vocabulary.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace maillage::standard {

namespace {

using formats::Json;

std::string joined(const Json& list) {
  std::vector<std::string> items;
  for (const Json& item : list.items()) items.push_back(item.text());
  return base::join(items, "|");
}

/// A flat record, or the library's nested model, as a place.
Place place_of(const Json& json) {
  Place place;
  for (const Json::Member& member : json.members()) {
    const auto field = field_named(member.first == "typologies" ? "typologie" : member.first);
    if (!field) continue;
    if (member.second.is_array()) place[*field] = joined(member.second);
    if (member.second.is_string() || member.second.is_number())
      place[*field] = member.second.text();
  }
  const auto take = [&](const Json& from, const char* name, Field field) {
    if (!from.has(name)) return;
    place[field] = from[name].is_array() ? joined(from[name]) : from[name].text();
  };
  if (const Json& address = json["adresse"]; address.is_object()) {
    take(address, "voie", Field::adresse);
    for (const char* name : {"commune", "code_postal", "code_insee", "complement_adresse"})
      take(address, name, *field_named(name));
  }
  for (const char* name : {"latitude", "longitude"})
    take(json["localisation"], name, *field_named(name));
  for (const char* name : {"telephone", "courriels", "site_web"})
    take(json["contact"], name, *field_named(name));
  take(json["presentation"], "resume", Field::presentation_resume);
  take(json["presentation"], "detail", Field::presentation_detail);
  if (const Json& date = json["date_maj"]; date.is_object())
    place[Field::date_maj] = date["$date"].text();
  place[Field::date_maj] = place[Field::date_maj].substr(0, 10);
  return place;
}

bool is_empty(const Json& value) {
  return value.is_null() || (value.is_string() && value.text().empty()) ||
         (value.is_array() && value.items().empty());
}

std::string kind_of_member(const std::string& member) {
  if (member == "siret" || member == "rna" || member == "pivot") return "di-pivot";
  if (member == "labels_nationaux") return "di-formation-labels";
  if (member == "labels_autres") return "di-labels-as-text";
  if (member == "frais") return "di-all-costs";
  if (member == "profils") return "di-profiles";
  return "di-unexplained";
}

/// Members of two objects in turn. An empty member says as much as none: ours leaves it out.
void compare(test::Tally& tally, const std::string& name, const Json& ours, const Json& theirs) {
  bool equal = true;
  std::vector<std::string> members;
  for (const Json::Member& member : theirs.members()) append_new(members, member.first);
  for (const Json::Member& member : ours.members()) append_new(members, member.first);
  for (const std::string& member : members) {
    if (ours[member] == theirs[member]) continue;
    equal = false;
    const std::string kind = is_empty(ours[member]) && is_empty(theirs[member])
                                 ? "di-empty-member"
                                 : kind_of_member(member);
    tally.different(kind, name + " " + member + ": " + formats::json_text(ours[member]) + " / " +
                              formats::json_text(theirs[member]));
  }
  if (equal) tally.equal();
}

std::vector<DiService> services_of(const Json& list) {
  std::vector<DiService> services;
  for (const Json& item : list.items()) services.push_back(di_service_of(item));
  return services;
}

Place anonymal() {
  Place place;
  place[Field::id] = "1";
  place[Field::pivot] = "W9R2003255";
  place[Field::nom] = "Anonymal";
  place[Field::commune] = "Reims";
  place[Field::code_postal] = "51100";
  place[Field::adresse] = "12 rue de Reims";
  place[Field::source] = "Hubik";
  place[Field::date_maj] = "2022-10-10";
  place[Field::services] = "Loisirs et créations numériques";
  place[Field::modalites_acces] = "Téléphoner";
  return place;
}

}  // namespace

TEST(DataInclusion, export_of_the_library_s_own_cases) {
  test::Tally tally("standard-to-di");
  for (const test::Case& recorded : test::load_cases("standard-to-di")) {
    for (std::size_t i = 0; i < recorded.input.items().size(); ++i) {
      const DiExport exported = to_data_inclusion(place_of(recorded.input.items()[i]));
      const bool is_service = base::contains(recorded.fn, "Service");
      compare(tally, recorded.name,
              is_service ? json_of(exported.service) : json_of(exported.structure),
              recorded.expected.items()[i]);
    }
  }
  EXPECT_GT(tally.report(), 0.0);
}

TEST(DataInclusion, export_of_real_places) {
  test::Tally tally("standard-to-di-real");
  for (const test::Case& recorded : test::load_cases("standard-to-di-real")) {
    const DiExport exported = to_data_inclusion(place_of(recorded.input));
    compare(tally, recorded.name, json_of(exported.structure), recorded.expected["structure"]);
    compare(tally, recorded.name, json_of(exported.service), recorded.expected["service"]);
  }
  EXPECT_GT(tally.report(), 0.0);
}

TEST(DataInclusion, import_of_the_library_s_own_cases) {
  test::Tally tally("di-to-standard");
  for (const test::Case& recorded : test::load_cases("di-to-standard")) {
    const auto services = services_of(recorded.input["services"]);
    const DiImport imported =
        from_data_inclusion(services, di_structure_of(recorded.input["structure"]));
    const Json& error = recorded.expected["$error"];
    if (error.is_object()) {
      const bool without_service = base::has_error(imported.findings);
      if (without_service && error["class"].text() == "ServicesError") {
        tally.equal();
      } else if (error["class"].text() == "MandatorySiretOrRnaError") {
        tally.different("di-pivot", recorded.name);
      } else {
        tally.different("di-import-unexplained", recorded.name);
      }
      continue;
    }
    const Place expected = place_of(recorded.expected);
    std::string differing;
    for (const Field field : all_fields()) {
      if (imported.place[field] == expected[field]) continue;
      const bool phone =
          field == Field::telephone && repaired_telephone(expected[field]) == imported.place[field];
      differing = phone ? "di-telephone-international" : "di-import-unexplained";
      tally.different(differing, recorded.name + " " + std::string(field_name(field)) + ": " +
                                     imported.place[field] + " / " + expected[field]);
    }
    if (differing.empty()) tally.equal();
  }
  EXPECT_GT(tally.report(), 0.0);
}

TEST(DataInclusion, structures_and_services_become_flat_rows) {
  test::Tally tally("di-merge-services");
  for (const test::Case& recorded : test::load_cases("di-merge-services")) {
    std::vector<DiStructure> structures;
    for (const Json& item : recorded.input["structures"].items())
      structures.push_back(di_structure_of(item));
    const auto services = services_of(recorded.input["services"]);
    const auto rows = data_inclusion_rows(structures, services);
    ASSERT_EQ(rows.size(), recorded.expected.items().size()) << recorded.name;
    if (rows.empty()) tally.equal();
    for (std::size_t i = 0; i < rows.size(); ++i)
      compare(tally, recorded.name, rows[i], recorded.expected.items()[i]);
  }
  EXPECT_GT(tally.report(), 0.0);
}

TEST(DataInclusion, a_service_with_an_address_becomes_a_structure) {
  test::Tally tally("di-service-to-structure");
  for (const test::Case& recorded : test::load_cases("di-service-to-structure")) {
    if (recorded.fn == "isServiceWithAdresse") {
      EXPECT_EQ(is_service_with_address(di_service_of(recorded.input)),
                recorded.expected.as_boolean());
      tally.equal();
      continue;
    }
    const DiStructure own = structure_of_service(di_service_of(recorded.input["service"]),
                                                 di_structure_of(recorded.input["structure"]));
    compare(tally, recorded.name, json_of(own), recorded.expected);
  }
  EXPECT_GT(tally.report(), 0.0);
}

TEST(DataInclusion, streets_and_communes_are_repaired) {
  test::Tally tally("di-adresse");
  for (const test::Case& recorded : test::load_cases("di-adresse")) {
    const std::string ours = recorded.fn == "processVoie" ? di_voie(recorded.input.text())
                                                          : di_commune(recorded.input.text());
    if (ours == recorded.expected.text()) {
      tally.equal();
    } else {
      const bool accent = base::fold(ours) == base::fold(recorded.expected.text());
      tally.different(accent ? "di-commune-accent" : "di-adresse-unexplained",
                      recorded.input.text() + ": " + ours + " / " + recorded.expected.text());
    }
  }
  EXPECT_GT(tally.report(), 0.0);
}

TEST(DataInclusion, only_a_lost_cedilla_becomes_a_c) {
  EXPECT_EQ(di_voie("16 AV FRAN?OIS MITERRAND"), "16 AV FRANCOIS MITERRAND");
  EXPECT_EQ(di_voie("Rue de l'H?pital"), "Rue de l'Hpital");
}

TEST(DataInclusion, an_rna_goes_under_its_own_name_and_an_unknown_pivot_nowhere) {
  Place place = anonymal();
  EXPECT_EQ(to_data_inclusion(place).structure.rna, "W9R2003255");
  EXPECT_EQ(to_data_inclusion(place).structure.siret, "");
  place[Field::pivot] = "00000000000000";
  EXPECT_EQ(to_data_inclusion(place).structure.siret, "");
}

TEST(DataInclusion, what_the_target_can_t_hold_is_listed) {
  Place place = anonymal();
  place[Field::courriels] = "a@b.fr|c@d.fr";
  place[Field::typologie] = "BIB|ASSO";
  place[Field::services] = "Utilisation sécurisée du numérique";
  place[Field::itinerance] = "Itinérant";
  const DiExport exported = to_data_inclusion(place, 3);
  ASSERT_EQ(exported.findings.size(), 4u);
  for (const base::Finding& finding : exported.findings) {
    EXPECT_EQ(finding.rule, "di.not-carried");
    EXPECT_EQ(finding.row, 3u);
  }
}

TEST(DataInclusion, a_bad_address_damages_nothing_else) {
  DiStructure structure = to_data_inclusion(anonymal()).structure;
  structure.courriel = "contact at|accueil@b.fr";
  structure.telephone = "sur place";
  DiService service = to_data_inclusion(anonymal()).service;
  const DiImport imported = from_data_inclusion({&service, 1}, structure);
  EXPECT_EQ(imported.place[Field::courriels], "accueil@b.fr");
  EXPECT_FALSE(imported.place.has(Field::telephone));
  EXPECT_EQ(imported.findings.size(), 2u);
  EXPECT_FALSE(base::has_error(imported.findings));
}

TEST(DataInclusion, there_and_back_keeps_all_that_was_not_listed) {
  rc::check([] {
    Place place = anonymal();
    for (const Field field :
         {Field::services, Field::frais_a_charge, Field::publics_specifiquement_adresses,
          Field::prise_en_charge_specifique, Field::dispositif_programmes_nationaux,
          Field::formations_labels, Field::modalites_accompagnement}) {
      std::vector<std::string> items;
      for (const std::string_view value : allowed_values(field)) {
        // Words of a coarser list there do not come back as they went.
        if (value == "Handicaps moteurs" || value == "Langues étrangères (anglais)" ||
            value == "Utilisation sécurisée du numérique")
          continue;
        if (*rc::gen::arbitrary<bool>()) items.emplace_back(value);
      }
      if (field == Field::services && items.empty())
        items.emplace_back("Loisirs et créations numériques");
      place.set_list(field, std::span<const std::string>(items));
    }
    const DiExport exported = to_data_inclusion(place);
    const DiImport back = from_data_inclusion({&exported.service, 1}, exported.structure);
    for (const Field field : all_fields()) {
      auto before = place.list(field);
      auto after = back.place.list(field);
      std::sort(before.begin(), before.end());
      std::sort(after.begin(), after.end());
      RC_ASSERT(before == after);
    }
  });
}

}  // namespace maillage::standard
