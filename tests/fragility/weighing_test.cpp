#include "fragility/weighing.hpp"

#include "fragility/small_country.hpp"

namespace maillage::fragility {
namespace {

Country small(const std::string& name) {
  const std::string folder = small_country(name);
  put(folder + "/a.csv",
      "CODGEO,P20_65P,P20_POP,MED20\n01001,30,100,20000\n01002,75,300,10000\n"
      "01003,90,600,30000\n38001,600,1000,15000\n");
  std::vector<Method> methods{
      parse_method("titre = 'Essai'\n[[partie]]\nid = 'total'\n"
                   "[[indicateur]]\nid = 'age'\ndans = 'total'\npoids = 3\n"
                   "normalisation = { echelle = 'bornes', de = 0, a = 100 }\n"
                   "[[indicateur]]\nid = 'revenu'\ndans = 'total'\nsens = 'moins'\n"
                   "normalisation = { echelle = 'bornes', de = 0, a = 40000 }\n",
                   "essai")};
  return Country(load_store(folder, small_sources()).store, std::move(methods));
}

TEST(Weighing, starts_from_the_weights_of_the_method) {
  const Country country = small("weighing");
  const Weighing usual = Weighing::read({}, country);
  EXPECT_EQ(usual.weights, (std::vector<double>{10, 3.3}));
}

TEST(Weighing, joins_the_scores_by_the_weights_of_the_address) {
  const Country country = small("weighing_hand");
  const Weighing asked = Weighing::read(web::Query::parse("age=1&revenu=3"), country);
  // Amont: 30 of 65 and over, 50 for its income: (30 + 3 x 50) / 4
  const Standing standing = weighed(country, asked, Level::commune);
  EXPECT_DOUBLE_EQ(standing.calculation.index()[0], 45);
  EXPECT_EQ(standing.order.ranked, 4u);
}

TEST(Weighing, holds_what_is_written_within_its_ends) {
  const Country country = small("weighing_ends");
  const auto weights = [&](const char* query) {
    return Weighing::read(web::Query::parse(query), country).weights;
  };
  EXPECT_EQ(weights("age=99&revenu=-1"), (std::vector<double>{10, 0}));
  EXPECT_EQ(weights("age=nan&revenu=2,5"), (std::vector<double>{0, 2.5}));
  EXPECT_EQ(weights("age=1e999&revenu=%FF"), (std::vector<double>{0, 0}));
}

TEST(Weighing, is_read_back_from_its_own_address) {
  const Country country = small("weighing_address");
  Weighing asked = Weighing::read(
      web::Query::parse("age=2.5&revenu=7&moyenne=geometrique&nom=Mon%20choix"), country);
  web::Address address = web::Address::local("/fragilite/ponderer");
  const std::string text = asked.in(address).text();
  const Weighing again =
      Weighing::read(web::Query::parse(text.substr(text.find('?') + 1)), country);
  EXPECT_EQ(again.weights, asked.weights);
  EXPECT_EQ(again.mean, Mean::geometric);
  EXPECT_EQ(again.name, "Mon choix");
}

TEST(Difference, counts_who_changes_tenth) {
  Column one, turned;
  for (int i = 0; i < 100; ++i) {
    one.push_back(i);
    turned.push_back(-i);
  }
  EXPECT_EQ(difference(one, one).moved, 0u);
  EXPECT_EQ(difference(one, turned).moved, 100u);
  EXPECT_DOUBLE_EQ(difference(one, turned).agreement, -1);
}

TEST(Order, ranks_the_most_fragile_first_and_leaves_the_unknown_out) {
  const Order order = order_by({10, kMissing, 30, 20, 30});
  EXPECT_EQ(order.ranked, 4u);
  EXPECT_EQ(order.rows, (std::vector<std::uint32_t>{2, 4, 3, 0}));
  EXPECT_DOUBLE_EQ(order.rank[2], 1.5);
  EXPECT_DOUBLE_EQ(order.rank[0], 4);
  EXPECT_TRUE(is_missing(order.rank[1]) && is_missing(order.colour[1]));
}

}  // namespace
}  // namespace maillage::fragility
