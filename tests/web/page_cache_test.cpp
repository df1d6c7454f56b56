#include "web/page_cache.hpp"

#include "support/vectors.hpp"

namespace maillage::web {
namespace {

using namespace std::chrono_literals;

const PageCache::Clock::time_point kNow{};

Response page(std::string text) {
  Response response = Response::html(std::move(text));
  response.set("ETag", "\"7\"");
  return response;
}

TEST(PageCache, gives_the_answer_as_it_goes_over_the_line) {
  PageCache cache(1s);
  cache.keep("GET /", page("Bonjour"), kNow);
  const auto kept = cache.find("GET /", kNow + 999ms);
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->bytes,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"7\"\r\n"
            "Content-Length: 7\r\n\r\nBonjour");
  EXPECT_EQ(kept->not_modified,
            "HTTP/1.1 304 Not Modified\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"7\"\r\n"
            "\r\n");
  EXPECT_EQ(kept->tag, "\"7\"");
  EXPECT_EQ(kept->body_size, 7u);
}

TEST(PageCache, forgets_when_the_time_is_over) {
  PageCache cache(1s);
  cache.keep("GET /", page("un"), kNow);
  cache.keep("GET /lieux", page("deux"), kNow + 600ms);
  EXPECT_EQ(cache.find("GET /", kNow + 1s), nullptr);
  EXPECT_NE(cache.find("GET /lieux", kNow + 1s), nullptr);
  EXPECT_EQ(cache.find("GET /lieux", kNow + 1600ms), nullptr);
}

TEST(PageCache, keeps_nothing_that_is_not_for_all) {
  PageCache cache(1s);
  Response personal = page("a");
  personal.caching = Caching::never;
  cache.keep("a", personal, kNow);
  Response cookie = page("b");
  cookie.set("Set-Cookie", "relecture=x");
  cache.keep("b", cookie, kNow);
  Response varied = page("c");
  varied.set("Vary", "Accept-Language");
  cache.keep("c", varied, kNow);
  cache.keep("d", Response::html("Introuvable", 404), kNow);
  cache.keep("e", Response::redirect(Address::local("/")), kNow);
  for (const char* key : {"a", "b", "c", "d", "e"}) {
    EXPECT_EQ(cache.find(key, kNow), nullptr) << key;
  }
}

TEST(PageCache, lets_go_of_all_rather_than_grow) {
  PageCache cache(1s, 1'000);
  cache.keep("a", page(std::string(600, 'a')), kNow);
  cache.keep("b", page(std::string(600, 'b')), kNow);
  EXPECT_EQ(cache.find("a", kNow), nullptr);
  EXPECT_NE(cache.find("b", kNow), nullptr);
}

TEST(PageCache, counts_a_page_that_is_kept_again_once) {
  PageCache cache(1s, 2'000);
  cache.keep("b", page(std::string(600, 'b')), kNow);
  for (int i = 0; i < 10; ++i) cache.keep("a", page(std::string(600, 'a')), kNow);
  EXPECT_NE(cache.find("b", kNow), nullptr);
}

TEST(PageCache, keeps_nothing_when_told_so) {
  PageCache cache(0s);
  cache.keep("a", page("a"), kNow);
  EXPECT_EQ(cache.find("a", kNow), nullptr);
}

}  // namespace
}  // namespace maillage::web
