#include "opendata/worker.hpp"

#include <exception>

namespace maillage::opendata {

Worker::Worker(std::function<void()> work, std::chrono::seconds pause,
               std::function<void(std::string_view)> failed)
    : work_(std::move(work)),
      pause_(pause),
      failed_(std::move(failed)),
      thread_([this] { run(); }) {}

Worker::~Worker() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Worker::wake() {
  {
    const std::lock_guard guard(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void Worker::run() {
  while (true) {
    {
      std::unique_lock guard(mutex_);
      changed_.wait_for(guard, pause_, [&] { return woken_ || stopping_; });
      if (stopping_) return;
      woken_ = false;
    }
    try {
      work_();
    } catch (const std::exception& error) {
      failed_(error.what());
    }
  }
}

}  // namespace maillage::opendata
