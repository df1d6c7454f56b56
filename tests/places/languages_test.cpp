#include "places/value_words.hpp"
#include "site_world.hpp"
#include "standard/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <sstream>

namespace maillage::places {
namespace {

/// What a catalogue says of each phrase: its forms, one of a phrase without number.
using Catalogue = std::map<std::string, std::vector<std::string>>;

std::string unquoted(const std::string& line) {
  const std::size_t first = line.find('"'), last = line.rfind('"');
  return first == last ? "" : line.substr(first + 1, last - first - 1);
}

Catalogue read_catalogue(const std::string& name) {
  std::ifstream file(test::project_file("locales/" + name));
  Catalogue catalogue;
  std::string line, id;
  std::string* part = nullptr;
  std::vector<std::string> forms;
  const auto close = [&] {
    if (!id.empty()) catalogue[id] = forms;
    id.clear();
    forms.clear();
    part = nullptr;
  };
  std::string ignored;
  while (std::getline(file, line)) {
    if (line.starts_with("msgid ")) {
      close();
      part = &id;
    } else if (line.starts_with("msgid_plural")) {
      part = &ignored;
    } else if (line.starts_with("msgstr")) {
      part = &forms.emplace_back();
    }
    if (part && line.find('"') != std::string::npos) *part += unquoted(line);
  }
  close();
  return catalogue;
}

std::size_t holes(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find("{}", at)) != std::string::npos; at += 2) ++count;
  return count;
}

TEST(Catalogues, say_every_phrase_of_the_public_pages) {
  const Catalogue phrases = read_catalogue("maillage.pot");
  ASSERT_GT(phrases.size(), 300u);
  for (const char* language : {"en", "ar", "uk"}) {
    const Catalogue catalogue = read_catalogue(std::string(language) + ".po");
    for (const auto& [phrase, forms] : phrases) {
      const auto found = catalogue.find(phrase);
      ASSERT_NE(found, catalogue.end()) << language << ": " << phrase;
      for (const std::string& form : found->second)
        EXPECT_FALSE(form.empty()) << language << ": " << phrase;
    }
  }
}

TEST(Catalogues, have_as_many_forms_as_the_language_and_fill_the_same_holes) {
  const std::map<std::string, std::size_t> languages{{"en", 2}, {"ar", 6}, {"uk", 3}};
  const Catalogue phrases = read_catalogue("maillage.pot");
  for (const auto& [language, forms_of_language] : languages) {
    const Catalogue catalogue = read_catalogue(language + ".po");
    for (const auto& [phrase, forms] : phrases) {
      const auto& said = catalogue.at(phrase);
      EXPECT_EQ(said.size(), forms.size() > 1 ? forms_of_language : 1) << language << phrase;
      if (forms.size() == 1) {
        EXPECT_EQ(holes(said[0]), holes(phrase)) << language << ": " << phrase;
      } else {
        EXPECT_EQ(holes(said.back()), holes(phrase)) << language << ": " << phrase;
      }
    }
  }
}

struct LanguageWorld : SiteWorld {
  LanguageWorld() {
    standard::Place open = at(place("a", "Médiathèque"), "46.17", "1.87");
    open[standard::Field::horaires] = "Mo-Fr 09:00-13:00";
    open[standard::Field::telephone] = "+33555521212";
    open[standard::Field::courriels] = "contact@exemple.fr";
    open[standard::Field::services] = "Aide aux démarches administratives";
    open[standard::Field::frais_a_charge] = "Gratuit sous condition";
    open[standard::Field::modalites_acces] = "Se présenter|Téléphoner";
    open[standard::Field::presentation_resume] = "Une équipe à votre écoute.";
    open[standard::Field::date_maj] = "2026-05-01";
    import("la-creuse", {open});
  }
};

