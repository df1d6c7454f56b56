#include "places/guide_results.hpp"

#include "base/text.hpp"
#include "places/list_query.hpp"
#include "places/opening_parts.hpp"
#include "places/place_card.hpp"
#include "places/readable.hpp"
#include "web/components.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

constexpr int kOldDays = 365;

const std::string& hours_code(const Entry& entry) {
  return entry.code_insee.empty() ? entry.departement : entry.code_insee;
}

std::string way_words(const web::Words& t, Mobility mobility, const Proposal& proposal) {
  const std::string minutes = readable_minutes(t, proposal.minutes);
  switch (mobility) {
    case Mobility::foot:
      return t.fill("À environ {} à pied", {minutes});
    case Mobility::bicycle:
      return t.fill("À environ {} à vélo", {minutes});
    case Mobility::transit:
      return t.fill("À environ {} en transports en commun", {minutes});
    case Mobility::car:
      return t.fill("À environ {} en voiture", {minutes});
    case Mobility::none:
      break;
  }
  return t.fill("Il est {} de chez vous", {readable_distance(t, proposal.candidate->kilometres)});
}

std::string contact_words(const web::Words& t, int open_days) {
  if (open_days == 0) return t("On peut vous y répondre aujourd’hui");
  if (open_days == 1) return t("On peut vous y répondre au prochain jour ouvré");
  return t.count("On peut vous y répondre dans {} jour ouvré",
                 "On peut vous y répondre dans {} jours ouvrés", open_days);
}

std::string reason_words(const web::Words& t, Why why, const GuideQuery& query,
                         const Proposed& proposed, base::Date today) {
  const Proposal& proposal = proposed.proposal;
  const Offer& offer = *proposal.candidate->offer;
  switch (why) {
    case Why::near:
      return way_words(t, *query.mobility, proposal);
    case Why::contact:
      return contact_words(t, *proposal.open_days);
    case Why::service:
      return t.fill("On y vient pour : {}", {t(query.need->question)});
    case Why::confirmed:
      return t.fill("Ses informations ont été confirmées {}",
                    {readable_age(t, *proposed.entry->confirmed_on, today)});
    case Why::cost:
      return offer.cost == Cost::free ? t("C’est gratuit") : t("C’est gratuit sous condition");
    case Why::help:
      return offer.individual ? t("Une personne vous aide individuellement")
             : offer.workshop ? t("On y apprend à plusieurs, dans un atelier")
                              : t("On peut vous y aider à distance");
    case Why::wishes:
      return t("Il répond à tous vos souhaits");
    case Why::phone:
      return t("Vous pouvez l’appeler avant de venir");
    case Why::address:
      return t.fill("Son adresse est connue, à {}", {proposed.entry->commune});
    case Why::listed:
      break;
  }
  return t("Il figure dans une liste du secteur");
}

std::vector<std::string> doubts(const web::Words& t, const Proposed& proposed) {
  const Proposal& proposal = proposed.proposal;
  const auto& days = proposal.candidate->days_since_confirmed;
  std::vector<std::string> said;
  for (const auto& wish : wish_choices()) {
    if ((proposal.unmet & wish.value) != 0)
      said.push_back(t.fill("Il ne l’annonce pas : {}", {t(wish.label)}));
  }
  if (proposal.unknown_services) said.push_back(t("Il ne dit pas quels services il propose"));
  if (proposal.candidate->offer->cost == Cost::paid)
    said.push_back(t("C’est payant : demandez le prix"));
  if (!days) {
    said.push_back(t("Personne ne sait de quand datent ses informations"));
  } else if (*days > kOldDays) {
    said.push_back(t("Ses informations ont plus d’un an : appelez avant de venir"));
  }
  if (proposed.entry->point_is_commune)
    said.push_back(t("Le trajet est estimé jusqu’au centre de la commune"));
  return said;
}

