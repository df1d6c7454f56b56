#include "fragility/calculation.hpp"

#include "base/error.hpp"
#include "fragility/audit.hpp"
#include "fragility/impute.hpp"
#include "fragility/least_squares.hpp"
#include "fragility/normalise.hpp"
#include "fragility/small_country.hpp"
#include "fragility/statistics.hpp"

namespace maillage::fragility {

namespace {

Store ages() {
  Store store(Territories::load(small_country("calculation")));
  for (Series& series :
       reading_of("CODGEO,P19_POP,P19_65P,MED19\n01001,100,50,10000\n01002,300,30,20000\n"
                  "01003,600,60,30000\n38001,1000,100,25000\n38002,500,200,15000\n")
           .series) {
    store.add(std::move(series));
  }
  return store;
}

Method method_of(const std::string& head, const std::string& indicator = "") {
  return parse_method(head +
                          "\n[[partie]]\nid = 'total'\n[[indicateur]]\nid = 'age'\n"
                          "dans = 'total'\n" +
                          indicator,
                      "essai");
}

const Loading& shipped() {
  static const Loading loading =
      load_store(project_file("data/indicators"), load_sources(project_file("data/sources")));
  return loading;
}

}  // namespace

TEST(Calculation, recomputed_levels_use_the_ratio_of_sums) {
  const Method method = method_of("niveaux = 'recalcul'");
  EXPECT_DOUBLE_EQ(calculate(ages(), method, Level::epci).index()[0], 14);
}

TEST(Calculation, means_of_units_weigh_scores_by_people) {
  const Method method = method_of(
      "niveaux = 'moyenne-des-unites'\nunite = 'commune'\n"
      "normalisation = { echelle = 'classes', seuils = [0.5] }");
  // Shares 50, 10, 10, 10, 40: the median is 10, every commune reaches it.
  EXPECT_EQ(calculate(ages(), method, Level::epci).index()[0], 2);
}

TEST(Calculation, an_iris_has_the_score_of_its_commune_where_communes_are_the_units) {
  const Calculation done = calculate(
      ages(), method_of("niveaux = 'moyenne-des-unites'\nunite = 'commune'"), Level::iris);
  EXPECT_EQ(ages().territories().at(Level::iris).codes[4], "380010102");
  EXPECT_EQ(largest_gap(done.index(), Column{50, 10, 10, 10, 10, 40, kMissing}), 0);
}

TEST(Calculation, a_territory_without_a_figure_has_no_index) {
  const Calculation done = calculate(ages(), method_of(""), Level::commune);
  EXPECT_EQ(ages().territories().at(Level::commune).codes[5], "38003");
  EXPECT_TRUE(is_missing(done.index()[5]));
  EXPECT_EQ(done.ingredients[0].state[5], State::missing);
}

TEST(Calculation, an_imputed_figure_is_marked) {
  const Calculation done =
      calculate(ages(), method_of("", "imputation = 'voisins'\n"), Level::commune);
  EXPECT_EQ(done.ingredients[0].state[5], State::imputed);
  EXPECT_EQ(done.ingredients[0].state[0], State::published);
  EXPECT_FALSE(is_missing(done.index()[5]));
}

TEST(Calculation, base_100_of_the_departement) {
  const Method method = method_of("references = ['dep']\nnormalisation = { echelle = 'base-100' }");
  const Calculation done = calculate(ages(), method, Level::commune);
  EXPECT_EQ(done.parts.names.back(), "total_dep");
  EXPECT_DOUBLE_EQ(done.index()[0], 100 * 50.0 / 14);
}

TEST(Calculation, a_ratio_of_sums_ignores_the_figure_published_for_the_reference) {
  Store store = ages();
  Series published;
  published.indicator = "age";
  published.level = Level::departement;
  published.year = 2019;
  published.value = {25, 25};
  published.state = {State::published, State::published};
  store.add(published);
  const auto index_of = [&](const std::string& reference) {
    const Method method = method_of("references = ['dep']\nreference = '" + reference +
                                    "'\nnormalisation = { echelle = 'base-100' }");
    return calculate(store, method, Level::commune).index()[0];
  };
  EXPECT_DOUBLE_EQ(index_of("officielle"), 100 * 50.0 / 25);
  EXPECT_DOUBLE_EQ(index_of("rapport-des-sommes"), 100 * 50.0 / 14);
}

TEST(Calculation, indicators_that_the_store_lacks_are_named) {
  const Method method = method_of("", "[[indicateur]]\nid = 'inconnu'\ndans = 'total'\n");
  EXPECT_EQ(rules_of(calculate(ages(), method, Level::commune).findings), "indicateur.absent");
  EXPECT_THROW(calculate(ages(), shipped_method("deri"), Level::commune), base::Error);
}

TEST(Calculation, the_income_part_of_version_1_on_every_published_row) {
  NEEDS_PUBLISHED(path, "ifn_v1_iris.csv");
  std::map<std::string, double> income, reference;
  const auto number = [](std::string_view text) { return read_number(text).value; };
  const auto each = [](const std::string& file, auto visit) {
    const auto reader = formats::make_reader(formats::Format::csv, formats::open_file(file), {});
    for (formats::Row row; reader->next(row);) {
      visit([&](std::string_view name) { return row[reader->columns().find(name)]; });
    }
  };
  each(project_file("data/indicators/filosofi_commune.csv"),
       [&](const auto& cell) { income[std::string(cell("code"))] = number(cell("med_2015")); });
  each(project_file("data/indicators/filosofi_reference.csv"), [&](const auto& cell) {
    if (cell("year") == "2015") {
      reference[std::string(cell("level")) + " " + std::string(cell("code"))] =
          number(cell("median_income"));
    }
  });
  Column values;
  std::map<std::string, Column> references, published_parts;
  each(path, [&](const auto& cell) {
    const auto found = income.find(std::string(cell("com")));
    values.push_back(found == income.end() ? kMissing : found->second);
    for (const auto& [suffix, level] :
         {std::pair("reg", "region"), {"dep", "departement"}, {"epci", "epci"}}) {
      const auto of = reference.find(std::string(level) + " " + std::string(cell(suffix)));
      references[suffix].push_back(of == reference.end() ? kMissing : of->second);
      published_parts[suffix].push_back(number(cell("intf_" + std::string(suffix))));
    }
  });
  const Method method = shipped_method("ifn-v1");
  const Indicator& part = method.indicators[method.indicator("intf")];
  ASSERT_GT(values.size(), 30000u);
  for (const auto& [suffix, column] : published_parts) {
    Column found = normalise(values, part.scale, part.higher_is_worse, references[suffix]);
    for (double& value : found) {
      if (is_missing(value)) value = 0;  // the rule of the method: missing counts as 0
    }
    EXPECT_LE(largest_gap(found, column), 0.0007) << suffix;
  }
}

TEST(Calculation, the_index_of_2023_can_be_computed_at_every_level_from_what_is_shipped) {
  for (const Level level :
       {Level::iris, Level::commune, Level::epci, Level::departement, Level::region}) {
    const Calculation done = calculate(shipped().store, shipped_method("ifn-v4"), level);
    const Column found = known(done.index());
    EXPECT_GT(found.size(), 0.85 * static_cast<double>(done.rows())) << level_name(level);
    const auto [least, most] = std::minmax_element(found.begin(), found.end());
    EXPECT_GE(*least, 1) << level_name(level);
    EXPECT_LE(*most, 10) << level_name(level);
  }
}

TEST(Calculation, poverty_modelled_from_income_agrees_with_poverty_published) {
  const Store& store = shipped().store;
  const Column poverty = store.figures("taux_pauvrete", Level::commune)->value;
  std::vector<Column> predictors;
  for (const char* name : {"revenu_median", "peu_diplomes", "familles_monoparentales"}) {
    predictors.push_back(store.figures(name, Level::commune)->value);
  }
  // One commune in ten hidden at a time: each is estimated without its own figure.
  Column estimated(poverty.size(), kMissing);
  for (std::size_t fold = 0; fold < 10; ++fold) {
    Column hidden = poverty;
    for (std::size_t i = fold; i < hidden.size(); i += 10) hidden[i] = kMissing;
    const Imputed found = impute_model(hidden, predictors);
    for (std::size_t i = fold; i < hidden.size(); i += 10) {
      if (!is_missing(poverty[i])) estimated[i] = found.values[i];
    }
  }
  EXPECT_GT(known(poverty).size(), 900u);
  EXPECT_GE(spearman(poverty, estimated), 0.9);
}

TEST(Calculation, maillage_1_follows_digital_illiteracy_where_it_was_measured) {
  NEEDS_PUBLISHED(path, "illectronisme_epci_hauts_de_france.csv");
  const ScoreTable truth = table_of(path, "epci");
  const Calculation done = calculate(shipped().store, shipped_method("maillage-1"), Level::epci);
  Column measured(done.rows(), kMissing);
  for (std::size_t i = 0; i < truth.codes.size(); ++i) {
    const std::uint32_t place = shipped().store.territories().at(Level::epci).find(truth.codes[i]);
    if (place != Grouping::kNone) measured[place] = (*truth.frame.find("tx_illectronisme"))[i];
  }
  EXPECT_GE(known(measured).size(), 90u);
  const double fixed = spearman(done.index(), measured);
  // What the same indicators can do at best, each EPCI predicted from the others.
  std::vector<Column> columns;
  for (const Ingredient& ingredient : done.ingredients) columns.push_back(ingredient.raw);
  const double left_out = spearman(leave_one_out(measured, columns), measured);
  RecordProperty("fixed_weights", std::to_string(fixed));
  RecordProperty("leave_one_out", std::to_string(left_out));
  EXPECT_GE(fixed, 0.90) << "fixed weights";
  EXPECT_GE(left_out, 0.90) << "each EPCI predicted from the others";
}

}  // namespace maillage::fragility
