#include "opendata/daily_files.hpp"

#include "base/text.hpp"
#include "open_world.hpp"
#include "places/contacts.hpp"

#include <filesystem>

namespace maillage::opendata {
namespace {

using places::place;
using standard::Field;

struct DaysWorld : OpenWorld {
  DaysWorld() : OpenWorld({"", test::scratch_folder("opendata-days")}) {}
  const std::string& folder() const { return open->settings.daily_folder; }
  /// Today's file, of the registry as it is.
  bool write() {
    site.refresh();
    return write_day(folder(), site.snapshot(), site.today());
  }
};

TEST(DailyFiles, hold_the_same_as_the_export_of_their_day_for_ever) {
  DaysWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  EXPECT_TRUE(world.write());
  const std::string first = world.body("/donnees/quotidien/2026-05-13/lieux.csv");
  EXPECT_EQ(first, world.body("/lieux.csv"));
  world.import("liste", {place("a", "Médiathèque"), place("b", "Mairie")});
  EXPECT_FALSE(world.write());
  EXPECT_EQ(world.body("/donnees/quotidien/2026-05-13/lieux.csv"), first);
}

TEST(DailyFiles, come_with_the_checksum_that_sha256sum_checks) {
  DaysWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  world.write();
  EXPECT_EQ(
      world.body("/donnees/quotidien/2026-05-13/lieux.csv.sha256"),
      base::sha256_hex(world.body("/donnees/quotidien/2026-05-13/lieux.csv")) + "  lieux.csv\n");
}

TEST(DailyFiles, are_listed_the_newest_first_and_dropped_when_they_are_old) {
  DaysWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  for (int day = 0; day < 3; ++day) {
    world.write();
    world.now += std::chrono::hours(24);
  }
  drop_days(world.folder(), *base::parse_iso_date("2026-05-14"));
  std::string days;
  for (const DailyFile& file : daily_files(world.folder())) days += base::iso_date(file.day) + " ";
  EXPECT_EQ(days, "2026-05-15 2026-05-14 ");
  const std::string page = world.body("/donnees/quotidien");
  EXPECT_TRUE(base::contains(page, "/donnees/quotidien/2026-05-15/lieux.csv.sha256"));
  EXPECT_FALSE(base::contains(page, "2026-05-13"));
}

TEST(DailyFiles, lose_what_a_person_opposes_and_nothing_else) {
  DaysWorld world;
  standard::Place one = place("a", "Médiathèque; « à deux »"), other = place("b", "Mairie");
  one[Field::courriels] = "ada@exemple.fr|accueil@exemple.fr";
  one[Field::presentation_detail] = "Deux lignes,\nune virgule. +33555520000";
  other[Field::date_maj] = "2026-04-01";
  world.import("liste", {one, other});
  world.write();
  const std::string before = world.body("/donnees/quotidien/2026-05-13/lieux.csv");
  const places::Contact ada = *places::read_contact("ada@exemple.fr");
  places::add_oppositions(*world.database, world.key, std::span(&ada, 1), world.now);
  const auto opposed = places::Oppositions::load(*world.database->read(), world.key);
  EXPECT_EQ(clean_days(world.folder(), opposed), 1u);
  const std::string after = world.body("/donnees/quotidien/2026-05-13/lieux.csv");
  EXPECT_EQ(after, base::replace_all(before, "ada@exemple.fr|", ""));
  EXPECT_EQ(daily_files(world.folder()).at(0).sha256, base::sha256_hex(after));
  EXPECT_EQ(clean_days(world.folder(), opposed), 0u);
}

TEST(DailyFiles, leave_nothing_half_written_behind) {
  DaysWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  world.write();
  std::size_t entries = 0;
  for (const auto& entry : std::filesystem::directory_iterator(world.folder()))
    entries += !entry.path().empty();
  EXPECT_EQ(entries, 1u);
}

TEST(DailyFiles, answer_nothing_but_files_of_days) {
  DaysWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  world.write();
  for (const char* target :
       {"/donnees/quotidien/2026-05-13/autre.csv", "/donnees/quotidien/2026-05-12/lieux.csv",
        "/donnees/quotidien/%2e%2e%2fsecret/lieux.csv", "/donnees/quotidien/hier/lieux.csv"})
    EXPECT_EQ(world.get(target).status, 404) << target;
}

TEST(DailyFiles, may_be_absent) {
  OpenWorld world;
  EXPECT_EQ(world.get("/donnees/quotidien").status, 200);
  EXPECT_EQ(world.get("/donnees/quotidien/2026-05-13/lieux.csv").status, 404);
}

}  // namespace
}  // namespace maillage::opendata
