#include "places/decisions.hpp"

#include <algorithm>
#include <set>

namespace maillage::places {

Decision decide(std::string_view one, std::string_view other, Verdict verdict, std::string author,
                std::string reason, base::Instant when) {
  if (!other.empty() && other < one) std::swap(one, other);
  return {std::string(one),  std::string(other), verdict,
          std::move(author), std::move(reason),  when};
}

std::vector<std::size_t> standing(std::span<const Decision> decisions) {
  std::vector<std::size_t> kept;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (std::size_t i = decisions.size(); i-- > 0;) {
    const Decision& decision = decisions[i];
    const bool newest = seen.emplace(decision.first_id, decision.second_id).second;
    if (newest && decision.verdict != Verdict::withdrawn) kept.push_back(i);
  }
  std::reverse(kept.begin(), kept.end());
  return kept;
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::same:
      return "meme";
    case Verdict::different:
      return "differents";
    case Verdict::excluded:
      return "exclue";
    case Verdict::withdrawn:
      break;
  }
  return "retiree";
}

}  // namespace maillage::places
