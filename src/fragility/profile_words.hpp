#pragma once
/// The sentences of a territory's profile, the same on its page and on paper.
#include "fragility/explanation.hpp"
#include "fragility/offer.hpp"
#include "fragility/profile_sections.hpp"

#include <string>

namespace maillage::fragility {

std::string no_index_sentence(const web::Words& t);

// Of a profile that has an index:
/// "12e sur 101 départements"
std::string rank_words(const web::Words& t, const Profile& profile);
/// How many of the others it is more fragile than.
std::string rank_sentence(const web::Words& t, const Profile& profile);
/// How far its rank may lie.
std::string sureness_sentence(const web::Words& t, const Profile& profile);
/// The indicator that sets it furthest above France; empty where the method has no such account.
std::string main_cause_sentence(const web::Words& t, const Profile& profile);
std::string change_sentence(const web::Words& t, const Change& change);

/// "estimé d’après d’autres territoires"; empty for a figure as published.
std::string state_note(const web::Words& t, State state);

std::string count_sentence(const web::Words& t, const Offer& here);
/// By inhabitants, beside that of France; empty where it says nothing.
std::string density_sentence(const web::Words& t, const Offer& here, const Offer& france);

}  // namespace maillage::fragility
