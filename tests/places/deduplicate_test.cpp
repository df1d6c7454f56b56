#include "places/deduplicate.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "linkage/model_file.hpp"
#include "places/dedup_files.hpp"
#include "places/recorded_places.hpp"
#include "places/sourced_list.hpp"
#include "places/world.hpp"

#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

namespace maillage::places {

namespace {

using standard::Field;

struct Outcome {
  int code;
  std::string out, err, folder;

  std::string file(const std::string& name) const { return test::read_file(folder + "/" + name); }
  std::vector<standard::Place> places() const {
    return read_places(folder +
                       "/20260513-essai-lieux-de-mediation-numeriques-creuse-sans-doublons.json")
        .places;
  }
};

standard::Place sourced(std::string id, std::string nom, std::string source,
                        std::string phone = "") {
  standard::Place made = place(std::move(id), std::move(nom));
  made[Field::source] = std::move(source);
  made[Field::telephone] = std::move(phone);
  made[Field::date_maj] = "2026-01-02";
  return made;
}

const std::vector<standard::Place> kList = {
    sourced("a_1", "Médiathèque Jules Verne", "a", "+33555010203"),
    sourced("b_1", "MEDIATHEQUE JULES VERNE", "b", "+33555010203"),
    sourced("b_2", "Ressourcerie des Monts", "b", "+33555999999")};

Outcome run(const std::string& name, const std::vector<standard::Place>& list,
            DeduplicateOptions options = {}) {
  const std::string folder = test::scratch_folder("dedupliquer-" + name);
  if (options.source.empty()) options.source = write_list(folder, "liste", list);
  options.output_directory =
      options.output_directory.empty() ? folder + "/sorties" : options.output_directory;
  options.source_name = "essai";
  options.territory = "Creuse";
  options.models_folder = test::project_file("data/models");
  options.now = kNow;
  std::ostringstream out, err;
  const int code = deduplicate_command(options, out, err);
  return {code, out.str(), err.str(), options.output_directory};
}

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST(Deduplicate, writes_one_place_for_two_records_and_says_so) {
  const Outcome done = run("deux", kList);
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_TRUE(base::contains(done.out,
                             "3 fiches : 2 lieux sans doublons, dont 1 réuni de plusieurs fiches"))
      << done.out;
  EXPECT_EQ(done.places().size(), 2u);
  for (const char* name : {"20260513-essai-lieux-de-mediation-numeriques-creuse-sans-doublons.csv",
                           "dynamo-import/cartographie-nationale.lieux-inclusion-numerique.json",
                           "publier.json", "paires.csv", "provenance.csv", "resume.html"}) {
    EXPECT_FALSE(done.file(name).empty()) << name;
  }
}

TEST(Deduplicate, names_every_record_in_groupes_csv_alone_or_not) {
  const std::string groups = run("groupes", kList).file("groupes.csv");
  EXPECT_TRUE(groups.starts_with("place_id,record_id,source,probability\n"));
  EXPECT_EQ(lines(groups), 4u);
  EXPECT_TRUE(base::contains(groups, "b_2,b_2,b,1.0000\n")) << groups;
}

TEST(Deduplicate, gives_the_same_ids_in_the_next_run_in_the_same_folder) {
  const Outcome first = run("ids", kList);
  std::vector<standard::Place> next = kList;
  next.push_back(sourced("a_0", "Médiathèque Jules Verne", "a", "+33555010203"));
  DeduplicateOptions options;
  options.source = write_list(test::scratch_folder("dedupliquer-ids-list"), "liste", next);
  options.output_directory = first.folder;
  options.within_sources = true;
  const std::string before = first.places()[0][Field::id];
  const Outcome second = run("ids-2", {}, options);
  ASSERT_EQ(second.places().size(), 2u);
  EXPECT_EQ(second.places()[0][Field::id], before);
}

TEST(Deduplicate, keeps_two_records_of_one_source_apart_unless_asked) {
  std::vector<standard::Place> list = kList;
  for (standard::Place& made : list) made[Field::source] = "a";
  EXPECT_EQ(run("interne-non", list).places().size(), 3u);
  DeduplicateOptions options;
  options.within_sources = true;
  EXPECT_EQ(run("interne-oui", list, options).places().size(), 2u);
}

TEST(Deduplicate, seeks_doubles_in_a_base_and_publishes_the_list_alone) {
  DeduplicateOptions options;
  options.base = write_list(test::scratch_folder("dedupliquer-base"), "base",
                            {kList[1], sourced("b_9", "Autre lieu", "b")});
  const Outcome done = run("avec-base", {kList[0]}, options);
  const auto places = done.places();
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(lines(done.file("groupes.csv")), 4u);
}

TEST(Deduplicate, follows_decisions_and_leaves_out_what_people_excluded) {
  const std::string folder = test::scratch_folder("dedupliquer-decisions-file");
  DeduplicateOptions options;
  options.decisions = folder + "/decisions.csv";
  std::ofstream(options.decisions) << "id1,id2,decision\na_1,b_1,differents\nb_2,,exclue\n";
  const Outcome done = run("decisions", kList, options);
  EXPECT_EQ(done.places().size(), 2u);
  EXPECT_TRUE(base::contains(done.out, "1 fiche écartée par décision")) << done.out;
}

TEST(Deduplicate, loses_no_record_however_long_its_id) {
  std::vector<standard::Place> list = kList;
  list[0][Field::id] = std::string(10'000, 'a');
  list[1][Field::id] = std::string(10'000, 'b');
  const Outcome done = run("longs", list);
  EXPECT_EQ(done.places().size(), 2u);
  EXPECT_EQ(lines(done.file("groupes.csv")), 4u);
  for (const standard::Place& made : done.places()) EXPECT_LT(made[Field::id].size(), 30u);
}

TEST(Deduplicate, carries_the_id_of_the_cooperative_s_tool_along) {
  for (const test::Case& c : test::load_cases("dedup-append-coop-id")) {
    const Outcome done = run("coop", {recorded_place(c.input)});
    const auto places = done.places();
    ASSERT_EQ(places.size(), 1u);
    const auto& extras = places[0].extras;
    const auto found = std::find_if(extras.begin(), extras.end(), [](const auto& extra) {
      return extra.first == "structure_coop_id";
    });
    ASSERT_NE(found, extras.end());
    EXPECT_EQ(found->second, c.expected["structure_coop_id"].text());
  }
}

TEST(Deduplicate, drops_the_label_of_a_zone_that_no_longer_exists) {
  for (const test::Case& c : test::load_cases("dedup-without-obsolete-labels")) {
    const std::string path =
        write_list(test::scratch_folder("dedupliquer-labels"), "liste", {recorded_place(c.input)});
    const SourcedList list = read_sourced_list(path, "");
    EXPECT_EQ(list.records[0].place[Field::autres_formations_labels],
              c.expected["autres_formations_labels"].text())
        << c.name;
  }
}

TEST(Deduplicate, excludes_by_id) {
  for (const test::Case& c : test::load_cases("dedup-exclude-by-id")) {
    const std::string folder = test::scratch_folder("dedupliquer-exclusions-file");
    DeduplicateOptions options;
    options.decisions = folder + "/exclusions.csv";
    std::ofstream(options.decisions) << "id\n" << c.input["ids"].items()[0].text() << "\n";
    const Outcome done = run("exclusions", {recorded_place(c.input["lieu"]), kList[0]}, options);
    const bool kept = done.places().size() == 2;
    EXPECT_EQ(kept, c.expected.as_boolean()) << c.name;
  }
}

TEST(Deduplicate, a_row_repeated_letter_by_letter_is_one_record) {
  const std::string path = test::scratch_folder("dedupliquer-repete") +
                           "/20260513-x-lieux-de-mediation-numeriques-y.json";
  std::ofstream(path)
      << R"([{"id":"1","nom":"A"},{"id":"1","nom":"A"},{"id":"1","nom":"B"},{"nom":"C"}])";
  const SourcedList list = read_sourced_list(path, "x");
  EXPECT_EQ(list.records.size(), 2u);
  ASSERT_EQ(list.findings.size(), 1u);
  EXPECT_EQ(list.findings[0].field, "id");
}

TEST(Deduplicate, refuses_a_list_without_places_in_a_sentence) {
  const std::string path = test::scratch_folder("dedupliquer-vide") + "/vide.json";
  std::ofstream(path) << "[]";
  EXPECT_THROW(read_sourced_list(path, "x"), base::Error);
  EXPECT_THROW(read_sourced_list(path + ".absent", "x"), base::Error);
}

TEST(Deduplicate, merges_as_recorded_but_for_what_docs_differences_tells) {
  test::Tally tally("dedup-merge");
  for (const test::Case& c : test::load_cases("dedup-merge")) {
    if (c.fn != "mergeDuplicates") continue;
    const auto records = recorded_places(c.input["lieux"]);
    const formats::Json& groups = c.expected["$map"];
    if (groups.items().size() != 1) continue;
    const standard::Place expected = recorded_place(groups.items()[0].items()[1]);
    const MergedPlace merged = merge_places(views_of(records), "x");
    std::string different;
    for (const Field field : standard::all_fields()) {
      if (field == Field::id || (field == Field::pivot && !merged.place.has(field))) continue;
      if (merged.place[field] != expected[field])
        different += std::string(standard::field_name(field)) + " ";
    }
    if (different.empty()) {
      tally.equal();
    } else {
      tally.different("dedup-old-values-kept", c.name + " : " + different);
    }
  }
  EXPECT_GE(tally.report(), 0.5);
}

TEST(Deduplicate, finds_the_groups_of_real_communes_but_for_what_docs_differences_tells) {
  LinkOptions options;
  options.model = linkage::load_model("lieux", test::project_file("data/models"));
  test::Tally tally("dedup-real");
  for (const char* suite : {"dedup-real", "dedup-internal-real"}) {
    for (const test::Case& c : test::load_cases(suite)) {
      const auto records = recorded_places(c.input);
      options.within_sources = c.context["allowInternal"].as_boolean();
      const PlaceLinkage linkage = link_places(views_of(records), {}, options);
      std::set<std::set<std::string>> ours, theirs;
      for (const PlaceGroup& group : linkage.groups) {
        std::set<std::string> ids;
        for (const std::size_t member : group.members) ids.insert(records[member].record_id);
        if (ids.size() > 1) ours.insert(ids);
      }
      for (const formats::Json& group : c.expected["groups"].items()) {
        std::set<std::string> ids;
        for (const formats::Json& id : group.items()[1].items()) ids.insert(id.text());
        theirs.insert(ids);
      }
      if (ours == theirs) {
        tally.equal();
      } else if (std::includes(ours.begin(), ours.end(), theirs.begin(), theirs.end())) {
        tally.different("dedup-found-more", c.name);
      } else {
        tally.different("dedup-other-groups", c.name);
      }
    }
  }
  tally.report();
}

}  // namespace maillage::places
