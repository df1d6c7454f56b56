#pragma once
/// A site with the addresses of open data, for the tests of the room.
#include "opendata/furnish.hpp"
#include "places/world.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::opendata {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct OpenWorld : places::World {
  explicit OpenWorld(OpenSettings settings = {})
      : World("opendata"),
        site(*database, nullptr, [this] { return now; }),
        open(furnish(site, std::move(settings))) {}
  /// The answer as it leaves, its pieces put together.
  web::Response get(std::string_view target, Headers headers = {}) {
    web::Request request;
    EXPECT_TRUE(web::read_target(target, request)) << target;
    request.headers = std::move(headers);
    web::Response response = answer(request, site);
    finish(request, response);
    if (!response.pieces) return response;
    std::string body;
    for (std::string piece = response.pieces(); !piece.empty(); piece = response.pieces())
      body += piece;
    response.body = std::make_shared<const std::string>(std::move(body));
    response.pieces = nullptr;
    return response;
  }
  std::string body(std::string_view target) { return *get(target).body; }

  base::Instant now = places::kNow;
  places::Site site;
  std::shared_ptr<OpenSite> open;
};

}  // namespace maillage::opendata
