#include "fragility/uncertainty.hpp"

#include "base/error.hpp"
#include "fragility/random.hpp"
#include "fragility/shrinkage.hpp"
#include "fragility/small_country.hpp"
#include "fragility/statistics.hpp"

#include <numbers>
#include <numeric>

#include <rapidcheck/gtest.h>

namespace maillage::fragility {

namespace {

/// Units x columns of scattered values.
Worlds scattered_worlds(std::size_t units, std::size_t columns, std::uint64_t seed = 5) {
  Worlds worlds(units, columns);
  worlds.add();
  for (std::size_t k = 0; k < columns; ++k) {
    Draws draws(seed, static_cast<std::uint32_t>(k));
    for (float& value : worlds.column(0, k)) value = static_cast<float>(draws.uniform());
  }
  return worlds;
}

Plan any_weights(std::size_t columns) {
  return [columns](std::size_t replicate) {
    Draws draws(9, 1, replicate);
    Replicate one;
    for (std::size_t k = 0; k < columns; ++k) {
      one.weights.push_back(static_cast<float>(draws.exponential()));
    }
    return one;
  };
}

/// The scores of one replicate in the same order of operations, ranked by statistics.hpp.
Column plain_ranks(const Worlds& worlds, const Replicate& replicate) {
  Column scores(worlds.units());
  for (std::size_t u = 0; u < worlds.units(); ++u) {
    float sum = 0;
    for (std::size_t k = 0; k < worlds.columns(); ++k) {
      sum += worlds.data(replicate.world)[k * worlds.stride() + u] * replicate.weights[k];
    }
    scores[u] = sum;
  }
  return mid_ranks(scores);
}

std::vector<SobolIndex> indices_of(const SobolDesign& design,
                                   const std::function<double(const std::vector<double>&)>& f) {
  std::vector<double> answers;
  for (std::size_t e = 0; e < design.evaluations(); ++e) answers.push_back(f(design.point(e)));
  return sobol_indices(design, answers);
}

}  // namespace

// The known answers of Random123, the authors' own library (kat_vectors, philox4x32 10).
TEST(Random, philox_gives_the_known_answers_of_its_authors) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Random, moments_of_the_laws_are_right_within_four_standard_errors) {
  constexpr int kDraws = 20000;
  Draws draws(1, 1);
  Column normal, gamma, beta;
  for (int i = 0; i < kDraws; ++i) {
    normal.push_back(draws.normal());
    gamma.push_back(draws.gamma(2.5));
    beta.push_back(draws.beta(2, 6));
  }
  const auto near = [&](const Column& column, double mean, double deviation) {
    EXPECT_NEAR(moments(column).mean, mean, 4 * deviation / std::sqrt(kDraws));
    EXPECT_NEAR(moments(column).deviation, deviation, 0.03 * deviation);
  };
  near(normal, 0, 1);
  near(gamma, 2.5, std::sqrt(2.5));
  near(beta, 0.25, std::sqrt(0.25 * 0.75 / 9));
}

TEST(Ranks, exact_ranks_are_those_of_a_plain_sort) {
  const Worlds worlds = scattered_worlds(1003, 7);
  for (std::size_t replicate = 0; replicate < 5; ++replicate) {
    const Replicate one = any_weights(7)(replicate);
    const Column expected = plain_ranks(worlds, one);
    const std::vector<std::uint32_t> found = twice_ranks(worlds, one, Ranking::exact);
    for (std::size_t u = 0; u < found.size(); ++u) EXPECT_EQ(found[u], 2 * expected[u]) << u;
  }
}

TEST(Ranks, equal_scores_share_their_rank_and_negative_ones_stand_first) {
  Worlds worlds(5, 1);
  worlds.add();
  const float values[] = {2, -1, 2, -3, 7};
  std::copy(std::begin(values), std::end(values), worlds.column(0, 0).begin());
  EXPECT_EQ(twice_ranks(worlds, {0, {1}}, Ranking::exact),
            (std::vector<std::uint32_t>{7, 4, 7, 2, 10}));
  EXPECT_EQ(twice_ranks(worlds, {0, {1}}, Ranking::counted),
            (std::vector<std::uint32_t>{7, 4, 7, 2, 10}));
}