void proposal_card(Html& html, const View& view, const GuideQuery& query, const Proposed& proposed,
                   const Present& present) {
  const auto& t = view.t;
  const Entry& entry = *proposed.entry;
  html("article", {{"class", "card proposal"}}, [&] {
    html("h2", [&] {
      html("a", {href(place_address(entry.place_id))}, [&] { in_french(html, view, entry.nom); });
    });
    html("p", {{"class", "where with-icon"}}, [&] {
      icon(html, view, "map-pin");
      html("span", [&] { in_french(html, view, one_line_address(entry)); });
    });
    if (const auto status = opening_status(entry.horaires, hours_code(entry), present, t)) {
      html("p", {{"class", "opening"}}, [&] { status_line(html, view, *status); });
    } else {
      html("p", {{"class", "mute"}}, t("Horaires inconnus : appelez avant de venir"));
    }
    html("h3", t("Pourquoi ce lieu"));
    html("ul", {{"class", "why"}}, [&] {
      for (const Why why : proposed.proposal.reasons) {
        html("li", [&] {
          icon(html, view, "check");
          html("span", reason_words(t, why, query, proposed, present.today()));
        });
      }
      for (const std::string& doubt : doubts(t, proposed)) {
        html("li", {{"class", "doubt"}}, [&] {
          icon(html, view, "circle-question-mark");
          html("span", doubt);
        });
      }
    });
    html("div", {{"class", "proposal-side"}}, [&] {
      html("p", {{"class", "way"}}, [&] {
        html("strong", way_words(t, *query.mobility, proposed.proposal));
        html("span", {{"class", "mute"}}, " " + t("(estimation)"));
      });
      if (!entry.telephone.empty()) {
        html("a", {{"class", "button"}, href(Address::phone(entry.telephone))}, [&] {
          icon(html, view, "phone");
          html("span", t.fill("Appeler le {}", {readable_phone(entry.telephone)}));
        });
      }
      html("a", {{"class", "button secondary"}, href(slip_address(entry.place_id))}, [&] {
        icon(html, view, "file-check-2");
        html("span", t("Fiche à emporter"));
        html("span", {{"class", "visually-hidden"}}, [&] {
          html.text(" : ");
          in_french(html, view, entry.nom);
        });
      });
    });
  });
}

std::string limits_words(const web::Words& t, const GuideQuery& query, const Guidance& guidance) {
  constexpr double kFirst = 20;
  std::vector<std::string> said;
  if (guidance.places_to_go) {
    said.push_back(
        t("Trop peu de lieux aident à distance. Les autres sont à appeler : un proche "
          "peut peut-être y aller pour vous."));
  } else if (query.mobility != Mobility::none && guidance.minutes > kFirst) {
    said.push_back(std::isinf(guidance.minutes)
                       ? t("Il y a trop peu de lieux à moins d’une heure : nous avons cherché plus "
                           "loin.")
                       : t.fill("Il y a trop peu de lieux à moins de 20 minutes : nous avons "
                                "cherché jusqu’à {}.",
                                {readable_minutes(t, guidance.minutes)}));
  }
  std::string let_go;
  for (const auto& wish : wish_choices()) {
    if ((guidance.let_go & wish.value) == 0) continue;
    if (!let_go.empty()) let_go += ", ";
    let_go += base::lower(t(wish.label));
  }
  if (!let_go.empty()) {
    said.push_back(
        t.fill("Trop peu de lieux répondent à tout. Certains n’annoncent pas : {}.", {let_go}));
  }
  if (guidance.unknown_services)
    said.push_back(t("Certains ne disent pas quels services ils proposent : appelez d’abord."));
  return fmt::format("{}", fmt::join(said, " "));
}

void answers(Html& html, const View& view, const GuideQuery& query) {
  const auto& t = view.t;
  const auto line = [&](const std::string& name, const std::function<void()>& value,
                        const GuideQuery& without) {
    html("div", [&] {
      html("dt", name);
      html("dd", [&] {
        html("span", value);
        html("a", {href(without.address())}, [&] {
          html.text(t("Modifier"));
          html("span", {{"class", "visually-hidden"}}, " : " + name);
        });
      });
    });
  };
  const std::string commune =
      std::string(query.commune->name()) + " (" + std::string(query.commune->departement()) + ")";
  std::string how;
  for (const auto& way : mobility_choices()) {
    if (way.value == query.mobility) how = t(way.label);
  }
  for (const auto& wish : wish_choices()) {
    if ((query.wishes & wish.value) != 0) how += " · " + t(wish.label);
  }
  html("dl", {{"class", "answers"}}, [&] {
    line(
        t("Votre besoin"), [&] { html.text(t(query.need->question)); }, query.without_need());
    line(
        t("Où vous êtes"),
        [&] {
          if (query.point) {
            html.text(t.fill("Près de votre adresse, à {}", {commune}));
          } else {
            in_french(html, view, commune);
          }
        },
        query.without_place());
    line(
        t("Venir"), [&] { html.text(how); }, query.without_mobility());
  });
}