/// The words of a page that no reader of the language would expect: those with the letters that
/// only French has, outside what is marked as French. Names within a phrase are no French, and data
/// for programs are no words.
std::string unmarked_french(std::string page) {
  for (const char* name : {"Médiathèque", "Guéret"}) page = base::replace_all(page, name, "");
  static constexpr std::string_view kLetters[] = {"é", "è", "ê", "à", "ç", "ù", "É", "À"};
  static constexpr std::string_view kVoid[] = {"meta", "link", "input", "br", "!doctype"};
  std::vector<bool> marked{false};
  std::string found;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t open = std::min(page.find('<', at), page.size());
    const std::string text = page.substr(at, open - at);
    if (!marked.back() && std::any_of(std::begin(kLetters), std::end(kLetters),
                                      [&](std::string_view letter) { return holds(text, letter); }))
      found += text + "\n";
    if (open == page.size()) break;
    const std::size_t close = page.find('>', open);
    const std::string tag = page.substr(open + 1, close - open - 1);
    at = close + 1;
    if (tag.starts_with('/')) {
      marked.pop_back();
    } else if (std::none_of(std::begin(kVoid), std::end(kVoid),
                            [&](std::string_view name) { return tag.starts_with(name); })) {
      marked.push_back(marked.back() || holds(tag, "lang=\"fr\"") || tag.starts_with("script"));
    }
  }
  return found;
}

TEST(Languages, are_parts_of_the_address_that_links_keep) {
  LanguageWorld world;
  for (const auto& [base, direction] :
       std::map<std::string, std::string>{{"en", "ltr"}, {"ar", "rtl"}, {"uk", "ltr"}}) {
    const std::string page = world.body("/" + base + "/recherche?q=gueret");
    EXPECT_TRUE(holds(page, "<html lang=\"" + base + "\" dir=\"" + direction + "\">")) << base;
    EXPECT_TRUE(holds(page, "href=\"/" + base + "/lieux/a\"")) << base;
    EXPECT_TRUE(holds(page, "action=\"/" + base + "/recherche\"")) << base;
    EXPECT_TRUE(holds(page, "href=\"/" + base + "\"")) << base;
    EXPECT_FALSE(holds(page, "href=\"/" + base + "/ressources")) << base;
    EXPECT_FALSE(holds(page, "Trier par")) << base;
  }
}

TEST(Languages, are_all_offered_for_the_page_that_is_shown) {
  LanguageWorld world;
  for (const char* target : {"/lieux?service=demarches", "/ar/lieux?service=demarches"}) {
    const std::string page = world.body(target);
    for (const char* address : {"/lieux?service=demarches", "/en/lieux?service=demarches",
                                "/ar/lieux?service=demarches", "/uk/lieux?service=demarches"})
      EXPECT_TRUE(holds(page, "href=\"" + std::string(address) + "\"")) << target << address;
    EXPECT_TRUE(holds(page, "hreflang=\"uk\""));
    EXPECT_TRUE(holds(page, "Українська"));
  }
}

TEST(Languages, mark_the_french_of_producers) {
  LanguageWorld world;
  EXPECT_TRUE(
      holds(world.body("/ar/lieux/a"), "<h1><bdi lang=\"fr\" dir=\"ltr\">Médiathèque</bdi></h1>"));
  EXPECT_TRUE(holds(world.body("/uk/lieux/a"), "<h1><bdi lang=\"fr\">Médiathèque</bdi></h1>"));
  EXPECT_TRUE(holds(world.body("/lieux/a"), "<h1>Médiathèque</h1>"));
}

TEST(Languages, leave_no_french_unmarked_on_public_pages) {
  LanguageWorld world;
  for (const char* page : {"",
                           "/lieux",
                           "/recherche?q=mediatheque&par=nom",
                           "/lieux?departement=23",
                           "/lieux/a",
                           "/lieux/absent",
                           "/lieux/a/fiche",
                           "/guide",
                           "/guide?besoin=demarches",
                           "/guide?besoin=demarches&lieu=23096",
                           "/guide?besoin=demarches&lieu=23096&moyen=voiture",
                           "/guide/classement",
                           "/territoires",
                           "/territoires/R-75",
                           "/territoires/23",
                           "/territoires/87085",
                           "/sources",
                           "/donnees",
                           "/mentions-legales",
                           "/confidentialite"}) {
    for (const char* base : {"/ar", "/uk"})
      EXPECT_EQ(unmarked_french(world.body(std::string(base) + page)), "") << base << page;
  }
}

TEST(Languages, keep_telephones_in_order_where_lines_run_from_right_to_left) {
  LanguageWorld world;
  EXPECT_TRUE(
      holds(world.body("/ar/lieux"), "<bdi dir=\"ltr\">05\u00a055\u00a052\u00a012\u00a012</bdi>"));
  EXPECT_TRUE(holds(world.body("/ar/lieux/a"), "\u206805\u00a055\u00a052\u00a012\u00a012\u2069"));
  EXPECT_FALSE(holds(world.body("/uk/lieux/a"), "\u2068"));
}

