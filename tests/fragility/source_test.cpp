#include "fragility/source.hpp"

#include "base/error.hpp"
#include "fragility/small_country.hpp"

namespace maillage::fragility {

TEST(Source, counts_become_a_share_with_its_numerator) {
  const Reading reading = reading_of("CODGEO;P19_POP;P19_65P\n01001;100;25\n");
  ASSERT_EQ(reading.series.size(), 1u);
  const Series& age = reading.series[0];
  EXPECT_EQ(age.year, 2019);
  EXPECT_EQ(age.value[0], 25);
  EXPECT_EQ(age.numerator[0], 25);
  EXPECT_EQ(age.denominator[0], 100);
  EXPECT_EQ(age.state[0], State::published);
  EXPECT_EQ(age.state[1], State::missing);
}

TEST(Source, every_year_in_the_header_is_read) {
  const Reading reading =
      reading_of("CODGEO,P19_POP,P19_65P,P13_POP,P13_65P\n01001,100,25,90,18\n");
  ASSERT_EQ(reading.series.size(), 2u);
  EXPECT_EQ(reading.series[0].year, 2013);
  EXPECT_EQ(reading.series[0].value[0], 20);
}

TEST(Source, bad_cells_are_told_with_row_and_column_and_nothing_is_dropped) {
  for (const auto& [rows, rules] : std::initializer_list<std::pair<std::string, std::string>>{
           {"01001,100,25\n", ""},
           {"1001,100,25\n", "code.zero@0"},
           {"99999,100,25\n", "code.inconnu@0"},
           {"01001,100,25\n01001,100,25\n", "ligne.double@1"},
           {"01001,100,25\n01001,100,26\n", "ligne.double@1"},
           {"01001,100,\"25,5\"\n", "valeur.virgule@0"},
           {"01001,100,s\n", "valeur.secret@0"},
           {"01001,100,vingt\n", "valeur.illisible@0"},
           {"01001,25,100\n", "valeur.impossible@0"},
           {"01001,100,-1\n", "valeur.impossible@0"}}) {
    EXPECT_EQ(rules_of(reading_of("CODGEO,P19_POP,P19_65P\n" + rows).findings), rules) << rows;
  }
}

TEST(Source, of_two_rows_that_disagree_the_first_is_kept_and_the_other_is_an_error) {
  const Reading reading = reading_of("CODGEO,P19_POP,P19_65P\n01001,100,25\n01001,100,26\n");
  EXPECT_EQ(reading.series[0].value[0], 25);
  EXPECT_EQ(reading.findings[0].severity, base::Severity::error);
}

TEST(Source, a_secret_cell_stays_unknown_and_says_that_it_is_secret) {
  const Reading reading = reading_of("CODGEO,P19_POP,P19_65P\n01001,100,s\n");
  EXPECT_TRUE(is_missing(reading.series[0].value[0]));
  EXPECT_EQ(reading.series[0].state[0], State::secret);
}

TEST(Source, swapped_columns_are_seen_as_such) {
  const Reading reading = reading_of(
      "CODGEO,P19_POP,P19_65P\n01001,25,100\n01002,80,300\n01003,60,600\n38001,100,1000\n");
  EXPECT_NE(rules_of(reading.findings).find("colonnes.interverties"), std::string::npos);
  EXPECT_TRUE(known(reading.series[0].value).empty());
}

TEST(Source, an_impossible_year_or_another_than_asked_is_told) {
  EXPECT_EQ(rules_of(reading_of("iris,an,tp\n010010000,19,12\n010020000,2019,13\n", 1).findings),
            "annee.impossible@0");
  EXPECT_EQ(rules_of(reading_of("iris,an,tp\n010010000,2018,12\n", 1, 2019).findings),
            "annee.autre@0");
}

TEST(Source, an_income_below_its_least_is_impossible) {
  EXPECT_EQ(rules_of(reading_of("CODGEO,MED19\n01001,-5\n").findings), "valeur.impossible@0");
}

TEST(Source, a_file_without_the_columns_is_refused_with_their_names) {
  try {
    reading_of("commune,age\n01001,3\n");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("CODGEO"), std::string::npos);
  }
}