void to_bring(Html& html, const View& view, const GuideNeed& need) {
  html("section", {{"aria-labelledby", "apporter"}}, [&] {
    html("h2", {{"id", "apporter"}}, view.t("Ce qu’il faut apporter"));
    const std::string lines = view.t(need.to_bring);
    html("ul", [&] {
      for (const std::string_view line : base::split(lines, '\n')) html("li", line);
    });
  });
}

void further(Html& html, const View& view, const GuideQuery& query) {
  const auto& t = view.t;
  ListQuery list;
  list.text = std::string(query.commune->name()) + " " + std::string(query.commune->departement());
  list.services = query.need->services;
  html("p", {{"class", "mute"}}, [&] {
    html.text(t("Les durées sont des estimations, à vol d’oiseau : vérifiez votre trajet.") + " ");
    html("a", {href(Address::local("/guide/classement"))}, t("Comment ces lieux sont choisis"));
  });
  html("p", [&] { html("a", {href(list.address())}, t("Voir tous les lieux des environs")); });
}

}  // namespace

GuideAnswer answer_guide(const GuideQuery& query, const Directory& directory,
                         const Present& present) {
  const auto entries = directory.entries();
  const standard::Coordinates from = query.from();
  GuideAnswer answer;
  std::vector<const Entry*> entry_of;
  for (const Entry& entry : entries) {
    if (!entry.point) continue;
    Candidate candidate{entry.place_id, &entry.offer,
                        entry.services, distance_km(from, *entry.point),
                        std::nullopt,   !entry.telephone.empty()};
    if (entry.confirmed_on) {
      candidate.days_since_confirmed = static_cast<int>(
          (std::chrono::sys_days(present.today()) - std::chrono::sys_days(*entry.confirmed_on))
              .count());
    }
    answer.candidates.push_back(candidate);
    entry_of.push_back(&entry);
  }
  const auto entry_at = [&](const Candidate& candidate) -> const Entry& {
    return *entry_of[static_cast<std::size_t>(&candidate - answer.candidates.data())];
  };
  const GuideRequest request{query.need->services, query.autonomy, *query.mobility, query.wishes,
                             query.commune->population()};
  answer.guidance = guide(
      request, answer.candidates,
      [&](const Candidate& candidate) -> std::optional<int> {
        const Entry& entry = entry_at(candidate);
        const auto status = opening_status(entry.horaires, hours_code(entry), present);
        return status ? open_days_until(*status, hours_code(entry), present) : std::nullopt;
      },
      present.today());
  for (const Proposal& proposal : answer.guidance.proposals)
    answer.proposed.push_back({proposal, &entry_at(*proposal.candidate)});
  return answer;
}

std::string readable_minutes(const web::Words& t, double minutes) {
  constexpr long kHour = 60;
  long rounded = std::max(1L, std::lround(minutes));
  if (rounded > 10) rounded = (rounded + 2) / 5 * 5;
  if (rounded <= kHour) return t.count("{}\u00a0minute", "{}\u00a0minutes", rounded);
  return t.fill("{}\u00a0h\u00a0{}",
                {std::to_string(rounded / kHour), fmt::format("{:02}", rounded % kHour)});
}

