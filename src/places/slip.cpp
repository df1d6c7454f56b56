#include "places/slip.hpp"

#include "base/text.hpp"
#include "hours/words.hpp"
#include "places/gsm_text.hpp"
#include "places/names.hpp"
#include "places/readable.hpp"
#include "places/spoken.hpp"
#include "places/value_words.hpp"

namespace maillage::places {
namespace {

using standard::Field;
using standard::Place;

constexpr auto kOld = std::chrono::days(365);

std::vector<std::string> address_lines(const Place& place) {
  std::vector<std::string> lines;
  for (const Field field : {Field::adresse, Field::complement_adresse}) {
    if (place.has(field)) lines.push_back(place[field]);
  }
  lines.push_back(place[Field::code_postal] + " " + place[Field::commune]);
  return lines;
}

std::vector<std::string> hours_lines(const web::Words& t, const Place& place,
                                     const Opening* opening) {
  if (!opening) {
    return {place.has(Field::horaires) ? place[Field::horaires]
                                       : t("Horaires inconnus : appelez avant de venir")};
  }
  if (!opening->sentence.empty()) return {unbroken(opening->sentence)};
  std::vector<std::string> lines;
  for (const hours::DayLine& line : opening->week)
    lines.push_back(t.fill("{} : {}", {line.day, unbroken(line.hours)}));
  if (opening->silent_on_holidays) lines.push_back(t("Jours fériés : appelez avant."));
  return lines;
}

std::string age_note(const web::Words& t, const Shown& shown, base::Date today) {
  const auto confirmed = shown.confirmed_on();
  if (!confirmed) return t("Informations de date inconnue : appelez avant de venir.");
  const std::string age = readable_age(t, *confirmed, today);
  return std::chrono::sys_days(today) - std::chrono::sys_days(*confirmed) > kOld
             ? t.fill("Informations confirmées {} : appelez avant de venir.", {age})
             : t.fill("Informations confirmées {}.", {age});
}

/// The hours in one sentence; empty when nobody can read them.
std::string hours_sentence(const Place& place) {
  return hours::sentence(place[Field::horaires]);
}

/// A sentence that ends where a voice pauses.
std::string spoken_line(std::string_view text) {
  std::string line(base::trim(text));
  if (!line.empty() && line.back() != '.') line += '.';
  return line;
}

}  // namespace

Slip slip_of(const web::Words& t, const Shown& shown, const Opening* opening, base::Date today) {
  const Place& place = shown.place;
  Slip slip;
  slip.name = public_name(place);
  const auto add = [&](std::string title, std::vector<std::string> lines, bool in_french = false) {
    if (!lines.empty()) slip.parts.push_back({std::move(title), std::move(lines), in_french});
  };
  if (place.has(Field::telephone))
    add(t("Téléphone"), {readable_phone(place[Field::telephone])}, true);
  add(t("Adresse"), address_lines(place), true);
  const bool as_written = opening ? !opening->sentence.empty() : place.has(Field::horaires);
  add(t("Horaires"), hours_lines(t, place, opening), as_written);
  const auto values = [&](Field field) {
    std::vector<std::string> lines;
    for (const std::string_view value : place.list(field))
      lines.push_back(value_words(t, value).value_or(std::string(value)));
    return lines;
  };
  add(t("Ce que vous pouvez y faire"), values(Field::services));
  add(t("Prix"), values(Field::frais_a_charge));
  add(t("Comment venir"), values(Field::modalites_acces));
  slip.note = age_note(t, shown, today);
  return slip;
}

std::string slip_sms(const Shown& shown) {
  const Place& place = shown.place;
  // Abbreviated as people do on a small screen.
  std::string hours = hours_sentence(place);
  for (const auto& [day, brief] :
       std::initializer_list<std::pair<const char*, const char*>>{{"lundi", "lun"},
                                                                  {"mardi", "mar"},
                                                                  {"mercredi", "mer"},
                                                                  {"jeudi", "jeu"},
                                                                  {"vendredi", "ven"},
                                                                  {"samedi", "sam"},
                                                                  {"dimanche", "dim"},
                                                                  {"Lundi", "Lun"},
                                                                  {"Mardi", "Mar"},
                                                                  {"Mercredi", "Mer"},
                                                                  {"Jeudi", "Jeu"},
                                                                  {"Vendredi", "Ven"},
                                                                  {"Samedi", "Sam"},
                                                                  {"Dimanche", "Dim"},
                                                                  {" h", "h"}})
    hours = base::replace_all(std::move(hours), day, brief);
  const std::string phone =
      place.has(Field::telephone)
          ? "Tel " + base::replace_all(readable_phone(place[Field::telephone]), "\u00a0", "")
          : "";
  const std::string town = place[Field::code_postal] + " " + place[Field::commune] + ".";
  const SmsPart parts[] = {
      {public_name(place) + ",", 0},
      {place.has(Field::adresse) ? place[Field::adresse] + "," : "", 3},
      {town, 2},
      {phone.empty() ? "" : phone + ".", 1},
      {hours, 4},
      {"Appelez avant de venir.", 5},
  };
  return sms_of(parts);
}

std::vector<std::string> slip_script(const Shown& shown, base::Date today) {
  const Place& place = shown.place;
  std::vector<std::string> lines;
  lines.push_back(spoken_line("Je vous propose ce lieu : " + public_name(place)));
  std::string address = place[Field::adresse];
  if (!address.empty()) address += ", ";
  lines.push_back(spoken_line("Il se trouve " + address + "à " + place[Field::commune]));
  if (place.has(Field::telephone)) {
    lines.push_back("Avez-vous de quoi noter ? Voici son téléphone.");
    lines.push_back(spoken_line(spoken_phone(place[Field::telephone])));
    lines.push_back("Je répète.");
    lines.push_back(spoken_line(spoken_phone(place[Field::telephone])));
  } else {
    lines.push_back("Nous ne connaissons pas son téléphone.");
  }
  const std::string hours = hours_sentence(place);
  lines.push_back(hours.empty() ? "Nous ne connaissons pas ses horaires : appelez avant de venir."
                                : spoken_line("Voici ses horaires. " + spoken_hours(hours)));
  if (place.has(Field::frais_a_charge)) {
    std::string price;
    for (const std::string_view value : place.list(Field::frais_a_charge))
      price += (price.empty() ? "" : ", ") + base::lower(value);
    lines.push_back(spoken_line("Pour le prix, il indique : " + price));
  }
  const auto confirmed = shown.confirmed_on();
  if (!confirmed || std::chrono::sys_days(today) - std::chrono::sys_days(*confirmed) > kOld)
    lines.push_back("Ces informations sont anciennes : appelez avant de vous déplacer.");
  return lines;
}

}  // namespace maillage::places
