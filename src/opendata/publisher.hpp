#pragma once
/// The site's own publisher: as soon as the registry changes, whoever changed it, what changed is
/// written down (publication.hpp). One thread; it ends when this goes out of scope.
#include "opendata/open_site.hpp"
#include "store/database.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

namespace maillage::opendata {

class Publisher {
 public:
  /// `failed` is told why a publication failed; the next change tries again.
  Publisher(OpenSite& site, std::function<void(std::string_view)> failed);
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

 private:
  void wake();
  void run();

  OpenSite& site_;
  std::function<void(std::string_view)> failed_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool news_ = true, stopping_ = false;  ///< guarded by the mutex
  std::thread thread_;
  std::unique_ptr<store::Watch> watch_;  ///< last: it calls the rest
};

}  // namespace maillage::opendata