TEST(Ranks, counted_ranks_keep_their_sum_and_stay_close_to_exact_ones) {
  const Worlds worlds = scattered_worlds(2000, 5);
  const Replicate one = any_weights(5)(3);
  const auto exact = twice_ranks(worlds, one, Ranking::exact);
  const auto counted = twice_ranks(worlds, one, Ranking::counted);
  EXPECT_EQ(std::accumulate(counted.begin(), counted.end(), 0ULL), 2000ULL * 2001);
  for (std::size_t u = 0; u < exact.size(); ++u) {
    EXPECT_NEAR(exact[u] / 2.0, counted[u] / 2.0, 5) << u;
  }
}

TEST(Ranks, the_answer_is_the_same_for_one_two_and_three_threads) {
  const Worlds worlds = scattered_worlds(777, 4);
  const RankCounts one = count_ranks(worlds, any_weights(4), 333, 10, Ranking::counted, 1);
  for (const unsigned threads : {2u, 3u}) {
    const RankCounts more = count_ranks(worlds, any_weights(4), 333, 10, Ranking::counted, threads);
    EXPECT_EQ(one.twice_rank_sums, more.twice_rank_sums);
    EXPECT_EQ(one.counts, more.counts);
  }
}

TEST(Ranks, every_replicate_puts_every_unit_in_one_class) {
  const Worlds worlds = scattered_worlds(500, 3);
  const RankCounts found = count_ranks(worlds, any_weights(3), 100, 10, Ranking::exact, 2);
  for (std::size_t u = 0; u < 500; ++u) {
    std::size_t sum = 0;
    for (std::size_t c = 0; c < 10; ++c) sum += found.counts[c * 500 + u];
    EXPECT_EQ(sum, 100u);
  }
  const auto top = found.counts.end() - 500;
  EXPECT_EQ(std::accumulate(top, found.counts.end(), 0u), 50u * 100);
}

TEST(Ranks, an_outlier_that_crowds_all_others_together_changes_no_exact_rank) {
  Worlds worlds = scattered_worlds(3001, 1);
  worlds.column(0, 0)[17] = 1e9F;
  const Column expected = plain_ranks(worlds, {0, {1}});
  const auto found = twice_ranks(worlds, {0, {1}}, Ranking::exact);
  for (std::size_t u = 0; u < found.size(); ++u) EXPECT_EQ(found[u], 2 * expected[u]) << u;
}

TEST(Ranks, every_class_holds_the_ranks_of_its_equal_part) {
  Worlds worlds(997, 1);
  worlds.add();
  for (std::size_t u = 0; u < 997; ++u) worlds.column(0, 0)[u] = static_cast<float>(u);
  const Plan plan = [](std::size_t) { return Replicate{0, {1}}; };
  for (const std::size_t classes : {1u, 2u, 7u, 10u, 200u, 250u}) {
    const RankCounts found = count_ranks(worlds, plan, 1, classes, Ranking::exact, 1);
    for (std::size_t u = 0; u < 997; ++u) {
      EXPECT_EQ(found.counts[(2 * u + 1) * classes / (2 * 997) * 997 + u], 1u)
          << classes << " " << u;
    }
  }
}

TEST(Ranks, what_has_no_room_is_refused) {
  EXPECT_THROW(Worlds(kMostUnits + 1, 1), base::Error);
  EXPECT_THROW(Worlds(10, kMostColumns + 1), base::Error);
  const Worlds worlds = scattered_worlds(10, 1);
  for (const std::size_t classes : {std::size_t{0}, kMostClasses + 1}) {
    EXPECT_THROW(count_ranks(worlds, any_weights(1), 1, classes, Ranking::counted, 1), base::Error);
  }
}

