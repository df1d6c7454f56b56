// The lists that the registry holds: how many records, how old, and what they leave unsaid.
#include "places/document.hpp"
#include "places/pages.hpp"
#include "places/readable.hpp"
#include "web/components.hpp"

#include <cmath>
#include <map>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

/// What the places that a list names say, whoever says it.
struct Said {
  std::size_t places = 0, hours = 0, services = 0, contact = 0, to_verify = 0;
};

std::map<std::string_view, Said> said_by_list(const Directory& directory, base::Date today) {
  std::map<std::string_view, Said> by_list;
  for (const Entry& entry : directory.entries()) {
    for (const std::string& list : entry.lists) {
      Said& said = by_list[list];
      ++said.places;
      said.hours += !entry.horaires.empty();
      said.services += entry.services != 0;
      said.contact += entry.has_contact;
      said.to_verify += needs_check(entry.confirmed_on, today);
    }
  }
  return by_list;
}

std::string share(std::size_t part, std::size_t all) {
  if (all == 0) return "–";
  return fmt::format("{}\u00a0%",
                     std::lround(100.0 * static_cast<double>(part) / static_cast<double>(all)));
}

void source_name(Html& html, const View& view, const ListState& list, const ListNames& names) {
  if (list.places == 0) {
    in_french(html, view, names.of(list.name));
    return;
  }
  html("a", {href(Address::local("/lieux").with("liste", list.name))},
       [&] { in_french(html, view, names.of(list.name)); });
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

std::vector<const ListState*> by_name(const std::vector<ListState>& lists, const ListNames& names) {
  std::vector<const ListState*> ordered;
  for (const ListState& list : lists) ordered.push_back(&list);
  std::sort(ordered.begin(), ordered.end(), [&](const ListState* a, const ListState* b) {
    return name_order(names.of(a->name)) < name_order(names.of(b->name));
  });
  return ordered;
}

void ages(Html& html, const View& view, std::span<const ListState* const> lists, Site& site) {
  const auto& t = view.t;
  const std::string columns[] = {t("Source"), t("Fiches"), t("Âge médian"), t("La plus récente"),
                                 t("Dernier import")};
  std::vector<std::vector<std::function<void()>>> rows;
  for (const ListState* list : lists) {
    rows.push_back({
        [&, list] { source_name(html, view, *list, site.list_names()); },
        [&, list] {
          html("span", {{"class", "number"}}, t.number(static_cast<std::int64_t>(list->places)));
        },
        [&, list] { html.text(age_of(*list, site.today(), t)); },
        [&, list] { html.text(list->newest ? readable_date(t, *list->newest) : "–"); },
        [&, list] { html.text(readable_date(t, list->imported_on)); },
    });
  }
  table(html, view, t("Combien de fiches, et de quand"), columns, rows);
}

void gaps(Html& html, const View& view, std::span<const ListState* const> lists,
          const Snapshot& snapshot, Site& site) {
  const auto& t = view.t;
  const auto by_list = said_by_list(snapshot.directory, site.today());
  const std::string columns[] = {t("Source"), t("Horaires"), t("Services"), t("Contact"),
                                 t("À vérifier")};
  std::vector<std::vector<std::function<void()>>> rows;
  for (const ListState* list : lists) {
    const auto found = by_list.find(list->name);
    if (found == by_list.end()) continue;
    const Said& said = found->second;
    rows.push_back({[&, list] { in_french(html, view, site.list_names().of(list->name)); },
                    [&] { html.text(share(said.hours, said.places)); },
                    [&] { html.text(share(said.services, said.places)); },
                    [&] { html.text(share(said.contact, said.places)); },
                    [&] { html.text(share(said.to_verify, said.places)); }});
  }
  table(html, view, t("Ce que l’on sait des lieux de chaque source"), columns, rows);
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
    const auto lists = by_name(snapshot->lists, site.list_names());
    html("p",
         t("Une fiche vieillit quand personne ne la relit. L’âge médian est celui que la moitié "
           "des fiches datées dépassent. Des fiches qui parlent du même lieu sont réunies en une "
           "page."));
    ages(html, view, lists, site);
    document_section(html, t("Ce qui manque"), [&] {
      paragraph(html, t("La part des lieux dont on connaît les horaires, les services et un moyen "
                        "de contact, toutes sources réunies. Un lieu est à vérifier quand rien ne "
                        "l’a confirmé depuis 180 jours."));
      gaps(html, view, lists, *snapshot, site);
    });
    document_section(html, t("Corriger une source"), [&] {
      paragraph(html, t("Une liste se corrige chez son producteur : la correction arrive ici à "
                        "l’import suivant. Chaque import remet au producteur un rapport, qui dit "
                        "ce qui a été réparé et ce qui n’a pas pu l’être."));
    });
  });
}

}  // namespace maillage::places
