#include "places/directory.hpp"

#include "base/text.hpp"
#include "places/list_query.hpp"
#include "places/readable.hpp"
#include "places/where.hpp"
#include "standard/vocabulary.hpp"
#include "world.hpp"

#include <rapidcheck/gtest.h>

namespace maillage::places {
namespace {

using standard::Field;

Entry entry(std::string id, std::string nom, std::string commune = "Guéret",
            std::string departement = "23") {
  Record record;
  record.record_id = record.group_id = id;
  record.list = "liste";
  record.place =
      place(id, std::move(nom), std::move(commune), departement + "000", departement + "096");
  return to_entry(show({record}), nullptr);
}

Directory world() {
  auto far = entry("4", "Le Bus numérique", "Saint-Étienne", "42");
  far.point = standard::Coordinates{45.44, 4.39};
  far.services = 0b11;
  auto near = entry("2", "Espace France Services de Bourganeuf", "Bourganeuf");
  near.point = standard::Coordinates{45.95, 1.755};
  near.updated = base::parse_iso_date("2026-01-01");
  auto here = entry("1", "Médiathèque de Guéret");
  here.point = standard::Coordinates{46.17, 1.87};
  here.updated = base::parse_iso_date("2024-01-01");
  return Directory({far, near, here, entry("3", "L'Œil numérique", "L'Haÿ-les-Roses", "94")});
}

std::string found(const Criteria& criteria) {
  static const Directory kWorld = world();
  std::string ids;
  for (const Hit& hit : kWorld.search(criteria).hits) ids += hit.entry->place_id;
  return ids;
}
std::string found(std::string text) {
  return found(Criteria{.text = std::move(text)});
}

TEST(Search, forgives_accents_case_hyphens_and_unfinished_words) {
  const struct {
    const char *text, *ids;
  } kCases[] = {{"mediatheque", "1"},   {"MÉDIATHÈQUE", "1"},
                {"médiath", "1"},       {"mediatheque gueret", "1"},
                {"saint etienne", "4"}, {"st-etienne", "4"},
                {"Saint-Étienne", "4"}, {"l'oeil", "3"},
                {"hay les roses", "3"}, {"haÿ-les", "3"},
                {"23000", "21"},        {"230", "21"},
                {"numérique", "43"},    {"médiathèque bourganeuf", ""},
                {"", "2413"},           {"   ", "2413"},
                {"de", "2413"},         {"zzz", ""},
                {"théque", ""}};
  for (const auto& c : kCases) {
    std::string ids = found(c.text), wanted = c.ids;
    std::sort(ids.begin(), ids.end());
    std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(ids, wanted) << c.text;
  }
}

TEST(Search, forgives_one_slip_in_a_long_word_when_nothing_else_answers) {
  EXPECT_EQ(found("mediatehque"), "1");
  EXPECT_EQ(found("bourganuef"), "2");
  EXPECT_EQ(found("bourgganeuf"), "2");
  EXPECT_EQ(found("burs"), "");
}

RC_GTEST_PROP(Search, answers_any_text, (const std::string& text)) {
  found(text);
}

RC_GTEST_PROP(Search, a_further_word_never_adds_a_place, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      2, rc::gen::elementOf(std::vector<std::string>{"numerique", "gueret", "bus", "espace", "23",
                                                     "france", "saint"}));
  const std::string fewer = found(words[0] + " " + words[1]), more = found(words[0]);
  for (const char id : fewer) RC_ASSERT(more.find(id) != std::string::npos);
}

TEST(Search, orders_by_name_commune_date_and_distance) {
  EXPECT_EQ(found(Criteria{}), "2341");
  EXPECT_EQ(found(Criteria{.sort = Sort::commune}), "2134");
  EXPECT_EQ(found(Criteria{.sort = Sort::newest}).substr(0, 2), "21");
  const standard::Coordinates gueret{46.17, 1.87};
  EXPECT_EQ(found(Criteria{.around = gueret, .sort = Sort::distance}), "1243");
}

TEST(Search, keeps_to_the_distance_asked) {
  const standard::Coordinates gueret{46.17, 1.87};
  EXPECT_EQ(found(Criteria{.around = gueret, .within_km = 10, .sort = Sort::distance}), "1");
  EXPECT_EQ(found(Criteria{.around = gueret, .within_km = 30, .sort = Sort::distance}), "12");
}

TEST(Search, filters_by_all_services_and_by_departement) {
  EXPECT_EQ(found(Criteria{.services = 0b11}), "4");
  EXPECT_EQ(found(Criteria{.departement = "23"}), "21");
  EXPECT_EQ(found(Criteria{.departement = "75"}), "");
  EXPECT_EQ(found(Criteria{.list = "autre"}), "");
}

TEST(Search, counts_services_within_the_filters_and_departements_beside_theirs) {
  const Directory directory = world();
  const Results results = directory.search({.departement = "23"});
  EXPECT_EQ(results.by_service[0], 2u);
  EXPECT_EQ(results.by_service[1], 0u);
  ASSERT_EQ(directory.departement_codes().size(), 3u);
  EXPECT_EQ(results.by_departement, (std::vector<std::uint32_t>{2, 1, 1}));
}

TEST(Directory, names_the_nearest_places_of_another) {
  const Directory directory = world();
  const auto hits = directory.nearest({46.17, 1.87}, 5, "1");
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].entry->place_id, "2");
  EXPECT_NEAR(hits[0].distance_km, 26, 1);
}

