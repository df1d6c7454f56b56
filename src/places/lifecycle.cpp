#include "places/lifecycle.hpp"

#include <algorithm>
#include <array>

namespace maillage::places {
namespace {

struct StateWords {
  std::string_view name, word;
};
constexpr std::array<StateWords, 6> kWords{{{"draft", "brouillon"},
                                            {"published", "publié"},
                                            {"to_verify", "à vérifier"},
                                            {"suspended", "suspendu"},
                                            {"closed", "fermé"},
                                            {"merged", "réuni à un autre"}}};

constexpr std::string_view kRule = "règle des 180 jours";

}  // namespace

std::string_view state_name(PlaceState state) {
  return kWords[static_cast<std::size_t>(state)].name;
}

std::optional<PlaceState> state_named(std::string_view name) {
  const auto found = std::find_if(kWords.begin(), kWords.end(),
                                  [&](const StateWords& words) { return words.name == name; });
  if (found == kWords.end()) return std::nullopt;
  return static_cast<PlaceState>(found - kWords.begin());
}

std::string_view state_word(PlaceState state) {
  return kWords[static_cast<std::size_t>(state)].word;
}

Stage decided_stage(std::span<const Transition> transitions, std::optional<base::Date> updated) {
  Stage stage;
  stage.confirmed_on = updated;
  for (const Transition& transition : transitions) {
    stage.state = transition.state;
    stage.since = base::utc_day(transition.when);
    stage.actor = transition.actor;
    stage.reason = transition.reason;
    if (stage.state == PlaceState::published)
      stage.confirmed_on = std::max(stage.confirmed_on, stage.since);
  }
  if (stage.state == PlaceState::to_verify && updated > stage.since) {
    stage = {PlaceState::published, updated, stage.confirmed_on, "", ""};
  }
  return stage;
}

Stage stage_of(std::span<const Transition> transitions, std::optional<base::Date> updated,
               base::Date today) {
  Stage stage = decided_stage(transitions, updated);
  if (stage.state == PlaceState::published && needs_check(stage.confirmed_on, today)) {
    stage.state = PlaceState::to_verify;
    stage.actor = kRule;
    stage.reason =
        stage.confirmed_on ? "sans confirmation depuis 180 jours" : "date de mise à jour inconnue";
    stage.since.reset();
    if (stage.confirmed_on)
      stage.since = base::Date(std::chrono::sys_days(*stage.confirmed_on) + kConfirmationHolds);
  }
  return stage;
}

bool needs_check(std::optional<base::Date> confirmed_on, base::Date today) {
  return !confirmed_on ||
         std::chrono::sys_days(today) - std::chrono::sys_days(*confirmed_on) >= kConfirmationHolds;
}

bool is_open_to_all(PlaceState state) {
  return state == PlaceState::published || state == PlaceState::to_verify;
}

}  // namespace maillage::places