web::Response guide_results_page(Site& site, const GuideQuery& query) {
  const auto snapshot = site.snapshot();
  const View view = site.view();
  const auto& t = view.t;
  const Present present = site.present();
  const GuideAnswer answer = answer_guide(query, snapshot->directory, present);
  web::Page page;
  page.title = t.count("{} lieu pour vous", "{} lieux pour vous",
                       static_cast<std::int64_t>(answer.proposed.size()));
  page.section = "/guide";
  page.indexed = false;
  page.here = query.address();
  web::Response response = web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap document guide"}}, [&] {
      if (answer.proposed.empty()) {
        const web::Link ways[] = {{t("Revenir à l’accueil"), Address::local("/")}};
        html("h1", t("Aucun lieu à proposer pour le moment"));
        answers(html, view, query);
        empty_state(html, view, t("Aucun lieu connu ne répond à ce besoin"),
                    t("Changez une de vos réponses, ou cherchez dans la liste."), ways);
        return;
      }
      html("h1", page.title);
      answers(html, view, query);
      const std::string limits = limits_words(t, query, answer.guidance);
      if (!limits.empty()) alert(html, view, web::Tone::info, t("Nous avons élargi"), limits);
      html("ol", {{"class", "proposals"}}, [&] {
        for (const Proposed& proposed : answer.proposed)
          html("li", [&] { proposal_card(html, view, query, proposed, present); });
      });
      to_bring(html, view, *query.need);
      further(html, view, query);
    });
  }));
  response.caching = web::Caching::never;  // it says what one person asked
  return response;
}

web::Response guide_ranking_page(const web::Request&, Site& site) {
  const View view = site.view();
  const auto& t = view.t;
  web::Page page;
  page.title = t("Comment le guide choisit");
  page.description = t("La méthode publique du guide : ses cinq critères et leurs poids.");
  page.section = "/guide";
  return web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap document"}}, [&] {
      html("h1", page.title);
      html("p", {{"class", "lead"}},
           t("Aucun lieu ne paie pour être proposé. La méthode est la même pour tous, et la "
             "voici."));
      const auto percent = [](double weight) { return fmt::format("{:.0f}\u00a0%", weight * 100); };
      const std::vector<std::array<std::string, 3>> terms = {
          {t("Proximité"), percent(kWeights.proximity),
           t("La durée estimée du trajet. À 14 minutes, le lieu garde la moitié des points.")},
          {t("Premier contact possible"), percent(kWeights.contact),
           t("Le nombre de jours ouvrés avant la prochaine ouverture. Inconnu : 35 % des points.")},
          {t("Aide adaptée"), percent(kWeights.fit),
           t("Le service, la façon d’aider et vos souhaits.")},
          {t("Confiance"), percent(kWeights.trust),
           t("L’âge de la dernière confirmation, et si la fiche est complète.")},
          {t("Prix"), percent(kWeights.cost),
           t("Gratuit, puis gratuit sous condition, puis inconnu, puis payant.")}};
      const std::string columns[] = {t("Critère"), t("Poids"), t("Ce qui compte")};
      std::vector<std::vector<std::function<void()>>> rows;
      for (const auto& term : terms) {
        std::vector<std::function<void()>> row;
        for (const std::string& cell : term) row.push_back([&html, &cell] { html.text(cell); });
        rows.push_back(std::move(row));
      }
      table(html, view, t.fill("Version {} de la méthode", {std::to_string(kGuidanceVersion)}),
            columns, rows);
      html("section", [&] {
        html("h2", t("Qui peut être proposé"));
        html("ul", [&] {
          html("li", t("Les lieux ouverts qui proposent ce que vous cherchez. Un lieu fermé n’est "
                       "jamais proposé."));
          html("li",
               t("D’abord à moins de 20 minutes, puis 30, 45 et 60, jusqu’à en trouver trois."));
          html("li", t("S’il en manque encore, vos souhaits sont écartés un par un, et nous le "
                       "disons."));
          html("li", t("Deux lieux au plus d’une même structure."));
          html("li", t("À égalité, les lieux passent à tour de rôle selon le jour."));
        });
      });
      html("section", [&] {
        html("h2", t("Comment les trajets sont estimés"));
        html("p", t("La distance à vol d’oiseau, augmentée de 30 %. À pied 4,5 km/h, à vélo 14, en "
                    "transports 20 plus 10 minutes d’attente, en voiture 30, 50 ou 70 selon la "
                    "taille de la commune."));
        html("p",
             t("Votre adresse n’est envoyée à personne et n’est pas gardée. La page retient la "
               "commune, ou un point arrondi à 200 mètres."));
      });
      html("p", [&] {
        html("a", {{"class", "button"}, href(Address::local("/guide"))}, t("Commencer le guide"));
      });
    });
  }));
}

}  // namespace maillage::places
