#include "linkage/linker.hpp"

#include "linkage/explanation.hpp"
#include "linkage/world.hpp"

#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace maillage::linkage {

using test::person_csv;
using test::person_model;
using test::person_rows;
using test::table_of;

namespace {

/// Group by record id, so that results of different tables can be compared.
std::map<std::string, std::string> groups_of(const Table& table, const Linkage& linkage) {
  std::map<std::string, std::string> groups;
  for (RecordId record = 0; record < table.size(); ++record) {
    groups[std::string(table.id(record))] = table.id(linkage.group_of[record]);
  }
  return groups;
}

struct PairsFound {
  std::size_t right = 0, wrong = 0;
};

/// Doubles of person_rows found in groups.
PairsFound doubles_found(const Table& table, const Linkage& linkage) {
  PairsFound found;
  for (const LinkedPair& pair : linkage.pairs) {
    if (pair.probability < 0.5) continue;
    const std::string a(table.id(pair.a)), b(table.id(pair.b));
    ++(a + "d" == b ? found.right : found.wrong);
  }
  return found;
}

}  // namespace

TEST(Linker, finds_doubles_without_having_seen_a_label) {
  const Table table = table_of(person_csv(person_rows(2000, 300)));
  const Model model = person_model();
  const Linkage linkage = Linker(table, model).run();
  const PairsFound found = doubles_found(table, linkage);
  EXPECT_GE(found.right, 297u);
  EXPECT_LE(found.wrong, 20u);  // the invented persons have few names and towns
}

TEST(Linker, the_answer_does_not_depend_on_the_order_of_the_rows) {
  std::vector<std::string> rows = person_rows(300, 80);
  const Model model = person_model();
  const Table table = table_of(person_csv(rows));
  const Linkage linkage = Linker(table, model).run();
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    for (std::size_t i = rows.size() - 1; i > 0; --i) {
      std::swap(rows[i], rows[mix(seed * 1000 + i) % (i + 1)]);
    }
    const Table shuffled = table_of(person_csv(rows));
    const Linkage again = Linker(shuffled, model).run();
    ASSERT_EQ(groups_of(table, linkage), groups_of(shuffled, again));
    ASSERT_EQ(linkage.pairs.size(), again.pairs.size());
    for (std::size_t i = 0; i < linkage.pairs.size(); ++i) {
      ASSERT_EQ(linkage.pairs[i].a, again.pairs[i].a);
      ASSERT_EQ(linkage.pairs[i].bits, again.pairs[i].bits);
    }
  }
}

TEST(Linker, one_thread_or_two_give_the_same_answer) {
  // More candidates than one slice of the work holds.
  const Table table = table_of(person_csv(person_rows(30000, 5000)));
  const Model model = person_model();
  LinkOptions alone;
  alone.threads = 1;
  const Linkage one = Linker(table, model).run(alone), two = Linker(table, model).run();
  ASSERT_GT(one.candidates, 1u << 17);
  EXPECT_EQ(one.group_of, two.group_of);
  ASSERT_EQ(one.pairs.size(), two.pairs.size());
  for (std::size_t i = 0; i < one.pairs.size(); ++i) {
    ASSERT_EQ(one.pairs[i].bits, two.pairs[i].bits);
  }
}

TEST(Linker, between_two_files_each_record_has_one_partner_at_most) {
  std::vector<std::string> first, second;
  for (const std::string& row : person_rows(500, 200)) {
    (row.substr(0, row.find(',')).ends_with('d') ? second : first).push_back(row);
  }
  const Table table = table_of(person_csv(first), person_csv(second));
  const Model model = person_model("lien = \"un-a-un\"\n");
  const Linkage linkage = Linker(table, model).run();
  std::map<RecordId, int> partners;
  std::size_t right = 0;
  for (const LinkedPair& pair : linkage.pairs) {
    EXPECT_NE(table.source(pair.a), table.source(pair.b));
    if (pair.surpassed) {
      EXPECT_LE(pair.probability, 0.5f);
    }
    if (pair.surpassed || pair.probability < 0.5) continue;
    EXPECT_EQ(++partners[pair.a], 1);
    EXPECT_EQ(++partners[pair.b], 1);
    right += std::string(table.id(pair.a)) + "d" == table.id(pair.b);
  }
  EXPECT_GE(right, 195u);
}

TEST(Linker, ten_thousand_identical_rows_are_one_group_without_quadratic_work) {
  std::vector<std::string> rows = person_rows(300, 50);
  for (int i = 0; i < 10000; ++i) {
    rows.push_back("z" + std::to_string(i) + ",zoe,zimmermann,nantes,1984");
  }
  const Table table = table_of(person_csv(rows));
  const Model model = person_model();
  const Linkage linkage = Linker(table, model).run();
  EXPECT_LT(linkage.candidates, 50000u);
  EXPECT_EQ(linkage.group_of.size(), table.size());
  std::size_t together = 0;
  const RecordId last = static_cast<RecordId>(table.size() - 1);
  for (const RecordId group : linkage.group_of) together += group == linkage.group_of[last];
  EXPECT_EQ(together, 10000u);
}

