#include "places/slip.hpp"

#include "places/gsm_text.hpp"
#include "places/spoken.hpp"
#include "site_world.hpp"

#include <rapidcheck/gtest.h>

namespace maillage::places {
namespace {

using standard::Field;

TEST(GsmText, keeps_the_letters_that_simple_telephones_have) {
  EXPECT_EQ(gsm_text("Médiathèque où à ÉCOLE £ ñ"), "Médiathèque où à ÉCOLE £ ñ");
}

TEST(GsmText, writes_other_letters_without_their_accent) {
  EXPECT_EQ(gsm_text("Forêt Âge garçon naïf Noël"), "Foret Age garcon naif Noel");
  EXPECT_EQ(gsm_text("L’œuvre – « 9\u00a0h »"), "L'oeuvre - \" 9 h \"");
  EXPECT_EQ(gsm_text("مكتبة 🙂"), "");
}

TEST(GsmText, counts_signs_of_the_extension_twice) {
  EXPECT_EQ(gsm_length("10 €"), 5u);
  EXPECT_EQ(gsm_length("é"), 1u);
  EXPECT_EQ(gsm_length("ê"), std::nullopt);
}

TEST(GsmText, leaves_out_whole_parts_from_the_least_important_on) {
  const std::string long_text(120, 'x');
  const SmsPart parts[] = {{"Nom", 0}, {long_text, 3}, {"Tel 0555521212", 1}, {long_text, 2}};
  EXPECT_EQ(sms_of(parts), "Nom Tel 0555521212 " + long_text);
}

RC_GTEST_PROP(GsmTextLaw, any_text_becomes_a_message_of_160, (const std::string& bytes)) {
  const std::string text = base::valid_utf8(bytes);
  const auto plain = gsm_length(gsm_text(text));
  RC_ASSERT(plain.has_value());
  const SmsPart parts[] = {{text + std::string(200, 'e'), 0}, {text, 1}};
  RC_ASSERT(*gsm_length(sms_of(parts)) <= kSmsCharacters);
}

TEST(Spoken, numbers_are_said_as_in_france) {
  struct Case {
    int number;
    const char* words;
  };
  for (const auto& [number, words] :
       {Case{0, "zéro"}, Case{16, "seize"}, Case{17, "dix-sept"}, Case{21, "vingt et un"},
        Case{60, "soixante"}, Case{71, "soixante et onze"}, Case{79, "soixante-dix-neuf"},
        Case{80, "quatre-vingts"}, Case{81, "quatre-vingt-un"}, Case{91, "quatre-vingt-onze"},
        Case{99, "quatre-vingt-dix-neuf"}, Case{100, "cent"}, Case{200, "deux cents"},
        Case{201, "deux cent un"}, Case{1980, "mille neuf cent quatre-vingts"},
        Case{2026, "deux mille vingt-six"}})
    EXPECT_EQ(number_words(number), words);
}

TEST(Spoken, telephones_are_said_in_pairs) {
  EXPECT_EQ(spoken_phone("+33555521210"), "zéro cinq, cinquante-cinq, cinquante-deux, douze, dix");
  EXPECT_EQ(spoken_phone("+687254300"),
            "plus, six, quatre-vingt-sept, vingt-cinq, quarante-trois, zéro zéro");
}

TEST(Spoken, hours_are_said_as_people_say_them) {
  EXPECT_EQ(spoken_hours("Du lundi au vendredi de 9 h à 12 h et de 13 h 30 à 21 h."),
            "Du lundi au vendredi de neuf heures à midi et de treize heures trente à vingt et une "
            "heures.");
  EXPECT_EQ(spoken_hours("Samedi de 1 h à 12 h 05 ; dimanche fermé."),
            "Samedi de une heure à midi cinq, dimanche fermé.");
  EXPECT_EQ(spoken_hours("2 habitants, 100 h"), "2 habitants, 100 h");
}

standard::Place library() {
  standard::Place made = place("a", "Médiathèque du Grand Guéret");
  made[Field::telephone] = "+33555521212";
  made[Field::horaires] = "Mo-Fr 09:00-12:00,14:00-18:00";
  made[Field::frais_a_charge] = "Gratuit";
  made[Field::date_maj] = "2026-05-01";
  return made;
}

TEST(SlipPage, is_one_page_in_large_type_with_an_sms_and_a_script) {
  SiteWorld world;
  world.import("la-creuse", {library()});
  const std::string page = world.body("/lieux/a/fiche");
  EXPECT_TRUE(holds(page, "05\u00a055\u00a052\u00a012\u00a012"));
  EXPECT_TRUE(holds(page, "zéro cinq, cinquante-cinq, cinquante-deux, douze, douze."));
  EXPECT_TRUE(holds(page,
                    "Médiathèque du Grand Guéret, 2 rue des Lilas, 23000 Guéret. Tel "
                    "0555521212. Du lun au ven de 9h à 12h et de 14h à 18h."));
  EXPECT_TRUE(holds(world.body("/lieux/a"), "href=\"/lieux/a/fiche\""));
}

TEST(SlipPage, gives_the_same_facts_as_a_pdf_of_equal_bytes) {
  SiteWorld world;
  world.import("la-creuse", {library()});
  const web::Response pdf = world.get("/lieux/a/fiche.pdf");
  EXPECT_EQ(pdf.content_type, "application/pdf");
  EXPECT_TRUE(pdf.body->starts_with("%PDF-"));
  EXPECT_EQ(*pdf.body, *world.get("/lieux/a/fiche.pdf").body);
}

TEST(SlipPage, sends_nobody_to_a_place_that_is_not_there) {
  SiteWorld world;
  EXPECT_EQ(world.get("/lieux/absent/fiche").status, 404);
  EXPECT_EQ(world.get("/lieux/absent/fiche.pdf").status, 404);
}

TEST(Slip, sms_of_a_place_with_long_words_keeps_name_and_telephone) {
  SiteWorld world;
  standard::Place wordy = library();
  wordy[Field::adresse] = std::string(150, 'a');
  world.import("la-creuse", {wordy});
  const std::string sms = slip_sms(*world.shown("a"));
  EXPECT_LE(*gsm_length(sms), kSmsCharacters);
  EXPECT_TRUE(holds(sms, "Médiathèque du Grand Guéret"));
  EXPECT_TRUE(holds(sms, "Tel 0555521212."));
}

}  // namespace
}  // namespace maillage::places
