#include "opendata/traffic.hpp"

#include "base/text.hpp"
#include "open_world.hpp"

namespace maillage::opendata {
namespace {

web::AccessLine line(std::string method, std::string_view route, int status, int microseconds) {
  return {places::kNow,
          std::move(method),
          "/lieux/secret",
          route,
          status,
          100,
          std::chrono::microseconds(microseconds)};
}

TEST(Traffic, counts_requests_and_times_by_route) {
  Traffic traffic;
  traffic.add(line("GET", "/lieux/{}", 200, 900));
  traffic.add(line("GET", "/lieux/{}", 200, 1'500));
  traffic.add(line("GET", "/lieux/{}", 404, 20'000'000));
  std::string text;
  traffic.write(text);
  for (const char* expected :
       {"maillage_http_requests_total{route=\"/lieux/{}\",method=\"GET\",status=\"200\"} 2\n",
        "maillage_http_requests_total{route=\"/lieux/{}\",method=\"GET\",status=\"404\"} 1\n",
        "_bucket{route=\"/lieux/{}\",le=\"0.001\"} 1\n",
        "_bucket{route=\"/lieux/{}\",le=\"0.002\"} 2\n",
        "_bucket{route=\"/lieux/{}\",le=\"10\"} 2\n",
        "_bucket{route=\"/lieux/{}\",le=\"+Inf\"} 3\n", "_count{route=\"/lieux/{}\"} 3\n",
        "maillage_http_response_bytes_total{route=\"/lieux/{}\"} 300\n"})
    EXPECT_TRUE(base::contains(text, expected)) << expected << text;
}

TEST(Traffic, tells_neither_addresses_nor_methods_that_a_stranger_makes_up) {
  Traffic traffic;
  traffic.add(line("SECRET", "", 404, 10));
  std::string text;
  traffic.write(text);
  EXPECT_FALSE(base::contains(base::lower(text), "secret"));
  EXPECT_TRUE(base::contains(text, "{route=\"aucune\",method=\"autre\",status=\"404\"} 1\n"));
}

TEST(Metrics, say_what_the_registry_holds) {
  OpenWorld world;
  world.import("liste", {places::place("a", "Médiathèque"), places::place("b", "Mairie")});
  const auto response = world.get("/metrics");
  EXPECT_TRUE(response.content_type.starts_with("text/plain; version=0.0.4"));
  EXPECT_TRUE(base::contains(*response.body, "\nmaillage_places 2\n"));
  EXPECT_TRUE(base::contains(*response.body, "\nmaillage_lists 1\n"));
  EXPECT_EQ(response.header("Cache-Control"), "no-store");
}

}  // namespace
}  // namespace maillage::opendata
