#include "web/form.hpp"

#include "web/cookies.hpp"
#include "web/rate_limit.hpp"

namespace maillage::web {
namespace {

using namespace std::chrono_literals;

constexpr base::Instant kStart{std::chrono::seconds(1'000'000)};

Request sending(std::string body, std::string type = "application/x-www-form-urlencoded") {
  Request request;
  request.method = Method::post;
  request.headers = {{"content-type", std::move(type)}};
  request.body = std::move(body);
  return request;
}

TEST(Form, gives_the_fields_that_a_person_filled_in) {
  const auto form = read_form(sending("motif=m%C3%AAme+porte&decision=meme"));
  ASSERT_TRUE(form);
  EXPECT_EQ(form->get("motif"), "même porte");
  EXPECT_EQ(form->get("decision"), "meme");
}

TEST(Form, is_read_whatever_the_charset_says) {
  EXPECT_TRUE(read_form(sending("a=1", "Application/X-WWW-Form-Urlencoded; charset=UTF-8")));
}

TEST(Form, of_another_kind_or_size_is_none) {
  EXPECT_FALSE(read_form(sending("{}", "application/json")));
  EXPECT_FALSE(read_form(sending("a=1", "")));
  EXPECT_FALSE(read_form(sending(std::string(70'000, 'a'))));
  Request get = sending("a=1");
  get.method = Method::get;
  EXPECT_FALSE(read_form(get));
}

TEST(Form, leaves_out_what_it_cannot_decode) {
  const auto form = read_form(sending("a=%zz&b=%00&&=&c"));
  ASSERT_TRUE(form);
  EXPECT_EQ(form->get("a"), "");
}

TEST(Cookie, is_found_among_others_by_its_whole_name) {
  Request request;
  request.headers = {{"cookie", "xrelecture=1; relecture=abc; relecture=zzz"}};
  EXPECT_EQ(cookie(request, "relecture"), "abc");
  EXPECT_EQ(cookie(request, "lecture"), "");
  EXPECT_EQ(cookie(Request(), "relecture"), "");
}

TEST(Cookie, is_out_of_reach_of_scripts_and_other_sites) {
  Response response;
  set_cookie(Request(), response, "relecture", "abc", 60s);
  EXPECT_EQ(response.header("Set-Cookie"),
            "relecture=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
}

TEST(Cookie, stays_off_plain_lines_once_it_came_over_tls) {
  Request request;
  request.headers = {{"x-forwarded-proto", "https"}};
  Response response;
  drop_cookie(request, response, "relecture");
  EXPECT_EQ(response.header("Set-Cookie"),
            "relecture=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
}

TEST(RateLimit, lets_some_tries_through_at_once_then_one_each_so_often) {
  RateLimit limit({3, 10s, 100});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.allow("a", kStart));
  EXPECT_FALSE(limit.allow("a", kStart));
  EXPECT_FALSE(limit.allow("a", kStart + 9s));
  EXPECT_TRUE(limit.allow("a", kStart + 10s));
  EXPECT_FALSE(limit.allow("a", kStart + 10s));
}

TEST(RateLimit, counts_each_client_by_itself) {
  RateLimit limit({1, 10s, 100});
  EXPECT_TRUE(limit.allow("a", kStart));
  EXPECT_TRUE(limit.allow("b", kStart));
  EXPECT_FALSE(limit.allow("a", kStart));
}

TEST(RateLimit, stays_small_in_a_flood_and_keeps_those_who_insist) {
  RateLimit limit({2, 10s, 50});
  EXPECT_TRUE(limit.allow("insistent", kStart));
  EXPECT_TRUE(limit.allow("insistent", kStart));
  for (int i = 0; i < 10'000; ++i) limit.allow(std::to_string(i), kStart);
  EXPECT_FALSE(limit.allow("insistent", kStart));
}

}  // namespace
}  // namespace maillage::web
