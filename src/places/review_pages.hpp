#pragma once
/// The pages where people decide about doubles. Every one but the door asks for a session; every
/// form carries its token. They work without a script.
#include "places/site.hpp"

#include <string_view>

namespace maillage::places {

web::Response review_page(const web::Request& request, Site& site);
/// Both records side by side.
web::Response review_pair_page(const web::Request& request, Site& site, std::string_view first_id,
                               std::string_view second_id);
web::Response review_decide(const web::Request& request, Site& site, std::string_view first_id,
                            std::string_view second_id);
/// Takes a decision back.
web::Response review_withdraw(const web::Request& request, Site& site);

/// Where a personal link leads: a button, so that a mail program that fetches links opens nothing.
web::Response review_door_page(const web::Request& request, Site& site);
web::Response review_enter(const web::Request& request, Site& site);
web::Response review_leave(const web::Request& request, Site& site);

/// Who asks, when their session is open.
struct ReviewSession {
  Reviewer reviewer;
  std::string token;       ///< of the session
  std::string form_token;  ///< for the forms of this session
};
std::optional<ReviewSession> review_session(const web::Request& request, Site& site);
/// 403 and how to get in.
web::Response review_closed(Site& site);
/// The form when the session and the form's token are right.
std::optional<web::Query> review_form(const web::Request& request, const ReviewSession& session);
void form_token_field(web::Html& html, const ReviewSession& session);

}  // namespace maillage::places