TEST(Distance, agrees_with_the_known_distance_of_two_towns) {
  EXPECT_NEAR(distance_km({48.8566, 2.3522}, {45.7640, 4.8357}), 391.5, 1);  // Paris-Lyon
}

TEST(Search, gives_the_same_first_place_for_each_spelling_of_a_word) {
  // Acceptance test A8; the list itself misspells the word once.
  std::vector<Entry> entries{entry("1", "Médiateque de Aaa"), entry("2", "Maison de la Radio")};
  for (int i = 3; i < 40; ++i)
    entries.push_back(entry(std::to_string(i), "Médiathèque numéro " + std::to_string(i)));
  const Directory directory(std::move(entries));
  const auto first = [&](std::string text) {
    const auto results = directory.search({.text = std::move(text), .sort = Sort::relevance});
    return results.hits.empty() ? std::string() : results.hits.front().entry->place_id;
  };
  EXPECT_EQ(first("mediatheque"), "10");  // the first by name
  EXPECT_EQ(first("MÉDIATHÈQUE"), "10");
  EXPECT_EQ(first("mediateque"), "10");
  EXPECT_EQ(first("Médiathéque"), "10");
}

TEST(Search, puts_names_before_communes_before_streets) {
  auto street = entry("3", "Mairie", "Aigre");
  street.adresse = "2 rue de Bourganeuf";
  const Directory directory({entry("1", "Mairie", "Bourganeuf"), entry("2", "Espace Bourganeuf"),
                             street, entry("4", "Mairie")});
  std::string ids;
  for (const Hit& hit : directory.search({.text = "bourganeuf", .sort = Sort::relevance}).hits)
    ids += hit.entry->place_id;
  EXPECT_EQ(ids, "213");
}

TEST(Search, suggests_the_most_relevant_first) {
  const Directory directory = world();
  const auto suggested = directory.suggest("num", 1);
  ASSERT_EQ(suggested.size(), 1u);
  EXPECT_EQ(suggested.front()->place_id, "3");  // the first by name
  EXPECT_TRUE(directory.suggest("", 5).empty());
  EXPECT_TRUE(directory.suggest(" - ", 5).empty());
}

const geocoding::Geocoder& geocoder() {
  static const auto kCommunes =
      territory::Communes::load(test::project_file("data/territories/communes.bin"));
  static const geocoding::Geocoder kGeocoder(kCommunes);
  return kGeocoder;
}

TEST(Where, tells_where_to_look_from_the_words_beside) {
  const struct {
    const char *text, *code, *words;
  } kCases[] = {{"Guéret", "23096", ""},
                {"gueret", "23096", ""},
                {"23000", "23096", ""},
                {"st etienne", "42218", ""},
                {"Saint-Étienne", "42218", ""},
                {"33000 Bordeaux", "33063", ""},
                {"Bordeaux (33000)", "33063", ""},
                {"l'hay les roses", "94038", ""},
                {"Paris", "75056", ""},
                {"médiathèque", "", ""},
                {"médiathèque de Guéret", "23096", "mediatheque"},
                {"la poste de Bourganeuf", "23030", "poste"},
                {"france services a Aigre", "16005", "france services"},
                {"Creuse", "23", ""},
                {"", "", ""},
                {"99999", "", ""}};
  for (const auto& c : kCases) {
    const auto where = find_where(geocoder(), c.text);
    EXPECT_EQ(where ? where->place.code : std::string(), c.code) << c.text;
    EXPECT_EQ(where ? where->words : std::string(), c.words) << c.text;
  }
  EXPECT_FALSE(find_where(geocoder(), "Saint-Denis")->also.empty());
  EXPECT_FALSE(find_where(geocoder(), "Montreil")->sure);
}

