#include "places/place_sections.hpp"

#include "base/text.hpp"
#include "places/readable.hpp"
#include "places/value_words.hpp"
#include "standard/vocabulary.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;
using standard::Place;
using web::Address;
using web::Html;
using web::View;
using web::when;

/// A link outside, when the value is one; else the value as text.
void outside_link(Html& html, const View& view, std::string_view url, std::string_view label) {
  if (const auto address = Address::external(url)) {
    html("a", {href(*address), {"rel", "noopener nofollow"}}, label);
  } else {
    html("span", [&] { left_to_right(html, view, url); });
  }
}

void line(Html& html, const View& view, web::Literal icon_name,
          const std::function<void()>& content) {
  html("div", {{"class", "contact-line"}}, [&] {
    icon(html, view, icon_name);
    html("div", content);
  });
}

void ways_to_reach(Html& html, const View& view, const Place& place) {
  const auto& t = view.t;
  if (place.has(Field::telephone)) {
    html("a", {{"class", "button wide"}, href(Address::phone(place[Field::telephone]))}, [&] {
      icon(html, view, "phone");
      html("span", t.fill("Appeler le {}", {readable_phone(place[Field::telephone])}));
    });
  }
  if (const auto booking = Address::external(place[Field::prise_rdv])) {
    html("a", {{"class", "button wide secondary"}, href(*booking), {"rel", "noopener nofollow"}},
         [&] {
           icon(html, view, "calendar-check");
           html("span", t("Prendre rendez-vous en ligne"));
         });
  }
  for (const std::string_view mailbox : place.list(Field::courriels)) {
    line(html, view, "mail", [&] {
      html("a", {href(Address::mail(mailbox))}, [&] { left_to_right(html, view, mailbox); });
    });
  }
  for (const std::string_view site : place.list(Field::site_web)) {
    line(html, view, "globe", [&] { outside_link(html, view, site, readable_site(site)); });
  }
  if (!place.has(Field::telephone) && !place.has(Field::courriels) &&
      !place.has(Field::prise_rdv)) {
    html("p", {{"class", "mute"}},
         t("Nous ne connaissons ni son téléphone ni son adresse électronique."));
  }
}

void way_there(Html& html, const View& view, const Place& place) {
  const auto point = place.coordinates();
  if (!point) return;
  const auto directions =
      Address::external(fmt::format("https://www.openstreetmap.org/directions?to={:.6f},{:.6f}",
                                    point->latitude, point->longitude));
  html("ul", {{"class", "plain-links"}}, [&] {
    html("li", [&] {
      html("a", {{"class", "with-icon"}, href(*directions), {"rel", "noopener"}}, [&] {
        icon(html, view, "route");
        html("span", view.t("Voir l’itinéraire sur OpenStreetMap"));
      });
    });
    html("li", [&] {
      html("a", {{"class", "with-icon"}, href(Address::point(point->latitude, point->longitude))},
           [&] {
             icon(html, view, "navigation");
             html("span", view.t("Ouvrir dans mon application de cartes"));
           });
    });
  });
}

struct Aspect {
  Field field;
  web::Literal title;
  web::Literal icon_name;
};

void aspect_list(Html& html, const View& view, const Place& place,
                 std::span<const Aspect> aspects) {
  html("dl", {{"class", "aspects"}}, [&] {
    for (const Aspect& aspect : aspects) {
      const auto values = place.list(aspect.field);
      if (values.empty()) continue;
      html("div", [&] {
        html("dt", {{"class", "with-icon"}}, [&] {
          icon(html, view, aspect.icon_name);
          html("span", view.t(aspect.title));
        });
        for (const std::string_view value : values)
          html("dd", [&] { write_value(html, view, value); });
      });
    }
  });
}

bool has_any(const Place& place, std::span<const Aspect> aspects) {
  return std::any_of(aspects.begin(), aspects.end(),
                     [&](const Aspect& aspect) { return place.has(aspect.field); });
}

}  // namespace

