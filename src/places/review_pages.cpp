#include "places/review_pages.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "places/decision_store.hpp"
#include "places/groups.hpp"
#include "places/place_card.hpp"
#include "places/review_parts.hpp"
#include "web/components.hpp"

#include <algorithm>

namespace maillage::places {
namespace {

using standard::Field;
using web::Address;
using web::Html;
using web::View;

constexpr std::size_t kLongestReason = 500;  // bytes

Address pair_address(std::string_view first_id, std::string_view second_id) {
  return Address::local("/relecture").segment(first_id).segment(second_id);
}

web::Response finish(web::Response response) {
  response.caching = web::Caching::never;
  return response;
}

/// What is left to look at, for one reviewer: what they put off comes last.
std::vector<LikelyPair> queue_of(Site& site, const ReviewSession& session) {
  auto reader = site.database().read();
  const Decisions decisions = all_decisions(*reader);
  auto queue = review_queue(doubtful_pairs(*reader), decisions, site.communes());
  const PairIds later = put_off_pairs(*reader, session.reviewer.number, site.now());
  std::stable_partition(queue.begin(), queue.end(), [&](const LikelyPair& pair) {
    return !later.contains({pair.first_id, pair.second_id});
  });
  return queue;
}

struct Pair {
  Record a, b;
  std::optional<LikelyPair> likely;
  std::optional<Decision> decided;
};

/// Throws base::Error (not_found) when one of them isn't in the registry.
Pair find_both(Site& site, std::string_view first_id, std::string_view second_id) {
  if (second_id < first_id) std::swap(first_id, second_id);
  auto reader = site.database().read();
  auto a = find_record(*reader, first_id), b = find_record(*reader, second_id);
  if (!a || !b || first_id == second_id) {
    throw base::Error(base::ErrorCode::not_found, "Une de ces fiches n’est pas dans le registre.");
  }
  Pair pair{std::move(*a), std::move(*b), find_pair(*reader, first_id, second_id), {}};
  const Decisions decisions = all_decisions(*reader);
  for (const std::size_t i : standing(decisions)) {
    if (decisions[i].first_id == first_id && decisions[i].second_id == second_id)
      pair.decided = decisions[i];
  }
  return pair;
}

std::string verdict_sentence(const web::Words& t, Verdict verdict) {
  switch (verdict) {
    case Verdict::same:
      return t("C’est le même lieu.");
    case Verdict::different:
      return t("Ce sont deux lieux.");
    case Verdict::excluded:
      return t("La fiche est écartée.");
    case Verdict::withdrawn:
      break;
  }
  return t("La décision est annulée.");
}

std::string name_of(store::Connection& connection, std::string_view record_id) {
  const auto record = find_record(connection, record_id);
  return record ? public_name(record->place) : std::string(record_id);
}

void withdraw_form(Html& html, const View& view, const ReviewSession& session,
                   const Decision& decision) {
  html("form", {{"method", "post"}, action(Address::local("/relecture/annuler"))}, [&] {
    form_token_field(html, session);
    html.leaf("input", {{"type", "hidden"}, {"name", "a"}, {"value", decision.first_id}});
    html.leaf("input", {{"type", "hidden"}, {"name", "b"}, {"value", decision.second_id}});
    html("button", {{"type", "submit"}, {"class", "button secondary"}}, [&] {
      html("span", view.t("Annuler"));
      html("span", {{"class", "visually-hidden"}},
           " " + view.t.fill("la décision sur {} et {}", {decision.first_id, decision.second_id}));
    });
  });
}

/// What the reviewer has just decided, with the way back.
void last_decision(Html& html, const View& view, Site& site, const ReviewSession& session) {
  constexpr auto kJustNow = std::chrono::minutes(10);
  std::optional<Decision> last;
  std::string names;
  {
    auto reader = site.database().read();
    for (const Decision& decision : newest_decisions(*reader, 1)) {
      if (decision.author != session.reviewer.name || site.now() - decision.when > kJustNow) return;
      last = decision;
      names = name_of(*reader, decision.first_id) + " / " + name_of(*reader, decision.second_id);
    }
  }
  if (!last) return;
  html("div", {{"class", "just-decided"}, {"role", "status"}}, [&] {
    alert(html, view, web::Tone::success,
          view.t.fill("C’est noté. {}", {verdict_sentence(view.t, last->verdict)}), names);
    if (last->verdict != Verdict::withdrawn) withdraw_form(html, view, session, *last);
  });
}

void decision_form(Html& html, const View& view, const ReviewSession& session, const Pair& pair) {
  const auto& t = view.t;
  const auto button = [&](std::string_view value, const std::string& label, std::string_view key,
                          bool main) {
    html("button",
         {{"type", "submit"},
          {"class", main ? "button" : "button secondary"},
          {"name", "decision"},
          {"value", value},
          {"accesskey", key}},
         [&] {
           html("span", label);
           html("kbd", {{"aria-hidden", "true"}}, base::upper(key));
         });
  };
  html("form",
       {{"class", "card decision"},
        {"method", "post"},
        action(pair_address(pair.a.record_id, pair.b.record_id)),
        {"data-on", t("Raccourcis M, D et P : actifs")},
        {"data-off", t("Raccourcis M, D et P : arrêtés")}},
       [&] {
         form_token_field(html, session);
         html("h2", t("Votre décision"));
         html("div", {{"class", "field"}}, [&] {
           html("label", {{"for", "motif"}}, [&] {
             html.text(t("Pourquoi ?") + " ");
             html("span", {{"class", "optional"}}, t("(facultatif)"));
           });
           html.leaf("input", {{"type", "text"},
                               {"id", "motif"},
                               {"name", "motif"},
                               {"maxlength", 200},
                               {"autocomplete", "off"}});
         });
         html("div", {{"class", "button-row"}}, [&] {
           button("meme", t("Même lieu"), "m", true);
           button("differents", t("Deux lieux"), "d", true);
           button("plus-tard", t("Plus tard"), "p", false);
         });
       });
}

/// Keeps the decision, then has the groups follow.
void record(Site& site, const ReviewSession& session, const Decision& decision) {
  site.database().write([&](store::Connection& connection) {
    add_decisions(connection, std::span(&decision, 1),
                  "relecteur " + std::to_string(session.reviewer.number), site.now());
  });
  site.review()->decided();
}

std::optional<Verdict> verdict_of(std::string_view value) {
  for (const Verdict verdict : {Verdict::same, Verdict::different}) {
    if (value == verdict_name(verdict)) return verdict;
  }
  return std::nullopt;
}

/// The next pair to look at, or the list when none is left.
web::Response go_on(Site& site, const ReviewSession& session, const Pair& after) {
  const auto queue = queue_of(site, session);
  const auto next = std::find_if(queue.begin(), queue.end(), [&](const LikelyPair& pair) {
    return pair.first_id != after.a.record_id || pair.second_id != after.b.record_id;
  });
  return web::Response::redirect(next == queue.end()
                                     ? Address::local("/relecture")
                                     : pair_address(next->first_id, next->second_id));
}

void queue_list(Html& html, const View& view, Site& site, std::span<const LikelyPair> queue) {
  constexpr std::size_t kShown = 20;
  auto reader = site.database().read();
  html("ol", {{"class", "review-list"}}, [&] {
    for (const LikelyPair& pair : queue.first(std::min(kShown, queue.size()))) {
      const auto a = find_record(*reader, pair.first_id), b = find_record(*reader, pair.second_id);
      if (!a || !b) continue;
      html("li", [&] {
        html("a", {href(pair_address(pair.first_id, pair.second_id))},
             public_name(a->place) + " / " + public_name(b->place));
        html("span", {{"class", "detail"}},
             a->place[Field::commune] + ", " + odds(view.t, pair.probability));
      });
    }
  });
}

void recent_decisions(Html& html, const View& view, Site& site, const ReviewSession& session) {
  constexpr int kShown = 10;
  auto reader = site.database().read();
  const Decisions recent = newest_decisions(*reader, kShown);
  if (recent.empty()) return;
  html("section", {{"aria-labelledby", "dernieres"}}, [&] {
    html("h2", {{"id", "dernieres"}}, view.t("Dernières décisions"));
    html("ul", {{"class", "review-list"}}, [&] {
      for (const Decision& decision : recent) {
        html("li", {{"class", "decided"}}, [&] {
          html("div", [&] {
            const std::string names =
                name_of(*reader, decision.first_id) +
                (decision.second_id.empty() ? "" : " / " + name_of(*reader, decision.second_id));
            if (decision.second_id.empty()) {
              html("span", names);
            } else {
              html("a", {href(pair_address(decision.first_id, decision.second_id))}, names);
            }
            html("span", {{"class", "detail"}},
                 verdict_sentence(view.t, decision.verdict) + " " + decision.author + ", " +
                     base::french_date(base::utc_day(decision.when)) +
                     (decision.reason.empty() ? "" : " : " + decision.reason));
          });
          if (decision.verdict != Verdict::withdrawn) withdraw_form(html, view, session, decision);
        });
      }
    });
  });
}

}  // namespace

web::Response review_page(const web::Request& request, Site& site) {
  const auto session = review_session(request, site);
  if (!session) return review_closed(site);
  const View view = site.view();
  const auto& t = view.t;
  const auto queue = queue_of(site, *session);
  web::Page page;
  page.title = t("Relire les doublons");
  page.indexed = false;
  return finish(web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap document"}}, [&] {
      html("h1", page.title);
      if (queue.empty()) {
        html("p", {{"class", "lead"}},
             t("Aucune paire n’attend votre avis. Revenez après le prochain import."));
      } else {
        html("p", {{"class", "lead"}},
             t.count("{} paire attend un avis. Les plus douteuses et les plus lues viennent "
                     "d’abord.",
                     "{} paires attendent un avis. Les plus douteuses et les plus lues viennent "
                     "d’abord.",
                     static_cast<std::int64_t>(queue.size())));
        html("p", [&] {
          html("a",
               {{"class", "button"},
                href(pair_address(queue.front().first_id, queue.front().second_id))},
               t("Relire la première paire"));
        });
        html("p", {{"class", "mute"}},
             t("Les chances sont celles que les deux fiches parlent du même lieu."));
        queue_list(html, view, site, queue);
      }
      recent_decisions(html, view, site, *session);
      html("form", {{"method", "post"}, action(Address::local("/relecture/quitter"))}, [&] {
        form_token_field(html, *session);
        html("p", {{"class", "mute"}},
             t.fill("Vous relisez sous le nom de {}.", {session->reviewer.name}));
        html("button", {{"type", "submit"}, {"class", "button secondary"}},
             t("Quitter la relecture"));
      });
    });
  })));
}

