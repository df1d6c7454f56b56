// What the law and good manners make a site say: who holds it, what it keeps of its visitors, how
// accessible it is. What the operator has not filled in is said to be missing.
#include "places/document.hpp"
#include "places/pages.hpp"
#include "web/components.hpp"

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

void filled(Html& html, const View& view, const std::string& title, const std::string& value) {
  html("div", [&] {
    html("dt", title);
    if (value.empty()) {
      html("dd", {{"class", "mute"}},
           view.t("L’exploitant de ce site ne l’a pas encore renseigné."));
    } else {
      html("dd", value);
    }
  });
}

void contact(Html& html, const View& view, const Operator& holder) {
  if (holder.contact.empty()) {
    paragraph(html,
              view.t("L’exploitant de ce site n’a pas encore donné d’adresse où lui écrire."));
    return;
  }
  html("p", [&] { html("a", {href(Address::mail(holder.contact))}, holder.contact); });
}

void list(Html& html, std::initializer_list<std::string> items) {
  html("ul", [&] {
    for (const std::string& item : items) html("li", item);
  });
}

}  // namespace

web::Response legal_page(const web::Request&, Site& site) {
  const View view = site.view();
  const auto& t = view.t;
  const Operator& holder = site.holder();
  web::Page page{t("Mentions légales"), t("Qui tient ce site et qui l’héberge."), ""};
  return document(site, page, [&](Html& html) {
    html("dl", {{"class", "all-fields"}}, [&] {
      filled(html, view, t("Éditeur"), holder.name);
      filled(html, view, t("Adresse"), holder.address);
      filled(html, view, t("Directeur de la publication"), holder.director);
      filled(html, view, t("Hébergeur"), holder.host);
      filled(html, view, t("Contact"), holder.contact);
    });
    document_section(html, t("Le logiciel"), [&] {
      paragraph(html, t("Maillage est un logiciel libre, sous licence AGPL-3.0-or-later. Chacun "
                        "peut le lire, l’installer et l’améliorer."));
    });
    document_section(html, t("Les données"), [&] {
      paragraph(html, t("Les données des lieux sont publiées sous Licence Ouverte 2.0. Citez leur "
                        "source et leur date."));
      html("p", [&] { html("a", {href(Address::local("/donnees"))}, t("En savoir plus")); });
    });
  });
}

web::Response privacy_page(const web::Request&, Site& site) {
  const View view = site.view();
  const auto& t = view.t;
  const Operator& holder = site.holder();
  web::Page page{t("Confidentialité"), t("Ce que ce site garde de vous : presque rien."), ""};
  return document(site, page, [&](Html& html) {
    html("p", {{"class", "lead"}},
         t("Ce site ne dépose aucun témoin de connexion chez ses visiteurs et ne mesure pas leur "
           "visite."));
    document_section(html, t("Ce que vous cherchez"), [&] {
      list(html, {t("Vos recherches sont comprises ici : elles ne sont envoyées à personne."),
                  t("Elles n’entrent dans aucun journal et ne sont pas gardées."),
                  t("L’adresse que vous donnez au guide n’apparaît pas dans l’adresse de la page : "
                    "celle-ci retient la commune, ou un point arrondi à 200 mètres.")});
    });
    document_section(html, t("Les journaux du serveur"), [&] {
      paragraph(html, t("Chaque demande laisse une ligne : le chemin de la page, la réponse et sa "
                        "durée. Ni votre adresse, ni ce que vous avez cherché."));
      html("dl", {{"class", "all-fields"}},
           [&] { filled(html, view, t("Durée de conservation"), holder.retention); });
    });
    document_section(html, t("Les coordonnées des lieux"), [&] {
      paragraph(html, t("Un téléphone ou une adresse électronique peut être celui d’une personne. "
                        "Elle peut s’opposer à sa publication : il est alors retiré partout, et "
                        "n’est jamais repris d’une liste."));
    });
    document_section(html, t("Les personnes qui relisent les fiches"), [&] {
      paragraph(html,
                t("Elles ont un témoin de connexion le temps de leur session. Leurs décisions "
                  "sont gardées sous un numéro, pas sous leur nom."));
    });
    document_section(html, t("Exercer vos droits"), [&] {
      paragraph(html, t("Vous pouvez demander à voir, corriger ou retirer ce qui vous concerne."));
      contact(html, view, holder);
    });
  });
}

web::Response accessibility_page(const web::Request&, Site& site) {
  const View view = site.view();
  const auto& t = view.t;
  const Operator& holder = site.holder();
  web::Page page{t("Accessibilité"),
                 t("Ce que ce site fait pour être utilisable par tout le monde."), ""};
  return document(site, page, [&](Html& html) {
    html("p", {{"class", "lead"}},
         t("Ce site doit servir à chacun, quel que soit son appareil, son handicap ou sa "
           "connexion."));
    document_section(html, t("État de conformité"), [&] {
      paragraph(html, t("Aucun audit extérieur n’a encore été mené. Au sens de la loi, ce site est "
                        "donc « non conforme » au référentiel général d’amélioration de "
                        "l’accessibilité (RGAA 4.1), même si nous visons chacun de ses critères."));
    });
    document_section(html, t("Ce qui est fait"), [&] {
      list(html, {t("Toutes les pages se lisent au clavier et avec un lecteur d’écran."),
                  t("Aucune page n’a besoin de JavaScript."),
                  t("Les textes grossissent jusqu’à 400 % sans défilement horizontal."),
                  t("Les contrastes dépassent 4,5, sur fond clair comme sur fond sombre."),
                  t("Aucune information ne passe par la couleur seule."),
                  t("Les fiches s’impriment en gros caractères, sans décor."),
                  t("Les pages disent leur langue, et celle des mots français qu’elles citent.")});
    });
    document_section(html, t("Ce qui est vérifié"), [&] {
      paragraph(html, t("À chaque modification, un navigateur parcourt les pages au clavier, sans "
                        "script, sur petit et grand écran, et y cherche les défauts avec l’outil "
                        "axe. Un outil ne trouve qu’une partie des défauts : un audit par des "
                        "personnes reste à faire."));
    });
    document_section(html, t("Ce qui résiste encore"), [&] {
      list(html, {t("La carte ne dit pas le nom des villes. La liste contient les mêmes lieux."),
                  t("Les textes des producteurs sont en français et parfois difficiles."),
                  t("Les fiches en PDF ne sont pas balisées : préférez la page à imprimer.")});
    });
    document_section(html, t("Signaler un obstacle"), [&] {
      paragraph(html, t("Si une page vous résiste, écrivez-nous. Décrivez la page et ce que vous "
                        "vouliez faire : nous vous donnerons l’information autrement."));
      contact(html, view, holder);
      paragraph(html, t("Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits, "
                        "sur defenseurdesdroits.fr ou au 09 69 39 00 00."));
    });
  });
}

}  // namespace maillage::places
