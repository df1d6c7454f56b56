#pragma once
/// How often one client may try something: a number at once, then one more each so often (a token
/// bucket). Kept in memory only, for so many clients; beyond, those that waited longest are
/// forgotten first.
#include "base/date.hpp"

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace maillage::web {

class RateLimit {
 public:
  struct Rule {
    int at_once = 10;
    std::chrono::seconds each{60};  ///< gives one more try
    std::size_t clients = 10'000;
  };
  explicit RateLimit(Rule rule) : rule_(rule) {}

  /// Counts a try; false when it is one too many. From any thread.
  bool allow(std::string_view client, base::Instant now);

 private:
  void forget_the_patient(base::Instant now);

  Rule rule_;
  std::mutex mutex_;  ///< guards what follows
  /// When a client that stops trying has all its tries back.
  std::unordered_map<std::string, base::Instant> whole_again_;
};

}  // namespace maillage::web