TEST(Where, knows_the_departements_of_a_region) {
  const auto bretagne = find_where(geocoder(), "Bretagne");
  ASSERT_TRUE(bretagne);
  EXPECT_EQ(departements_of(bretagne->place, geocoder().communes()),
            (std::vector<std::string>{"22", "29", "35", "56"}));
}

TEST(ListQuery, is_the_address_of_what_it_shows) {
  for (const char* address : {"/lieux", "/recherche?q=Gu%C3%A9ret",
                              "/lieux?service=demarches&service=acces&departement=23&page=3",
                              "/recherche?q=bus&par=nom&liste=la-creuse&tri=distance"}) {
    const std::string_view text(address);
    const std::size_t mark = text.find('?');
    const auto query =
        web::Query::parse(mark == std::string_view::npos ? "" : text.substr(mark + 1));
    EXPECT_EQ(ListQuery::read(query).address().text(), address);
  }
}

TEST(ListQuery, leaves_out_what_it_does_not_know) {
  const auto query =
      ListQuery::read(web::Query::parse("service=voler&departement=99&tri=x&page=-4&x=y"));
  EXPECT_EQ(query.address().text(), "/lieux");
  EXPECT_EQ(ListQuery::read(web::Query::parse("page=99999999999")).page, 1);
  EXPECT_LE(ListQuery::read(web::Query::parse("q=" + std::string(500, 'a'))).text.size(), 200u);
}

TEST(ListQuery, keeps_the_whole_of_a_long_address) {
  const std::string address =
      "112 bis Avenue du Maréchal de Lattre de Tassigny, Saint-Germain-de-Confolens, 16500 "
      "Saint-Maurice-des-Lions";
  const auto query = ListQuery().with_text(address).address().text();
  EXPECT_EQ(ListQuery::read(web::Query::parse(query.substr(query.find('?') + 1))).text, address);
}

TEST(Services, have_words_in_the_order_of_the_standard) {
  const auto values = standard::allowed_values(Field::services);
  ASSERT_EQ(values.size(), service_words().size());
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(values[i], service_words()[i].value);
}

TEST(Typologies, have_a_name_for_each_code_of_the_standard) {
  for (const std::string_view code : standard::allowed_values(Field::typologie)) {
    EXPECT_NE(readable_typologie(code), code);
  }
  EXPECT_EQ(readable_typologie("XYZ"), "XYZ");
}

std::string with_plain_spaces(std::string text) {
  text = base::replace_all(std::move(text), "\u00a0", " ");
  return text;
}

TEST(Readable, writes_numbers_distances_ages_and_sites_as_people_do) {
  EXPECT_EQ(with_plain_spaces(readable_phone("+33630392518")), "06 30 39 25 18");
  EXPECT_EQ(with_plain_spaces(readable_phone("+590590123456")), "05 90 12 34 56");
  EXPECT_EQ(with_plain_spaces(readable_phone("+687254321")), "+687 25 43 21");
  EXPECT_EQ(readable_phone("3939"), "3939");
  EXPECT_EQ(with_plain_spaces(readable_distance(web::Words(), 0.04)), "à 100 m");
  EXPECT_EQ(with_plain_spaces(readable_distance(web::Words(), 0.83)), "à 800 m");
  EXPECT_EQ(with_plain_spaces(readable_distance(web::Words(), 0.97)), "à 1 km");
  EXPECT_EQ(with_plain_spaces(readable_distance(web::Words(), 3.44)), "à 3,4 km");
  EXPECT_EQ(with_plain_spaces(readable_distance(web::Words(), 21.4)), "à 21 km");
  EXPECT_EQ(readable_site("https://www.exemple.fr/"), "exemple.fr");
  const base::Date today = base::utc_day(kNow);
  EXPECT_EQ(with_plain_spaces(readable_age(web::Words(), today, today)), "aujourd’hui");
  EXPECT_EQ(
      with_plain_spaces(readable_age(web::Words(), *base::parse_iso_date("2026-05-10"), today)),
      "il y a 3 jours");
  EXPECT_EQ(
      with_plain_spaces(readable_age(web::Words(), *base::parse_iso_date("2026-01-10"), today)),
      "il y a 4 mois");
  EXPECT_EQ(
      with_plain_spaces(readable_age(web::Words(), *base::parse_iso_date("2021-05-10"), today)),
      "il y a 5 ans");
}

}  // namespace
}  // namespace maillage::places
