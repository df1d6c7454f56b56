#include "base/error.hpp"
#include "places/list_query.hpp"
#include "places/pages.hpp"
#include "places/readable.hpp"
#include "web/components.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

web::Response document(Site& site, const web::Page& page, const std::function<void(Html&)>& body) {
  return web::Response::html(render(site.frame(), page, site.view(), [&](Html& html) {
    html("div", {{"class", "wrap document"}}, [&] {
      html("h1", page.title);
      body(html);
    });
  }));
}

void paragraph(Html& html, const std::string& text) {
  html("p", text);
}

void section(Html& html, const std::string& title, const std::function<void()>& body) {
  html("section", [&] {
    html("h2", title);
    body();
  });
}

void source_name(Html& html, const ListState& list, const ListNames& names) {
  if (list.places == 0) {
    html.text(names.of(list.name));
    return;
  }
  html("a", {href(Address::local("/lieux").with("liste", list.name))}, names.of(list.name));
}

/// "il y a 2 ans, 12 sans date"
std::string age_of(const ListState& list, base::Date today, const web::Words& t) {
  if (!list.middle) return t("inconnu");
  std::string age = readable_age(t, *list.middle, today);
  if (list.undated > 0) {
    age += ", " + t.count("{} sans date", "{} sans date", static_cast<std::int64_t>(list.undated));
  }
  return age;
}

std::string failure_title(int status, const web::Words& t) {
  switch (status) {
    case 404:
      return t("Cette page n’existe pas");
    case 405:
      return t("Cette page ne se demande pas ainsi");
    case 503:
      return t("Le site ne répond pas pour le moment");
    default:
      return status < 500 ? t("Nous n’avons pas compris cette demande")
                          : t("Une erreur est survenue chez nous");
  }
}

std::string failure_advice(int status, const web::Words& t) {
  switch (status) {
    case 404:
      return t(
          "L’adresse a peut-être changé, ou une lettre manque. Cherchez le lieu par son nom ou sa "
          "commune.");
    case 405:
      return t("Revenez à la page précédente et suivez ses liens.");
    default:
      return t(
          "Réessayez dans quelques minutes. Si cela dure, prévenez la personne qui tient ce site.");
  }
}

}  // namespace

web::Response sources_page(const web::Request&, Site& site) {
  const auto snapshot = site.snapshot();
  const View view = site.view();
  const auto& t = view.t;
  web::Page page{t("Les sources"),
                 t("Les listes que Maillage rassemble : combien de lieux, de quand."), "/sources"};
  return document(site, page, [&](Html& html) {
    html("p", {{"class", "lead"}},
         t.count(
             "{} lieu, d’après les listes de leurs producteurs. Chaque fiche dit d’où elle vient.",
             "{} lieux, d’après les listes de leurs producteurs. Chaque fiche dit d’où elle vient.",
             static_cast<std::int64_t>(snapshot->figures.places)));
    if (snapshot->lists.empty()) {
      empty_state(html, view, t("Aucune liste n’a encore été importée"), "", {});
      return;
    }
    html("p",
         t("Une fiche vieillit quand personne ne la relit. L’âge médian est celui que la moitié "
           "des fiches datées dépassent. Des fiches qui parlent du même lieu sont réunies en une "
           "page."));
    const std::string columns[] = {t("Source"), t("Fiches"), t("Âge médian"), t("La plus récente"),
                                   t("Dernier import")};
    std::vector<const ListState*> lists;
    for (const ListState& list : snapshot->lists) lists.push_back(&list);
    const ListNames& names = site.list_names();
    std::sort(lists.begin(), lists.end(), [&](const ListState* a, const ListState* b) {
      return name_order(names.of(a->name)) < name_order(names.of(b->name));
    });
    std::vector<std::vector<std::function<void()>>> rows;
    for (const ListState* list : lists) {
      rows.push_back({
          [&, list] { source_name(html, *list, names); },
          [&, list] {
            html("span", {{"class", "number"}}, t.number(static_cast<std::int64_t>(list->places)));
          },
          [&, list] { html.text(age_of(*list, site.today(), t)); },
          [&, list] { html.text(list->newest ? base::french_date(*list->newest) : "–"); },
          [&, list] { html.text(base::french_date(list->imported_on)); },
      });
    }
    table(html, view, t("Listes importées"), columns, rows);
  });
}

