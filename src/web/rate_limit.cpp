#include "web/rate_limit.hpp"

#include <algorithm>
#include <vector>

namespace maillage::web {

bool RateLimit::allow(std::string_view client, base::Instant now) {
  const std::lock_guard guard(mutex_);
  if (whole_again_.size() >= rule_.clients) forget_the_patient(now);
  base::Instant& whole_again = whole_again_.try_emplace(std::string(client), now).first->second;
  const base::Instant after = std::max(whole_again, now) + rule_.each;
  if (after - now > rule_.at_once * rule_.each) return false;
  whole_again = after;
  return true;
}

void RateLimit::forget_the_patient(base::Instant now) {
  std::erase_if(whole_again_, [&](const auto& entry) { return entry.second <= now; });
  if (whole_again_.size() < rule_.clients) return;
  std::vector<base::Instant> moments;
  for (const auto& [client, moment] : whole_again_) moments.push_back(moment);
  const auto middle = moments.begin() + static_cast<std::ptrdiff_t>(moments.size() / 2);
  std::nth_element(moments.begin(), middle, moments.end());
  std::erase_if(whole_again_, [&](const auto& entry) { return entry.second <= *middle; });
}

}  // namespace maillage::web
