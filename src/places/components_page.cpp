#include "places/opening_parts.hpp"
#include "places/pages.hpp"
#include "places/place_card.hpp"
#include "places/place_sections.hpp"
#include "places/review_parts.hpp"
#include "web/components.hpp"

namespace maillage::places {
namespace {

using standard::Field;
using web::Address;
using web::Html;
using web::View;

// Names of components are for those who build the site: they are not translated.
void shown(Html& html, std::string_view name, const std::function<void()>& body) {
  html("section", {{"class", "specimen"}}, [&] {
    html("h2", name);
    body();
  });
}

Entry entry(std::string nom, std::uint16_t services) {
  Entry made;
  made.place_id = "exemple";
  made.nom = std::move(nom);
  made.adresse = "2 rue des Lilas";
  made.code_postal = "23000";
  made.commune = "Guéret";
  made.services = services;
  return made;
}

void cards(Html& html, const View& view, const Present& present) {
  Entry full = entry("Médiathèque du Grand Guéret", 0b110110111);
  full.telephone = "+33555521212";
  full.horaires = "24/7";
  full.updated = present.today();
  Entry bare = entry(
      "Le nom d’un lieu si long qu’il occupe plusieurs lignes sur un téléphone, comme les "
      "producteurs en écrivent",
      0);
  html("div", {{"class", "card-row"}}, [&] {
    place_card(html, view, {&full, 0.4}, present);
    place_card(html, view, {&bare, -1}, present);
  });
}

void alerts(Html& html, const View& view) {
  alert(html, view, web::Tone::info, "Information", "Les horaires changent pendant les vacances.");
  alert(html, view, web::Tone::success, "C’est fait", "Votre demande est envoyée.");
  alert(html, view, web::Tone::warning, "Nous ne connaissons pas ses horaires.",
        "Appelez avant de vous déplacer : 05 55 52 12 12");
  alert(html, view, web::Tone::error, "Le code postal doit avoir 5 chiffres.",
        "Vous avez écrit « 3360 ».");
}

void fields(Html& html, const View& view) {
  text_field(html, view,
             {"vide", "Votre commune", "Par exemple : Guéret", "", "", "address-level2", true});
  text_field(html, view, {"rempli", "Votre téléphone", "", "06 12 34 56 78", "", "tel", false});
  text_field(
      html, view,
      {"faux", "Code postal", "", "3360",
       "Le code postal doit avoir 5 chiffres. Vous avez écrit « 3360 ».", "postal-code", true});
  const web::Choice choices[] = {{"", "Tous les services", false},
                                 {"demarches", "Faire une démarche en ligne (12)", true}};
  select_field(html, view, "choix", "Besoin", choices);
}

void choice_groups(Html& html, const View& view) {
  const web::Choice one[] = {{"debut", "Je débute", true, "On m’aide pour presque tout"},
                             {"seul", "Je suis à l’aise", false, ""}};
  const web::Choice several[] = {{"gratuit", "Gratuit", true}, {"libre", "Sans rendez-vous"}};
  choice_cards(html, view, {"un", "Un seul choix", "", "", false}, one);
  choice_cards(html, view, {"faux", "Rien de choisi", "", "Choisissez une réponse.", false}, one);
  choice_cards(html, view, {"plusieurs", "Plusieurs choix", "Cochez ce qui compte.", "", true},
               several);
}

void statuses(Html& html, const View& view) {
  using enum hours::StatusKind;
  const hours::Status kinds[] = {{open, {}, "", "Ouvert jusqu’à 12 h"},
                                 {closing_soon, {}, "", "Ferme bientôt, à 17 h 30"},
                                 {closed, {}, "", "Fermé, ouvre demain à 9 h"},
                                 {by_appointment, {}, "", "Sur rendez-vous, jusqu’à 18 h"},
                                 {temporarily_closed, {}, "", "Fermé temporairement (travaux)"},
                                 {unknown, {}, "", "Horaires à vérifier"}};
  html("ul", {{"class", "tags"}}, [&] {
    for (const hours::Status& status : kinds) html("li", [&] { status_line(html, view, status); });
  });
}

void weeks(Html& html, const View& view, const Present& present) {
  standard::Place place;
  place[Field::horaires] =
      "Mo-Fr 09:00-12:00,14:00-18:00; week 1-53/2 Sa 09:00-12:30 \"sur rendez-vous\"; PH off";
  const auto hours = opening(place[Field::horaires], "23096", present);
  hours_section(html, view, place, hours ? &*hours : nullptr);
}

void compared(Html& html, const View& view) {
  Record a, b;
  a.record_id = "a";
  a.list = "la-creuse";
  a.place[Field::nom] = "Médiathèque du Grand Guéret";
  a.place[Field::commune] = "Guéret";
  a.place[Field::telephone] = "+33555521212";
  b.record_id = "b";
  b.list = "hub-lo";
  b.place[Field::nom] = "Médiathèque Grand Guéret, espace numérique";
  b.place[Field::commune] = "Guéret";
  comparison_table(html, view, a, b, ListNames());
  reason_table(html, view,
               reasons("nom très proche (+8,2) ; téléphone autre (-2,4) ; au départ (-9,1)"));
}

}  // namespace

web::Response components_page(const web::Request&, Site& site) {
  const View view = site.view();
  const Address here = Address::local("/_composants");
  web::Page page{"Composants", "", ""};
  page.indexed = false;
  return web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap document specimens"}}, [&] {
      html("h1", "Composants");
      html("p", {{"class", "lead"}}, "Chaque élément des pages, dans chacun de ses états.");
      shown(html, "Titres et texte", [&] {
        html("h3", "Titre de niveau 3");
        html("p", [&] {
          html.text("Un paragraphe avec ");
          html("a", {href(here)}, "un lien");
          html.text(", ");
          html("strong", "un passage important");
          html.text(" et ");
          html("code", "code_insee");
          html.text(".");
        });
      });
      shown(html, "Boutons", [&] {
        html("p", {{"class", "button-row"}}, [&] {
          html("button", {{"type", "button"}, {"class", "button"}}, "Envoyer ma demande");
          html("button", {{"type", "button"}, {"class", "button secondary"}}, "Ajouter une date");
          html("button", {{"type", "button"}, {"class", "button"}, {"disabled"}}, "Indisponible");
        });
      });
      shown(html, "Recherche", [&] {
        search_box(html, view,
                   {Address::local("/recherche"), "Où cherchez-vous de l’aide ?",
                    "Une commune ou un code postal", "Guéret"});
      });
      shown(html, "Carte d’un lieu : complète, presque vide",
            [&] { cards(html, view, site.present()); });
      shown(html, "Étiquettes et filtres choisis", [&] {
        html("p", {{"class", "tags"}}, [&] {
          tag(html, view, "clock", "Horaires connus");
          tag(html, view, "languages", "Anglais");
        });
        html("ul", {{"class", "chips"}}, [&] {
          html("li", [&] {
            html("a", {{"class", "chip"}, href(here)}, [&] {
              html("span", "Creuse (23)");
              icon(html, view, "x");
            });
          });
        });
      });
      shown(html, "Messages", [&] { alerts(html, view); });
      shown(html, "Champs : vide, rempli, refusé, choix", [&] { fields(html, view); });
      shown(html, "Choix en cartes", [&] { choice_groups(html, view); });
      shown(html, "Fil d’Ariane", [&] {
        const web::Link trail[] = {
            {"Tous les lieux", Address::local("/lieux")}, {"Creuse", here}, {"Médiathèque", here}};
        breadcrumb(html, view, trail);
      });
      shown(html, "Pages : première, milieu, dernière", [&] {
        const auto stay = [&](int) { return here; };
        pager(html, view, 1, 14, stay, "Première page");
        pager(html, view, 7, 14, stay, "Au milieu");
        pager(html, view, 14, 14, stay, "Dernière page");
      });
      shown(html, "Étapes", [&] {
        const std::string labels[] = {"Votre besoin", "Votre commune", "Vos déplacements"};
        steps(html, view, labels, 1);
      });
      shown(html, "Avancement", [&] {
        progress(html, view, "3 200 lignes sur 4 930, encore 4 secondes environ", 3200, 4930);
      });
      shown(html, "Graphique", [&] {
        const web::Bar bars[] = {{"donnent un téléphone", "82 %", 0.82},
                                 {"donnent leurs horaires", "41 %", 0.41}};
        bar_chart(html, view, "Quatre lieux sur dix donnent leurs horaires", bars);
      });
      shown(html, "Tableau, liste sur téléphone", [&] {
        const std::string columns[] = {"Liste", "Lieux", "Dernier import"};
        table(html, view, "Listes importées", columns,
              {{[&] { html.text("la-creuse"); }, [&] { html.text("52"); },
                [&] { html.text("2 avril 2026"); }},
               {[&] { html.text("hinaura"); }, [&] { html.text("694"); },
                [&] { html.text("2 avril 2026"); }}});
      });
      shown(html, "État : ouvert, bientôt fermé, fermé, sur rendez-vous, travaux, inconnu",
            [&] { statuses(html, view); });
      shown(html, "Horaires", [&] { weeks(html, view, site.present()); });
      shown(html, "Deux fiches comparées, et pourquoi elles se ressemblent",
            [&] { compared(html, view); });
      shown(html, "Détails à ouvrir", [&] {
        html("details", [&] {
          html("summary", "Toutes les données de cette fiche");
          html("p", "Le contenu.");
        });
      });
      shown(html, "Rien à montrer", [&] {
        const web::Link ways[] = {{"Voir tous les lieux", Address::local("/lieux")}};
        empty_state(html, view, "Aucun lieu ne répond à « Atlantide »",
                    "Vérifiez l’orthographe, ou retirez un filtre.", ways);
      });
    });
  }));
}

}  // namespace maillage::places
