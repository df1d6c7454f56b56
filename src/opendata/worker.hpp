#pragma once
/// Work that goes on beside the site in a thread of its own: done when it is woken, and now and
/// then without. It ends when this goes out of scope, after the round under way.
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

namespace maillage::opendata {

class Worker {
 public:
  /// `work` runs at once, then whenever it is woken or `pause` is over. `failed` is told why a
  /// round failed; the next one tries again.
  Worker(std::function<void()> work, std::chrono::seconds pause,
         std::function<void(std::string_view)> failed);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void wake();

 private:
  void run();

  std::function<void()> work_;
  std::chrono::seconds pause_;
  std::function<void(std::string_view)> failed_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = true, stopping_ = false;  ///< guarded by the mutex
  std::thread thread_;                    ///< last: it uses the rest
};

}  // namespace maillage::opendata