web::Response review_pair_page(const web::Request& request, Site& site, std::string_view first_id,
                               std::string_view second_id) {
  const auto session = review_session(request, site);
  if (!session) return review_closed(site);
  const Pair pair = find_both(site, first_id, second_id);
  const View view = site.view();
  const auto& t = view.t;
  web::Page page;
  page.title = t("Est-ce le même lieu ?");
  page.indexed = false;
  page.scripts = {"review.js"};
  web::Response response = web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap review"}}, [&] {
      const web::Link trail[] = {{t("Relire les doublons"), Address::local("/relecture")},
                                 {page.title, pair_address(pair.a.record_id, pair.b.record_id)}};
      breadcrumb(html, view, trail);
      last_decision(html, view, site, *session);
      html("h1", page.title);
      if (pair.decided) {
        alert(html, view, web::Tone::info,
              t.fill("Déjà décidé : {}", {verdict_sentence(t, pair.decided->verdict)}),
              pair.decided->author + ", " + base::french_date(base::utc_day(pair.decided->when)) +
                  ". " + t("Une nouvelle décision remplacera celle-ci."));
      }
      html("p", {{"class", "lead"}}, distance_sentence(t, pair.a, pair.b));
      html("div", {{"class", "review-grid"}}, [&] {
        html("div", [&] { comparison_table(html, view, pair.a, pair.b, site.list_names()); });
        html("div", [&] {
          decision_form(html, view, *session, pair);
          if (!pair.likely) return;
          const auto steps = reasons(pair.likely->explanation);
          reason_table(html, view, steps);
          html("p", [&] {
            html.text(t("Au total :") + " ");
            html("strong", odds(t, pair.likely->probability));
            html.text(" " + t("que ce soit le même lieu") + ".");
          });
        });
      });
    });
  }));
  response.runs_script = true;
  return finish(std::move(response));
}

