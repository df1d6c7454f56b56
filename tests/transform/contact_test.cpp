#include "transform/contact.hpp"

#include "base/text.hpp"
#include "standard/validators.hpp"
#include "support/vectors.hpp"
#include "transform/email.hpp"
#include "transform/telephone.hpp"
#include "transform/web_address.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::transform {

namespace {

std::string cell(const test::Case& c, std::string_view field) {
  const formats::Json& column = c.config[field]["colonne"];
  if (column.is_null()) return {};
  const formats::Json& value = c.input[column.text()];
  return value.is_null() ? std::string() : value.text();
}

std::vector<std::string> texts(const formats::Json& list) {
  std::vector<std::string> out;
  for (const formats::Json& item : list.items()) out.push_back(item.text());
  return out;
}

bool is_part_of(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return std::all_of(few.begin(), few.end(), [&](const std::string& one) {
    return std::find(many.begin(), many.end(), one) != many.end();
  });
}

bool is_number(std::string_view text) {
  return text.find_first_not_of("0123456789 .+") == std::string_view::npos;
}

std::string shown(std::string_view cell, std::string_view ours, std::string_view theirs) {
  return base::squeeze(cell) + " -> " + std::string(ours) + " (theirs: " + std::string(theirs) +
         ")";
}

void compare_telephone(const test::Case& c, std::string_view ours, test::Tally& tally) {
  const formats::Json& expected = c.expected["telephone"];
  const std::string theirs = expected.is_null() ? "" : expected.text();
  const std::string example = shown(cell(c, "telephone"), ours, theirs);
  if (ours == theirs) return tally.equal();
  if (theirs.empty()) return tally.different("telephone.first-number", example);
  if (ours.empty()) FAIL() << "lost: " << example;
  if (theirs.starts_with("+33") && !ours.starts_with("+33")) {
    return tally.different("telephone.overseas", example);
  }
  tally.different("telephone.prefix", example);
}

void compare_list(std::string_view field, const test::Case& c, const std::vector<std::string>& ours,
                  test::Tally& tally) {
  const std::vector<std::string> theirs = texts(c.expected[field]);
  const std::string example = shown(cell(c, field), base::join(ours, "|"), base::join(theirs, "|"));
  if (ours == theirs) return tally.equal();
  std::vector<std::string> lowered;
  for (const std::string& one : ours) lowered.push_back(base::lower(one));
  if (lowered == theirs) return tally.different(std::string(field) + ".case", example);
  if (is_part_of(theirs, lowered)) return tally.different(std::string(field) + ".kept", example);
  const std::string written = cell(c, field);
  if (field == "site_web" && ours.empty() && (base::contains(written, "@") || is_number(written))) {
    return tally.different("site_web.not-a-site", example);
  }
  if (theirs.size() == 1 && ours.size() == 1 && theirs[0].starts_with(lowered[0]) &&
      theirs[0].back() == '.') {
    return tally.different("site_web.trailing-mark", example);
  }
  ADD_FAILURE() << field << ": " << example;
}

/// Compares every field of every case of a suite; the numbers are the least share of equal answers.
void compare(std::string_view suite, double telephones, double courriels, double sites) {
  test::Tally telephone(std::string(suite) + " telephone"),
      courriel(std::string(suite) + " courriels"), site(std::string(suite) + " site_web");
  for (const test::Case& c : test::load_cases(suite)) {
    base::Notes notes;
    const Contact ours = clean_contact(cell(c, "telephone"), cell(c, "courriels"),
                                       cell(c, "site_web"), cell(c, "code_postal"), notes);
    compare_telephone(c, ours.telephone, telephone);
    compare_list("courriels", c, ours.courriels, courriel);
    compare_list("site_web", c, ours.sites_web, site);
  }
  EXPECT_GE(telephone.report(), telephones);
  EXPECT_GE(courriel.report(), courriels);
  EXPECT_GE(site.report(), sites);
}

/// Bytes that people type in these cells, more telling than random ones.
rc::Gen<std::string> cell_like() {
  return rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::elementOf(std::string("0123456789+()./-;,|@:  \n#%?&=aefhlmoprstw\xC3\xA9")),
      rc::gen::arbitrary<char>()));
}

}  // namespace

TEST(Contact, gives_the_answers_of_the_incumbents_own_tests) {
  compare("contact", 0.95, 0.95, 0.9);
}

TEST(Contact, gives_the_recorded_answers_on_real_rows) {
  compare("contact-real", 0.95, 0.99, 0.95);
}

