#include "places/review_queue.hpp"

#include "support/vectors.hpp"
#include "world.hpp"

namespace maillage::places {
namespace {

const territory::Communes& communes() {
  static const auto kCommunes =
      territory::Communes::load(test::project_file("data/territories/communes.bin"));
  return kCommunes;
}

LikelyPair pair(std::string one, std::string other, double probability,
                std::string code_insee = "") {
  return {one, other, probability, "", std::move(code_insee), one, other};
}

std::string order(std::vector<LikelyPair> pairs, Decisions decisions = {}) {
  std::string ids;
  for (const LikelyPair& each : review_queue(std::move(pairs), decisions, &communes()))
    ids += each.first_id + each.second_id + " ";
  return ids;
}

TEST(ReviewQueue, doubts_most_when_the_odds_are_even) {
  EXPECT_DOUBLE_EQ(doubt(0.5), 1);
  EXPECT_DOUBLE_EQ(doubt(0), 0);
  EXPECT_DOUBLE_EQ(doubt(1), 0);
  EXPECT_GT(doubt(0.6), doubt(0.8));
  EXPECT_DOUBLE_EQ(doubt(0.3), doubt(0.7));
}

TEST(ReviewQueue, begins_with_the_pair_of_most_doubt) {
  EXPECT_EQ(order({pair("a", "b", 0.9), pair("c", "d", 0.5), pair("e", "f", 0.2)}), "cd ef ab ");
}

TEST(ReviewQueue, begins_with_the_larger_town_when_doubts_are_equal) {
  EXPECT_EQ(
      order({pair("a", "b", 0.5), pair("c", "d", 0.5, "23096"), pair("e", "f", 0.5, "33063")}),
      "ef cd ab ");
}

TEST(ReviewQueue, takes_an_unknown_commune_for_one_reader) {
  EXPECT_DOUBLE_EQ(readership("00000", &communes()), 1);
  EXPECT_DOUBLE_EQ(readership("33063", nullptr), 1);
  EXPECT_GT(readership("33063", &communes()), readership("23096", &communes()));
}

TEST(ReviewQueue, leaves_out_what_is_sure_decided_or_excluded) {
  const Decisions decisions = {decide("a", "b", Verdict::same, "", "", kNow),
                               decide("c", "d", Verdict::different, "", "", kNow),
                               decide("c", "d", Verdict::withdrawn, "", "", kNow),
                               decide("e", "", Verdict::excluded, "", "", kNow)};
  EXPECT_EQ(order({pair("a", "b", 0.5), pair("c", "d", 0.5), pair("e", "f", 0.5),
                   pair("g", "h", 0.999), pair("i", "j", 0.01)},
                  decisions),
            "cd ");
}

TEST(ReviewQueue, is_the_same_whatever_the_order_of_the_pairs) {
  EXPECT_EQ(order({pair("a", "b", 0.5), pair("c", "d", 0.5)}),
            order({pair("c", "d", 0.5), pair("a", "b", 0.5)}));
}

TEST(ReviewQueue, asks_once_about_two_groups_the_pair_of_most_doubt) {
  auto in_groups = [](LikelyPair pair, std::string first, std::string second) {
    pair.first_group = std::move(first);
    pair.second_group = std::move(second);
    return pair;
  };
  const std::vector<LikelyPair> pairs = {
      in_groups(pair("a", "b", 0.8), "a", "b"), in_groups(pair("a2", "b", 0.5), "a", "b"),
      in_groups(pair("a", "b2", 0.4), "a", "b"), in_groups(pair("c", "d", 0.6), "c", "c")};
  EXPECT_EQ(order(pairs), "a2b cd ");
  EXPECT_EQ(order(pairs, {decide("a", "b2", Verdict::different, "", "", kNow)}), "cd ");
}

TEST(Reasons, begin_with_the_start_then_come_in_the_order_of_their_weight) {
  const auto all =
      reasons("nom (usuel) proche (+3,5) ; téléphone autre (-7,25) ; au départ (-9,0) ; décidé");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].words, "au départ");
  EXPECT_TRUE(all[0].start);
  EXPECT_EQ(all[1].words, "téléphone autre");
  EXPECT_DOUBLE_EQ(all[1].bits, -7.25);
  EXPECT_EQ(all[2].words, "nom (usuel) proche");
}

TEST(Reasons, of_nonsense_are_harmless) {
  EXPECT_TRUE(reasons("").empty());
  EXPECT_TRUE(reasons("( ; ) ; (x) ; a () ; b (1e999)").empty());
}

TEST(DifferingWords, mark_what_only_one_text_says) {
  const auto pieces = differing_words("Mairie de Guéret-Centre ville", "MAIRIE DE GUERET");
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0].text, "Mairie de Guéret");
  EXPECT_EQ(pieces[0].blanks, "-");
  EXPECT_FALSE(pieces[0].only_here);
  EXPECT_EQ(pieces[1].text, "Centre ville");
  EXPECT_TRUE(pieces[1].only_here);
}

TEST(DifferingWords, lose_no_letter_of_the_text) {
  for (const std::string text : {"", " ", "a", "  Rue de l'Église - n° 4 ", "x--y"}) {
    std::string again;
    for (const Piece& piece : differing_words(text, "rue")) again += piece.text + piece.blanks;
    EXPECT_EQ(again, text);
  }
}

}  // namespace
}  // namespace maillage::places
