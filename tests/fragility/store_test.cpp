#include "fragility/store.hpp"

#include "fragility/small_country.hpp"

namespace maillage::fragility {

namespace {

Store store_with(const std::string& csv, std::size_t source = 0) {
  Store store(Territories::load(small_country("store")));
  for (Series& series : reading_of(csv, source).series) store.add(std::move(series));
  return store;
}

constexpr const char* kAges =
    "CODGEO,P19_POP,P19_65P,MED19\n01001,100,50,10000\n01002,300,30,20000\n01003,600,60,30000\n"
    "38001,1000,100,25000\n";

}  // namespace

TEST(Store, paris_counts_by_arrondissement) {
  const Territories territories = Territories::load(small_country("paris"));
  EXPECT_EQ(territories.at(Level::commune).codes.size(), 6u);
  EXPECT_EQ(territories.at(Level::region).codes, std::vector<std::string>{"84"});
}

TEST(Store, a_share_of_an_epci_is_the_ratio_of_its_sums) {
  const auto found = store_with(kAges).figures("age", Level::epci);
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->value[0], 14);  // (50 + 30 + 60) / 1000, not the mean of 50, 10 and 10
  EXPECT_EQ(found->state[0], State::derived);
  EXPECT_EQ(found->size[0], 1000);
}

TEST(Store, a_share_corrected_without_its_counts_takes_those_of_the_old_one_away) {
  Store store = store_with(kAges);
  Reading correction = reading_of("CODGEO,P19_POP,P19_65P\n01001,100,90\n");
  correction.series[0].numerator.clear();
  correction.series[0].denominator.clear();
  store.add(correction.series[0]);
  const auto found = store.figures("age", Level::epci);
  EXPECT_DOUBLE_EQ(found->value[0], (100 * 90.0 + 300 * 10 + 600 * 10) / 1000);
  EXPECT_EQ(found->state[0], State::weighted);
  EXPECT_EQ(found->state[1], State::derived);
}

TEST(Store, counts_that_come_later_make_a_ratio_of_sums) {
  Reading shares = reading_of("CODGEO,P19_POP,P19_65P\n01001,100,50\n");
  shares.series[0].numerator.clear();
  shares.series[0].denominator.clear();
  Store store(Territories::load(small_country("later")));
  store.add(shares.series[0]);
  store.add(reading_of("CODGEO,P19_POP,P19_65P\n01001,100,50\n01002,300,30\n").series[0]);
  const auto found = store.figures("age", Level::epci);
  EXPECT_EQ(found->value[0], 20);
  EXPECT_EQ(found->state[0], State::derived);
}

TEST(Store, a_value_without_counts_is_weighted_by_people_and_says_so) {
  const auto found = store_with(kAges).figures("revenu", Level::epci);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value[0], (100 * 10000.0 + 300 * 20000 + 600 * 30000) / 1000);
  EXPECT_EQ(found->state[0], State::weighted);
}

TEST(Store, an_iris_without_a_figure_takes_that_of_its_commune_marked_as_carried) {
  const Store store = store_with(kAges);
  const auto found = store.figures("age", Level::iris);
  ASSERT_TRUE(found);
  const LevelTable& iris = store.territories().at(Level::iris);
  EXPECT_EQ(found->state[iris.find("380010101")], State::carried);
  EXPECT_EQ(found->value[iris.find("380010101")], 10);
  EXPECT_EQ(found->state[iris.find("010010000")], State::published);
}

TEST(Store, a_commune_without_a_figure_is_made_of_its_iris) {
  const auto found = store_with("iris,an,tp\n380010101,2019,10\n380010102,2019,20\n", 1)
                         .figures("pauvrete", Level::commune);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value[3], 16);  // weighted by 400 and 600 people
}

TEST(Store, the_year_asked_for_or_the_latest_before) {
  const Store store = store_with("CODGEO,P13_POP,P13_65P,P19_POP,P19_65P\n01001,100,10,100,20\n");
  EXPECT_EQ(store.figures("age", Level::commune)->year, 2019);
  EXPECT_EQ(store.figures("age", Level::commune, 2015)->year, 2013);
  EXPECT_FALSE(store.figures("age", Level::commune, 2012));
  EXPECT_EQ(store.years("age"), (std::vector<int>{2013, 2019}));
}

TEST(Store, gaps_are_never_filled_from_another_year) {
  Store store = store_with("CODGEO,MED19\n01001,10000\n");
  Reading older = reading_of("iris,an,tp\n380010101,2018,30\n380010102,2018,20\n", 1);
  older.series[0].indicator = "revenu";
  store.add(older.series[0]);
  const auto found = store.figures("revenu", Level::commune);
  EXPECT_EQ(found->year, 2019);
  EXPECT_TRUE(is_missing(found->value[3]));
  older.series[0].year = 2019;
  store.add(older.series[0]);
  EXPECT_DOUBLE_EQ(store.figures("revenu", Level::commune)->value[3], 24);  // 400 and 600 people
}

TEST(Store, what_was_imported_can_be_read_back_unchanged) {
  const std::string folder = small_country("roundtrip");
  const Territories territories = Territories::load(folder);
  Reading reading = reading_of("CODGEO,P19_POP,P19_65P\n01001,100,33.3\n01002,300,s\n");
  write_series(folder + "/age.csv", reading.series, territories);
  const Loading loading = load_store(folder, small_sources());
  ASSERT_EQ(loading.store.series().size(), 1u);
  const Series& back = loading.store.series()[0];
  EXPECT_EQ(back.value[0], reading.series[0].value[0]);
  EXPECT_EQ(back.numerator[0], 33.3);
  EXPECT_EQ(back.state[1], State::secret);
  EXPECT_EQ(back.licence, "LO");
  EXPECT_TRUE(back.is_share);
  EXPECT_TRUE(loading.findings.empty());
}

TEST(Store, files_nobody_describes_are_left_alone_and_named) {
  const std::string folder = small_country("others");
  put(folder + "/notes.csv", "a,b\n1,2\n");
  const Loading loading = load_store(folder, small_sources());
  EXPECT_EQ(loading.ignored, std::vector<std::string>{"notes.csv"});
}

}  // namespace maillage::fragility
