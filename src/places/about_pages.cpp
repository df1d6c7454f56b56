#include "base/error.hpp"
#include "places/document.hpp"
#include "places/pages.hpp"
#include "web/components.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

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
    document_section(html, t("D’où elles viennent"), [&] {
      paragraph(html, t("Des collectivités, des associations et des réseaux tiennent chacun leur "
                        "liste de lieux, dans leur propre format. Maillage les lit, les traduit "
                        "dans le standard national des lieux de médiation numérique (version "
                        "1.0.2), et garde pour chaque lieu le nom de sa source."));
      html("p",
           [&] { html("a", {href(Address::local("/sources"))}, t("Voir la liste des sources")); });
    });
    document_section(html, t("Ce qui est corrigé"), [&] {
      paragraph(html,
                t("Un numéro de téléphone mal écrit, un code postal qui ne va pas avec sa commune, "
                  "des coordonnées inversées : ces erreurs sont réparées quand l’intention est "
                  "certaine. Chaque correction est notée dans le rapport remis au producteur."));
    });
    document_section(html, t("Ce qui est réuni"), [&] {
      paragraph(html,
                t("Plusieurs listes nomment souvent le même lieu. Leurs fiches sont comparées et "
                  "réunies en une page, qui dit quelle source donne chaque information, et ce que "
                  "disent les autres. Quand la comparaison hésite, une personne tranche."));
    });
    document_section(html, t("Ce que nous ne savons pas"), [&] {
      paragraph(html, t("Quand une information manque, la fiche le dit. Une date inconnue reste "
                        "inconnue. Quand les horaires manquent, appelez avant de vous déplacer."));
    });
    document_section(html, t("Les reprendre"), [&] {
      paragraph(html, t("Ces données sont sous Licence Ouverte 2.0 : prenez-les, citez la source. "
                        "Aucune clé n’est demandée."));
      const web::Link ways[] = {
          {t("Tout l’annuaire en CSV, au standard national"), Address::resource("/lieux.csv")},
          {t("En classeur (XLSX)"), Address::resource("/lieux.xlsx")},
          {t("En JSON"), Address::resource("/lieux.json")},
          {t("En GeoJSON, pour une carte"), Address::resource("/lieux.geojson")},
          {t("Jour par jour, avec empreinte"), Address::resource("/donnees/quotidien")},
          {t("Interface pour programmes (OpenAPI)"), Address::resource("/api/v1/openapi.json")},
          {t("Pour un système d’information géographique (OGC API Features)"),
           Address::resource("/ogc")},
          {t("Ce qui change, en flux Atom"), Address::resource("/flux/nouveautes.atom")},
          {t("Les arrêts des lieux itinérants, pour votre agenda"),
           Address::resource("/flux/itinerances.ics")},
          {t("Montrer les lieux sur votre site"), Address::resource("/integrer")}};
      html("ul", [&] {
        for (const web::Link& way : ways)
          html("li", [&] { html("a", {href(way.address)}, way.label); });
      });
      paragraph(html, t("Les filtres de la liste valent aussi pour les fichiers : ajoutez "
                        "?departement=23 ou ?q=Guéret à leur adresse."));
    });
    document_section(html, t("Vie privée"), [&] {
      paragraph(html, t("Ce site ne dépose aucun témoin de connexion chez ses visiteurs et ne "
                        "mesure pas leur visite. Ce que vous cherchez n’est pas conservé. Seules "
                        "les personnes qui relisent les doublons ont un témoin, le temps de leur "
                        "session."));
      html("p", [&] {
        html("a", {href(Address::local("/confidentialite"))}, t("Ce que ce site garde de vous"));
      });
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
