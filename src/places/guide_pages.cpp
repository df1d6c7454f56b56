// The guide's three questions, one a page: what, where, how one can move. Answers travel in the
// address; what is typed to say where is sent in the body of a form and answered by a redirection,
// so that it stays in no history and no log.
#include "places/guide_query.hpp"
#include "places/guide_results.hpp"
#include "places/pages.hpp"
#include "places/where.hpp"
#include "web/components.hpp"
#include "web/form.hpp"

namespace maillage::places {
namespace {

using standard::Coordinates;
using web::Address;
using web::Html;
using web::View;

constexpr std::string_view kSent = "envoi";  ///< an answer was sent, perhaps an empty one

web::Response question_page(Site& site, const GuideQuery& query, const std::string& question,
                            std::size_t step, const std::function<void(Html&)>& body,
                            int status = 200) {
  const View view = site.view();
  const auto& t = view.t;
  web::Page page;
  page.title = question;
  page.description =
      t("Trois questions, puis trois à cinq lieux qui peuvent vous aider, et pourquoi ceux-là.");
  page.section = "/guide";
  page.indexed = step == 0;
  page.here = query.address();
  const std::string labels[] = {t("Votre besoin"), t("Où vous êtes"), t("Venir")};
  return web::Response::html(render(site.frame(), page, view,
                                    [&](Html& html) {
                                      html("div", {{"class", "wrap document guide"}}, [&] {
                                        steps(html, view, labels, step);
                                        html("h1", question);
                                        body(html);
                                      });
                                    }),
                             status);
}

/// The answers given so far, which the form of one question carries along.
void kept(Html& html, const GuideQuery& query) {
  for (const auto& [name, value] : query.answers())
    html.leaf("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

void send_button(Html& html, const std::string& words) {
  html("button", {{"type", "submit"}, {"class", "button"}}, words);
}

web::Response ask_need(Site& site, const GuideQuery& query, bool sent) {
  const View view = site.view();
  const auto& t = view.t;
  return question_page(site, query, t("De quoi avez-vous besoin ?"), 0, [&](Html& html) {
    html("p", {{"class", "lead"}},
         t("Répondez à trois questions : nous vous proposons trois à cinq lieux, et nous disons "
           "pourquoi."));
    html("form", {action(Address::local("/guide"))}, [&] {
      GuideQuery others = query;
      others.autonomy = Autonomy::unsaid;
      kept(html, others);
      html.leaf("input", {{"type", "hidden"}, {"name", kSent}, {"value", "besoin"}});
      std::vector<web::Choice> needs, levels;
      for (const GuideNeed& need : guide_needs())
        needs.push_back({std::string(need.slug), t(need.question), false, t(need.detail)});
      for (const auto& level : autonomy_choices()) {
        levels.push_back({std::string(level.slug), t(level.label), level.value == query.autonomy,
                          t(level.detail)});
      }
      choice_cards(html, view,
                   {"besoin", t("Votre besoin"), "",
                    sent ? t("Choisissez un besoin dans la liste.") : "", false, true},
                   needs);
      choice_cards(html, view, {"niveau", t("Avec un ordinateur ou un téléphone…"), "", "", false},
                   levels);
      send_button(html, t("Continuer"));
    });
  });
}

struct WhereForm {
  std::string typed, error;
  std::vector<geocoding::Answer> meanings;
};

std::string meaning_label(const geocoding::Answer& answer) {
  std::string label = answer.label;
  const bool bare = answer.kind == geocoding::Kind::commune && answer.postcode.empty();
  if (bare) label += " (" + std::string(answer.commune->departement()) + ")";
  return label;
}

/// An address or an arrondissement has a point of its own.
std::optional<Coordinates> own_point(const geocoding::Answer& answer) {
  if (answer.kind == geocoding::Kind::commune && !answer.has(geocoding::Reason::arrondissement))
    return std::nullopt;
  return Coordinates{answer.point.latitude, answer.point.longitude};
}

web::Response ask_where(Site& site, const GuideQuery& query, const WhereForm& form) {
  const View view = site.view();
  const auto& t = view.t;
  const int status = form.error.empty() ? 200 : 422;
  web::Response response = question_page(
      site, query, t("Où êtes-vous ?"), 1,
      [&](Html& html) {
        if (!form.meanings.empty()) {
          html("h2", {{"id", "sens"}}, t("Plusieurs lieux portent ce nom. Lequel est le bon ?"));
          html("ul", {{"class", "choice-links"}, {"aria-labelledby", "sens"}}, [&] {
            for (const geocoding::Answer& answer : form.meanings) {
              html("li", [&] {
                html("a", {href(query.at(*answer.commune, own_point(answer)).address())},
                     [&] { in_french(html, view, meaning_label(answer)); });
              });
            }
          });
          html("h2", t("Ou écrivez-le autrement"));
        }
        html("form", {{"method", "post"}, action(Address::local("/guide/ou"))}, [&] {
          kept(html, query);
          text_field(html, view,
                     {"ou", t("Votre commune, votre code postal ou votre adresse"),
                      t("Une adresse permet d’estimer les trajets. Nous ne la gardons pas."),
                      form.typed, form.error, "postal-code", true});
          send_button(html, t("Continuer"));
        });
        html("p", {{"class", "back"}},
             [&] { html("a", {href(query.without_need().address())}, t("Changer de besoin")); });
      },
      status);
  response.caching = web::Caching::never;
  return response;
}

web::Response ask_mobility(Site& site, const GuideQuery& query, bool sent) {
  const View view = site.view();
  const auto& t = view.t;
  return question_page(site, query, t("Comment pouvez-vous venir ?"), 2, [&](Html& html) {
    html("form", {action(Address::local("/guide"))}, [&] {
      GuideQuery others = query.without_mobility();
      others.wishes = 0;
      kept(html, others);
      html.leaf("input", {{"type", "hidden"}, {"name", kSent}, {"value", "moyen"}});
      const auto words = [&](web::Literal text) { return text.text().empty() ? "" : t(text); };
      std::vector<web::Choice> ways, wishes;
      for (const auto& way : mobility_choices())
        ways.push_back({std::string(way.slug), t(way.label), false, words(way.detail)});
      for (const auto& wish : wish_choices()) {
        wishes.push_back({std::string(wish.slug), t(wish.label), (query.wishes & wish.value) != 0,
                          words(wish.detail)});
      }
      choice_cards(html, view,
                   {"moyen", t("Votre moyen de transport"), "",
                    sent ? t("Choisissez une réponse dans la liste.") : "", false, true},
                   ways);
      choice_cards(
          html, view,
          {"souhait", t("Ce qui compte pour vous"),
           t("Plus vous cochez, moins il y a de lieux. Nous dirons ce qui manque."), "", true},
          wishes);
      send_button(html, t("Voir les lieux proposés"));
    });
    html("p", {{"class", "back"}}, [&] {
      html("a", {href(query.without_place().address())}, t("Changer de lieu de départ"));
    });
  });
}

}  // namespace

web::Response guide_page(const web::Request& request, Site& site) {
  const GuideQuery query = GuideQuery::read(request.query, site.communes());
  const bool sent = !request.query.get(kSent).empty();
  if (!query.need) return ask_need(site, query, sent);
  if (!query.commune) return ask_where(site, query, {});
  if (!query.mobility) return ask_mobility(site, query, request.query.get(kSent) == "moyen");
  return guide_results_page(site, query);
}

web::Response guide_where_page(const web::Request& request, Site& site) {
  const auto form = web::read_form(request);
  if (!form) return web::Response::redirect(Address::local("/guide"));
  const GuideQuery query = GuideQuery::read(*form, site.communes()).without_place();
  const web::Words& t = site.view().t;
  WhereForm where{std::string(form->get("ou").substr(0, 200)), "", {}};
  const auto found =
      site.geocoder() ? find_where(*site.geocoder(), where.typed) : std::optional<Where>();
  if (!found) {
    where.error = where.typed.empty()
                      ? t("Écrivez le nom de votre commune, ou son code postal.")
                      : t("Nous ne trouvons pas cet endroit. Vérifiez l’orthographe, ou écrivez "
                          "seulement le code postal.");
    return ask_where(site, query, where);
  }
  if (found->is_area()) {
    where.error =
        t.fill("« {} » est trop vaste. Écrivez le nom de votre commune.", {found->place.label});
    return ask_where(site, query, where);
  }
  if (!found->also.empty()) {
    where.meanings.push_back(found->place);
    where.meanings.insert(where.meanings.end(), found->also.begin(), found->also.end());
    return ask_where(site, query, where);
  }
  return web::Response::redirect(
      query.at(*found->place.commune, own_point(found->place)).address());
}

web::Response guide_where_again(const web::Request&, Site&) {
  return web::Response::redirect(Address::local("/guide"));
}

}  // namespace maillage::places
