#pragma once
/// The public pages of fragility, on the site of places: the map, the profile of a territory, its
/// comparison with others, rankings, one's own weights, what the methods are worth, exports. One
/// table of addresses; every page is read without a script.
#include "fragility/country.hpp"
#include "places/site.hpp"
#include "web/message.hpp"

#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace maillage::fragility {

/// What the pages share. The country is read on a thread of its own, so that the site opens at
/// once; who asks before it is there waits for it.
class Atlas {
 public:
  using Load = std::function<std::shared_ptr<const Country>()>;
  Atlas(places::Site& site, Load load);

  places::Site& site() { return site_; }
  web::View view() const { return site_.view(); }
  /// Throws base::Error when it couldn't be read.
  const Country& country() const { return *country_.get(); }

 private:
  places::Site& site_;
  std::shared_future<std::shared_ptr<const Country>> country_;
  std::future<void> prepared_;  ///< its errors are those of the country, told by each page
};

/// The answer to a request for one of these pages; nothing when it is another room's. Never throws.
std::optional<web::Response> answer(const web::Request& request, Atlas& atlas);

}  // namespace maillage::fragility
