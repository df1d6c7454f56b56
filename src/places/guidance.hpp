#pragma once
/// The ranking of the guide: of thousands of places, the three to five that suit a person best,
/// each with what it scored and why. Version 1, published at /guide/classement. Pure: the same
/// request, places and day give the same proposals.
///
/// Places are admitted step by step until three are found: first those that meet every wish within
/// 20, 30, 45, then 60 minutes; then wishes are let go one by one, and what was let go is told.
/// Nearer, sooner or more freshly confirmed never lowers a place: a step admits whatever is nearer
/// too, and ties are decided among scores equal to the hundredth.
#include "base/date.hpp"
#include "places/offer.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace maillage::places {

inline constexpr int kGuidanceVersion = 1;

enum class Mobility : std::uint8_t { foot, bicycle, transit, car, none };
/// How sure a person is with a screen.
enum class Autonomy : std::uint8_t { unsaid, beginner, some_help, alone };

/// What a person wishes besides, as a set of bits; let go in this order.
enum Wish : unsigned {
  kEnglish = 1,
  kOtherLanguage = 2,
  kWalkIn = 4,
  kFree = 8,
  kSignLanguage = 16,
  kStepFree = 32,
};
inline constexpr unsigned kAllWishes = 63;

struct GuideRequest {
  std::uint16_t services = 0;  ///< the place must offer all of them; 0: the person doesn't know
  Autonomy autonomy = Autonomy::unsaid;
  Mobility mobility = Mobility::foot;
  unsigned wishes = 0;
  std::uint32_t inhabitants = 0;  ///< of the commune that the person starts from
};

/// A place seen from where the person is.
struct Candidate {
  std::string_view place_id;
  const Offer* offer = nullptr;
  std::uint16_t services = 0;               ///< 0: not said
  double kilometres = 0;                    ///< as the crow flies
  std::optional<int> days_since_confirmed;  ///< nothing: nobody knows
  bool has_phone = false;
};

/// The five terms, each 0..1, and their weights.
struct Terms {
  double proximity = 0, contact = 0, fit = 0, trust = 0, cost = 0;
};
inline constexpr Terms kWeights{0.30, 0.25, 0.20, 0.15, 0.10};
double score(const Terms& terms);

/// Why a place is proposed, for the page to say.
enum class Why : std::uint8_t {
  near,
  contact,
  service,
  confirmed,
  cost,
  help,
  wishes,
  phone,
  address,  ///< where it is; always true
  listed,   ///< it stands in a list of the sector; always true
};

struct Proposal {
  const Candidate* candidate = nullptr;
  double minutes = 0;
  std::optional<int> open_days;  ///< until the first possible contact; 0: today
  Terms terms;
  double score = 0;
  std::array<Why, 3> reasons{};
  unsigned unmet = 0;             ///< wishes that it doesn't say to meet
  bool unknown_services = false;  ///< nobody knows what it offers
};

struct Guidance {
  std::vector<Proposal> proposals;  ///< best first, at most five
  double minutes = 0;               ///< how far one had to look; infinity: beyond 60 minutes
  unsigned let_go = 0;              ///< wishes that were let go to find three
  bool unknown_services = false;    ///< places were admitted that don't say what they offer
  bool places_to_go = false;        ///< of who can't move: too few help from a distance
};

/// Minutes on the way, by the length of the way as the crow flies × 1.3; by car at 30, 50 or 70
/// km/h by the size of the commune. An estimate: no road was followed.
double travel_minutes(double kilometres, Mobility mobility, std::uint32_t inhabitants);

/// Open days until somebody of the place can first be met or called; nothing when nobody knows.
using FirstContact = std::function<std::optional<int>(const Candidate&)>;

Guidance guide(const GuideRequest& request, std::span<const Candidate> candidates,
               const FirstContact& first_contact, base::Date day);

}  // namespace maillage::places
