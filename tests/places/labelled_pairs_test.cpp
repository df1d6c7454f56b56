// Pairs of records that a person read and labelled: tests/vectors/places-pairs*.jsonl, described in
// tests/vectors/README.md.
#include "linkage/model_file.hpp"
#include "places/recorded_places.hpp"
#include "places/resemblance.hpp"

#include <fstream>
#include <iostream>
#include <map>

#include <gtest/gtest.h>

namespace maillage::places {

namespace {

struct LabelledPair {
  std::string stratum, label;
  std::size_t first, second;
};

struct Labelled {
  std::vector<SourcedPlace> records;
  std::vector<LabelledPair> pairs;
};

Labelled load_labelled(const std::string& file_name = "places-pairs.jsonl") {
  Labelled labelled;
  std::map<std::string, std::size_t> known;
  const auto position = [&](const formats::Json& json) {
    const auto [entry, added] = known.try_emplace(json["id"].text(), labelled.records.size());
    if (added) {
      SourcedPlace& record = labelled.records.emplace_back();
      record.place = recorded_place(json);
      record.record_id = json["id"].text();
      record.source = json["source"].text();
    }
    return entry->second;
  };
  std::ifstream file(test::vector_file(file_name));
  for (std::string line; std::getline(file, line);) {
    const formats::Json json = formats::parse_json(line);
    labelled.pairs.push_back({json["stratum"].text(), json["label"].text(), position(json["first"]),
                              position(json["second"])});
  }
  return labelled;
}

struct Score {
  double right = 0, wrong = 0, missed = 0;
  double precision() const { return right / (right + wrong); }
  double recall() const { return right / (right + missed); }
};

/// Pairs that the person could not tell are left out.
template <class Same>
Score score(const Labelled& labelled, Same same) {
  Score score;
  for (const LabelledPair& pair : labelled.pairs) {
    if (pair.label == "unsure") continue;
    const bool found = same(pair.first, pair.second);
    if (pair.label == "same") {
      ++(found ? score.right : score.missed);
    } else if (found) {
      ++score.wrong;
    }
  }
  return score;
}

}  // namespace

TEST(LabelledPairs, are_enough_and_of_every_kind) {
  const Labelled labelled = load_labelled();
  std::map<std::string, std::size_t> labels;
  for (const LabelledPair& pair : labelled.pairs) ++labels[pair.label];
  EXPECT_GE(labels["same"], 150u);
  EXPECT_GE(labels["different"], 150u);
}

// Linked by themselves, without the other records of the lists, as the README tells. The floors are
// no goal: they keep what there is.
TEST(LabelledPairs, drawn_after_the_model_stood_are_found_no_worse_than_when_they_were_first_read) {
  const Labelled labelled = load_labelled("places-pairs-2.jsonl");
  LinkOptions options;
  options.model = linkage::load_model("lieux", test::project_file("data/models"));
  const PlaceLinkage linkage = link_places(views_of(labelled.records), {}, options);
  const Score ours = score(labelled, [&](std::size_t a, std::size_t b) {
    return linkage.group_of[a] == linkage.group_of[b];
  });
  std::cout << fmt::format("precision {:.4f}, recall {:.4f}\n", ours.precision(), ours.recall());
  EXPECT_GE(ours.precision(), 0.94);
  EXPECT_GE(ours.recall(), 0.91);
}

TEST(LabelledPairs, the_model_finds_them_and_the_rule_in_use_so_far_is_shown_beside) {
  const Labelled labelled = load_labelled();
  LinkOptions options;
  options.model = linkage::load_model("lieux", test::project_file("data/models"));
  const PlaceLinkage linkage = link_places(views_of(labelled.records), {}, options);
  const Score ours = score(labelled, [&](std::size_t a, std::size_t b) {
    return linkage.group_of[a] == linkage.group_of[b];
  });
  // Same commune, compatible kinds, a mean above 83 between sources and above 90 inside one.
  std::map<std::pair<std::size_t, std::size_t>, int> scores;
  for (const Resemblance& pair : resemblances(views_of(labelled.records), true)) {
    scores[std::minmax(pair.first, pair.second)] = pair.score;
  }
  const Score rule = score(labelled, [&](std::size_t a, std::size_t b) {
    const auto known = scores.find(std::minmax(a, b));
    const bool one_source = labelled.records[a].source == labelled.records[b].source;
    return known != scores.end() && known->second > (one_source ? 90 : 83);
  });
  std::cout << fmt::format("ours: precision {:.4f}, recall {:.4f}; rule so far: {:.4f}, {:.4f}\n",
                           ours.precision(), ours.recall(), rule.precision(), rule.recall());
  EXPECT_GE(ours.precision(), 0.98);
  EXPECT_GE(ours.recall(), 0.95);
  EXPECT_GT(ours.recall(), rule.recall());
}

}  // namespace maillage::places