TEST(Contact, telephones_are_read_in_the_forms_that_people_use) {
  struct Row {
    const char *text, *code_postal, *expected;
  };
  const std::vector<Row> table = {
      {"0033 4 95 36 17 62", "20200", "+33495361762"},
      {"33 (0)4 95 36 17 62", "20200", "+33495361762"},
      {"(+33) 4.95.36.17.62", "", "+33495361762"},
      {"Tél : 04 95 36 17 62 (mairie)", "", "+33495361762"},
      {"0495361762 / 0675960756", "", "+33495361762"},
      {"0450603204S", "", "+33450603204"},
      {"05 90 12 34 56", "97110", "+590590123456"},
      {"0692123456", "97400", "+262692123456"},
      {"0639 12 34 56", "97600", "+262639123456"},
      {"+262 0262 50 20 13", "97470", "+262262502013"},
      {"26 27 28", "98800", "+687262728"},
      {"40 50 60 70", "98713", "+68940506070"},
      {"41 12 34", "97500", "+508411234"},
      {"0508 41 12 34", "97500", "+508411234"},
      {"687464605", "98800", "+687464605"},
      {"687464605", "75001", "+33687464605"},
      {"72 12 34 / 72 12 35", "98600", "+681721234"},
      {"+269269601282", "97615", "+262269601282"},
      {"3230", "", "+33969322121"},
      {"3949", "", ""},
      {"0000000000", "", ""},
      {"0450950700152", "", ""},
      {"+32 2 123 45 67", "", ""},
      {"néant", "", ""},
  };
  for (const Row& row : table) {
    base::Notes notes;
    EXPECT_EQ(clean_telephone(row.text, row.code_postal, notes), row.expected) << row.text;
    EXPECT_FALSE(notes.findings.empty() && notes.cleanings.empty()) << row.text;
  }
}

TEST(Contact, a_short_number_is_a_finding_that_names_it) {
  base::Notes notes;
  EXPECT_EQ(clean_telephone("39 49", "", notes), "");
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].rule, "telephone.short-number");
  EXPECT_TRUE(base::contains(notes.findings[0].message, "3949"));
}

TEST(Contact, a_country_code_alone_is_no_number) {
  base::Notes notes;
  EXPECT_EQ(clean_telephone("+687", "98800", notes), "");
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].rule, "telephone.unreadable");
}

TEST(Contact, courriels_are_found_in_every_kind_of_list) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"a.b@c1.fr ; d.e@f1.fr", "a.b@c1.fr|d.e@f1.fr"},
      {"a.b@c1.fr,d.e@f1.fr", "a.b@c1.fr|d.e@f1.fr"},
      {"a.b@c1.fr\nd.e@f1.fr", "a.b@c1.fr|d.e@f1.fr"},
      {"Mairie <Mairie@Ville.FR>", "mairie@ville.fr"},
      {"contact[a]ville.fr", "contact@ville.fr"},
      {"contact (at) ville.fr", "contact@ville.fr"},
      {"contact @ ville.fr.", "contact@ville.fr"},
      {"mulhouse@france-service,gouv,fr", "mulhouse@france-service.gouv.fr"},
      {"bon@ville.fr ou mauvais@ville", "bon@ville.fr"},
      {"deux@fois@ville.fr ; bon@ville.fr", "bon@ville.fr"},
      {"l’atelier@ville.fr", "l'atelier@ville.fr"},
      {"'contact@ville.fr'", "contact@ville.fr"},
      {"contact@3.fr", "contact@3.fr"},
      {"secrétariat@ville.fr", "secretariat@ville.fr"},
  };
  for (const auto& [text, expected] : table) {
    base::Notes notes;
    EXPECT_EQ(base::join(clean_courriels(text, notes), "|"), expected) << text;
  }
}

TEST(Contact, words_for_nothing_are_no_mistakes) {
  for (const char* text : {"-", "Néant", "N/A", "aucun", "X", "Pas de site", "@"}) {
    base::Notes notes;
    const Contact contact = clean_contact(text, text, text, "", notes);
    EXPECT_TRUE(contact.telephone.empty() && contact.courriels.empty() &&
                contact.sites_web.empty());
    EXPECT_TRUE(notes.findings.empty()) << text << " " << notes.findings[0].rule;
  }
}

TEST(Contact, a_bad_courriel_is_reported_and_the_good_one_kept) {
  base::Notes notes;
  clean_courriels("bon@ville.fr ou mauvais@ville", notes);
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].value, "mauvais@ville");
}