web::Response review_decide(const web::Request& request, Site& site, std::string_view first_id,
                            std::string_view second_id) {
  const auto session = review_session(request, site);
  const auto form = session ? review_form(request, *session) : std::nullopt;
  if (!form) return review_closed(site);
  const Pair pair = find_both(site, first_id, second_id);
  const std::string_view value = form->get("decision");
  if (value == "plus-tard") {
    put_off(site.database(), session->reviewer.number, pair.a.record_id, pair.b.record_id,
            site.now());
    return go_on(site, *session, pair);
  }
  const auto verdict = verdict_of(value);
  if (!verdict) {
    throw base::Error(base::ErrorCode::usage,
                      "Choisissez « Même lieu », « Deux lieux » ou « Plus tard ».");
  }
  const std::string reason =
      base::valid_utf8(base::squeeze(form->get("motif").substr(0, kLongestReason)));
  const Decision decision = decide(pair.a.record_id, pair.b.record_id, *verdict,
                                   session->reviewer.name, reason, site.now());
  record(site, *session, decision);
  return go_on(site, *session, pair);
}

web::Response review_withdraw(const web::Request& request, Site& site) {
  const auto session = review_session(request, site);
  const auto form = session ? review_form(request, *session) : std::nullopt;
  if (!form) return review_closed(site);
  const std::string_view a = form->get("a"), b = form->get("b");
  const Decisions decisions = all_decisions(*site.database().read());
  const auto kept = standing(decisions);
  if (std::none_of(kept.begin(), kept.end(), [&](std::size_t i) {
        return decisions[i].first_id == a && decisions[i].second_id == b;
      })) {
    throw base::Error(base::ErrorCode::not_found,
                      "Cette décision est déjà annulée, ou n’a jamais été prise.");
  }
  record(site, *session, decide(a, b, Verdict::withdrawn, session->reviewer.name, "", site.now()));
  return web::Response::redirect(b.empty() ? Address::local("/relecture") : pair_address(a, b));
}

}  // namespace maillage::places