TEST(Linker, rows_that_say_nothing_stay_alone_and_are_not_lost) {
  std::vector<std::string> rows = person_rows(100, 20);
  for (int i = 0; i < 500; ++i) rows.push_back("v" + std::to_string(i) + ",,,,");
  const Table table = table_of(person_csv(rows));
  const Model model = person_model();
  const Linkage linkage = Linker(table, model).run();
  for (RecordId record = 0; record < table.size(); ++record) {
    if (table.id(record).starts_with('v')) {
      EXPECT_EQ(linkage.group_of[record], record);
    }
  }
}

TEST(Linker, one_record_or_none_is_no_trouble) {
  const Model model = person_model();
  for (const char* rows :
       {"id,prenom,nom,ville,annee\n", "id,prenom,nom,ville,annee\n1,a,b,c,d\n"}) {
    const Table table = table_of(rows);
    const Linkage linkage = Linker(table, model).run();
    EXPECT_EQ(linkage.group_of.size(), table.size());
    EXPECT_TRUE(linkage.pairs.empty());
  }
}

TEST(Linker, every_pair_explains_itself_and_its_weights_add_up) {
  const Table table = table_of(person_csv(person_rows(500, 100)));
  const Model model = person_model();
  Linker linker(table, model);
  const Linkage linkage = linker.run();
  ASSERT_FALSE(linkage.pairs.empty());
  for (const LinkedPair& pair : linkage.pairs) {
    double sum = linker.scorer().prior_bits();
    std::vector<Evidence> parts;
    linker.scorer().explain(pair.a, pair.pattern, parts);
    for (const Evidence& part : parts) sum += part.bits;
    EXPECT_NEAR(sum, pair.bits, 1e-3);
    EXPECT_NEAR(pair.probability, probability(pair.bits), 1e-6);
  }
  std::string text;
  Explainer(linker).append(text, linkage.pairs[0]);
  EXPECT_NE(text.find("prénom identique"), std::string::npos) << text;
  EXPECT_NE(text.find("au départ (-"), std::string::npos) << text;
}

TEST(Scorer, agreement_on_a_rare_value_weighs_more) {
  std::string csv = "id,prenom,nom,ville,annee\n";
  for (int i = 0; i < 100; ++i) csv += std::to_string(i) + ",a,martin,brest,1950\n";
  for (int i = 0; i < 4; ++i)
    csv += "r" + std::to_string(i) + ",a,zorglub" + std::to_string(i / 2) + ",brest,1950\n";
  const Table table = table_of(csv);
  const Model model = person_model();
  Fields fields(table, model.fields);
  const Comparisons comparisons(model.comparisons, fields, table.size());
  std::vector<RecordId> records;
  for (RecordId record = 0; record < table.size(); ++record) records.push_back(record);
  const Scorer scorer(model, comparisons, {records, {}}, {});
  Comparisons::Memos memos = comparisons.memos();
  const double common = scorer.bits(0, comparisons.pattern(0, 1, memos));
  const double rare = scorer.bits(100, comparisons.pattern(100, 101, memos));
  // One in 52 against one in about 1.04: log2(100 / 2) bits apart.
  EXPECT_NEAR(rare - common, 5.64, 0.01);
}

TEST(Scorer, given_probabilities_are_not_learned) {
  const Table table = table_of(person_csv(person_rows(200, 50)));
  Model model = person_model("a_priori = 0.001\n");
  model.comparisons[2].m = {0.95, 0.05};
  model.comparisons[2].u = {0.2, 0.8};
  Linker linker(table, model);
  linker.run();
  EXPECT_DOUBLE_EQ(linker.scorer().prior(), 0.001);
  EXPECT_DOUBLE_EQ(linker.scorer().weights(2).m[2], 0.95);
  EXPECT_DOUBLE_EQ(linker.scorer().weights(2).u[1], 0.8);
}

TEST(Scorer, more_alike_never_weighs_less) {
  const Table table = table_of(person_csv(person_rows(500, 100)));
  const Model model = person_model();
  Linker linker(table, model);
  linker.run();
  for (std::size_t i = 0; i < linker.comparisons().size(); ++i) {
    const std::vector<double>& bits = linker.scorer().weights(i).bits;
    EXPECT_TRUE(std::is_sorted(bits.begin() + 1, bits.end()));
  }
}

}  // namespace maillage::linkage
