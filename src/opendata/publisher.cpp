#include "opendata/publisher.hpp"

#include "opendata/publication.hpp"

namespace maillage::opendata {

Publisher::Publisher(OpenSite& site, std::function<void(std::string_view)> failed)
    : site_(site),
      failed_(std::move(failed)),
      thread_([this] { run(); }),
      watch_(site.places.database().watch([this] { wake(); })) {}

Publisher::~Publisher() {
  watch_.reset();
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Publisher::wake() {
  {
    const std::lock_guard guard(mutex_);
    news_ = true;
  }
  changed_.notify_one();
}

void Publisher::run() {
  while (true) {
    {
      std::unique_lock guard(mutex_);
      changed_.wait(guard, [&] { return news_ || stopping_; });
      if (stopping_) return;
      news_ = false;
    }
    try {
      site_.places.refresh();
      publish(site_.places.database(), *site_.places.snapshot(), site_.places.now());
    } catch (const std::exception& error) {
      failed_(error.what());
    }
  }
}

}  // namespace maillage::opendata
