#include "places/guidance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

namespace maillage::places {
namespace {

constexpr double kAnywhere = std::numeric_limits<double>::infinity();
constexpr double kDetour = 1.3;  ///< a way is that much longer than the crow's
constexpr std::size_t kFewest = 3, kMost = 5, kMostOfStructure = 2;

enum class Need : std::uint8_t { any, remote, itinerant };

/// A step of the search: who is admitted that was not before.
struct Step {
  double minutes;
  unsigned let_go = 0;
  bool unknown_services = false;
  Need need = Need::any;
};

constexpr unsigned kLanguages = kEnglish | kOtherLanguage;
constexpr Step kSteps[] = {
    {20},
    {30},
    {45},
    {60},
    {60, kLanguages},
    {60, kLanguages | kWalkIn},
    {60, kLanguages | kWalkIn | kFree},
    {60, kLanguages | kWalkIn | kFree | kSignLanguage},
    {60, kAllWishes},
    {60, kAllWishes, true},
    {kAnywhere, kAllWishes, true, Need::remote},
    {kAnywhere, kAllWishes, true},
};
/// Of who can't move: help from a distance first, then what comes near, then where a relative may
/// go.
constexpr Step kStepsWithoutMoving[] = {
    {60, 0, false, Need::remote},
    {kAnywhere, 0, false, Need::remote},
    {kAnywhere, kAllWishes, false, Need::remote},
    {60, kAllWishes, true, Need::itinerant},
    {60, kAllWishes, true},
    {kAnywhere, kAllWishes, true},
};
/// Steps that differ by the minutes alone make one ranking.
constexpr std::size_t kStepsOfMinutes = 4;

std::span<const Step> steps_for(Mobility mobility) {
  if (mobility == Mobility::none) return kStepsWithoutMoving;
  return kSteps;
}

std::size_t rank_of_step(std::size_t step, Mobility mobility) {
  if (mobility == Mobility::none) return step;
  return step < kStepsOfMinutes ? 0 : step - kStepsOfMinutes + 1;
}

bool meets(const Offer& offer, unsigned wish) {
  switch (wish) {
    case kEnglish:
      return offer.english;
    case kOtherLanguage:
      return offer.other_languages;
    case kWalkIn:
      return offer.walk_in;
    case kFree:
      return offer.cost == Cost::free;
    case kSignLanguage:
      return offer.deaf;
    default:
      return offer.reduced_mobility;
  }
}

unsigned unmet_wishes(const Offer& offer, unsigned wishes) {
  unsigned unmet = 0;
  for (unsigned wish = 1; wish <= kStepFree; wish <<= 1) {
    if ((wishes & wish) != 0 && !meets(offer, wish)) unmet |= wish;
  }
  return unmet;
}

bool admits(const Step& step, const Candidate& place, const Proposal& proposal) {
  if (proposal.minutes > step.minutes) return false;
  if ((proposal.unmet & ~step.let_go) != 0) return false;
  if (proposal.unknown_services && !step.unknown_services) return false;
  const Offer& offer = *place.offer;
  switch (step.need) {
    case Need::remote:
      return offer.remote;
    case Need::itinerant:
      return offer.itinerant;
    case Need::any:
      break;
  }
  return offer.remote || !offer.no_public;
}

/// How well the kind of help suits; a place that doesn't say stands in the middle.
double help_fit(const Offer& offer, Autonomy autonomy) {
  if (!offer.says_how()) return 0.5;
  switch (autonomy) {
    case Autonomy::beginner:
      return offer.individual ? 1 : offer.workshop ? 0.7 : offer.remote ? 0.4 : 0.2;
    case Autonomy::alone:
      return offer.alone ? 1 : 0.7;
    case Autonomy::some_help:
    case Autonomy::unsaid:
      break;
  }
  return offer.individual ? 1 : offer.workshop ? 0.8 : offer.remote ? 0.6 : 0.3;
}

double fit(const GuideRequest& request, const Proposal& proposal) {
  const Offer& offer = *proposal.candidate->offer;
  double sum = (proposal.unknown_services ? 0.4 : 1) + help_fit(offer, request.autonomy);
  int parts = 2;
  if (request.mobility == Mobility::none) {
    sum += offer.remote ? 1 : offer.itinerant ? 0.5 : 0;
    ++parts;
  }
  for (unsigned wish = 1; wish <= kStepFree; wish <<= 1) {
    if ((request.wishes & wish) == 0) continue;
    sum += (proposal.unmet & wish) != 0 ? 0.3 : 1;
    ++parts;
  }
  return sum / parts;
}

double trust(const Candidate& place) {
  const int days = place.days_since_confirmed.value_or(std::numeric_limits<int>::max());
  const double freshness = days <= 90 ? 1 : days <= 180 ? 0.8 : days <= 365 ? 0.5 : 0.2;
  return freshness * static_cast<double>(place.offer->completeness);
}

double cost(Cost cost) {
  switch (cost) {
    case Cost::free:
      return 1;
    case Cost::conditional:
      return 0.6;
    case Cost::unknown:
      return 0.5;
    case Cost::paid:
      break;
  }
  return 0.2;
}

void rate(Proposal& proposal, const GuideRequest& request, const FirstContact& first_contact) {
  constexpr double kMinutes = 20, kDays = 5, kUnknownContact = 0.35;
  const Candidate& place = *proposal.candidate;
  proposal.open_days = first_contact(place);
  proposal.terms.proximity = std::exp(-proposal.minutes / kMinutes);
  proposal.terms.contact =
      proposal.open_days ? std::exp(-*proposal.open_days / kDays) : kUnknownContact;
  proposal.terms.fit = fit(request, proposal);
  proposal.terms.trust = trust(place);
  proposal.terms.cost = cost(place.offer->cost);
  proposal.score = score(proposal.terms);
}

/// The three that weigh most among those that can be said.
std::array<Why, 3> reasons(const Proposal& proposal, const GuideRequest& request) {
  constexpr int kSoon = 2, kFresh = 365;
  const Candidate& place = *proposal.candidate;
  const Offer& offer = *place.offer;
  const Terms& terms = proposal.terms;
  std::vector<std::pair<double, Why>> said{{kWeights.proximity * terms.proximity, Why::near}};
  if (proposal.open_days && *proposal.open_days <= kSoon)
    said.emplace_back(kWeights.contact * terms.contact, Why::contact);
  if (request.services != 0 && !proposal.unknown_services)
    said.emplace_back(kWeights.fit * terms.fit, Why::service);
  if (place.days_since_confirmed && *place.days_since_confirmed <= kFresh)
    said.emplace_back(kWeights.trust * terms.trust, Why::confirmed);
  if (offer.cost == Cost::free || offer.cost == Cost::conditional)
    said.emplace_back(kWeights.cost * terms.cost, Why::cost);
  // Half the weight of the term they are part of.
  if (offer.individual || offer.workshop || offer.remote)
    said.emplace_back(kWeights.fit * terms.fit / 2, Why::help);
  if (request.wishes != 0 && proposal.unmet == 0)
    said.emplace_back(kWeights.fit * terms.fit, Why::wishes);
  // What nothing was scored for comes last, in this order.
  if (place.has_phone) said.emplace_back(-1, Why::phone);
  said.emplace_back(-2, Why::address);
  said.emplace_back(-3, Why::listed);
  std::stable_sort(said.begin(), said.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  return {said[0].second, said[1].second, said[2].second};
}

/// FNV-1a over place and day: equals take turns from day to day.
std::uint64_t turn(std::string_view place_id, base::Date day) {
  std::uint64_t hash = 0xcbf29ce484222325ull;
  const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3ull; };
  for (const char c : place_id) add(static_cast<unsigned char>(c));
  auto days = std::chrono::sys_days(day).time_since_epoch().count();
  for (int i = 0; i < 4; ++i, days >>= 8) add(static_cast<unsigned char>(days & 0xff));
  return hash ^ (hash >> 32);
}

struct Admitted {
  std::size_t step = 0, rank = 0;
  Proposal proposal;
  int hundredths = 0;
  std::uint64_t turn = 0;
};

/// In order, at most two of one structure; with `all`, as many as there are.
std::vector<const Admitted*> choose(std::span<const Admitted* const> ordered, bool all) {
  std::map<std::string_view, std::size_t> of_structure;
  std::vector<const Admitted*> chosen;
  for (const Admitted* admitted : ordered) {
    if (chosen.size() == kMost) break;
    const std::string& structure = admitted->proposal.candidate->offer->structure;
    if (!all && !structure.empty() && ++of_structure[structure] > kMostOfStructure) continue;
    chosen.push_back(admitted);
  }
  return chosen;
}

/// Every place with the first step that admits it.
std::vector<Admitted> admit(const GuideRequest& request, std::span<const Candidate> candidates) {
  const std::span<const Step> steps = steps_for(request.mobility);
  std::vector<Admitted> all;
  for (const Candidate& place : candidates) {
    if (place.services != 0 && (place.services & request.services) != request.services) continue;
    Admitted admitted;
    Proposal& proposal = admitted.proposal;
    proposal.candidate = &place;
    proposal.minutes = travel_minutes(place.kilometres, request.mobility, request.inhabitants);
    proposal.unmet = unmet_wishes(*place.offer, request.wishes);
    proposal.unknown_services = request.services != 0 && place.services == 0;
    const auto first = std::find_if(steps.begin(), steps.end(), [&](const Step& step) {
      return admits(step, place, proposal);
    });
    if (first == steps.end()) continue;
    admitted.step = static_cast<std::size_t>(first - steps.begin());
    admitted.rank = rank_of_step(admitted.step, request.mobility);
    all.push_back(std::move(admitted));
  }
  return all;
}

}  // namespace

double score(const Terms& terms) {
  return kWeights.proximity * terms.proximity + kWeights.contact * terms.contact +
         kWeights.fit * terms.fit + kWeights.trust * terms.trust + kWeights.cost * terms.cost;
}

double travel_minutes(double kilometres, Mobility mobility, std::uint32_t inhabitants) {
  constexpr double kWaiting = 10;  ///< minutes to the stop and at it
  const double way = kilometres * kDetour;
  const auto at = [&](double kilometres_an_hour) { return way / kilometres_an_hour * 60; };
  switch (mobility) {
    case Mobility::foot:
      return at(4.5);
    case Mobility::bicycle:
      return at(14);
    case Mobility::transit:
      return kWaiting + at(20);
    case Mobility::car:
    case Mobility::none:  // of who comes to them
      break;
  }
  return at(inhabitants >= 50'000 ? 30 : inhabitants >= 5'000 ? 50 : 70);
}

Guidance guide(const GuideRequest& request, std::span<const Candidate> candidates,
               const FirstContact& first_contact, base::Date day) {
  std::vector<Admitted> all = admit(request, candidates);
  const std::span<const Step> steps = steps_for(request.mobility);
  std::vector<const Admitted*> ordered, chosen;
  std::size_t last = 0;
  for (std::size_t step = 0; step < steps.size() && chosen.size() < kFewest; ++step) {
    for (Admitted& admitted : all) {
      if (admitted.step != step) continue;
      rate(admitted.proposal, request, first_contact);
      admitted.hundredths = static_cast<int>(std::floor(admitted.proposal.score * 100));
      admitted.turn = turn(admitted.proposal.candidate->place_id, day);
      ordered.push_back(&admitted);
    }
    std::sort(ordered.begin(), ordered.end(), [](const Admitted* a, const Admitted* b) {
      return std::tuple(a->rank, -a->hundredths, a->turn, a->proposal.candidate->place_id) <
             std::tuple(b->rank, -b->hundredths, b->turn, b->proposal.candidate->place_id);
    });
    chosen = choose(ordered, false);
    last = step;
  }
  if (chosen.size() < kFewest) chosen = choose(ordered, true);

  Guidance guidance;
  guidance.minutes = steps[last].minutes;
  for (const Admitted* admitted : chosen) {
    guidance.proposals.push_back(admitted->proposal);
    Proposal& proposal = guidance.proposals.back();
    proposal.reasons = reasons(proposal, request);
    guidance.let_go |= proposal.unmet;
    guidance.unknown_services |= proposal.unknown_services;
    guidance.places_to_go |=
        request.mobility == Mobility::none && !proposal.candidate->offer->remote;
  }
  return guidance;
}

}  // namespace maillage::places
