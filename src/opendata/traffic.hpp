#pragma once
/// How the site is doing, for a Prometheus server: requests by route and status, times, sizes.
/// Counts patterns of addresses and never who asked or for what, so it holds nothing personal.
#include "opendata/open_site.hpp"
#include "web/server.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace maillage::opendata {

/// Any thread may add and write.
class Traffic {
 public:
  void add(const web::AccessLine& line);
  /// Appends the text format 0.0.4.
  void write(std::string& out) const;

 private:
  /// Upper bounds of the time of an answer, in milliseconds; one more counts the rest.
  static constexpr std::array kBounds{1, 2, 5, 10, 20, 50, 100, 250, 500, 1'000, 2'500, 10'000};

  struct Times {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};
    double seconds = 0;
    std::uint64_t bytes = 0;
  };
  struct Kind {
    std::string route, method;
    int status = 0;
    auto operator<=>(const Kind&) const = default;
  };

  mutable std::mutex mutex_;  ///< guards both
  std::map<Kind, std::uint64_t> requests_;
  std::map<std::string, Times, std::less<>> times_;  ///< by route
};

/// /metrics: the traffic of this process, and what it shows of the registry.
web::Response metrics(const web::Request& request, OpenSite& site);

}  // namespace maillage::opendata
