#include "linkage/table.hpp"

#include "base/error.hpp"
#include "linkage/field.hpp"
#include "linkage/world.hpp"

#include <gtest/gtest.h>

namespace maillage::linkage {

using test::table_of;

TEST(Table, records_stand_in_the_order_of_their_ids_whatever_the_order_of_the_rows) {
  const Table table = table_of("id,nom\nb,deux\na,un\nc,trois\n");
  ASSERT_EQ(table.size(), 3u);
  EXPECT_EQ(table.id(0), "a");
  EXPECT_EQ(table.id(2), "c");
  EXPECT_EQ(table.find("nom")->text(1), "deux");
}

TEST(Table, values_have_the_same_numbers_for_any_order_of_the_rows) {
  const Table one = table_of("id,nom\na,un\nb,deux\nc,un\n");
  const Table other = table_of("id,nom\nc,un\nb,deux\na,un\n");
  EXPECT_EQ(one.find("nom")->values, other.find("nom")->values);
}

TEST(Table, an_empty_cell_is_the_missing_value) {
  EXPECT_EQ(table_of("id,nom\na,\n").find("nom")->values[0], kMissing);
}

TEST(Table, two_files_share_the_columns_of_one_name) {
  const Table table = table_of("id,nom\n1,Brest\n", "id,ville,nom\n1,29200,Brest\n");
  EXPECT_EQ(table.source_count(), 2u);
  EXPECT_EQ(table.find("nom")->values[0], table.find("nom")->values[1]);
  EXPECT_EQ(table.find("ville")->values[0], kMissing);
  EXPECT_EQ(table.source_name(table.source(1)), "b");
}

TEST(Table, ids_of_ten_kilobytes_and_equal_ids_are_kept) {
  const std::string id(10000, 'x');
  const Table table = table_of("id,nom\n" + id + ",un\n" + id + ",deux\n");
  ASSERT_EQ(table.size(), 2u);
  EXPECT_EQ(table.id(1), id);
  EXPECT_EQ(table.find("nom")->text(0), "deux");
}

TEST(Table, a_column_is_found_whatever_the_case_of_its_name) {
  EXPECT_NE(table_of("id,Prénom\n1,a\n").find("prénom"), nullptr);
}

TEST(Dictionary, numbers_texts_by_first_appearance_and_finds_them_again) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.intern(""), kMissing);
  for (int i = 1; i <= 1000; ++i) {
    EXPECT_EQ(dictionary.intern(std::to_string(i)), static_cast<ValueId>(i));
  }
  EXPECT_EQ(dictionary.intern("500"), 500u);
  EXPECT_EQ(dictionary.text(1000), "1000");
}

TEST(Cleaning, does_what_its_name_says) {
  struct Row {
    const char *steps, *before, *after;
  };
  for (const Row& row : {
           Row{"plier", "  L'Haÿ-les-Roses (94) ", "lhay les roses 94"},
           {"plier", "日本 Łódź", "日本 łodz"},
           {"plier|mots-tries", "Zoé Anne", "anne zoe"},
           {"plier|sans sir lord", "Sir John", "john"},
           {"plier|sans sir lord", "Sir", "sir"},
           {"plier|premier-mot", "Jean Paul", "jean"},
           {"plier|dernier-mot", "Jean Paul", "paul"},
           {"prefixe 3", "dupont", "dup"},
           {"suffixe 4", "19500102", "0102"},
           {"suffixe 40", "1950", "1950"},
           {"phonetique", "robert", "r163"},
           {"phonetique", "rupert", "r163"},
           {"phonetique", "ashcraft", "a261"},
           {"date", "1950-01-02", "19500102"},
           {"date", "02/01/1950", "19500102"},
           {"date", "19500102", "19500102"},
           {"annee", "02/01/1950", "1950"},
           {"telephone", "+33 (0)2 98 00 11 22", "0298001122"},
           {"telephone", "00 33 2 98 00 11 22", "0298001122"},
           {"telephone", "+590 590 12 34 56", "0590123456"},
           {"telephone", "298001122", "0298001122"},
           {"courriel", " Mairie@Brest.FR ", "mairie@brest.fr"},
           {"compte", "mairie@brest.fr", "mairie"},
           {"siren", "442 783 891 00012", "442783891"},
           {"numero", "12 bis rue de la Paix", "12b"},
           {"numero", "12-14 rue de la Paix", "12-14"},
           {"numero", "rue de la Paix", ""},
           {"reference", "Sony Turntable - PS-LX350H", "pslx350h"},
           {"reference", "Canon Battery", ""},
           {"initiales", "jean paul", "jp"},
       }) {
    std::vector<CleaningStep> steps;
    parse_expression(std::string("x|") + row.steps, steps);
    EXPECT_EQ(Cleaner(steps)(row.before), row.after) << row.steps << " of " << row.before;
  }
}

TEST(Fields, take_what_another_column_says_where_the_first_says_nothing) {
  const Table table = table_of("id,modele,titre\n1,KX-12,Lampe\n2,,Lampe PSLX350H\n");
  Fields fields(table, {{"reference", {"modele", "titre"}, false, "", {{"reference", ""}}}});
  EXPECT_EQ(fields.get("reference").text(0), "kx12");
  EXPECT_EQ(fields.get("reference").text(1), "pslx350h");
}

TEST(Fields, take_the_first_known_column_or_join_them) {
  const Table table = table_of("id,surname,given\n1,Dupont,Marie\n2,,Paul\n");
  Fields fields(table, {{"nom", {"nom", "surname"}, false, "", {{"plier", ""}}},
                        {"tout", {"given", "surname"}, true, "", {}}});
  EXPECT_EQ(fields.get("nom").text(0), "dupont");
  EXPECT_EQ(fields.get("nom | prefixe 2").text(0), "du");
  EXPECT_EQ(fields.get("tout").text(0), "Marie Dupont");
  EXPECT_EQ(fields.get("tout").text(1), "Paul");
}

TEST(Fields, a_table_without_any_of_the_columns_is_refused_with_what_was_expected) {
  const Table table = table_of("id,x\n1,2\n");
  try {
    Fields fields(table, {{"nom", {"nom"}, false, "", {}}});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("nom"), std::string::npos);
  }
}

}  // namespace maillage::linkage
