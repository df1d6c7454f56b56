#include "places/guidance.hpp"

#include <cmath>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::places {
namespace {

constexpr std::uint16_t kProcedures = 1, kTools = 2, kEquipment = 256;
const base::Date kDay{std::chrono::year(2026) / 5 / 13};

/// Places with their offers and their first open days, as a test writes them.
struct Country {
  struct Place {
    std::string id;
    Offer offer;
    std::uint16_t services = kProcedures;
    double kilometres = 1;
    std::optional<int> confirmed = 30;
    std::optional<int> open_days = 0;
  };

  Place& add(std::string id, double kilometres) {
    Place place;
    place.id = std::move(id);
    place.kilometres = kilometres;
    place.offer.individual = place.offer.walk_in = true;
    place.offer.completeness = 1;
    return places.emplace_back(std::move(place));
  }

  Guidance ask(const GuideRequest& request, base::Date day = kDay) {
    candidates.clear();
    for (const Place& place : places) {
      candidates.push_back(
          {place.id, &place.offer, place.services, place.kilometres, place.confirmed, true});
    }
    return guide(
        request, candidates,
        [&](const Candidate& candidate) {
          return places[static_cast<std::size_t>(&candidate - candidates.data())].open_days;
        },
        day);
  }
  std::vector<std::string> ids(const GuideRequest& request, base::Date day = kDay) {
    std::vector<std::string> found;
    for (const Proposal& proposal : ask(request, day).proposals)
      found.emplace_back(proposal.candidate->place_id);
    return found;
  }

