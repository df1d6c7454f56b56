#include "store/postgres_watch.hpp"

#include "base/error.hpp"
#include "store/postgres_link.hpp"

#include <thread>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace maillage::store {
namespace {

constexpr int kRetryMilliseconds = 500;  // between two tries to reach a server that went away

class PostgresWatch final : public Watch {
 public:
  PostgresWatch(const std::string& url, std::function<void()> changed)
      : link_(url, fmt::format("listen {}", kChangeChannel)),
        changed_(std::move(changed)),
        stop_(::eventfd(0, EFD_CLOEXEC)),
        thread_([this] { run(); }) {}
  ~PostgresWatch() override {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
    thread_.join();
    ::close(stop_);
  }

 private:
  void run() {
    while (true) {
      pollfd events[] = {{stop_, POLLIN, 0}, {PQsocket(link_.handle()), POLLIN, 0}};
      ::poll(events, 2, link_.is_broken() ? kRetryMilliseconds : -1);
      if (events[0].revents) return;
      if (link_.is_broken() ? came_back() : told()) changed_();
    }
  }
  /// Whether a notice arrived; several at once count as one.
  bool told() {
    bool any = PQconsumeInput(link_.handle()) == 0;  // broken: something may have been missed
    while (PGnotify* notice = PQnotifies(link_.handle())) {
      PQfreemem(notice);
      any = true;
    }
    return any;
  }
  bool came_back() {
    try {
      link_.reopen();
      return true;
    } catch (const base::Error&) {
      return false;
    }
  }

  PostgresLink link_;
  std::function<void()> changed_;
  int stop_;
  std::thread thread_;  // last: it uses all the rest
};

}  // namespace

std::unique_ptr<Watch> watch_postgres(const std::string& url, std::function<void()> changed) {
  return std::make_unique<PostgresWatch>(url, std::move(changed));
}

}  // namespace maillage::store
