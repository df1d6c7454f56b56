#include "places/regrouper.hpp"

namespace maillage::places {

Regrouper::Regrouper(store::Database& database, LinkOptions options,
                     std::function<base::Instant()> clock, std::function<void()> moved,
                     std::function<void(std::string_view)> failed)
    : database_(database),
      options_(std::move(options)),
      clock_(std::move(clock)),
      moved_(std::move(moved)),
      failed_(std::move(failed)),
      thread_([this] { run(); }) {}

Regrouper::~Regrouper() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Regrouper::wake() {
  {
    const std::lock_guard guard(mutex_);
    news_ = true;
  }
  changed_.notify_one();
}

void Regrouper::run() {
  while (true) {
    {
      std::unique_lock guard(mutex_);
      changed_.wait(guard, [&] { return news_ || stopping_; });
      if (stopping_) return;
      news_ = false;
    }
    try {
      if (regroup(database_, options_, clock_()).moved > 0) moved_();
    } catch (const std::exception& error) {
      failed_(error.what());
    }
  }
}

}  // namespace maillage::places
