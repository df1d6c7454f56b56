#pragma once
/// Keeps the groups up to date while the site runs: a thread that compares the registry again when
/// a decision or an import came, so that nobody who decides waits for it.
#include "places/groups.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace maillage::places {

class Regrouper {
 public:
  /// The database must outlive it. `moved` is called when records changed their group; `failed` is
  /// told, in a French sentence, why a grouping did not succeed: the next news tries again.
  Regrouper(store::Database& database, LinkOptions options, std::function<base::Instant()> clock,
            std::function<void()> moved, std::function<void(std::string_view)> failed);
  /// Waits for a grouping under way.
  ~Regrouper();
  Regrouper(const Regrouper&) = delete;
  Regrouper& operator=(const Regrouper&) = delete;

  /// There are news. From any thread; returns at once.
  void wake();

 private:
  void run();

  store::Database& database_;
  LinkOptions options_;
  std::function<base::Instant()> clock_;
  std::function<void()> moved_;
  std::function<void(std::string_view)> failed_;
  std::mutex mutex_;  ///< guards the two below
  bool news_ = true, stopping_ = false;
  std::condition_variable changed_;
  std::thread thread_;  // last: it uses all the rest
};

}  // namespace maillage::places
