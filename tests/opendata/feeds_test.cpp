// Sitemap, Atom, iCalendar: read back by a parser of XML, and line by line.
#include "base/text.hpp"
#include "formats/xml_events.hpp"
#include "open_world.hpp"
#include "opendata/publication.hpp"

#include <map>
#include <set>

namespace maillage::opendata {
namespace {

using places::place;
using standard::Field;

const Headers kAsked{{"host", "lieux.exemple.fr"}, {"x-forwarded-proto", "https"}};

/// The texts of all elements of that name; throws when the document is malformed.
std::vector<std::string> texts_of(std::string_view xml, std::string_view name) {
  std::vector<std::string> texts;
  bool inside = false;
  formats::XmlParser parser({.start =
                                 [&](std::string_view element, const formats::XmlAttributes&) {
                                   inside = element == name;
                                   if (inside) texts.emplace_back();
                                 },
                             .end = [&](std::string_view) { inside = false; },
                             .text =
                                 [&](std::string_view text) {
                                   if (inside) texts.back() += text;
                                 }});
  parser.feed(xml);
  parser.finish();
  return texts;
}

struct FeedWorld : OpenWorld {
  std::string whole(std::string_view target) { return *get(target, kAsked).body; }
  void publish_all() {
    now += std::chrono::hours(24);
    site.refresh();
    publish(*database, *site.snapshot(), now);
  }
};

TEST(Sitemap, names_every_place_and_territory_once_by_its_whole_address) {
  FeedWorld world;
  standard::Place dated = place("b <&>", "Mairie");
  dated[Field::date_maj] = "2026-04-01";
  world.import("liste", {place("a", "Médiathèque"), dated});
  const std::string xml = world.whole("/sitemap.xml");
  const auto addresses = texts_of(xml, "loc");
  const std::set<std::string> each(addresses.begin(), addresses.end());
  EXPECT_EQ(each.size(), addresses.size());
  for (const char* address :
       {"https://lieux.exemple.fr/", "https://lieux.exemple.fr/territoires/23",
        "https://lieux.exemple.fr/lieux/a", "https://lieux.exemple.fr/lieux/b%20%3C%26%3E"})
    EXPECT_TRUE(each.contains(address)) << address;
  EXPECT_EQ(texts_of(xml, "lastmod"), std::vector<std::string>{"2026-04-01"});
}

TEST(Sitemap, is_in_parts_beyond_what_one_file_may_hold) {
  FeedWorld world;
  std::vector<standard::Place> many;
  for (int i = 0; i < 50'001; ++i) many.push_back(place("p" + std::to_string(i), "Lieu"));
  world.import("liste", many);
  std::set<std::string> places;
  const auto parts = texts_of(world.whole("/sitemap.xml"), "loc");
  ASSERT_EQ(parts.size(), 2u);
  for (const std::string& part : parts) {
    const auto addresses = texts_of(world.whole(part.substr(part.find("/sitemap/"))), "loc");
    EXPECT_LE(addresses.size(), 50'000u);
    places.insert(addresses.begin(), addresses.end());
  }
  EXPECT_TRUE(places.contains("https://lieux.exemple.fr/lieux/p50000"));
  EXPECT_GT(places.size(), 50'001u);
  EXPECT_EQ(world.get("/sitemap/3.xml").status, 404);
}

TEST(Robots, are_told_where_the_sitemap_is) {
  FeedWorld world;
  const std::string text = world.whole("/robots.txt");
  EXPECT_TRUE(base::contains(text, "Sitemap: https://lieux.exemple.fr/sitemap.xml\n"));
  EXPECT_TRUE(base::contains(text, "Disallow: /relecture\n"));
}

TEST(Atom, tells_what_came_changed_and_closed_the_newest_first) {
  FeedWorld world;
  world.import("liste", {place("a", "Médiathèque"), place("b", "Mairie"), place("c", "La Poste")});
  publish(*world.database, *world.site.snapshot(), world.now);
  standard::Place called = place("b", "Mairie");
  called[Field::telephone] = "+33555520000";
  world.import("liste", {place("a", "Médiathèque"), called});
  world.publish_all();
  const std::string xml = world.whole("/flux/nouveautes.atom");
  EXPECT_EQ(texts_of(xml, "title"),
            (std::vector<std::string>{
                "Lieux d’aide au numérique : ce qui change", "Retiré de l’annuaire : La Poste",
                "Mis à jour : Mairie, Guéret", "Nouveau lieu : Médiathèque, Guéret"}));
  EXPECT_EQ(texts_of(xml, "updated").front(), "2026-05-14T10:00:00Z");
  EXPECT_EQ(texts_of(xml, "id").at(1), "https://lieux.exemple.fr/lieux/c");
}

TEST(Atom, keeps_to_a_departement) {
  FeedWorld world;
  world.import("liste",
               {place("a", "Médiathèque"), place("b", "Mairie", "Bordeaux", "33000", "33063")});
  publish(*world.database, *world.site.snapshot(), world.now);
  EXPECT_EQ(texts_of(world.whole("/flux/nouveautes/33.atom"), "title").at(1),
            "Nouveau lieu : Mairie, Bordeaux");
  EXPECT_EQ(texts_of(world.whole("/flux/nouveautes/33.atom"), "entry").size(), 1u);
  EXPECT_EQ(world.get("/flux/nouveautes/99.atom").status, 404);
  EXPECT_EQ(world.get("/flux/nouveautes/33").status, 404);
}

/// The lines of one component after the other, unfolded: name -> value.
std::vector<std::multimap<std::string, std::string>> events_of(const std::string& calendar) {
  std::vector<std::multimap<std::string, std::string>> events;
  const std::string unfolded = base::replace_all(calendar, "\r\n ", "");
  for (std::string_view line : base::split(unfolded, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "BEGIN:VEVENT") events.emplace_back();
    const std::size_t colon = line.find(':');
    if (!events.empty() && colon != line.npos)
      events.back().emplace(line.substr(0, colon), line.substr(colon + 1));
  }
  return events;
}

standard::Place bus(const char* hours, const char* commune = "Guéret",
                    const char* postcode = "23000", const char* code = "23096") {
  standard::Place made = place("bus", "Bus numérique", commune, postcode, code);
  made[Field::itinerance] = "Itinérant";
  made[Field::horaires] = hours;
  return made;
}

// 13 May 2026 is a Wednesday of week 20, 14 May is Ascension
TEST(Calendar, has_an_event_for_each_stop_with_the_clock_of_the_place) {
  FeedWorld world;
  world.import("liste", {bus("week 2-52/2 We 09:00-12:30")});
  const std::string calendar = world.whole("/flux/lieux/bus.ics");
  const auto events = events_of(calendar);
  ASSERT_EQ(events.size(), 4u);  // weeks 20, 22, 24, 26
  EXPECT_EQ(events[0].find("DTSTART;TZID=Europe/Paris")->second, "20260513T090000");
  EXPECT_EQ(events[0].find("DTEND;TZID=Europe/Paris")->second, "20260513T123000");
  EXPECT_EQ(events[1].find("DTSTART;TZID=Europe/Paris")->second, "20260527T090000");
  EXPECT_EQ(events[0].find("SUMMARY")->second, "Bus numérique");
  EXPECT_EQ(events[0].find("URL")->second, "https://lieux.exemple.fr/lieux/bus");
  EXPECT_NE(events[0].find("UID")->second, events[1].find("UID")->second);
}

TEST(Calendar, describes_its_zone_with_the_change_that_comes) {
  FeedWorld world;
  world.now = base::Instant(std::chrono::sys_days(std::chrono::year(2026) / 10 / 1));
  world.import("liste", {bus("Mo 09:00-10:00")});
  const std::string calendar = world.whole("/flux/lieux/bus.ics");
  // summer time since 29 March at 2, winter time from 25 October at 3
  EXPECT_TRUE(base::contains(calendar,
                             "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nBEGIN:DAYLIGHT\r\n"
                             "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\n"
                             "TZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\n"
                             "DTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\n"
                             "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"))
      << calendar;
}

TEST(Calendar, keeps_the_clock_of_overseas) {
  FeedWorld world;
  world.import("liste", {bus("We 09:00-12:00", "Saint-Denis", "97400", "97411")});
  const std::string calendar = world.whole("/flux/lieux/bus.ics");
  EXPECT_EQ(events_of(calendar).at(0).find("DTSTART;TZID=Indian/Reunion")->second,
            "20260513T090000");
  EXPECT_TRUE(base::contains(calendar,
                             "BEGIN:STANDARD\r\nDTSTART:19700101T040000\r\n"
                             "TZOFFSETFROM:+0400\r\nTZOFFSETTO:+0400\r\nEND:STANDARD\r\n"));
}

TEST(Calendar, promises_nothing_on_a_holiday_of_which_nothing_is_said) {
  FeedWorld world;
  world.import("liste", {bus("Th 09:00-12:00")});
  const auto events = events_of(world.whole("/flux/lieux/bus.ics"));
  EXPECT_EQ(events.at(0).find("STATUS")->second, "TENTATIVE");
  EXPECT_EQ(events.at(0).find("DESCRIPTION")->second,
            "Jour férié (Ascension) : appelez avant de venir.");
  EXPECT_EQ(events.at(1).find("STATUS")->second, "CONFIRMED");
}

TEST(Calendar, of_all_stops_leaves_out_places_that_stay) {
  FeedWorld world;
  standard::Place fixed = place("a", "Médiathèque");
  fixed[Field::horaires] = "Mo-Fr 09:00-12:00";
  world.import("liste", {fixed, bus("2026 May 13 09:00-12:00; 2026 Jun 30 09:00-12:00")});
  EXPECT_EQ(events_of(world.whole("/flux/itinerances.ics")).size(), 1u);  // four weeks ahead
  EXPECT_EQ(events_of(world.whole("/flux/itinerances.ics?departement=33")).size(), 0u);
  EXPECT_EQ(world.get("/flux/lieux/a.ics").content_type, "text/calendar; charset=utf-8");
  EXPECT_EQ(world.get("/flux/lieux/zzz.ics").status, 404);
}

TEST(Calendar, is_there_for_a_place_whose_hours_nobody_can_read) {
  FeedWorld world;
  world.import("liste", {bus("quand le bus passe"), place("b", "Toujours")});
  EXPECT_EQ(events_of(world.whole("/flux/lieux/bus.ics")).size(), 0u);
  EXPECT_EQ(events_of(world.whole("/flux/lieux/b.ics")).size(), 0u);
}

}  // namespace
}  // namespace maillage::opendata