RC_GTEST_PROP(Ranks, scaling_all_weights_changes_no_rank, ()) {
  const Worlds worlds = scattered_worlds(200, 4, *rc::gen::inRange(1, 1000));
  Replicate one = any_weights(4)(static_cast<std::size_t>(*rc::gen::inRange(0, 1000)));
  const auto ranks = twice_ranks(worlds, one, Ranking::exact);
  for (float& weight : one.weights) weight *= 4;
  RC_ASSERT(ranks == twice_ranks(worlds, one, Ranking::exact));
}

// Ishigami and Homma, 1990; closed form for a = 7, b = 0.1.
TEST(Sobol, the_ishigami_function_within_three_standard_errors) {
  const SobolDesign design{3, 4096, 1};
  const auto found = indices_of(design, [](const std::vector<double>& u) {
    const auto angle = [](double x) { return std::numbers::pi * (2 * x - 1); };
    const double x = angle(u[0]), y = angle(u[1]), z = angle(u[2]);
    return std::sin(x) + 7 * std::pow(std::sin(y), 2) + 0.1 * std::pow(z, 4) * std::sin(x);
  });
  const double first[] = {0.3139, 0.4424, 0}, total[] = {0.5576, 0.4424, 0.2437};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found[i].first, first[i], 3 * found[i].first_error) << i;
    EXPECT_NEAR(found[i].total, total[i], 3 * found[i].total_error) << i;
    EXPECT_LT(found[i].first_error, 0.05);
    EXPECT_LE(found[i].first_low, found[i].first_high);
  }
}

TEST(Sobol, a_weighted_sum_follows_the_closed_form) {
  const std::vector<double> weights = {1, 2, 4};
  const auto found = indices_of({3, 4096, 2}, [&](const std::vector<double>& u) {
    return std::inner_product(u.begin(), u.end(), weights.begin(), 0.0);
  });
  for (std::size_t i = 0; i < 3; ++i) {
    const double expected = weights[i] * weights[i] / 21;
    EXPECT_NEAR(found[i].first, expected, 3 * found[i].first_error) << i;
    EXPECT_NEAR(found[i].total, expected, 3 * found[i].total_error) << i;
  }
}

TEST(Sobol, a_function_that_never_moves_has_no_cause) {
  const auto found = indices_of({2, 16, 1}, [](const std::vector<double>&) { return 3.0; });
  EXPECT_EQ(found[0].first, 0);
  EXPECT_EQ(found[1].total, 0);
}

TEST(Shrinkage, few_people_are_drawn_in_more_than_many) {
  Column shares, sizes;
  for (int i = 0; i < 40; ++i) {
    shares.push_back(20 + i % 7);
    sizes.push_back(400 + 10 * i);
  }
  shares.insert(shares.end(), {60, 60});
  sizes.insert(sizes.end(), {20, 20000});
  const Grouping all = group_by(std::vector<std::string>(shares.size(), "x"));
  const Shrunk found = shrink(shares, sizes, all, all);
  EXPECT_LT(found.share[40], found.share[41] - 3);
  EXPECT_NEAR(found.share[41], 60, 1);
  EXPECT_GT(found.high[40] - found.low[40], found.high[41] - found.low[41]);
}

TEST(Shrinkage, the_strength_of_a_known_prior_is_found_again) {
  // 400 territories of 500 people whose true shares follow Beta(30, 70).
  Column successes, sizes;
  Draws draws(3, 1);
  for (int i = 0; i < 400; ++i) {
    const double share = draws.beta(30, 70);
    double count = 0;
    for (int person = 0; person < 500; ++person) count += draws.uniform() < share;
    successes.push_back(count);
    sizes.push_back(500);
  }
  const BetaPrior found = fit_beta_binomial(successes, sizes);
  EXPECT_NEAR(found.share, 0.3, 0.01);
  EXPECT_NEAR(found.strength, 100, 20);
}

TEST(Shrinkage, a_commune_of_200_has_the_standard_error_of_its_sample) {
  const Grouping none = group_by({""});
  const Shrunk found = shrink(Column{26}, Column{200}, none, none);
  // sqrt(0.26 * 0.74 / 200) = 3.1 points, 5-95 % being 1.645 of them on either side.
  EXPECT_NEAR((found.high[0] - found.low[0]) / 2 / 1.645, 3.1, 0.1);
}

