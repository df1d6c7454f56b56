#include "transform/fingerprints.hpp"

#include "base/text.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {

using formats::Json;

namespace {

/// The memory of rows a and b.
Fingerprints of_two_rows() {
  return Fingerprints(
      formats::from_text(R"([{"sourceId": "a", "hash": "1"}, {"sourceId": "b", "hash": "2"}])"));
}

/// The incumbent's fingerprint of an item: SHA-256 of its JSON.
std::string hash_of(const Json& item) {
  return base::sha256_hex(formats::json_text(item));
}

std::string id_of(const Json& item, const Json& input) {
  const Json& id = item[input["idKey"].text()];
  return id.is_null() ? std::string() : id.text();
}

std::vector<std::string> ids(const Json& items, const Json& input) {
  std::vector<std::string> out;
  for (const Json& item : items.items()) out.push_back(id_of(item, input));
  return out;
}

void check_diff(const test::Case& c, test::Tally& tally) {
  Fingerprints prints(formats::from_text(formats::json_text(c.input["fingerprints"])));
  std::vector<std::string> changed;
  for (const Json& item : c.input["sourceItems"].items()) {
    const std::string id = id_of(item, c.input);
    if (prints.see(id, hash_of(item)) != Fingerprints::Change::unchanged) changed.push_back(id);
  }
  EXPECT_EQ(changed, ids(c.expected["toUpsert"], c.input)) << c.name;
  EXPECT_EQ(prints.gone(), c.expected["toDelete"].items().size()) << c.name;
  tally.equal();
}

}  // namespace

TEST(Fingerprints, the_recorded_changes_between_two_runs) {
  test::Tally tally("diff-since-last-transform");
  for (const test::Case& c : test::load_cases("diff-since-last-transform")) {
    if (c.fn == "diffSinceLastTransform") {
      check_diff(c, tally);
    } else if (c.fn == "fingerprintsFrom") {
      const std::string path = test::scratch_folder("fingerprints") + "/list.fingerprint.json";
      FingerprintFile file(path);
      for (const Json& item : c.input["sourceItems"].items())
        file.write(id_of(item, c.input), hash_of(item));
      file.commit();
      EXPECT_EQ(formats::parse_json(test::read_file(path)), c.expected) << c.name;
      tally.equal();
    }
  }
  EXPECT_GE(tally.total(), 3u);
  tally.report();
}

TEST(Fingerprints, the_same_rows_in_another_order_are_no_change) {
  Fingerprints prints = of_two_rows();
  prints.see("b", "2");
  prints.see("a", "1");
  EXPECT_TRUE(prints.nothing_changed());
}

TEST(Fingerprints, a_row_gone_is_a_change) {
  Fingerprints prints = of_two_rows();
  prints.see("a", "1");
  EXPECT_FALSE(prints.nothing_changed());
  EXPECT_EQ(prints.gone(), 1u);
}

TEST(Fingerprints, a_document_that_is_not_ours_counts_as_no_memory) {
  for (const char* text :
       {"", "{\"sourceId\": 3}", "[{\"sourceId\": \"a\", \"hash\": \"1\"}, {", "PK\x03"}) {
    Fingerprints prints(formats::from_text(text));
    EXPECT_EQ(prints.see("a", "1"), Fingerprints::Change::added) << text;
    EXPECT_EQ(prints.gone(), 0u) << text;
  }
}

TEST(Fingerprints, of_two_rows_with_one_identifier_the_last_counts) {
  Fingerprints prints(
      formats::from_text(R"([{"sourceId": "a", "hash": "1"}, {"sourceId": "a", "hash": "2"}])"));
  EXPECT_EQ(prints.see("a", "2"), Fingerprints::Change::unchanged);
  EXPECT_EQ(prints.gone(), 0u);
}

TEST(Fingerprints, the_order_of_columns_does_not_change_the_hash_of_a_row) {
  formats::Columns first, second;
  first.intern("nom"), first.intern("ville");
  second.intern("ville"), second.intern("nom");
  EXPECT_EQ(row_hash({0, {"A", "B"}}, first), row_hash({5, {"B", "A"}}, second));
  EXPECT_NE(row_hash({0, {"A", "B"}}, first), row_hash({0, {"A", "C"}}, first));
}

}  // namespace maillage::transform
