#include "store/database.hpp"

#include "base/error.hpp"
#include "store/dialect.hpp"
#include "store/insert_many.hpp"
#include "store/journal.hpp"
#include "store/migrations.hpp"
#include "support/postgres_server.hpp"
#include "support/vectors.hpp"

#include <condition_variable>
#include <fstream>
#include <thread>

namespace maillage::store {
namespace {

/// Every engine passes these tests.
class DatabaseContract : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::postgres && !test::has_postgres())
      GTEST_SKIP() << "PostgreSQL 15 n’est pas installé";
    address = GetParam() == Engine::postgres ? test::fresh_postgres_url()
                                             : test::scratch_folder("store") + "/registre/test.db";
    database = open_database(address);
    database->write([](Connection& c) {
      c.script("create table fruit (name text primary key, weight integer)");
    });
  }
  std::int64_t count() { return database->read()->number("select count(*) from fruit"); }

  std::string address;
  std::unique_ptr<Database> database;
  const base::Instant now{std::chrono::seconds(1'700'000'000)};
};
INSTANTIATE_TEST_SUITE_P(Engines, DatabaseContract,
                         testing::Values(Engine::sqlite, Engine::postgres), [](const auto& engine) {
                           return engine.param == Engine::sqlite ? "sqlite" : "postgres";
                         });

TEST_P(DatabaseContract, gives_back_what_was_written_whatever_its_kind) {
  database->write([](Connection& c) {
    c.script("create table every_kind (t text, i integer, r real, n text)");
    c.run("insert into every_kind values (?1, ?2, ?3, ?4)", "l'Haÿ; drop table",
          9'007'199'254'740'993, 2.5, nullptr);
  });
  auto reader = database->read();
  Rows rows = reader->query("select t, i, r, n from every_kind");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.text(0), "l'Haÿ; drop table");
  EXPECT_EQ(rows.integer(1), 9'007'199'254'740'993);
  EXPECT_EQ(rows.real(2), 2.5);
  EXPECT_TRUE(rows.is_null(3));
  EXPECT_FALSE(rows.next());
}

TEST_P(DatabaseContract, keeps_an_empty_text_apart_from_an_absent_one) {
  database->write([](Connection& c) {
    c.run("insert into fruit values (?1, ?2)", "", std::optional<int>());
    c.run("insert into fruit values (?1, ?2)", std::optional<std::string>("pomme"),
          std::optional<int>(3));
  });
  EXPECT_EQ(
      database->read()->number("select count(*) from fruit where name = '' and weight is null"), 1);
  EXPECT_EQ(database->read()->number("select weight from fruit where name = 'pomme'"), 3);
}

TEST_P(DatabaseContract, keeps_nothing_of_a_transaction_that_throws) {
  EXPECT_THROW(database->write([](Connection& c) {
    c.run("insert into fruit values ('poire', 1)");
    throw std::runtime_error("changed my mind");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
  database->write([](Connection& c) { c.run("insert into fruit values ('poire', 1)"); });
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseContract, says_how_many_rows_a_statement_changed) {
  const auto changed = database->write([](Connection& c) {
    c.run("insert into fruit values ('poire', 1), ('prune', 1), ('figue', 2)");
    return c.run("update fruit set weight = 5 where weight = 1");
  });
  EXPECT_EQ(changed, 2);
}

TEST_P(DatabaseContract, refuses_to_write_through_a_reader) {
  EXPECT_THROW(database->read()->run("insert into fruit values ('pomme', 1)"), base::Error);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, turns_a_broken_rule_into_an_error_and_goes_on) {
  database->write([](Connection& c) { c.run("insert into fruit values ('pomme', 1)"); });
  EXPECT_THROW(
      database->write([](Connection& c) { c.run("insert into fruit values ('pomme', 2)"); }),
      base::Error);
  EXPECT_EQ(database->read()->number("select weight from fruit where name = 'pomme'"), 1);
}

TEST_P(DatabaseContract, lets_threads_write_in_turn_and_read_meanwhile) {
  constexpr int kThreads = 4, kEach = 25;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < kEach; ++i) {
        database->write([&](Connection& c) {
          c.run("insert into fruit values (?1, ?2)", std::to_string(t) + "-" + std::to_string(i),
                i);
        });
        count();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count(), kThreads * kEach);
}

TEST_P(DatabaseContract, serves_a_second_program_on_the_same_data) {
  database->write([](Connection& c) { c.run("insert into fruit values ('pomme', 1)"); });
  const auto other = open_database(address);
  EXPECT_EQ(other->read()->number("select count(*) from fruit"), 1);
  other->write([](Connection& c) { c.run("insert into fruit values ('coing', 1)"); });
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseContract, applies_each_migration_once) {
  const Migration steps[] = {{1, "tree", "create table tree (name text)"},
                             {2, "age", "alter table tree add age integer"}};
  migrate(*database, "orchard", std::span(steps, 1), now);
  migrate(*database, "orchard", steps, now);
  migrate(*database, "orchard", steps, now);
  EXPECT_EQ(database->read()->number("select count(*) from migration where room = 'orchard'"), 2);
}

TEST_P(DatabaseContract, refuses_a_migration_that_changed_after_it_was_applied) {
  const Migration before[] = {{1, "tree", "create table tree (name text)"}};
  const Migration after[] = {{1, "tree", "create table tree (title text)"}};
  migrate(*database, "orchard", before, now);
  EXPECT_THROW(migrate(*database, "orchard", after, now), base::Error);
}

TEST_P(DatabaseContract, refuses_a_database_of_a_newer_program) {
  const Migration steps[] = {{1, "tree", "create table tree (name text)"},
                             {2, "age", "alter table tree add age integer"}};
  migrate(*database, "orchard", steps, now);
  EXPECT_THROW(migrate(*database, "orchard", std::span(steps, 1), now), base::Error);
}

TEST_P(DatabaseContract, remembers_who_did_what_when_and_why) {
  migrate(*database, "journal", journal_steps(), now);
  database->write([&](Connection& c) {
    append(c, {now, "importer", "12 lieux ajoutés", "la-creuse.json"});
    append(c, {now + std::chrono::seconds(60), "importer", "1 lieu retiré", "la-creuse.json"});
  });
  const auto lines = newest_lines(*database->read(), 10);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].what, "1 lieu retiré");
  EXPECT_EQ(lines[1].when, now);
  EXPECT_EQ(lines[1].who, "importer");
  EXPECT_EQ(lines[1].why, "la-creuse.json");
}

TEST_P(DatabaseContract, never_alters_or_removes_a_line_of_the_journal) {
  migrate(*database, "journal", journal_steps(), now);
  database->write([&](Connection& c) { append(c, {now, "importer", "12 lieux ajoutés", ""}); });
  EXPECT_THROW(database->write([](Connection& c) { c.run("update journal set who = 'personne'"); }),
               base::Error);
  EXPECT_THROW(database->write([](Connection& c) { c.run("delete from journal"); }), base::Error);
  EXPECT_EQ(newest_lines(*database->read(), 10).front().who, "importer");
}

TEST_P(DatabaseContract, numbers_rows_by_itself_and_tells_the_last_number) {
  database->write([](Connection& c) {
    c.script("create table bird (number integer primary key, name text not null)");
    c.run("insert into bird (name) values (?1)", "merle");
    const auto first = c.last_id();
    c.run("insert into bird (name) values (?1)", "grive");
    EXPECT_EQ(c.last_id(), first + 1);
  });
}

TEST_P(DatabaseContract, goes_on_numbering_behind_rows_that_came_with_their_number) {
  database->write([](Connection& c) {
    c.script("create table bird (number integer primary key, name text not null)");
    c.run("insert into bird (number, name) values (41, 'merle')");
    for (const Table& table : c.tables()) c.renumber(table);
    c.run("insert into bird (name) values (?1)", "grive");
    EXPECT_EQ(c.last_id(), 42);
  });
}

TEST_P(DatabaseContract, orders_texts_byte_by_byte) {
  database->write([](Connection& c) {
    c.run("insert into fruit (name) values ('écorce'), ('Zeste'), ('ananas'), ('a-b'), ('ab')");
  });
  std::string order;
  auto reader = database->read();
  Rows rows = reader->query("select name from fruit order by name");
  while (rows.next()) order += std::string(rows.text(0)) + " ";
  EXPECT_EQ(order, "Zeste a-b ab ananas écorce ");
}

TEST_P(DatabaseContract, takes_a_number_where_it_was_given_nothing_before) {
  database->write([](Connection& c) {
    constexpr std::string_view kInsert = "insert into fruit values (?1, ?2)";
    c.run(kInsert, "poire", nullptr);
    c.run(kInsert, "pomme", 7);
  });
  EXPECT_EQ(database->read()->number("select sum(weight) from fruit"), 7);
}

TEST_P(DatabaseContract, asks_a_question_within_the_rows_of_another) {
  database->write([](Connection& c) {
    c.run("insert into fruit values ('poire', 1), ('pomme', 2), ('prune', 3)");
  });
  auto reader = database->read();
  Rows rows = reader->query("select weight from fruit order by weight");
  std::int64_t sum = 0;
  while (rows.next())
    sum += rows.integer(0) *
           reader->number("select weight from fruit where weight = ?1", rows.integer(0));
  EXPECT_EQ(sum, 1 + 4 + 9);
}

TEST_P(DatabaseContract, takes_many_rows_at_once_some_values_absent) {
  constexpr int kRows = 1234;
  database->write([](Connection& c) {
    InsertMany rows(c, "fruit", "name, weight");
    for (int i = 0; i < kRows; ++i)
      rows.add(std::to_string(i), i % 7 == 0 ? std::nullopt : std::optional(i));
    rows.flush();
  });
  EXPECT_EQ(count(), kRows);
  EXPECT_EQ(database->read()->number("select count(*) from fruit where weight is null"), 177);
  EXPECT_EQ(database->read()->number("select weight from fruit where name = '1000'"), 1000);
}

TEST_P(DatabaseContract, survives_texts_that_are_no_utf8_or_hold_a_zero_byte) {
  database->write([](Connection& c) {
    c.run("insert into fruit values (?1, 1)", std::string_view("a\0b", 3));
    c.run("insert into fruit values (?1, 2)", "caf\xe9");
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseContract, names_its_tables_and_the_kinds_of_their_columns) {
  database->write([](Connection& c) {
    c.script("create table bird (number integer primary key, name text not null, weight real)");
    const std::vector<Table> tables = c.tables();
    ASSERT_EQ(tables.size(), 2u);
    EXPECT_EQ(tables[0].name, "bird");
    ASSERT_EQ(tables[0].columns.size(), 3u);
    EXPECT_EQ(tables[0].columns[0].kind, Kind::integer);
    EXPECT_EQ(tables[0].columns[1].name, "name");
    EXPECT_EQ(tables[0].columns[1].kind, Kind::text);
    EXPECT_EQ(tables[0].columns[2].kind, Kind::real);
  });
}

TEST_P(DatabaseContract, holds_still_for_a_reader_who_asks_for_it) {
  auto still = database->read_still();
  EXPECT_EQ(still->number("select count(*) from fruit"), 0);
  database->write([](Connection& c) { c.run("insert into fruit values ('pomme', 1)"); });
  EXPECT_EQ(still->number("select count(*) from fruit"), 0);
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseContract, tells_another_program_of_a_change_within_a_second) {
  const auto other = open_database(address);
  std::mutex mutex;
  std::condition_variable told;
  int changes = 0;
  const auto watch = other->watch([&] {
    const std::lock_guard guard(mutex);
    ++changes;
    told.notify_one();
  });
  database->write([](Connection& c) { c.run("insert into fruit values ('pomme', 1)"); });
  std::unique_lock guard(mutex);
  EXPECT_TRUE(told.wait_for(guard, std::chrono::seconds(1), [&] { return changes > 0; }));
}

class Postgres : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::has_postgres()) GTEST_SKIP() << "PostgreSQL 15 n’est pas installé";
  }
};

TEST_F(Postgres, waits_no_longer_than_told_for_another_writer) {
  const std::string url = test::fresh_postgres_url();
  const auto first = open_postgres(url);
  const auto second = open_postgres(url, {.busy_milliseconds = 20});
  first->write([](Connection& c) { c.script("create table t (x integer)"); });
  first->write([&](Connection&) {
    EXPECT_THROW(second->write([](Connection& c) { c.run("insert into t values (1)"); }),
                 base::Error);
  });
  second->write([](Connection& c) { c.run("insert into t values (1)"); });
  EXPECT_EQ(first->read()->number("select count(*) from t"), 1);
}

TEST_F(Postgres, goes_on_after_the_server_was_restarted) {
  const auto database = open_postgres(test::fresh_postgres_url());
  database->write([](Connection& c) { c.script("create table t (x integer)"); });
  EXPECT_EQ(database->read()->number("select count(*) from t"), 0);
  test::restart_postgres();
  EXPECT_EQ(database->read()->number("select count(*) from t"), 0);
  database->write([](Connection& c) { c.run("insert into t values (1)"); });
  EXPECT_EQ(database->read()->number("select count(*) from t"), 1);
}

TEST_F(Postgres, says_which_base_does_not_answer_and_never_the_password) {
  try {
    open_postgres("postgresql://ada:secret@127.0.0.1:1/annuaire");
    FAIL() << "there is no server on port 1";
  } catch (const base::Error& error) {
    const std::string what = error.what();
    EXPECT_EQ(error.code(), base::ErrorCode::environment);
    EXPECT_NE(what.find("« annuaire sur 127.0.0.1 »"), std::string::npos) << what;
    EXPECT_EQ(what.find("secret"), std::string::npos) << what;
  }
}

TEST(Dialect, leaves_quoted_text_alone) {
  EXPECT_EQ(postgres_query("select '?1', ?2"), "select '?1', $2");
  EXPECT_EQ(postgres_schema("create table t (integers integer, t text default 'a text')"),
            "create table t (integers bigint, t text collate \"C\" default 'a text')");
}

TEST(Sqlite, says_in_french_that_a_file_is_no_database) {
  const std::string path = test::scratch_folder("store-broken") + "/notes.db";
  FILE* file = fopen(path.c_str(), "w");
  fputs("Ceci n'est pas une base de données, seulement un texte assez long.", file);
  fclose(file);
  try {
    open_sqlite(path)->write([](Connection& c) { c.script("create table t (x)"); });
    FAIL() << "a text was taken for a database";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::environment);
    EXPECT_NE(std::string(error.what()).find("abîmé"), std::string::npos) << error.what();
  }
}