TEST(Contact, sites_are_repaired_and_never_lost) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"https://Ville.FR/Mes-Pages", "https://ville.fr/Mes-Pages"},
      {"www.ville.fr", "http://www.ville.fr"},
      {"http://https://www.ville.fr", "https://www.ville.fr"},
      {"htpp://www.ville.fr", "http://www.ville.fr"},
      {"http:/www.ville.fr", "http://www.ville.fr"},
      {"http//www.ville.fr", "http://www.ville.fr"},
      {"http://www,ville.fr", "http://www.ville.fr"},
      {"https: //www.ville.fr", "https://www.ville.fr"},
      {"Facebook : https://facebook.com/Ville et www.ville.fr",
       "https://facebook.com/Ville|http://www.ville.fr"},
      {"http://a.fr/http://b.fr/", "http://a.fr/|http://b.fr/"},
      {"https://a.fr/?url=https://b.fr/", "https://a.fr/?url=https%3A%2F%2Fb.fr%2F"},
      {"https://a.fr/page#ma-page", "https://a.fr/page"},
      {"https://a.fr/#!/events", "https://a.fr/#!/events"},
      {"https://a.fr:8080/Page", "https://a.fr:8080/Page"},
      {"https://a.fr/page(1).html", "https://a.fr/page%281%29.html"},
      {"https://a.fr/été", "https://a.fr/%C3%A9t%C3%A9"},
      {"https://a.fr/%C3%A9t%C3%A9", "https://a.fr/%C3%A9t%C3%A9"},
      {"https://www.apis-ingénierie.fr", "https://www.xn--apis-ingnierie-ikb.fr"},
      {"<https://a.fr/x>, www.b.fr;", "https://a.fr/x|http://www.b.fr"},
      {"https://a.fr/Page.htmwww.", "https://a.fr/Page.htm"},
      {"https://a.fr/bhttps://www.", "https://a.fr/b"},
      {"https://a.fr/.", "https://a.fr/"},
      {"https://numerique", ""},
      {"Page Facebook de la Ville", ""},
      {"Webforza sur Facebook et web.forza sur Instagram", ""},
  };
  for (const auto& [text, expected] : table) {
    base::Notes notes;
    const std::string ours = base::join(clean_sites_web(text, notes), "|");
    EXPECT_EQ(ours, expected) << text;
    EXPECT_EQ(notes.findings.size(), expected.empty() ? 1u : 0u) << text;
  }
}

TEST(Contact, links_to_appointments_and_to_acceslibre_are_as_recorded) {
  for (const char* suite :
       {"prise-rdv", "prise-rdv-real", "fiche-acces-libre", "fiche-acces-libre-real"}) {
    const bool is_rdv = std::string_view(suite).starts_with("prise");
    test::Tally tally(suite);
    for (const test::Case& c : test::load_cases(suite)) {
      base::Notes notes;
      const std::string ours = is_rdv
                                   ? clean_prise_rdv(cell(c, "prise_rdv"), notes)
                                   : clean_fiche_acces_libre(cell(c, "fiche_acces_libre"), notes);
      if (ours == (c.expected.is_string() ? c.expected.text() : "")) {
        tally.equal();
      } else {
        ADD_FAILURE() << c.name << " -> " << ours;
      }
    }
    EXPECT_EQ(tally.report(), 1.0);
  }
}

RC_GTEST_PROP(Contact, any_bytes_give_a_telephone_of_the_schema_that_cleaning_keeps, ()) {
  base::Notes notes;
  const std::string code_postal = *rc::gen::element<std::string>("", "75001", "97110", "98800");
  const std::string once = clean_telephone(*cell_like(), code_postal, notes);
  if (once.empty()) return;
  RC_ASSERT(standard::is_schema_telephone(once));
  RC_ASSERT(clean_telephone(once, code_postal, notes) == once);
}

RC_GTEST_PROP(Contact, any_bytes_give_valid_courriels_that_cleaning_keeps, ()) {
  base::Notes notes;
  const auto once = clean_courriels(*cell_like() + "contact@" + *cell_like() + ".fr", notes);
  for (const std::string& one : once) {
    RC_ASSERT(is_courriel(one));
    RC_ASSERT(standard::is_valid_courriel(one));
  }
  RC_ASSERT(clean_courriels(base::join(once, "|"), notes) == once);
}

RC_GTEST_PROP(Contact, any_bytes_give_valid_sites_that_cleaning_keeps, ()) {
  base::Notes notes;
  const auto once = clean_sites_web("www." + *cell_like() + ".fr/" + *cell_like(), notes);
  for (const std::string& one : once) {
    RC_ASSERT(is_web_address(one));
    const std::string_view host = std::string_view(one).substr(one.find("://") + 3);
    const std::string_view name = host.substr(0, host.find('/'));
    RC_ASSERT(name.find_first_of(":_") != std::string_view::npos || standard::is_valid_url(one));
  }
  RC_ASSERT(clean_sites_web(base::join(once, "|"), notes) == once);
}

TEST(Contact, a_bad_telephone_leaves_the_other_fields_alone) {
  base::Notes notes;
  const Contact contact =
      clean_contact("12", "a.b@ville.fr", "https://ville.fr/Numerique", "", notes);
  EXPECT_EQ(contact.telephone, "");
  EXPECT_EQ(contact.courriels, std::vector<std::string>{"a.b@ville.fr"});
  EXPECT_EQ(contact.sites_web, std::vector<std::string>{"https://ville.fr/Numerique"});
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].field, "telephone");
}

}  // namespace maillage::transform
