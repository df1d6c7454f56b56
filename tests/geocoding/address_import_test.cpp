#include "geocoding/address_import.hpp"

#include "addresses.hpp"
#include "base/error.hpp"
#include "formats/bytes_out.hpp"

#include <filesystem>
#include <map>

#include <rapidcheck/gtest.h>

namespace maillage::geocoding {
namespace {

/// "23096 Rue de l'Église: 1 2 2bis 7" for each street of the file.
std::vector<std::string> streets_in(const std::string& path) {
  const AddressFile file(path);
  std::vector<std::string> out;
  for (std::uint32_t i = 0; i < file.streets().size(); ++i) {
    const StreetRecord& street = file.streets()[i];
    std::string line(file.communes()[file.commune_of(i)].code, 5);
    line += " " + std::string(file.name(street)) + ":";
    file.each_house(street, [&](const House& house) {
      line += " " + std::to_string(house.number) + std::string(house.suffix);
      return true;
    });
    out.push_back(std::move(line));
  }
  return out;
}

TEST(AddressImport, keeps_the_streets_of_a_commune_together_and_their_numbers_in_order) {
  const AddressWorld world;
  const auto imported =
      world.import({{"7", "", "Rue de l'Église", "23000", "23096", "", 1.87, 46.17},
                    {"1", "", "Place Bonnyaud", "23000", "23096", "", 1.87, 46.17},
                    {"2", "BIS", "RUE DE L'EGLISE", "23000", "23096", "", 1.87, 46.17},
                    {"2", "", "Rue de l'Église", "23000", "23096", "", 1.87, 46.17},
                    {"2", "", "Rue de l'Église", "23000", "23096", "", 1.88, 46.18},
                    {"3", "", "Rue Grande", "16140", "16005", "", 0.01, 45.9}});
  EXPECT_EQ(streets_in(world.target),
            (std::vector<std::string>{"16005 Rue Grande: 3", "23096 Place Bonnyaud: 1",
                                      "23096 Rue de l'Église: 2 2bis 7"}));
  EXPECT_EQ(imported.counts.addresses, 5u);
  EXPECT_EQ(imported.counts.streets, 3u);
  EXPECT_EQ(imported.departements, (std::vector<std::string>{"16", "23"}));
}

TEST(AddressImport, replaces_a_departement_and_keeps_the_others) {
  const AddressWorld world;
  world.import(some_addresses());
  const auto before = streets_in(world.target);
  world.import({{"9", "", "Rue Neuve", "23000", "23096", "", 1.87, 46.17}});
  std::vector<std::string> expected;
  for (const std::string& street : before) {
    if (!street.starts_with("23")) expected.push_back(street);
  }
  expected.insert(expected.begin() + 1, "23096 Rue Neuve: 9");
  EXPECT_EQ(streets_in(world.target), expected);
}

TEST(AddressImport, makes_the_same_file_of_what_it_kept) {
  const AddressWorld world;
  world.import(some_addresses());
  const std::string before = test::read_file(world.target);
  world.import({some_addresses()[12]});  // Aigre, as it was
  EXPECT_EQ(test::read_file(world.target), before);
}

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return bytes;
}

// "Rue Neuve" of Guéret, its 1 and its 2, each packed with gzip and put one behind the other.
constexpr std::string_view kPacked =
    "1f8b080000000000020325c6410a80201405c0bda7e804a11559bc3bb4e80212f51682fac5d2f347b41926d5"
    "c82228cc48125d134f9c72d165b99f23fcf7e9261124211c8f32c05ed96dac8d1846adf5e73ac3f48bc534f7"
    "c6aa1708028800570000001f8b080000000000020333b2b60e2a4d55f04b2d2d4bb5363236303000919666d6"
    "867a16e6d626667a86e65c00e300784624000000";

TEST(AddressImport, takes_a_packed_file_of_several_members) {
  const AddressWorld world;
  import_addresses({{world.write("a.csv.gz", from_hex(kPacked))}, world.target, {}}, communes());
  EXPECT_EQ(streets_in(world.target), (std::vector<std::string>{"23096 Rue Neuve: 1 2"}));
}

TEST(AddressImport, refuses_a_packed_file_that_is_cut_short) {
  const AddressWorld world;
  const std::string packed = from_hex(kPacked);
  for (const std::size_t size : {packed.size() - 1, packed.size() - 20, std::size_t{20}}) {
    const std::string file = world.write("a.csv.gz", packed.substr(0, size));
    EXPECT_THROW(import_addresses({{file}, world.target, {}}, communes()), base::Error) << size;
  }
}

TEST(AddressImport, takes_several_files_and_either_separator) {
  const AddressWorld world;
  const std::string commas =
      "numero,rep,nom_voie,code_postal,code_insee,lon,lat\n"
      "3,,\"Rue \"\"Haute\"\", dite du Fort\",16140,16005,0.01,45.9\r\n";
  import_addresses(
      {{world.write("a.csv", ban_text({some_addresses()[0]})), world.write("b.csv", commas)},
       world.target,
       {}},
      communes());
  EXPECT_EQ(streets_in(world.target),
            (std::vector<std::string>{"16005 Rue \"Haute\", dite du Fort: 3",
                                      "23096 Rue de l'Église: 1"}));
}

TEST(AddressImport, says_what_it_left_out) {
  const AddressWorld world;
  const auto imported =
      world.import({{"1", "", "Rue Neuve", "23000", "23096", "", 1.87, 46.17},
                    {"1", "", "Rue d'Ailleurs", "00000", "99999", "", 1.87, 46.17},
                    {"1", "", "Rue \xFF", "23000", "23096", "", 1.87, 46.17},
                    {"1", "", "", "23000", "23096", "", 1.87, 46.17},
                    {"2", "", "Rue Neuve", "23000", "23096", "", 1.87, 146.17}});
  EXPECT_EQ(imported.rows, 5u);
  EXPECT_EQ(imported.left_out, 3u);
  std::string rules;
  for (const auto& finding : imported.findings)
    rules += finding.rule + "@" + std::to_string(finding.row) + " ";
  EXPECT_EQ(rules,
            "adresses.commune-inconnue@2 adresses.nom-illisible@3 adresses.sans-position@5 ");
  EXPECT_EQ(streets_in(world.target), (std::vector<std::string>{"23096 Rue Neuve: 1"}));
}

TEST(AddressImport, changes_nothing_when_a_file_is_no_such_file) {
  const AddressWorld world;
  world.import(some_addresses());
  const std::string before = test::read_file(world.target);
  for (const char* text : {"", "nom;adresse\nx;y\n", "\x1f\x8bnot packed"}) {
    EXPECT_THROW(import_addresses({{world.write("x.csv", text)}, world.target, {}}, communes()),
                 base::Error)
        << text;
  }
  EXPECT_THROW(import_addresses({{world.folder + "/absent.csv"}, world.target, {}}, communes()),
               base::Error);
  EXPECT_EQ(test::read_file(world.target), before);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(world.folder))
    ++files;
  EXPECT_EQ(files, 3u);  // the two lists and the file of addresses: nothing temporary is left
}