  std::vector<Place> places;
  std::vector<Candidate> candidates;
};

GuideRequest by(Mobility mobility, std::uint16_t services = kProcedures) {
  GuideRequest request;
  request.mobility = mobility;
  request.services = services;
  return request;
}

TEST(Guidance, weighs_five_terms_that_add_up_to_one) {
  EXPECT_DOUBLE_EQ(score({1, 1, 1, 1, 1}), 1);
  EXPECT_DOUBLE_EQ(score({1, 0, 0, 0, 0}), 0.30);
  EXPECT_DOUBLE_EQ(score({0, 1, 0, 0, 0}), 0.25);
}

TEST(Guidance, scores_by_the_published_formulas) {
  Country country;
  Country::Place& place = country.add("a", 2);
  place.open_days = 5;
  place.confirmed = 120;
  place.offer.cost = Cost::free;
  const Guidance guidance = country.ask(by(Mobility::foot));
  ASSERT_EQ(guidance.proposals.size(), 1u);
  const Proposal& proposal = guidance.proposals[0];
  EXPECT_NEAR(proposal.minutes, 2 * 1.3 / 4.5 * 60, 1e-9);
  EXPECT_NEAR(proposal.terms.proximity, std::exp(-proposal.minutes / 20), 1e-9);
  EXPECT_NEAR(proposal.terms.contact, std::exp(-1.0), 1e-9);
  EXPECT_NEAR(proposal.terms.trust, 0.8, 1e-6);
  EXPECT_EQ(proposal.terms.cost, 1);
}

TEST(Guidance, counts_an_unknown_first_contact_as_thirty_five_hundredths) {
  Country country;
  country.add("a", 1).open_days = std::nullopt;
  EXPECT_DOUBLE_EQ(country.ask(by(Mobility::foot)).proposals[0].terms.contact, 0.35);
}

TEST(Guidance, trusts_less_what_was_confirmed_long_ago) {
  struct Case {
    std::optional<int> days;
    double trust;
  };
  for (const auto& [days, trust] :
       {Case{0, 1}, Case{90, 1}, Case{91, 0.8}, Case{180, 0.8}, Case{181, 0.5}, Case{365, 0.5},
        Case{366, 0.2}, Case{std::nullopt, 0.2}}) {
    Country country;
    country.add("a", 1).confirmed = days;
    EXPECT_DOUBLE_EQ(country.ask(by(Mobility::foot)).proposals[0].terms.trust, trust);
  }
}

TEST(Guidance, estimates_ways_by_the_published_speeds) {
  EXPECT_NEAR(travel_minutes(4.5, Mobility::foot, 0), 78, 1e-9);
  EXPECT_NEAR(travel_minutes(30, Mobility::car, 200'000), 78, 1e-9);
  EXPECT_NEAR(travel_minutes(50, Mobility::car, 20'000), 78, 1e-9);
  EXPECT_NEAR(travel_minutes(70, Mobility::car, 800), 78, 1e-9);
  EXPECT_NEAR(travel_minutes(20, Mobility::transit, 0), 88, 1e-9);
}

TEST(Guidance, looks_farther_until_three_are_found) {
  struct Case {
    double third_km, minutes;
  };
  for (const auto& [km, minutes] : {Case{10, 20}, Case{25, 30}, Case{40, 45}, Case{53, 60},
                                    Case{80, std::numeric_limits<double>::infinity()}}) {
    Country country;
    country.add("a", 1);
    country.add("b", 2);
    country.add("c", km);
    const Guidance guidance = country.ask(by(Mobility::car));  // 70 km/h: 54 km in an hour
    EXPECT_EQ(guidance.minutes, minutes) << km;
    EXPECT_EQ(guidance.proposals.size(), 3u);
  }
}

TEST(Guidance, prefers_remote_help_to_a_place_beyond_an_hour) {
  Country country;
  country.add("a", 1);
  country.add("far", 100);
  Country::Place& remote = country.add("remote", 300);
  remote.offer.remote = true;
  EXPECT_EQ(country.ids(by(Mobility::car)), (std::vector<std::string>{"a", "remote", "far"}));
}

TEST(Guidance, offers_remote_help_first_to_who_cannot_move) {
  Country country;
  for (int i = 0; i < 5; ++i) country.add(fmt::format("near-{}", i), 0.5);
  for (int i = 0; i < 3; ++i) country.add(fmt::format("remote-{}", i), 20).offer.remote = true;
  for (const std::string& id : country.ids(by(Mobility::none)))
    EXPECT_TRUE(id.starts_with("remote")) << id;
}

TEST(Guidance, tells_who_cannot_move_when_places_have_to_be_called) {
  Country country;
  for (int i = 0; i < 4; ++i) country.add(fmt::format("near-{}", i), 0.5);
  country.add("remote", 20).offer.remote = true;
  const Guidance guidance = country.ask(by(Mobility::none));
  EXPECT_EQ(guidance.proposals.front().candidate->place_id, "remote");
  EXPECT_TRUE(guidance.places_to_go);
}

TEST(Guidance, lets_wishes_go_and_says_which) {
  Country country;
  for (int i = 0; i < 3; ++i) country.add(fmt::format("p{}", i), 1);
  country.places[0].offer.reduced_mobility = true;
  GuideRequest request = by(Mobility::foot);
  request.wishes = kStepFree;
  const Guidance guidance = country.ask(request);
  ASSERT_EQ(guidance.proposals.size(), 3u);
  EXPECT_EQ(guidance.proposals[0].candidate->place_id, "p0");
  EXPECT_EQ(guidance.proposals[0].unmet, 0u);
  EXPECT_EQ(guidance.proposals[1].unmet, unsigned{kStepFree});
  EXPECT_EQ(guidance.let_go, unsigned{kStepFree});
}

TEST(Guidance, lets_no_wish_go_while_three_places_meet_it_within_an_hour) {
  Country country;
  for (int i = 0; i < 3; ++i) country.add(fmt::format("near{}", i), 0.1);
  for (int i = 0; i < 3; ++i) country.add(fmt::format("free{}", i), 3).offer.cost = Cost::free;
  GuideRequest request = by(Mobility::foot);
  request.wishes = kFree;
  const Guidance guidance = country.ask(request);
  EXPECT_EQ(guidance.let_go, 0u);
  EXPECT_TRUE(guidance.proposals.front().candidate->place_id.starts_with("free"));
}

TEST(Guidance, never_proposes_a_place_that_says_it_offers_something_else) {
  Country country;
  for (int i = 0; i < 6; ++i) country.add(fmt::format("p{}", i), 1).services = kTools;
  EXPECT_TRUE(country.ids(by(Mobility::foot, kEquipment)).empty());
}

TEST(Guidance, admits_silent_places_only_when_others_lack) {
  Country country;
  for (int i = 0; i < 3; ++i) country.add(fmt::format("p{}", i), 3);
  country.add("silent", 0.1).services = 0;
  const Guidance enough = country.ask(by(Mobility::bicycle));
  EXPECT_FALSE(enough.unknown_services);
  country.places.erase(country.places.begin());
  const Guidance lacking = country.ask(by(Mobility::bicycle));
  EXPECT_TRUE(lacking.unknown_services);
  EXPECT_EQ(lacking.proposals.back().candidate->place_id, "silent");
}

TEST(Guidance, sends_nobody_where_nobody_is_received) {
  Country country;
  for (int i = 0; i < 3; ++i) country.add(fmt::format("p{}", i), 3);
  country.add("office", 0.1).offer.no_public = true;
  for (const std::string& id : country.ids(by(Mobility::bicycle))) EXPECT_NE(id, "office");
}

TEST(Guidance, proposes_two_places_of_one_structure_at_most) {
  Country country;
  for (int i = 0; i < 4; ++i) country.add(fmt::format("post{}", i), 0.5).offer.structure = "poste";
  for (int i = 0; i < 3; ++i) country.add(fmt::format("other{}", i), 1);
  const auto ids = country.ids(by(Mobility::foot));
  EXPECT_EQ(ids.size(), 5u);
  EXPECT_EQ(std::count_if(ids.begin(), ids.end(),
                          [](const std::string& id) { return id.starts_with("post"); }),
            2);
}

TEST(Guidance, looks_beyond_one_structure_rather_than_propose_two) {
  Country country;
  for (int i = 0; i < 4; ++i) country.add(fmt::format("post{}", i), 0.5).offer.structure = "poste";
  country.add("other", 2);
  EXPECT_EQ(country.ids(by(Mobility::foot)).size(), 3u);
}

TEST(Guidance, lets_equals_take_turns_from_day_to_day) {
  Country country;
  for (int i = 0; i < 8; ++i) country.add(fmt::format("p{}", i), 1);
  std::set<std::string> first;
  for (int day = 0; day < 30; ++day)
    first.insert(country
                     .ids(by(Mobility::foot),
                          base::Date(std::chrono::sys_days(kDay) + std::chrono::days(day)))
                     .front());
  EXPECT_GE(first.size(), 5u);
}

TEST(Guidance, gives_three_different_reasons_even_to_a_place_of_which_little_is_known) {
  Country country;
  for (int i = 0; i < 3; ++i) {
    Country::Place& bare = country.add(fmt::format("p{}", i), 1);
    bare.offer = {};
    bare.services = 0;
    bare.confirmed = bare.open_days = std::nullopt;
  }
  for (const Proposal& proposal : country.ask(by(Mobility::foot)).proposals) {
    const std::set<Why> reasons(proposal.reasons.begin(), proposal.reasons.end());
    EXPECT_EQ(reasons.size(), 3u);
  }
}

/// A hundred and twenty places, of all kinds, up to 90 km away.
Country mixed_country() {
  Country country;
  std::uint32_t state = 20260513;
  const auto draw = [&](std::uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
  };
  for (int i = 0; i < 120; ++i) {
    Country::Place& place = country.add(fmt::format("place-{}", i), draw(900) / 10.0);
    place.services = static_cast<std::uint16_t>(draw(5) == 0 ? 0 : 1 + draw(511));
    place.offer.cost = static_cast<Cost>(draw(4));
    place.offer.individual = draw(2) != 0;
    place.offer.workshop = draw(3) == 0;
    place.offer.remote = draw(8) == 0;
    place.offer.walk_in = draw(2) != 0;
    place.offer.itinerant = draw(10) == 0;
    place.offer.reduced_mobility = draw(4) == 0;
    place.offer.deaf = draw(12) == 0;
    place.offer.english = draw(6) == 0;
    place.offer.completeness = static_cast<float>(draw(7)) / 6;
    place.offer.structure = draw(3) == 0 ? fmt::format("s{}", draw(6)) : "";
    place.confirmed = draw(5) == 0 ? std::nullopt : std::optional<int>(draw(800));
    place.open_days = draw(3) == 0 ? std::nullopt : std::optional<int>(draw(8));
  }
  return country;
}

TEST(Guidance, answers_fifty_people_with_three_to_five_places_and_reasons) {
  Country country = mixed_country();
  const unsigned wishes[] = {0, kStepFree, kFree | kWalkIn, kEnglish, kSignLanguage | kFree};
  int people = 0;
  for (const Mobility mobility :
       {Mobility::foot, Mobility::bicycle, Mobility::transit, Mobility::car, Mobility::none}) {
    for (const unsigned wish : wishes) {
      for (const std::uint16_t services : {std::uint16_t{0}, kEquipment}) {
        GuideRequest request = by(mobility, services);
        request.wishes = wish;
        request.autonomy = static_cast<Autonomy>(people++ % 4);
        const Guidance guidance = country.ask(request);
        EXPECT_GE(guidance.proposals.size(), 3u);
        EXPECT_LE(guidance.proposals.size(), 5u);
        for (const Proposal& proposal : guidance.proposals) {
          const std::set<Why> reasons(proposal.reasons.begin(), proposal.reasons.end());
          EXPECT_EQ(reasons.size(), 3u);
        }
      }
    }
  }
  EXPECT_EQ(people, 50);
}

/// Rank among the proposals; past the last when absent.
std::size_t rank_of(const std::vector<std::string>& ids, const std::string& id) {
  return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
}

RC_GTEST_PROP(GuidanceLaw, nearer_sooner_or_fresher_never_lowers_a_place, ()) {
  Country country = mixed_country();
  country.places.resize(*rc::gen::inRange<std::size_t>(3, 40));
  GuideRequest request;
  request.mobility = static_cast<Mobility>(*rc::gen::inRange(0, 5));
  request.services = *rc::gen::element<std::uint16_t>(0, 1, 2, 256);
  request.wishes = *rc::gen::inRange(0u, kAllWishes + 1);
  request.autonomy = static_cast<Autonomy>(*rc::gen::inRange(0, 4));
  for (Country::Place& place : country.places) place.kilometres = *rc::gen::inRange(0, 1000) / 10.0;
  Country::Place& moved = country.places[*rc::gen::inRange<std::size_t>(0, country.places.size())];
  const auto before = country.ids(request);
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      moved.kilometres *= *rc::gen::inRange(0, 100) / 100.0;
      break;
    case 1:
      moved.open_days = 0;
      break;
    default:
      moved.confirmed = 0;
  }
  const auto after = country.ids(request);
  RC_ASSERT(rank_of(before, moved.id) == before.size() ||
            rank_of(after, moved.id) <= rank_of(before, moved.id));
}

RC_GTEST_PROP(GuidanceLaw, the_order_of_the_registry_changes_nothing, ()) {
  Country country = mixed_country();
  const GuideRequest request = by(static_cast<Mobility>(*rc::gen::inRange(0, 5)));
  const auto before = country.ids(request);
  std::rotate(country.places.begin(), country.places.begin() + *rc::gen::inRange(0, 120),
              country.places.end());
  RC_ASSERT(country.ids(request) == before);
}

}  // namespace
}  // namespace maillage::places
