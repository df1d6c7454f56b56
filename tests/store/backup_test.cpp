#include "store/backup.hpp"

#include "base/error.hpp"
#include "store/journal.hpp"
#include "support/postgres_server.hpp"
#include "support/vectors.hpp"

#include <fstream>
#include <thread>

namespace maillage::store {
namespace {

constexpr base::Instant kNow{std::chrono::seconds(1'700'000'000)};

constexpr Migration kFruitSteps[] = {
    {1, "fruit",
     "create table fruit (number integer primary key, name text, weight real, sold integer)"},
    {2, "colour", "alter table fruit add column colour text"},
};

/// From which engine to which.
struct Way {
  Engine from, to;
};

class Backup : public testing::TestWithParam<Way> {
 protected:
  void SetUp() override {
    if (!test::has_postgres() &&
        (GetParam().from == Engine::postgres || GetParam().to == Engine::postgres))
      GTEST_SKIP() << "PostgreSQL 15 n’est pas installé";
    folder = test::scratch_folder("backup");
    file = folder + "/sauvegarde.gz";
    source = make(GetParam().from, "source");
    target = make(GetParam().to, "target");
    for (const RoomSteps& room : schema) migrate(*source, room.room, room.steps, kNow);
    source->write([](Connection& c) {
      c.run("insert into fruit (name, weight, sold) values (?1, ?2, ?3)", "l’Haÿ\n\"poire\"", 0.1,
            9'007'199'254'740'993);
      c.run("insert into fruit (name, weight, colour) values (?1, ?2, ?3)", "", 1e-300, "vert");
      append(c, {kNow, "verger", "2 fruits", ""});
    });
  }
  std::unique_ptr<Database> make(Engine engine, const std::string& name) const {
    return open_database(engine == Engine::postgres ? test::fresh_postgres_url()
                                                    : folder + "/" + name + ".db");
  }
  BackupCounts bring(bool replace = false) { return restore(*target, file, schema, replace, kNow); }

  std::vector<RoomSteps> schema{{"journal", journal_steps()}, {"fruit", kFruitSteps}};
  std::string folder, file;
  std::unique_ptr<Database> source, target;
};
INSTANTIATE_TEST_SUITE_P(Ways, Backup,
                         testing::Values(Way{Engine::sqlite, Engine::sqlite},
                                         Way{Engine::sqlite, Engine::postgres},
                                         Way{Engine::postgres, Engine::sqlite},
                                         Way{Engine::postgres, Engine::postgres}),
                         [](const auto& way) {
                           const auto name = [](Engine engine) {
                             return engine == Engine::sqlite ? "sqlite" : "postgres";
                           };
                           return std::string(name(way.param.from)) + "_to_" + name(way.param.to);
                         });

TEST_P(Backup, brings_every_value_back_to_the_last_digit) {
  EXPECT_EQ(back_up(*source, file, kNow).rows, 6u);  // 3 steps, 2 fruits, 1 line
  EXPECT_EQ(bring().rows, 6u);
  auto reader = target->read();
  Rows rows = reader->query("select name, weight, sold, colour from fruit order by number");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.text(0), "l’Haÿ\n\"poire\"");
  EXPECT_EQ(rows.real(1), 0.1);
  EXPECT_EQ(rows.integer(2), 9'007'199'254'740'993);
  EXPECT_TRUE(rows.is_null(3));
  ASSERT_TRUE(rows.next());
  EXPECT_FALSE(rows.is_null(0));
  EXPECT_EQ(rows.text(0), "");
  EXPECT_EQ(rows.real(1), 1e-300);
  EXPECT_TRUE(rows.is_null(2));
  EXPECT_EQ(rows.text(3), "vert");
}

TEST_P(Backup, is_read_by_its_owner_alone) {
  back_up(*source, file, kNow);
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_P(Backup, leaves_a_database_that_goes_on_numbering_and_keeps_its_journal) {
  back_up(*source, file, kNow);
  bring();
  target->write([](Connection& c) {
    c.run("insert into fruit (name) values ('prune')");
    EXPECT_EQ(c.last_id(), 3);
    append(c, {kNow, "verger", "1 fruit", ""});
  });
  const auto lines = newest_lines(*target->read(), 10);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].what, "1 fruit");
  EXPECT_EQ(lines[1].who, "restaurer");
  EXPECT_EQ(lines[2].what, "2 fruits");
  EXPECT_THROW(target->write([](Connection& c) { c.run("delete from journal"); }), base::Error);
}

TEST_P(Backup, replaces_a_registry_only_when_told_to) {
  back_up(*source, file, kNow);
  bring();
  source->write([](Connection& c) { c.run("delete from fruit where name = ''"); });
  back_up(*source, file, kNow);
  EXPECT_THROW(bring(), base::Error);
  EXPECT_EQ(target->read()->number("select count(*) from fruit"), 2);
  const auto journal = target->read()->number("select max(number) from journal");
  bring(true);
  EXPECT_EQ(target->read()->number("select count(*) from fruit"), 1);
  EXPECT_GT(target->read()->number("select max(number) from journal"), journal);
}

TEST_P(Backup, brings_an_older_database_up_to_the_program_of_today) {
  const auto older = make(GetParam().from, "older");
  migrate(*older, "journal", journal_steps(), kNow);
  migrate(*older, "fruit", std::span(kFruitSteps, 1), kNow);
  older->write([](Connection& c) { c.run("insert into fruit (name) values ('coing')"); });
  back_up(*older, file, kNow);
  bring();
  EXPECT_EQ(target->read()->number("select count(*) from fruit where colour is null"), 1);
}

TEST_P(Backup, refuses_what_a_newer_program_made) {
  back_up(*source, file, kNow);
  schema[1].steps = std::span(kFruitSteps, 1);
  EXPECT_THROW(bring(), base::Error);
  EXPECT_TRUE(target->read()->tables().empty());
}

TEST_P(Backup, changes_nothing_when_the_file_is_cut_or_damaged_anywhere) {
  back_up(*source, file, kNow);
  const std::string whole = test::read_file(file);
  const std::string other = folder + "/autre.gz";
  const auto is_refused = [&](const std::string& bytes) {
    std::ofstream(other, std::ios::binary) << bytes;
    try {
      restore(*target, other, schema, true, kNow);
      return false;
    } catch (const base::Error& error) {
      EXPECT_NE(std::string(error.what()).find("autre.gz"), std::string::npos) << error.what();
      return target->read()->tables().empty();
    }
  };
  for (std::size_t cut = 0; cut < whole.size(); cut += 37)
    EXPECT_TRUE(is_refused(whole.substr(0, cut))) << "cut at " << cut;
  constexpr std::size_t kGzipHeader = 10;  // its time and flags carry nothing of ours
  for (std::size_t at = kGzipHeader; at < whole.size(); at += 41) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_TRUE(is_refused(damaged)) << "damaged at " << at;
  }
  EXPECT_TRUE(is_refused("Ceci n’est pas une sauvegarde.\n"));
}

TEST_P(Backup, says_that_a_file_is_not_there) {
  try {
    restore(*target, folder + "/absente.gz", schema, false, kNow);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::not_found);
  }
}

TEST_P(Backup, shows_one_moment_while_others_write) {
  std::thread writer([&] {
    for (int i = 0; i < 20; ++i)
      source->write([](Connection& c) {
        c.run("insert into fruit (name) values ('a')");
        append(c, {kNow, "verger", "1 fruit", ""});
      });
  });
  back_up(*source, file, kNow);
  writer.join();
  bring();
  auto reader = target->read();
  EXPECT_EQ(reader->number("select count(*) from fruit where name = 'a'"),
            reader->number("select count(*) from journal where what = '1 fruit'"));
}

}  // namespace
}  // namespace maillage::store
