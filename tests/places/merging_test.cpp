#include "places/merging.hpp"

#include "places/sourced_place.hpp"
#include "places/world.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::places {

namespace {

using standard::Field;

SourcedPlace record(std::string id, std::string source, std::string date) {
  SourcedPlace made;
  made.place = place(id, "Médiathèque");
  made.place[Field::date_maj] = std::move(date);
  made.record_id = std::move(id);
  made.source = std::move(source);
  return made;
}

const MergedField& field_of(const MergedPlace& merged, Field field) {
  return *std::find_if(merged.fields.begin(), merged.fields.end(),
                       [&](const MergedField& other) { return other.field == field; });
}

/// `groups` as lists of positions.
PlaceLinkage linkage_of(std::size_t records, std::vector<std::vector<std::size_t>> groups) {
  PlaceLinkage linkage;
  linkage.group_of.resize(records);
  for (std::vector<std::size_t>& members : groups) {
    for (const std::size_t member : members) linkage.group_of[member] = linkage.groups.size();
    linkage.groups.push_back({std::move(members)});
  }
  return linkage;
}

}  // namespace

TEST(MergePlaces, takes_the_freshest_value_and_keeps_the_others) {
  SourcedPlace old = record("a", "hinaura", "2021-05-05"),
               fresh = record("b", "corse", "2023-01-02");
  old.place[Field::telephone] = "+33102030405";
  fresh.place[Field::telephone] = "+33601020304";
  const MergedPlace merged = merge_places(views_of(std::vector{old, fresh}), "x");
  EXPECT_EQ(merged.place[Field::telephone], "+33601020304");
  const MergedField& field = field_of(merged, Field::telephone);
  EXPECT_EQ(field.chosen.record_id, "b");
  EXPECT_EQ(field.chosen.date, "2023-01-02");
  ASSERT_EQ(field.alternatives.size(), 1u);
  EXPECT_EQ(field.alternatives[0].value, "+33102030405");
  EXPECT_EQ(field.alternatives[0].source, "hinaura");
}

TEST(MergePlaces, fills_what_the_freshest_record_does_not_say) {
  SourcedPlace old = record("a", "hinaura", "2021-05-05"),
               fresh = record("b", "corse", "2023-01-02");
  old.place[Field::horaires] = "Mo-Fr 09:00-12:00";
  EXPECT_EQ(merge_places(views_of(std::vector{old, fresh}), "x").place[Field::horaires],
            "Mo-Fr 09:00-12:00");
}

TEST(MergePlaces, thinks_an_unknown_date_older_than_any) {
  SourcedPlace unknown = record("a", "corse", "1970-01-01"),
               old = record("b", "corse", "2015-01-02");
  unknown.place[Field::nom] = "Ancien nom";
  const MergedPlace merged = merge_places(views_of(std::vector{unknown, old}), "x");
  EXPECT_EQ(merged.place[Field::nom], "Médiathèque");
  EXPECT_EQ(merged.place[Field::date_maj], "2015-01-02");
}

TEST(MergePlaces, trusts_the_sources_in_the_order_given_between_equal_dates) {
  SourcedPlace first = record("a", "hinaura", "2023-01-02"),
               second = record("b", "corse", "2023-01-02");
  second.place[Field::nom] = "Espace numérique";
  const std::vector group = {first, second};
  EXPECT_EQ(merge_places(views_of(group), "x").place[Field::nom], "Médiathèque");
  EXPECT_EQ(merge_places(views_of(group), "x", {{"corse"}}).place[Field::nom], "Espace numérique");
}

TEST(MergePlaces, unites_lists_the_freshest_first_each_value_once) {
  SourcedPlace old = record("a", "hinaura", "2021-05-05"),
               fresh = record("b", "corse", "2023-01-02");
  old.place[Field::courriels] = "x@a.fr|y@a.fr";
  fresh.place[Field::courriels] = "y@a.fr|z@a.fr";
  EXPECT_EQ(merge_places(views_of(std::vector{old, fresh}), "x").place[Field::courriels],
            "y@a.fr|z@a.fr|x@a.fr");
}

TEST(MergePlaces, takes_the_address_whole_from_the_record_that_gives_a_number) {
  SourcedPlace old = record("a", "hinaura", "2021-05-05"),
               fresh = record("b", "corse", "2023-01-02");
  old.place[Field::adresse] = "12 rue des Lilas";
  old.place[Field::code_postal] = "23000";
  fresh.place[Field::adresse] = "Rue des Lilas";
  fresh.place[Field::complement_adresse] = "Bâtiment B";
  fresh.place[Field::code_postal] = "23001";
  const MergedPlace merged = merge_places(views_of(std::vector{old, fresh}), "x");
  EXPECT_EQ(merged.place[Field::adresse], "12 rue des Lilas");
  EXPECT_EQ(merged.place[Field::code_postal], "23000");
  EXPECT_EQ(merged.place[Field::complement_adresse], "");  // of another address
  EXPECT_EQ(field_of(merged, Field::complement_adresse).alternatives.size(), 1u);
}

TEST(MergePlaces, takes_the_point_with_the_most_decimals_and_never_one_in_the_sea_off_africa) {
  SourcedPlace old = record("a", "hinaura", "2021-05-05"),
               fresh = record("b", "corse", "2023-01-02");
  old.place[Field::latitude] = "46.17034";
  old.place[Field::longitude] = "1.87212";
  for (const auto& [latitude, longitude] :
       {std::pair("46.2", "1.9"), std::pair("0", "0"), std::pair("461234.5", "1.87212")}) {
    fresh.place[Field::latitude] = latitude;
    fresh.place[Field::longitude] = longitude;
    const MergedPlace merged = merge_places(views_of(std::vector{old, fresh}), "x");
    EXPECT_EQ(merged.place[Field::latitude], "46.17034") << latitude;
    EXPECT_EQ(merged.place[Field::longitude], "1.87212") << longitude;
  }
}

