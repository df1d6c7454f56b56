#include "places/reviewers.hpp"

#include "places/key_file.hpp"
#include "store/journal.hpp"
#include "world.hpp"

#include <filesystem>

namespace maillage::places {
namespace {

const base::SecretKey kKey{1, 2, 3};

struct Doors : World {
  using World::World;
  std::optional<Reviewer> who(std::string_view session, base::Instant now = kNow) {
    return find_session(*database->read(), kKey, session, now);
  }
};

TEST(Reviewers, enter_by_their_link_and_are_known_by_their_session) {
  Doors doors("reviewers");
  const std::string token = add_reviewer(*doors.database, kKey, "Ada", kNow);
  const auto session = open_session(*doors.database, kKey, token, kNow);
  ASSERT_TRUE(session);
  ASSERT_TRUE(doors.who(*session));
  EXPECT_EQ(doors.who(*session)->name, "Ada");
  EXPECT_EQ(doors.who(*session)->seen_at, kNow);
}

TEST(Reviewers, do_not_enter_by_another_token_or_under_another_key) {
  Doors doors("reviewers-wrong");
  const std::string token = add_reviewer(*doors.database, kKey, "Ada", kNow);
  EXPECT_FALSE(open_session(*doors.database, kKey, base::random_token(), kNow));
  EXPECT_FALSE(open_session(*doors.database, kKey, "", kNow));
  EXPECT_FALSE(open_session(*doors.database, kKey, std::string(1'000'000, 'a'), kNow));
  EXPECT_FALSE(open_session(*doors.database, base::SecretKey{}, token, kNow));
  EXPECT_FALSE(doors.who(token)) << "a link is no session";
  EXPECT_FALSE(doors.who(""));
}

TEST(Reviewers, leave_when_their_session_ends) {
  Doors doors("reviewers-end");
  const std::string token = add_reviewer(*doors.database, kKey, "Ada", kNow);
  const auto session = open_session(*doors.database, kKey, token, kNow);
  EXPECT_TRUE(doors.who(*session, kNow + kSessionLength - std::chrono::seconds(1)));
  EXPECT_FALSE(doors.who(*session, kNow + kSessionLength));
  close_session(*doors.database, kKey, *session);
  EXPECT_FALSE(doors.who(*session));
}

TEST(Reviewers, who_are_withdrawn_are_forgotten_at_once) {
  Doors doors("reviewers-gone");
  const std::string token = add_reviewer(*doors.database, kKey, "Ada", kNow);
  const auto session = open_session(*doors.database, kKey, token, kNow);
  EXPECT_TRUE(remove_reviewer(*doors.database, doors.who(*session)->number, kNow));
  EXPECT_FALSE(doors.who(*session));
  EXPECT_FALSE(open_session(*doors.database, kKey, token, kNow));
  EXPECT_TRUE(reviewers(*doors.database->read()).empty());
  EXPECT_FALSE(remove_reviewer(*doors.database, 1, kNow));
}

TEST(Reviewers, leave_neither_token_nor_name_where_they_would_stay) {
  Doors doors("reviewers-trace");
  const std::string token = add_reviewer(*doors.database, kKey, "Ada", kNow);
  const auto session = open_session(*doors.database, kKey, token, kNow);
  auto reader = doors.database->read();
  EXPECT_EQ(reader->number("select count(*) from reviewer where token_hash = ?1", token), 0);
  EXPECT_EQ(reader->number("select count(*) from review_session where session_hash = ?1", *session),
            0);
  for (const store::JournalLine& line : store::newest_lines(*reader, 10)) {
    EXPECT_EQ(line.what.find("Ada"), std::string::npos);
    EXPECT_EQ(line.what.find(token), std::string::npos);
  }
}

TEST(ReviewKey, is_made_once_and_only_for_its_owner) {
  const std::string path = test::scratch_folder("review-key") + "/test.key";
  const base::SecretKey key = load_key(path);
  EXPECT_EQ(load_key(path), key);
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace
}  // namespace maillage::places
