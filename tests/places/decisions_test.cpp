#include "places/decisions.hpp"

#include "places/decision_file.hpp"
#include "places/decision_store.hpp"
#include "store/journal.hpp"
#include "world.hpp"

#include <gtest/gtest.h>

namespace maillage::places {
namespace {

constexpr auto kDay = std::chrono::hours(24);

Decision same(std::string_view one, std::string_view other, base::Instant when = kNow) {
  return decide(one, other, Verdict::same, "Ada", "même adresse", when);
}

ReadDecisions read(std::string text) {
  return read_decisions(std::move(text), "import", kNow);
}

std::string refusal(std::string row) {
  const ReadDecisions result = read("id1,id2,decision,auteur,motif,date\n" + row + "\n");
  return result.findings.size() == 1 && result.decisions.empty() ? result.findings[0].rule : "";
}

TEST(Decisions, know_a_pair_in_whatever_order) {
  EXPECT_EQ(same("b", "a").first_id, "a");
  EXPECT_EQ(same("b", "a").second_id, "b");
  EXPECT_EQ(decide("z", "", Verdict::excluded, "", "", kNow).first_id, "z");
}

TEST(Decisions, count_until_a_newer_one_on_the_same_pair) {
  Decisions decisions = {same("a", "b"), same("a", "c")};
  decisions.push_back(decide("b", "a", Verdict::different, "Ada", "", kNow + kDay));
  EXPECT_EQ(standing(decisions), (std::vector<std::size_t>{1, 2}));
}

TEST(Decisions, no_longer_count_once_withdrawn_but_can_be_taken_again) {
  Decisions decisions = {same("a", "b"), decide("a", "b", Verdict::withdrawn, "Ada", "", kNow)};
  EXPECT_TRUE(standing(decisions).empty());
  decisions.push_back(same("a", "b"));
  EXPECT_EQ(standing(decisions), std::vector<std::size_t>{2});
}

TEST(DecisionFile, is_read_as_it_was_written) {
  const Decisions decisions = {
      decide("a", "b;c", Verdict::same, "Ada, Le Havre", "même \"porte\"", kNow),
      decide("a", "d", Verdict::different, "Ada", "deux\nlignes", kNow),
      decide("e", "", Verdict::excluded, "Ada", "", kNow + kDay),
      decide("a", "d", Verdict::withdrawn, "Bo", "", kNow + kDay)};
  const ReadDecisions result = read(decisions_csv(decisions));
  EXPECT_TRUE(result.findings.empty());
  ASSERT_EQ(result.decisions.size(), decisions.size());
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    EXPECT_EQ(result.decisions[i].first_id, decisions[i].first_id);
    EXPECT_EQ(result.decisions[i].second_id, decisions[i].second_id);
    EXPECT_EQ(result.decisions[i].verdict, decisions[i].verdict);
    EXPECT_EQ(result.decisions[i].author, decisions[i].author);
    EXPECT_EQ(result.decisions[i].reason, decisions[i].reason);
    EXPECT_EQ(result.decisions[i].when, decisions[i].when);
  }
}

TEST(DecisionFile, takes_a_pair_alone_for_the_same_place_by_whoever_imports_it) {
  const ReadDecisions result = read("id1;id2\nb;a\n");
  ASSERT_EQ(result.decisions.size(), 1u);
  EXPECT_EQ(result.decisions[0].first_id, "a");
  EXPECT_EQ(result.decisions[0].verdict, Verdict::same);
  EXPECT_EQ(result.decisions[0].author, "import");
  EXPECT_EQ(result.decisions[0].when, kNow);
}

TEST(DecisionFile, understands_words_with_and_without_accents) {
  const ReadDecisions result =
      read("id1,id2,decision\na,b,Même\na,c,différents\na,d,retirée\ne,,exclue\n");
  ASSERT_EQ(result.decisions.size(), 4u);
  EXPECT_EQ(result.decisions[0].verdict, Verdict::same);
  EXPECT_EQ(result.decisions[1].verdict, Verdict::different);
  EXPECT_EQ(result.decisions[2].verdict, Verdict::withdrawn);
  EXPECT_EQ(result.decisions[3].verdict, Verdict::excluded);
}

TEST(DecisionFile, puts_decisions_in_the_order_of_their_dates) {
  const ReadDecisions result = read(
      "id1,id2,decision,date\na,b,meme,2026-05-02\na,c,meme,2026-05-01\na,d,meme,2026-05-02T08:30:"
      "00Z\n");
  ASSERT_EQ(result.decisions.size(), 3u);
  EXPECT_EQ(result.decisions[0].second_id, "c");
  EXPECT_EQ(result.decisions[1].second_id, "b");
}

TEST(DecisionFile, says_row_by_row_what_is_wrong) {
  const struct {
    const char *row, *rule;
  } kCases[] = {{",b,meme,,,", "decision.id-missing"},
                {"a,,meme,,,", "decision.id-missing"},
                {"a,a,meme,,,", "decision.one-id"},
                {"a,b,peut-être,,,", "decision.unknown"},
                {"a,b,exclue,,,", "decision.two-ids"},
                {"a,b,meme,,,hier", "decision.date"},
                {"a,b,meme,,,2026-02-30", "decision.date"},
                {"a,b,meme,,,2026-02-03T25:00:00Z", "decision.date"}};
  for (const auto& c : kCases) EXPECT_EQ(refusal(c.row), c.rule) << c.row;
  EXPECT_EQ(refusal("a,b,meme,," + std::string(3'000, 'x') + ","), "decision.too-long");
}

TEST(DecisionFile, takes_the_exclusions_of_older_tools) {
  for (const char* text : {"id\nx\ny\n", "exclusions\nx\ny\n", R"(["x", "y"])"}) {
    const ReadDecisions result = read(text);
    ASSERT_EQ(result.decisions.size(), 2u) << text;
    EXPECT_EQ(result.decisions[0].first_id, "x");
    EXPECT_EQ(result.decisions[1].verdict, Verdict::excluded);
  }
  EXPECT_EQ(read(R"([{"a": 1}, null])").findings.size(), 2u);
}

TEST(DecisionStore, keeps_history_and_a_line_of_the_journal_each) {
  World world("decisions");
  const Decisions decisions = {same("a", "b"),
                               decide("a", "b", Verdict::withdrawn, "Bo", "", kNow)};
  world.database->write([&](store::Connection& connection) {
    EXPECT_EQ(add_decisions(connection, decisions, "relecteur 3", kNow), 2u);
  });
  auto reader = world.database->read();
  EXPECT_EQ(all_decisions(*reader).size(), 2u);
  EXPECT_TRUE(standing(all_decisions(*reader)).empty());
  const auto lines = store::newest_lines(*reader, 2);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].what, "La décision sur « a » et « b » est retirée");
  EXPECT_EQ(lines[1].who, "relecteur 3");
  EXPECT_EQ(lines[1].why, "même adresse");
}

TEST(DecisionStore, takes_a_decision_once_however_often_its_file_is_imported) {
  World world("decisions-again");
  const Decisions decisions = {same("a", "b")};
  world.database->write([&](store::Connection& connection) {
    EXPECT_EQ(add_decisions(connection, decisions, "relecteur 3", kNow), 1u);
    EXPECT_EQ(add_decisions(connection, decisions, "relecteur 3", kNow + kDay), 0u);
    const Decisions later = {same("a", "b", kNow + kDay)};
    EXPECT_EQ(add_decisions(connection, later, "relecteur 3", kNow + kDay), 0u);
  });
}

}  // namespace
}  // namespace maillage::places
