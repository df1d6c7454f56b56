#include "web/url.hpp"

#include "support/vectors.hpp"
#include "web/message.hpp"

#include <rapidcheck/gtest.h>

namespace maillage::web {
namespace {

RC_GTEST_PROP(Url, decoding_undoes_encoding, (const std::string& text)) {
  RC_ASSERT(percent_decode(percent_encode(text), false) == text);
  RC_ASSERT(percent_decode(percent_encode(text), true) == text);
}

RC_GTEST_PROP(Url, reading_a_target_never_fails_badly, (const std::string& text)) {
  Request request;
  if (!read_target(text, request)) return;
  for (const std::string& segment : request.segments) {
    RC_ASSERT(segment != ".." && segment != "." && segment.find('\0') == std::string::npos);
  }
}

TEST(Url, refuses_a_percent_sign_without_two_digits) {
  EXPECT_FALSE(percent_decode("100%", false));
  EXPECT_FALSE(percent_decode("%4", false));
  EXPECT_FALSE(percent_decode("%zz", false));
}

TEST(Query, reads_names_and_values_in_order) {
  const Query query = Query::parse("q=Saint+%C3%89tienne&service=a&service=b&vide=&seul");
  EXPECT_EQ(query.get("q"), "Saint Étienne");
  EXPECT_EQ(query.all("service"), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(query.get("vide"), "");
  EXPECT_EQ(query.pairs().size(), 5u);
}

TEST(Query, leaves_out_what_cannot_be_decoded_and_repairs_wrong_utf8) {
  const Query query = Query::parse("a=%&b=%FF&c=1");
  EXPECT_EQ(query.get("a"), "");
  EXPECT_EQ(query.get("b"), "\xEF\xBF\xBD");
  EXPECT_EQ(query.get("c"), "1");
}

TEST(Query, keeps_a_hundred_pairs_of_a_flood) {
  std::string flood;
  for (int i = 0; i < 10'000; ++i) flood += "a=1&";
  EXPECT_EQ(Query::parse(flood).pairs().size(), 100u);
}

TEST(Target, splits_the_path_before_it_decodes) {
  Request request;
  ASSERT_TRUE(read_target("/lieux/hub%2F1?q=a%2Fb", request));
  EXPECT_EQ(request.segments, (std::vector<std::string>{"lieux", "hub/1"}));
  EXPECT_EQ(request.query.get("q"), "a/b");
}

TEST(Target, refuses_paths_that_climb_hide_or_break) {
  for (const char* target :
       {"/../etc/passwd", "/lieux/../..", "/%2e%2e/x", "/a/./b", "/a%00b", "/a%0d%0aX: 1",
        "//evil.fr/x", "/a//b", "lieux", "", "http://evil.fr/", "/%", "/a%4"}) {
    Request request;
    EXPECT_FALSE(read_target(target, request)) << target;
  }
}

TEST(Address, encodes_every_segment_and_value) {
  EXPECT_EQ(Address::local("/lieux").segment("a/b ?#é").text(), "/lieux/a%2Fb%20%3F%23%C3%A9");
  EXPECT_EQ(Address::local("/lieux").with("q", "a&b=c").with("page", "2").text(),
            "/lieux?q=a%26b%3Dc&page=2");
}

TEST(Address, lets_no_script_through_as_a_page_of_the_web) {
  for (const char* text : {"javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x",
                           "//evil.fr", "vbscript:x", "https:evil", "http://", "https:///x", "",
                           "www.exemple.fr", "java\nscript:alert(1)"}) {
    EXPECT_FALSE(Address::external(text)) << text;
  }
}

TEST(Address, keeps_the_web_pages_of_places_as_they_were_written) {
  EXPECT_EQ(Address::external("https://www.exemple.fr/Lieu?id=1&x=%20#haut")->text(),
            "https://www.exemple.fr/Lieu?id=1&x=%20#haut");
  EXPECT_EQ(Address::external(" HTTP://exemple.fr/médiathèque \"x\"")->text(),
            "http://exemple.fr/m%C3%A9diath%C3%A8que%20%22x%22");
}

TEST(Address, writes_numbers_mailboxes_and_points_as_links) {
  EXPECT_EQ(Address::phone("+33 (0)5 55-52").text(),
            "tel:+3305"
            "5552");
  EXPECT_EQ(Address::mail("a?bcc=b@exemple.fr").text(), "mailto:a%3Fbcc%3Db@exemple.fr");
  EXPECT_EQ(Address::point(46.17, -1.5).text(), "geo:46.170000,-1.500000");
}

}  // namespace
}  // namespace maillage::web
