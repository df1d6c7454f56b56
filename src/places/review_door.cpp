#include "places/review_pages.hpp"
#include "web/components.hpp"
#include "web/cookies.hpp"
#include "web/form.hpp"

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

constexpr std::string_view kCookie = "maillage_relecture";
constexpr std::string_view kFormToken = "formulaire";

web::Response plain_page(Site& site, int status, const std::string& title,
                         const std::function<void(Html&)>& body) {
  web::Page page;
  page.title = title;
  page.indexed = false;
  web::Response response =
      web::Response::html(render(site.frame(), page, site.view(),
                                 [&](Html& html) {
                                   html("div", {{"class", "wrap document"}}, [&] {
                                     html("h1", title);
                                     body(html);
                                   });
                                 }),
                          status);
  response.caching = web::Caching::never;
  return response;
}

web::Response wrong_link(Site& site) {
  const auto& t = site.view().t;
  return plain_page(site, 403, t("Ce lien n’ouvre plus la relecture"), [&](Html& html) {
    html("p", t("Il a été retiré, ou une partie manque. Ouvrez-le tel que vous l’avez reçu, ou "
                "demandez-en un autre à la personne qui tient ce site."));
  });
}

web::Response too_many_tries(Site& site) {
  const auto& t = site.view().t;
  web::Response response = plain_page(site, 429, t("Trop d’essais"), [&](Html& html) {
    html("p", t("Attendez une minute, puis ouvrez de nouveau votre lien."));
  });
  response.set("Retry-After", "60");
  return response;
}

}  // namespace

std::optional<ReviewSession> review_session(const web::Request& request, Site& site) {
  ReviewDoor* door = site.review();
  const std::string_view token = web::cookie(request, kCookie);
  if (!door || token.empty()) return std::nullopt;
  auto reader = site.database().read();
  auto reviewer = find_session(*reader, door->key, token, site.now());
  if (!reviewer) return std::nullopt;
  return ReviewSession{std::move(*reviewer), std::string(token), form_token(door->key, token)};
}

web::Response review_closed(Site& site) {
  const auto& t = site.view().t;
  return plain_page(site, 403, t("Cette page est réservée aux relecteurs"), [&](Html& html) {
    html("p", {{"class", "lead"}},
         t("Ici, des personnes choisies par la coopérative disent si deux fiches parlent du même "
           "lieu."));
    html("p", t("Vous en faites partie ? Ouvrez le lien personnel que vous avez reçu. Une visite "
                "dure sept jours ; ensuite, ouvrez-le de nouveau."));
    html("p", [&] { html("a", {href(Address::local("/lieux"))}, t("Voir tous les lieux")); });
  });
}

std::optional<web::Query> review_form(const web::Request& request, const ReviewSession& session) {
  auto form = web::read_form(request);
  if (!form || !base::equal_secrets(form->get(kFormToken), session.form_token)) return std::nullopt;
  return form;
}

void form_token_field(Html& html, const ReviewSession& session) {
  html.leaf("input", {{"type", "hidden"}, {"name", kFormToken}, {"value", session.form_token}});
}

web::Response review_door_page(const web::Request& request, Site& site) {
  if (!site.review()) return review_closed(site);
  const auto& t = site.view().t;
  return plain_page(site, 200, t("Relire les doublons"), [&](Html& html) {
    html("p", {{"class", "lead"}},
         t("Vous allez dire, paire par paire, si deux fiches parlent du même lieu."));
    html("form", {{"method", "post"}, action(Address::local("/relecture/entrer"))}, [&] {
      html.leaf("input",
                {{"type", "hidden"}, {"name", "jeton"}, {"value", request.query.get("jeton")}});
      html("button", {{"type", "submit"}, {"class", "button"}}, t("Commencer la relecture"));
    });
    html("p", {{"class", "mute"}},
         t("Un témoin de connexion reste sept jours dans ce navigateur. Il ne sert qu’à savoir que "
           "c’est vous. Votre nom accompagne vos décisions."));
  });
}

web::Response review_enter(const web::Request& request, Site& site) {
  ReviewDoor* door = site.review();
  if (!door) return review_closed(site);
  if (!door->tries.allow(request.client, site.now())) return too_many_tries(site);
  const auto form = web::read_form(request);
  const auto session =
      form ? open_session(site.database(), door->key, form->get("jeton"), site.now())
           : std::nullopt;
  if (!session) return wrong_link(site);
  web::Response response = web::Response::redirect(Address::local("/relecture"));
  web::set_cookie(request, response, kCookie, *session, kSessionLength);
  return response;
}

web::Response review_leave(const web::Request& request, Site& site) {
  const auto session = review_session(request, site);
  if (!session || !review_form(request, *session)) return review_closed(site);
  close_session(site.database(), site.review()->key, session->token);
  web::Response response = web::Response::redirect(Address::local("/"));
  web::drop_cookie(request, response, kCookie);
  return response;
}

}  // namespace maillage::places