TEST(AddressFile, refuses_what_is_no_such_file) {
  const AddressWorld world;
  world.import(some_addresses());
  const std::string good = test::read_file(world.target);
  formats::write_file(world.target, good.substr(0, good.size() - 8));
  EXPECT_THROW(AddressFile{world.target}, base::Error);
  formats::write_file(world.target, "");
  EXPECT_THROW(AddressFile{world.target}, base::Error);
}

RC_GTEST_PROP(AddressFile, is_read_within_its_bounds_whatever_its_bytes, ()) {
  static const AddressWorld kWorld("geocoding-damaged");
  static const std::string kGood = [] {
    kWorld.import(some_addresses());
    return test::read_file(kWorld.target);
  }();
  std::string bytes = kGood;
  const auto changes = *rc::gen::container<std::vector<std::pair<std::size_t, unsigned char>>>(
      8, rc::gen::pair(rc::gen::inRange<std::size_t>(0, bytes.size() - 24),
                       rc::gen::arbitrary<unsigned char>()));
  for (const auto& [at, byte] : changes) bytes[at] = static_cast<char>(byte);
  formats::write_file(kWorld.target, bytes);
  try {
    const Geocoder geocoder = kWorld.geocoder();
    for (const char* text : {"2 bis rue de l'eglise gueret", "bd poniatowsk", "avenu opera paris"})
      geocoder.search({text});
    geocoder.reverse({46.17, 1.87});
    kWorld.import({some_addresses()[12]});  // the rest of the damaged file is kept as it reads
  } catch (const base::Error&) {
  }
}

RC_GTEST_PROP(AddressImport, gives_back_every_address, ()) {
  static const AddressWorld kWorld("geocoding-property");
  const auto numbers =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 10'000)));
  std::vector<BanAddress> addresses;
  std::map<std::uint32_t, Point> expected;
  for (const int number : numbers) {
    const double latitude = *rc::gen::inRange(4'500'000, 4'700'000) / 1e5;
    const double longitude = *rc::gen::inRange(100'000, 300'000) / 1e5;
    addresses.push_back(
        {std::to_string(number), "", "Rue Neuve", "23000", "23096", "", longitude, latitude});
    expected.emplace(number, Point{latitude, longitude});  // the first of two counts
  }
  kWorld.import(addresses);
  const AddressFile file(kWorld.target);
  std::map<std::uint32_t, Point> found;
  file.each_house(file.streets()[0], [&](const House& house) {
    return found.emplace(house.number, house.point).second;
  });
  RC_ASSERT(found.size() == expected.size());
  for (const auto& [number, point] : expected) RC_ASSERT(distance_m(found[number], point) < 1.0);
}

}  // namespace
}  // namespace maillage::geocoding