TEST(Sqlite, waits_no_longer_than_told_for_another_writer) {
  const std::string path = test::scratch_folder("store-busy") + "/test.db";
  const auto first = open_sqlite(path, {.busy_milliseconds = 20});
  const auto second = open_sqlite(path, {.busy_milliseconds = 20});
  first->write([](Connection& c) { c.script("create table t (x integer)"); });
  first->write([&](Connection&) {
    EXPECT_THROW(second->write([](Connection& c) { c.run("insert into t values (1)"); }),
                 base::Error);
  });
  second->write([](Connection& c) { c.run("insert into t values (1)"); });
  EXPECT_EQ(first->read()->number("select count(*) from t"), 1);
}

TEST(Sqlite, does_not_create_a_file_when_told_not_to) {
  const std::string path = test::scratch_folder("store-missing") + "/absent.db";
  EXPECT_THROW(open_sqlite(path, {.create = false}), base::Error);
  EXPECT_FALSE(std::filesystem::exists(path));
}

/// A link to nowhere in the place of the file that SQLite shares between processes: not even root
/// opens it.
void forbid_writing(const std::string& path) {
  std::filesystem::create_symlink("/nulle/part", path + "-shm");
}

TEST(Sqlite, reads_a_file_where_nothing_can_be_written) {
  const std::string path = test::scratch_folder("store-read-only") + "/annuaire?.db";
  open_sqlite(path)->write([](Connection& c) {
    c.script("create table t (x integer)");
    c.run("insert into t values (7)");
  });
  forbid_writing(path);
  const auto database = open_sqlite(path);
  EXPECT_EQ(database->read()->number("select x from t"), 7);
  EXPECT_NE(database->watch([] {}), nullptr);
  try {
    database->write([](Connection& c) { c.run("insert into t values (8)"); });
    FAIL() << "a read-only file was written to";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::environment);
    EXPECT_NE(std::string(error.what()).find("d’y écrire"), std::string::npos) << error.what();
  }
}

TEST(Sqlite, does_not_read_a_file_whose_log_it_would_have_to_leave_out) {
  const std::string path = test::scratch_folder("store-cut") + "/annuaire.db";
  open_sqlite(path)->write([](Connection& c) { c.script("create table t (x integer)"); });
  std::ofstream(path + "-wal") << "des écritures en attente";
  forbid_writing(path);
  EXPECT_THROW(open_sqlite(path), base::Error);
}

}  // namespace
}  // namespace maillage::store
