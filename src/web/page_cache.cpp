#include "web/page_cache.hpp"

#include <fmt/format.h>

namespace maillage::web {
namespace {

constexpr std::size_t kLargestPage = std::size_t{1} << 20;

bool is_for_all(const Response& response) {
  const std::string_view vary = response.header("Vary");
  return response.status == 200 && response.caching != Caching::never && response.body &&
         !response.pieces && response.body->size() <= kLargestPage &&
         response.header("Set-Cookie").empty() && (vary.empty() || vary == "Accept-Encoding");
}

std::string header_of(const Response& response, std::string_view status) {
  std::string header =
      fmt::format("HTTP/1.1 {}\r\nContent-Type: {}\r\n", status, response.content_type);
  for (const auto& [name, value] : response.headers) {
    header += fmt::format("{}: {}\r\n", name, value);
  }
  return header;
}

}  // namespace

std::shared_ptr<const KeptPage> PageCache::find(const std::string& key, Clock::time_point now) {
  if (pages_.empty()) return nullptr;
  if (now >= all_stale_at_) {
    let_go();
    return nullptr;
  }
  const auto found = pages_.find(key);
  return found == pages_.end() || now >= found->second.until ? nullptr : found->second.page;
}

void PageCache::keep(const std::string& key, const Response& response, Clock::time_point now) {
  if (time_.count() == 0 || !is_for_all(response)) return;
  auto page = std::make_shared<KeptPage>();
  page->tag = response.header("ETag");
  page->body_size = response.body->size();
  page->route = response.route;
  page->bytes = header_of(response, "200 OK") +
                fmt::format("Content-Length: {}\r\n\r\n", page->body_size) + *response.body;
  page->not_modified = header_of(response, "304 Not Modified") + "\r\n";
  if (const auto older = pages_.find(key); older != pages_.end()) {
    bytes_ -= older->second.page->bytes.size();
    pages_.erase(older);
  }
  if (bytes_ + page->bytes.size() > most_bytes_) let_go();
  bytes_ += page->bytes.size();
  all_stale_at_ = now + time_;
  pages_.emplace(key, Entry{std::move(page), now + time_});
}

void PageCache::let_go() {
  pages_.clear();
  bytes_ = 0;
}

}  // namespace maillage::web