TEST(Source, a_file_is_recognised_by_its_columns) {
  const std::vector<Source> sources = load_sources(project_file("data/sources"));
  for (const auto& [header, name] :
       std::initializer_list<std::pair<std::vector<std::string>, std::string>>{
           {{"CODGEO", "NBMENFISC19", "NBPERSMENFISC19", "MED19", "TP6019"}, "filosofi-communes"},
           {{"IRIS", "LIBIRIS", "DISP_TP6020", "DISP_MED20"}, "filosofi-iris"},
           {{"CODGEO", "P20_POP", "P20_POP65P", "P20_POP1529"}, "recensement-communes"},
           {{"code_insee", "nbr", "elig_bhd8", "elig_thd30", "elig_thd100", "elig_thd1g"},
            "arcep-eligibilite"},
           {{"DEPCOM", "DCIRIS", "TYPEQU", "NB_EQUIP"}, "bpe-communes"},
           {{"Communes", "Codes_Insee", "NB_allocataires", "NB_allocataire_RSA", "Dont_RSA_jeune"},
            "caf-rsa-communes"},
           {{"Communes", "Codes_Insee", "NB_Allocataires", "ALL_AAH"}, "caf-aah-communes"}}) {
    const Source* found = recognise(sources, header);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_EQ(found->name, name);
  }
  EXPECT_EQ(recognise(sources, {"a", "b"}), nullptr);
}

TEST(Source, made_samples_of_the_official_formats_are_read) {
  const Territories territories = Territories::load(small_country("official"));
  const std::vector<Source> sources = load_sources(project_file("data/sources"));
  for (const auto& [csv, year, indicator, value] :
       std::initializer_list<std::tuple<std::string, int, std::string, double>>{
           {"CODGEO;LIBGEO;NBMENFISC21;NBPERSMENFISC21;MED21;PIMP21;TP6021\n01001;Amont;40;100;"
            "21500;;12.5\n",
            0, "taux_pauvrete", 12.5},
           {"CODGEO;P20_POP;P20_POP1529;P20_POP65P\n01001;100;20;25\n", 0, "part_65_ans_et_plus",
            25},
           {"CODGEO;P20_NSCOL15P;P20_NSCOL15P_DIPLMIN;P20_NSCOL15P_BEPC;P20_NSCOL15P_CAPBEP\n"
            "01001;80;20;4;16\n",
            0, "peu_diplomes", 50},
           {"CODGEO;C20_MEN;C20_MENPSEUL;C20_MENFAMMONO\n01001;50;20;5\n", 0,
            "menages_une_personne", 40},
           // Cumulative: the 100 premises with 1 Gbit/s are among the 150 with 30 Mbit/s.
           {"code_insee;nbr;type;inel_hd;elig_thd30;elig_thd100;elig_thd1g;date\n"
            "01001;200;all;10;150;130;100;2023-12-31\n",
            2023, "sans_thd", 25},
           {"Communes;Codes_Insee;NB_allocataires;NB_allocataire_RSA;Dont_RSA_jeune\n"
            "AMONT;01001;50;10;\n",
            2014, "rsa_parmi_allocataires", 20},
           {"Communes;Codes_Insee;NB_Allocataires;ALL_AAH\nAMONT;01001;50;5\n", 2014,
            "allocataires_aah", 10},
           {"DEPCOM;DCIRIS;TYPEQU;NB_EQUIP\n01001;010010000;F307;1\n01001;010010000;F307;2\n"
            "01001;010010000;A101;7\n",
            2021, "bibliotheques", 3}}) {
    const std::size_t end = csv.find('\n');
    const Source* source = nullptr;
    std::vector<std::string> header;
    for (const std::string_view name : base::split(std::string_view(csv).substr(0, end), ';')) {
      header.emplace_back(name);
    }
    source = recognise(sources, header);
    ASSERT_NE(source, nullptr) << csv;
    const Reading reading =
        read_source(*formats::make_reader(formats::Format::csv, formats::from_text(csv), {}),
                    *source, territories, year);
    EXPECT_EQ(rules_of(reading.findings), "") << csv;
    bool found = false;
    for (const Series& series : reading.series) {
      if (series.indicator == indicator) {
        found = true;
        EXPECT_DOUBLE_EQ(series.value[0], value) << csv;
      }
    }
    EXPECT_TRUE(found) << indicator;
  }
}