TEST(Uncertainty, indicators_that_weigh_nothing_have_no_ranks_to_compare) {
  Store store(Territories::load(small_country("weightless")));
  for (Series& series : reading_of("CODGEO,P19_POP,P19_65P\n01001,100,50\n01002,300,30\n").series) {
    store.add(std::move(series));
  }
  const Method method = parse_method(
      "[[partie]]\nid = 'total'\n[[indicateur]]\nid = 'age'\ndans = 'total'\npoids = 0\n"
      "[[indicateur]]\nid = 'inconnu'\ndans = 'total'\n",
      "essai");
  EXPECT_THROW(Uncertain(store, method, Level::commune, {}), base::Error);
}

TEST(Uncertainty, as_written_is_a_geometric_mean_where_the_method_says_so) {
  Store store(Territories::load(small_country("geometric")));
  // A is weak in one thing, B middling in both: their order hangs on the mean.
  for (Series& series : reading_of("CODGEO,P19_POP,P19_65P,MED19\n01001,100,99,39000\n"
                                   "01002,100,50,22000\n01003,100,0,40000\n38001,100,95,1000\n")
                            .series) {
    store.add(std::move(series));
  }
  const auto first_rank = [&](const std::string& mean) {
    const Method method =
        parse_method("[[partie]]\nid = 'total'\nagregation = '" + mean +
                         "'\n[[indicateur]]\nid = 'age'\ndans = 'total'\n"
                         "normalisation = { echelle = 'bornes', de = 0, a = 100 }\n"
                         "[[indicateur]]\nid = 'revenu'\ndans = 'total'\nsens = 'moins'\n"
                         "normalisation = { echelle = 'bornes', de = 0, a = 40000 }\n",
                     "essai");
    const Uncertain uncertain(store, method, Level::commune, {});
    return twice_ranks(uncertain.worlds(), uncertain.as_written(), Ranking::exact);
  };
  const auto arithmetic = first_rank("arithmetique"), geometric = first_rank("geometrique");
  EXPECT_GT(arithmetic[0], arithmetic[1]);
  EXPECT_LT(geometric[0], geometric[1]);
}

TEST(Uncertainty, ranks_intervals_and_probabilities_hold_together) {
  Store store(Territories::load(small_country("uncertain")));
  for (Series& series :
       reading_of("CODGEO,P19_POP,P19_65P,MED19\n01001,100,50,10000\n01002,300,30,20000\n"
                  "01003,600,66,30000\n38001,1000,120,25000\n38002,500,200,15000\n"
                  "38003,200,30,18000\n")
           .series) {
    store.add(std::move(series));
  }
  const Method method = parse_method(
      "normalisation = { echelle = 'percentile' }\n[[partie]]\nid = 'total'\n"
      "[[indicateur]]\nid = 'age'\ndans = 'total'\n"
      "[[indicateur]]\nid = 'revenu'\ndans = 'total'\nsens = 'moins'\n",
      "essai");
  const Uncertain uncertain(store, method, Level::commune, {});
  ASSERT_EQ(uncertain.rows().size(), 6u);
  const RankUncertainty found = rank_uncertainty(uncertain, 1000, 2);
  EXPECT_EQ(found.rank[0], 1);
  EXPECT_NEAR(std::accumulate(found.mean.begin(), found.mean.end(), 0.0), 21, 1e-9);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_LE(found.low[i], found.median[i]);
    EXPECT_LE(found.median[i], found.high[i]);
    EXPECT_LE(found.top_decile[i], found.top_quintile[i]);
  }
  EXPECT_EQ(remove_one(uncertain).size(), 2u);
  const std::vector<SobolIndex> causes = rank_sobol(uncertain, 64, 1, 2);
  EXPECT_EQ(causes.size(), Uncertain::factors().size());
  EXPECT_EQ(causes[4].total, 0);  // one year only: it can't move anything
}

}  // namespace maillage::fragility
