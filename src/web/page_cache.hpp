#pragma once
/// Pages as they were sent a moment ago, kept for others who ask the same: a crowd in front of one
/// page costs one drawing. A page is kept for about a second, so nothing that changed is late by
/// more, and never for a request that brings a cookie. Belongs to one thread: that of the sockets.
#include "web/message.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace maillage::web {

/// An answer of HTTP/1.1 on a connection that stays open, header and body in one piece.
struct KeptPage {
  std::string bytes;
  std::string not_modified;  ///< for who holds it already
  std::string tag;
  std::size_t body_size = 0;
  std::string_view route;  ///< the pattern that answered
};

class PageCache {
 public:
  using Clock = std::chrono::steady_clock;

  /// `time` 0 keeps nothing. Beyond `bytes` in all, what is kept is let go at once.
  explicit PageCache(std::chrono::milliseconds time, std::size_t bytes = std::size_t{32} << 20)
      : time_(time), most_bytes_(bytes) {}

  /// Nothing when nobody asked for it a moment ago. `key`: all that an answer may depend on.
  std::shared_ptr<const KeptPage> find(const std::string& key, Clock::time_point now);

  /// Keeps a finished answer to a GET without cookies, unless it is an error or meant for one
  /// person.
  void keep(const std::string& key, const Response& response, Clock::time_point now);

 private:
  struct Entry {
    std::shared_ptr<const KeptPage> page;
    Clock::time_point until;
  };

  void let_go();

  std::chrono::milliseconds time_;
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  Clock::time_point all_stale_at_{};  ///< when the youngest page is stale
  std::unordered_map<std::string, Entry> pages_;
};

}  // namespace maillage::web
