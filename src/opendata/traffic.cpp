#include "opendata/traffic.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

namespace maillage::opendata {
namespace {

/// Anything else would let strangers make as many series as they like.
std::string_view method_word(std::string_view method) {
  for (const std::string_view known : {"GET", "HEAD", "POST"}) {
    if (method == known) return known;
  }
  return "autre";
}

void describe(std::string& out, std::string_view name, std::string_view type,
              std::string_view help) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

template <class Number>
void write_one(std::string& out, std::string_view name, std::string_view type,
               std::string_view help, Number value) {
  describe(out, name, type, help);
  out += fmt::format("{} {}\n", name, value);
}

/// Bytes of memory that the process holds; 0 where the system doesn't tell.
long resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  long all = 0, resident = 0;
  statm >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

}  // namespace

void Traffic::add(const web::AccessLine& line) {
  const std::string_view route = line.route.empty() ? "aucune" : line.route;
  const double milliseconds = static_cast<double>(line.duration.count()) / 1'000;
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), milliseconds);
  const std::lock_guard guard(mutex_);
  ++requests_[{std::string(route), std::string(method_word(line.method)), line.status}];
  auto times = times_.find(route);
  if (times == times_.end()) times = times_.emplace(std::string(route), Times()).first;
  ++times->second.counts[static_cast<std::size_t>(bound - kBounds.begin())];
  times->second.seconds += milliseconds / 1'000;
  times->second.bytes += line.bytes;
}

void Traffic::write(std::string& out) const {
  const std::lock_guard guard(mutex_);
  describe(out, "maillage_http_requests_total", "counter", "Answers by route, method and status.");
  for (const auto& [kind, count] : requests_) {
    out +=
        fmt::format("maillage_http_requests_total{{route=\"{}\",method=\"{}\",status=\"{}\"}} {}\n",
                    kind.route, kind.method, kind.status, count);
  }
  describe(out, "maillage_http_response_bytes_total", "counter", "Bytes of bodies sent.");
  for (const auto& [route, times] : times_)
    out +=
        fmt::format("maillage_http_response_bytes_total{{route=\"{}\"}} {}\n", route, times.bytes);
  constexpr std::string_view kDuration = "maillage_http_request_duration_seconds";
  describe(out, kDuration, "histogram", "From the request read to the answer sent.");
  for (const auto& [route, times] : times_) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < times.counts.size(); ++i) {
      sum += times.counts[i];
      const std::string bound =
          i < kBounds.size() ? fmt::format("{}", kBounds[i] / 1'000.0) : std::string("+Inf");
      out += fmt::format("{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", kDuration, route, bound, sum);
    }
    out += fmt::format("{0}_sum{{route=\"{1}\"}} {2}\n{0}_count{{route=\"{1}\"}} {3}\n", kDuration,
                       route, times.seconds, sum);
  }
}

web::Response metrics(const web::Request&, OpenSite& site) {
  const auto snapshot = site.places.snapshot();
  std::string text;
  if (site.settings.traffic) site.settings.traffic->write(text);
  write_one(text, "maillage_places", "gauge", "Places that people find.", snapshot->texts.size());
  write_one(text, "maillage_lists", "gauge", "Lists that name them.", snapshot->lists.size());
  write_one(text, "maillage_revision", "counter", "Changes of the registry that are shown.",
            snapshot->revision);
  write_one(text, "maillage_last_change_timestamp_seconds", "gauge",
            "When the registry that is shown last changed.",
            snapshot->changed_at.time_since_epoch().count());
  write_one(text, "process_resident_memory_bytes", "gauge", "Memory that the process holds.",
            resident_bytes());
  web::Response response = web::Response::text(std::move(text));
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.caching = web::Caching::never;
  return response;
}

}  // namespace maillage::opendata