void contact_card(Html& html, const View& view, const Place& place) {
  const auto& t = view.t;
  html("section", {{"class", "card contact-card"}, {"aria-labelledby", "contact"}}, [&] {
    html("h2", {{"id", "contact"}}, t("Le joindre, y aller"));
    ways_to_reach(html, view, place);
    line(html, view, "map-pin", [&] {
      html("address", [&] {
        for (const Field field : {Field::adresse, Field::complement_adresse}) {
          if (place.has(field)) html("span", [&] { in_french(html, view, place[field]); });
        }
        html("span", [&] {
          in_french(html, view, place[Field::code_postal] + " " + place[Field::commune]);
        });
      });
    });
    way_there(html, view, place);
    if (place.has(Field::fiche_acces_libre)) {
      line(html, view, "accessibility", [&] {
        outside_link(html, view, place[Field::fiche_acces_libre],
                     t("Son accessibilité sur Acceslibre"));
      });
    }
  });
}

void services_section(Html& html, const View& view, const Place& place) {
  html("section", {{"aria-labelledby", "services"}}, [&] {
    html("h2", {{"id", "services"}}, view.t("Ce que vous pouvez y faire"));
    const auto offered = place.list(Field::services);
    if (offered.empty()) {
      html("p", {{"class", "mute"}},
           view.t("Nous ne connaissons pas ses services. Renseignez-vous avant de vous déplacer."));
      return;
    }
    html("ul", {{"class", "service-list"}}, [&] {
      for (const std::string_view service : offered) {
        const auto words =
            std::find_if(service_words().begin(), service_words().end(),
                         [&](const ServiceWords& known) { return known.value == service; });
        html("li", [&] {
          icon(html, view, "check");
          html("div", [&] {
            html("strong", [&] { write_value(html, view, service); });
            if (words != service_words().end())
              html("span", {{"class", "detail"}}, view.t(words->detail));
          });
        });
      }
    });
  });
}

void welcome_section(Html& html, const View& view, const Place& place) {
  static constexpr Aspect kWelcome[] = {
      {Field::frais_a_charge, web::phrase("Prix"), "coins"},
      {Field::modalites_acces, web::phrase("Comment venir"), "door-open"},
      {Field::modalites_accompagnement, web::phrase("Comment vous serez aidé"), "hand-heart"},
      {Field::itinerance, web::phrase("Lieu fixe ou itinérant"), "route"},
      {Field::publics_specifiquement_adresses, web::phrase("Pour qui"), "users"},
      {Field::prise_en_charge_specifique, web::phrase("Accueil adapté"), "accessibility"},
  };
  if (!has_any(place, kWelcome)) return;
  html("section", {{"aria-labelledby", "accueil"}}, [&] {
    html("h2", {{"id", "accueil"}}, view.t("Comment vous serez reçu"));
    aspect_list(html, view, place, kWelcome);
  });
}

void presentation_section(Html& html, const View& view, const Place& place) {
  static constexpr Aspect kLabels[] = {
      {Field::dispositif_programmes_nationaux, web::phrase("Programmes nationaux"), "shield-check"},
      {Field::formations_labels, web::phrase("Formations et labels"), "circle-check"},
      {Field::autres_formations_labels, web::phrase("Autres labels"), "circle-check"},
  };
  const bool speaks = place.has(Field::presentation_resume) ||
                      place.has(Field::presentation_detail) || place.has(Field::structure_parente);
  if (!speaks && !has_any(place, kLabels)) return;
  html("section", {{"aria-labelledby", "presentation"}}, [&] {
    html("h2", {{"id", "presentation"}}, view.t("Présentation"));
    const std::string& summary = place[Field::presentation_resume];
    const std::string& detail = place[Field::presentation_detail];
    if (!summary.empty() && !detail.starts_with(summary))
      html("p", [&] { in_french(html, view, summary); });
    for (const std::string_view paragraph : base::split(detail, '\n')) {
      if (!base::trim(paragraph).empty())
        html("p", [&] { in_french(html, view, base::trim(paragraph)); });
    }
    if (place.has(Field::structure_parente)) {
      html("p", view.t.fill("Ce lieu fait partie de : {}.", {place[Field::structure_parente]}));
    }
    aspect_list(html, view, place, kLabels);
  });
}

}  // namespace maillage::places
