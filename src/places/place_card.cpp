#include "places/place_card.hpp"

#include "places/opening_parts.hpp"
#include "places/readable.hpp"

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

void services(Html& html, const View& view, std::uint16_t offered) {
  constexpr int kShown = 3;  // more would hide the next place on a telephone
  if (offered == 0) return;
  html("ul", {{"class", "tags"}}, [&] {
    int shown = 0, hidden = 0;
    for (std::size_t i = 0; i < service_words().size(); ++i) {
      if (!(offered >> i & 1)) continue;
      if (++shown > kShown) {
        ++hidden;
        continue;
      }
      html("li", {{"class", "tag"}}, view.t(service_words()[i].question));
    }
    if (hidden > 0) {
      html("li", {{"class", "tag more"}},
           view.t.count("et {} autre service", "et {} autres services", hidden));
    }
  });
}

void contact(Html& html, const View& view, const Entry& entry) {
  if (entry.telephone.empty()) {
    html("span", {{"class", "mute"}}, view.t("Téléphone inconnu"));
    return;
  }
  html("a", {{"class", "with-icon"}, href(Address::phone(entry.telephone))}, [&] {
    icon(html, view, "phone");
    html("span", {{"class", "visually-hidden"}}, view.t.fill("Appeler {} :", {entry.nom}) + " ");
    html("span", [&] { left_to_right(html, view, readable_phone(entry.telephone)); });
  });
}

}  // namespace

Address place_address(std::string_view place_id) {
  return Address::local("/lieux").segment(place_id);
}

Address slip_address(std::string_view place_id, std::string_view kind) {
  return place_address(place_id).segment("fiche" + std::string(kind));
}

std::string one_line_address(const Entry& entry) {
  std::string line = entry.adresse;
  if (!line.empty()) line += ", ";
  line += entry.code_postal;
  if (!entry.code_postal.empty()) line += "\u00a0";
  return line + entry.commune;
}

void place_card(Html& html, const View& view, const Hit& hit, const Present& present) {
  const Entry& entry = *hit.entry;
  html("article", {{"class", "card place-card"}}, [&] {
    html("h2", [&] {
      html("a", {href(place_address(entry.place_id))}, [&] { in_french(html, view, entry.nom); });
    });
    html("p", {{"class", "where with-icon"}}, [&] {
      icon(html, view, "map-pin");
      html("span", [&] {
        in_french(html, view, one_line_address(entry));
        if (hit.distance_km >= 0 && !entry.point_is_commune) {
          html.text(" ");
          html("strong", {{"class", "distance"}}, readable_distance(view.t, hit.distance_km));
        }
      });
    });
    const std::string& code = entry.code_insee.empty() ? entry.departement : entry.code_insee;
    if (const auto status = opening_status(entry.horaires, code, present, view.t)) {
      html("p", {{"class", "opening"}}, [&] { status_line(html, view, *status); });
    }
    services(html, view, entry.services);
    html("p", {{"class", "card-foot"}}, [&] {
      contact(html, view, entry);
      html("span", {{"class", "mute"}},
           entry.updated ? view.t.fill("Mis à jour {}",
                                       {readable_age(view.t, *entry.updated, present.today())})
                         : view.t("Date de mise à jour inconnue"));
    });
  });
}

}  // namespace maillage::places