web::Response data_page(const web::Request&, Site& site) {
  const auto& t = site.view().t;
  web::Page page{
      t("Les données"),
      t("Ce que sont les données de Maillage, d’où elles viennent et ce qu’elles valent."),
      "/donnees"};
  return document(site, page, [&](Html& html) {
    html("p", {{"class", "lead"}},
         t("Ces informations viennent des structures de la médiation numérique et de leurs "
           "réseaux. Nous ne les inventons pas."));
    section(html, t("D’où elles viennent"), [&] {
      paragraph(html, t("Des collectivités, des associations et des réseaux tiennent chacun leur "
                        "liste de lieux, dans leur propre format. Maillage les lit, les traduit "
                        "dans le standard national des lieux de médiation numérique (version "
                        "1.0.2), et garde pour chaque lieu le nom de sa source."));
      html("p",
           [&] { html("a", {href(Address::local("/sources"))}, t("Voir la liste des sources")); });
    });
    section(html, t("Ce qui est corrigé"), [&] {
      paragraph(html,
                t("Un numéro de téléphone mal écrit, un code postal qui ne va pas avec sa commune, "
                  "des coordonnées inversées : ces erreurs sont réparées quand l’intention est "
                  "certaine. Chaque correction est notée dans le rapport remis au producteur."));
    });
    section(html, t("Ce qui est réuni"), [&] {
      paragraph(html,
                t("Plusieurs listes nomment souvent le même lieu. Leurs fiches sont comparées et "
                  "réunies en une page, qui dit quelle source donne chaque information, et ce que "
                  "disent les autres. Quand la comparaison hésite, une personne tranche."));
    });
    section(html, t("Ce que nous ne savons pas"), [&] {
      paragraph(html, t("Quand une information manque, la fiche le dit. Une date inconnue reste "
                        "inconnue. Quand les horaires manquent, appelez avant de vous déplacer."));
    });
    section(html, t("Vie privée"), [&] {
      paragraph(html, t("Ce site ne dépose aucun témoin de connexion chez ses visiteurs et ne "
                        "mesure pas leur visite. Ce que vous cherchez n’est pas conservé. Seules "
                        "les personnes qui relisent les doublons ont un témoin, le temps de leur "
                        "session."));
    });
  });
}

web::Response accessibility_page(const web::Request&, Site& site) {
  const auto& t = site.view().t;
  web::Page page{t("Accessibilité"),
                 t("Ce que ce site fait pour être utilisable par tout le monde."), ""};
  return document(site, page, [&](Html& html) {
    html("p", {{"class", "lead"}},
         t("Ce site doit servir à chacun, quel que soit son appareil, son handicap ou sa "
           "connexion."));
    section(html, t("Ce qui est fait"), [&] {
      html("ul", [&] {
        for (const std::string& item :
             {t("Toutes les pages se lisent au clavier et avec un lecteur d’écran."),
              t("Aucune page n’a besoin de JavaScript."),
              t("Les textes grossissent jusqu’à 400 % sans défilement horizontal."),
              t("Les contrastes dépassent 4,5, sur fond clair comme sur fond sombre."),
              t("Aucune information ne passe par la couleur seule."),
              t("Les fiches s’impriment sur une page, sans décor.")}) {
          html("li", item);
        }
      });
    });
    section(html, t("Ce qui est vérifié"), [&] {
      paragraph(html, t("À chaque modification, un navigateur parcourt les pages au clavier, sans "
                        "script, sur petit et grand écran, et y cherche les défauts avec l’outil "
                        "axe. Le référentiel général d’amélioration de l’accessibilité (RGAA) n’a "
                        "pas encore fait l’objet d’un audit."));
    });
    section(html, t("Signaler un obstacle"), [&] {
      paragraph(html, t("Si une page vous résiste, dites-le à la personne qui tient ce site. "
                        "Décrivez la page et ce que vous vouliez faire."));
    });
  });
}

web::Response failure_page(const web::Request&, Site& site, const web::Failure& failure) {
  const View view = site.view();
  web::Page page;
  page.title = failure_title(failure.status, view.t);
  page.indexed = false;
  web::Response response = document(site, page, [&](Html& html) {
    html("p", {{"class", "lead"}},
         failure.message.empty() ? failure_advice(failure.status, view.t) : failure.message);
    search_box(html, view,
               {Address::local("/recherche"), view.t("Chercher un lieu"),
                view.t("Une commune, un code postal ou le nom d’un lieu"), ""});
    html("p", [&] { html("a", {href(Address::local("/"))}, view.t("Revenir à l’accueil")); });
  });
  response.status = failure.status;
  response.caching = web::Caching::never;
  return response;
}

web::Response health(const web::Request&, Site& site) {
  std::string_view state = "pret";
  std::int64_t newest = 0;
  try {
    newest = revision(*site.database().read());
  } catch (const base::Error&) {
    state = "base injoignable";  // lists and search still answer, from memory
    newest = site.snapshot()->revision;
  }
  web::Response response =
      web::Response::json(fmt::format("{{\"etat\":\"{}\",\"revision\":{}}}\n", state, newest));
  response.caching = web::Caching::never;
  return response;
}

web::Response asset(const web::Request& request, Site& site, std::string_view file) {
  if (auto response = site.assets().serve(file, request)) return std::move(*response);
  return web::Response::text("Ce fichier n’existe pas.\n", 404);
}

}  // namespace maillage::places