TEST(Source, a_file_without_a_year_asks_for_one) {
  const Territories territories = Territories::load(small_country("undated"));
  const std::vector<Source> sources = load_sources(project_file("data/sources"));
  const auto arcep = std::find_if(sources.begin(), sources.end(), [](const Source& source) {
    return source.name == "arcep-eligibilite";
  });
  EXPECT_THROW(
      read_source(*formats::make_reader(
                      formats::Format::csv,
                      formats::from_text("code_insee,nbr,elig_thd30,elig_thd100,elig_thd1g\n"
                                         "01001,10,1,1,1\n"),
                      {}),
                  *arcep, territories),
      base::Error);
}

TEST(Source, a_year_that_no_file_can_have_is_refused) {
  EXPECT_THROW(reading_of("iris,an,tp\n010010000,2019,12\n", 1, 19), base::Error);
}

TEST(Source, rows_that_add_up_survive_an_empty_first_one) {
  const Territories territories = Territories::load(small_country("summed"));
  const Source source = parse_source(
      "niveau = 'commune'\ncode = 'c'\nannee = 2019\n[[indicateur]]\nid = 'lieux'\n"
      "valeur = 'n'\npart = false\nsomme = true\n[[indicateur]]\nid = 'part'\n"
      "numerateur = 'a'\ndenominateur = 'b'\nsomme = true\n",
      "somme");
  const auto rows = formats::make_reader(
      formats::Format::csv, formats::from_text("c,n,a,b\n01001,,1,10\n01001,2,8,20\n01001,3,0,0\n"),
      {});
  const Reading reading = read_source(*rows, source, territories);
  ASSERT_EQ(reading.series.size(), 2u);
  EXPECT_EQ(reading.series[0].value[0], 5);
  EXPECT_EQ(reading.series[0].state[0], State::published);
  EXPECT_EQ(reading.series[1].value[0], 30);
  EXPECT_EQ(reading.series[1].denominator[0], 30);
}

TEST(Source, arrondissements_without_a_figure_have_that_of_their_city) {
  const std::string folder = scratch_folder("city");
  put(folder + "/communes.csv",
      "code,nom,type,dep,reg,epci,pop_2019,lat,lon\n75101,Paris 1er,ARM,75,11,,100,48.8,2.3\n"
      "75102,Paris 2e,ARM,75,11,,300,48.8,2.3\n");
  const Territories territories = Territories::load(folder);
  const Source source = parse_source(
      "niveau = 'commune'\ncode = 'c'\nannee = 2019\n[[indicateur]]\nid = 'part'\n"
      "numerateur = 'a'\ndenominateur = 'b'\n[[indicateur]]\nid = 'lieux'\nvaleur = 'n'\n"
      "part = false\nsomme = true\n",
      "ville");
  const auto rows = formats::make_reader(
      formats::Format::csv, formats::from_text("c,a,b,n\n75056,30,100,12\n75102,1,10,\n"), {});
  const Reading reading = read_source(*rows, source, territories);
  EXPECT_EQ(rules_of(reading.findings), "");
  const Series& libraries = reading.series[0];
  const Series& share = reading.series[1];
  EXPECT_EQ(share.value, (Column{30, 10}));
  EXPECT_EQ(share.state[0], State::carried);
  EXPECT_TRUE(is_missing(share.denominator[0]));
  EXPECT_TRUE(is_missing(libraries.value[0]));  // twelve places in Paris aren't twelve in each part
}

TEST(Source, a_slip_in_a_description_is_told) {
  EXPECT_THROW(parse_source("niveau = 'canton'\ncode = 'c'\n", "x"), base::Error);
  EXPECT_THROW(parse_source("niveau = 'commune'\n", "x"), base::Error);
  for (const char* indicator :
       {"", "numerateur = 'a'\nvaleur = 'b'\n", "valeur = 'b'\nlignes = 'T'\n",
        "numerateur = [1]\ndenominateur = 'b'\n"}) {
    EXPECT_THROW(parse_source(std::string("niveau = 'commune'\ncode = 'c'\n[[indicateur]]\n"
                                          "id = 'a'\n") +
                                  indicator,
                              "x"),
                 base::Error)
        << indicator;
  }
}

}  // namespace maillage::fragility
