// A program that is killed in the middle of an import loses nothing.
#include "world.hpp"

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

namespace maillage::places {
namespace {

std::vector<standard::Place> many(int count, const std::string& name) {
  std::vector<standard::Place> places;
  for (int i = 0; i < count; ++i) places.push_back(place(std::to_string(i), name));
  return places;
}

/// Imports in another process, which kills itself in the middle of the rows, its transaction open.
void import_and_be_killed(const World& world, const std::string& path) {
  const pid_t child = fork();
  if (child == 0) {
    const auto database = store::open_database(world.address);
    import_file(*database, path, world.key, kNow, [](std::size_t done, std::size_t) {
      if (done > 0) kill(getpid(), SIGKILL);
    });
    _exit(0);  // never reached: the test sees it
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
}

std::size_t named(World& world, std::string_view name) {
  std::size_t count = 0;
  for (const Record& record : all_records(*world.database->read()))
    count += record.place[standard::Field::nom] == name;
  return count;
}

TEST(KilledImport, leaves_the_list_as_it_was_and_can_be_done_again) {
  constexpr int kRows = 1200;  // progress is told twice on the way
  World world("killed-import");
  world.import("la-creuse", many(kRows, "Avant"));
  const std::string path = write_list(world.folder, "la-creuse", many(kRows, "Après"));
  import_and_be_killed(world, path);
  EXPECT_EQ(named(world, "Avant"), std::size_t{kRows});
  EXPECT_EQ(import_file(*world.database, path, world.key, kNow).counts.changed, std::size_t{kRows});
  EXPECT_EQ(named(world, "Après"), std::size_t{kRows});
}

}  // namespace
}  // namespace maillage::places