TEST(Languages, say_the_values_of_the_standard) {
  using standard::Field;
  const auto languages = web::site_languages();
  for (const Field field : standard::all_fields()) {
    if (!speaks_the_language(field)) continue;
    for (const std::string_view value : standard::allowed_values(field)) {
      EXPECT_EQ(value_words(languages[0].words, value), value);
      for (const web::Language& language : std::span(languages).subspan(1))
        EXPECT_NE(value_words(language.words, value).value_or(std::string(value)), value)
            << language.own_name;
    }
  }
  EXPECT_EQ(value_words(languages[1].words, "Gratuit sous condition"),
            "Free under certain conditions");
  EXPECT_EQ(value_words(languages[1].words, "Ouvert aux dragons"), std::nullopt);
}

TEST(Languages, send_to_french_the_pages_that_have_no_other) {
  LanguageWorld world;
  EXPECT_EQ(world.get("/ar/fragilite/23?methode=x").header("Location"), "/fragilite/23?methode=x");
  EXPECT_TRUE(
      holds(world.body("/ar"), "<a href=\"/fragilite\" lang=\"fr\" hreflang=\"fr\">Fragilité</a>"));
  EXPECT_TRUE(holds(world.body("/"), "<a href=\"/fragilite\">Fragilité</a>"));
  EXPECT_FALSE(holds(world.body("/_composants"), "hreflang"));
}

TEST(Languages, print_the_slip_in_the_language) {
  LanguageWorld world;
  const std::string page = world.body("/ar/lieux/a/fiche");
  EXPECT_TRUE(holds(page, "مجاني بشروط"));
  EXPECT_TRUE(holds(page, "<bdi lang=\"fr\" dir=\"ltr\">05\u00a055"));
  const std::string pdf = world.body("/ar/lieux/a/fiche.pdf");
  EXPECT_TRUE(pdf.starts_with("%PDF"));
  EXPECT_NE(pdf, world.body("/lieux/a/fiche.pdf"));
}

TEST(Languages, say_opening_hours_in_the_language) {
  LanguageWorld world;
  EXPECT_TRUE(holds(world.body("/en/lieux/a"), "Open, closes at 13:00"));
  EXPECT_TRUE(holds(world.body("/en/lieux/a"), "9:00 – 13:00"));
  EXPECT_TRUE(holds(world.body("/ar/lieux/a"), "مفتوح"));
  EXPECT_TRUE(holds(world.body("/ar/lieux/a"), "من \u20689:00\u2069 إلى \u206813:00\u2069"));
  EXPECT_TRUE(holds(world.body("/uk/lieux/a"), "середа"));
}

TEST(Languages, follow_redirections) {
  LanguageWorld world;
  EXPECT_EQ(world.get("/en/guide/ou").header("Location"), "/en/guide");
  EXPECT_EQ(world.get("/ar/territoires/75101").header("Location"), "/ar/territoires/75056");
  EXPECT_EQ(world.get("/en/relecture").header("Location"), "/relecture");
  EXPECT_EQ(world.get("/en/").status, 200);
  EXPECT_EQ(world.get("/de/lieux").status, 404);
}

TEST(Languages, count_with_the_forms_of_arabic_and_ukrainian) {
  const auto languages = web::site_languages();
  ASSERT_EQ(languages.size(), 4u);
  const web::Words& ar = languages[2].words;
  const web::Words& uk = languages[3].words;
  EXPECT_EQ(ar.count("{} lieu", "{} lieux", 2), "مكانان");
  EXPECT_EQ(ar.count("{} lieu", "{} lieux", 5), "5 أماكن");
  EXPECT_EQ(ar.count("{} lieu", "{} lieux", 11), "11 مكانًا");
  EXPECT_EQ(uk.count("{} lieu", "{} lieux", 1), "1 місце");
  EXPECT_EQ(uk.count("{} lieu", "{} lieux", 3), "3 місця");
  EXPECT_EQ(uk.count("{} lieu", "{} lieux", 12), "12 місць");
}

}  // namespace
}  // namespace maillage::places
