#include "transform/fingerprints.hpp"

#include "base/text.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {

using formats::Json;

namespace {

Json document(const std::vector<std::pair<std::string, std::string>>& prints) {
  std::vector<Json> items;
  for (const auto& [id, hash] : prints) {
    items.push_back(Json::object({{"sourceId", Json::string(id)}, {"hash", Json::string(hash)}}));
  }
  return Json::array(std::move(items));
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
  Fingerprints prints(c.input["fingerprints"]);
  std::vector<std::string> changed;
  for (const Json& item : c.input["sourceItems"].items()) {
    const std::string id = id_of(item, c.input);
    if (prints.see(id, hash_of(item)) != Fingerprints::Change::unchanged) changed.push_back(id);
  }
  EXPECT_EQ(changed, ids(c.expected["toUpsert"], c.input)) << c.name;
  std::vector<std::string> expected_gone;
  for (const Json& item : c.expected["toDelete"].items()) {
    expected_gone.push_back(item.is_object() ? item["sourceId"].text() : item.text());
  }
  EXPECT_EQ(prints.removed(), expected_gone) << c.name;
  tally.equal();
}

}  // namespace

TEST(Fingerprints, the_recorded_changes_between_two_runs) {
  test::Tally tally("diff-since-last-transform");
  for (const test::Case& c : test::load_cases("diff-since-last-transform")) {
    if (c.fn == "diffSinceLastTransform") {
      check_diff(c, tally);
    } else if (c.fn == "fingerprintsFrom") {
      Fingerprints prints;
      for (const Json& item : c.input["sourceItems"].items())
        prints.see(id_of(item, c.input), hash_of(item));
      EXPECT_EQ(formats::parse_json(prints.json()), c.expected) << c.name;
      tally.equal();
    }
  }
  EXPECT_GE(tally.total(), 3u);
  tally.report();
}

TEST(Fingerprints, the_same_rows_in_another_order_are_no_change) {
  Fingerprints prints(document({{"a", "1"}, {"b", "2"}}));
  prints.see("b", "2");
  prints.see("a", "1");
  EXPECT_TRUE(prints.nothing_changed());
}

TEST(Fingerprints, a_row_gone_is_a_change) {
  Fingerprints prints(document({{"a", "1"}, {"b", "2"}}));
  prints.see("a", "1");
  EXPECT_FALSE(prints.nothing_changed());
  EXPECT_EQ(prints.removed(), std::vector<std::string>{"b"});
}

TEST(Fingerprints, a_document_that_is_not_ours_counts_as_no_memory) {
  Fingerprints prints(formats::parse_json(R"({"sourceId": 3})"));
  EXPECT_EQ(prints.see("a", "1"), Fingerprints::Change::added);
}

TEST(Fingerprints, the_order_of_columns_does_not_change_the_hash_of_a_row) {
  formats::Columns first, second;
  first.intern("nom"), first.intern("ville");
  second.intern("ville"), second.intern("nom");
  EXPECT_EQ(row_hash({0, {"A", "B"}}, first), row_hash({5, {"B", "A"}}, second));
  EXPECT_NE(row_hash({0, {"A", "B"}}, first), row_hash({0, {"A", "C"}}, first));
}

}  // namespace maillage::transform