TEST(MergePlaces, names_all_its_records_and_sources_whatever_the_order) {
  const SourcedPlace a = record("a", "hinaura", ""), b = record("b", "corse", ""),
                     c = record("c", "corse", "");
  const MergedPlace merged = merge_places(views_of(std::vector{c, a, b}), "x");
  EXPECT_EQ(merged.record_ids, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(merged.sources, (std::vector<std::string>{"corse", "hinaura"}));
  EXPECT_EQ(merged.place.values, merge_places(views_of(std::vector{b, c, a}), "x").place.values);
}

RC_GTEST_PROP(MergePlaces, lose_no_value_of_any_record, ()) {
  std::vector<SourcedPlace> group;
  const auto count = *rc::gen::inRange(2, 5);
  for (int i = 0; i < count; ++i) {
    SourcedPlace made = record(fmt::format("r{}", i), fmt::format("s{}", i % 2),
                               fmt::format("202{}-01-01", *rc::gen::inRange(0, 5)));
    for (const Field field : standard::all_fields()) {
      if (field == Field::id || field == Field::date_maj) continue;
      made.place[field] =
          *rc::gen::elementOf(std::vector<std::string>{"", "a", "b", "1 c", "d|e", "48.5"});
    }
    group.push_back(std::move(made));
  }
  const MergedPlace merged = merge_places(views_of(group), "x");
  for (const SourcedPlace& made : group) {
    for (const Field field : standard::all_fields()) {
      const std::string& value = made.place[field];
      if (field == Field::id || value.empty()) continue;
      const MergedField& kept = field_of(merged, field);
      std::set<std::string> values = {kept.chosen.value};
      for (const SourcedValue& other : kept.alternatives) values.insert(other.value);
      RC_ASSERT(values.contains(value));
    }
  }
}

TEST(StableIds, a_record_alone_keeps_its_own_and_a_new_group_gets_a_short_one) {
  const std::vector records = {record(std::string(10'000, 'a'), "s", ""), record("b", "s", ""),
                               record("c", "s", "")};
  const auto ids = stable_ids(views_of(records), linkage_of(3, {{0, 1}, {2}}));
  EXPECT_EQ(ids[0].size(), 21u);
  EXPECT_TRUE(ids[0].starts_with("lieu-"));
  EXPECT_EQ(ids[1], "c");
}

TEST(StableIds, a_group_keeps_the_id_that_most_of_its_records_had) {
  const std::vector records = {record("a", "s", ""), record("b", "s", ""), record("c", "s", "")};
  const PreviousIds previous = {{"a", "p"}, {"b", "q"}, {"c", "q"}};
  EXPECT_EQ(stable_ids(views_of(records), linkage_of(3, {{0, 1, 2}}), previous)[0], "q");
}

TEST(StableIds, a_place_that_gains_a_record_keeps_its_id) {
  const std::vector records = {record("a", "s", ""), record("b", "s", "")};
  EXPECT_EQ(stable_ids(views_of(records), linkage_of(2, {{0, 1}}), {{"b", "b"}})[0], "b");
}

TEST(StableIds, of_two_halves_of_a_group_the_larger_keeps_the_id) {
  const std::vector records = {record("a", "s", ""), record("b", "s", ""), record("c", "s", "")};
  const PreviousIds previous = {{"a", "p"}, {"b", "p"}, {"c", "p"}};
  const auto ids = stable_ids(views_of(records), linkage_of(3, {{0}, {1, 2}}), previous);
  EXPECT_EQ(ids[0], "a");
  EXPECT_EQ(ids[1], "p");
}

TEST(StableIds, never_give_one_id_to_two_places) {
  // "p" was a group that holds the record "b" no longer; a new record is called "p".
  const std::vector records = {record("a", "s", ""), record("p", "s", "")};
  const auto ids = stable_ids(views_of(records), linkage_of(2, {{0}, {1}}), {{"a", "p"}});
  EXPECT_EQ(ids[0], "p");
  EXPECT_NE(ids[1], "p");
}

RC_GTEST_PROP(StableIds, differ_and_repeat_themselves, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 12);
  std::vector<SourcedPlace> records;
  std::map<std::size_t, std::vector<std::size_t>> parts;
  PreviousIds previous;
  for (std::size_t i = 0; i < count; ++i) {
    records.push_back(record(fmt::format("r{:02}", i), "s", ""));
    parts[*rc::gen::inRange<std::size_t>(0, 6)].push_back(i);
    if (*rc::gen::arbitrary<bool>()) {
      previous[records.back().record_id] = fmt::format("r{:02}", *rc::gen::inRange(0, 12));
    }
  }
  std::vector<std::vector<std::size_t>> groups;
  for (auto& [part, members] : parts) groups.push_back(std::move(members));
  std::sort(groups.begin(), groups.end());
  const PlaceLinkage linkage = linkage_of(count, groups);
  const auto ids = stable_ids(views_of(records), linkage, previous);
  RC_ASSERT(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
  PreviousIds next;
  for (std::size_t i = 0; i < count; ++i) next[records[i].record_id] = ids[linkage.group_of[i]];
  RC_ASSERT(stable_ids(views_of(records), linkage, next) == ids);
}

}  // namespace maillage::places
