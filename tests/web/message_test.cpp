#include "web/message.hpp"

#include "support/vectors.hpp"
#include "web/assets.hpp"
#include "web/gzip.hpp"
#include "web/router.hpp"
#include "web/words.hpp"

#include <zlib.h>

namespace maillage::web {
namespace {

std::string gunzip(std::string_view bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

Request asking(std::string_view target,
               std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  EXPECT_TRUE(read_target(target, request));
  request.headers = std::move(headers);
  return request;
}

TEST(Response, loses_control_characters_of_a_header) {
  Response response;
  response.set("Location", "/a\r\nSet-Cookie: x=1");
  EXPECT_EQ(response.header("Location"), "/aSet-Cookie: x=1");
}

TEST(Finish, forbids_scripts_and_framing_on_pages) {
  Response page = Response::html("<p>Bonjour");
  finish(asking("/"), page);
  const std::string policy(page.header("Content-Security-Policy"));
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(policy.find("script-src"), std::string::npos);
  EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
}

TEST(Finish, lets_our_own_scripts_run_where_a_page_brings_one) {
  Response page = Response::html("<p>Bonjour");
  page.runs_script = true;
  finish(asking("/"), page);
  EXPECT_NE(page.header("Content-Security-Policy").find("; script-src 'self';"),
            std::string_view::npos);
}

TEST(Finish, compresses_a_long_page_for_who_accepts_it) {
  const std::string text(20'000, 'a');
  Response page = Response::html(text);
  finish(asking("/", {{"accept-encoding", "br, gzip;q=0.8"}}), page);
  EXPECT_EQ(page.header("Content-Encoding"), "gzip");
  EXPECT_EQ(page.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(gunzip(*page.body), text);
}

Response counted_pieces(int& made) {
  Response file = Response::stream("text/csv; charset=utf-8", [&made] {
    return made < 40 ? std::string(10'000, static_cast<char>('a' + made++ % 26)) : std::string();
  });
  file.version = "3/csv";
  return file;
}

std::string all_of(const Pieces& pieces) {
  std::string all;
  for (std::string piece = pieces(); !piece.empty(); piece = pieces()) all += piece;
  return all;
}

TEST(Finish, compresses_a_body_made_while_it_is_sent) {
  int made = 0, again = 0;
  Response file = counted_pieces(made);
  finish(asking("/lieux.csv", {{"accept-encoding", "gzip"}}), file);
  EXPECT_EQ(file.header("Content-Encoding"), "gzip");
  EXPECT_EQ(made, 0);
  EXPECT_EQ(gunzip(all_of(file.pieces)), all_of(counted_pieces(again).pieces));
}

TEST(Finish, tells_the_version_of_such_a_body_without_making_it) {
  int made = 0;
  Response file = counted_pieces(made);
  finish(asking("/lieux.csv"), file);
  const std::string tag(file.header("ETag"));
  ASSERT_FALSE(tag.empty());
  Response again = counted_pieces(made);
  finish(asking("/lieux.csv", {{"if-none-match", tag}}), again);
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(made, 0);
  Response newer = counted_pieces(made);
  newer.version = "4/csv";
  finish(asking("/lieux.csv", {{"if-none-match", tag}}), newer);
  EXPECT_EQ(newer.status, 200);
}

TEST(Finish, answers_304_by_date_to_who_has_no_tag) {
  const auto answer = [](std::vector<std::pair<std::string, std::string>> headers) {
    Response page = Response::text("bonjour");
    page.modified = std::chrono::sys_days(std::chrono::year(2026) / 5 / 13) + std::chrono::hours(8);
    finish(asking("/", std::move(headers)), page);
    return page;
  };
  EXPECT_EQ(answer({}).header("Last-Modified"), "Wed, 13 May 2026 08:00:00 GMT");
  EXPECT_EQ(answer({{"if-modified-since", "Wed, 13 May 2026 08:00:00 GMT"}}).status, 304);
  EXPECT_EQ(answer({{"if-modified-since", "Thu, 14 May 2026 00:00:00 GMT"}}).status, 304);
  EXPECT_EQ(answer({{"if-modified-since", "Wed, 13 May 2026 07:59:59 GMT"}}).status, 200);
  EXPECT_EQ(answer({{"if-modified-since", "hier"}}).status, 200);
  EXPECT_EQ(answer({{"if-modified-since", "Thu, 14 May 2026 00:00:00 GMT"},
                    {"if-none-match", "\"another\""}})
                .status,
            200);
}

TEST(Finish, sends_plain_bytes_to_who_does_not_accept_gzip) {
  for (const char* accepted : {"", "br", "gzip;q=0", "gzip; q=0.0"}) {
    Response page = Response::html(std::string(20'000, 'a'));
    finish(asking("/", {{"accept-encoding", accepted}}), page);
    EXPECT_EQ(page.header("Content-Encoding"), "") << accepted;
    EXPECT_EQ(page.body->size(), 20'000u);
  }
}

TEST(Finish, answers_304_to_who_holds_the_page_compressed_or_not) {
  for (const char* coding : {"", "gzip"}) {
    Response first = Response::html(std::string(5'000, 'b'));
    finish(asking("/", {{"accept-encoding", coding}}), first);
    for (const std::string& held :
         {std::string(first.header("ETag")), "\"x\", W/" + std::string(first.header("ETag"))}) {
      Response second = Response::html(std::string(5'000, 'b'));
      finish(asking("/", {{"if-none-match", held}}), second);
      EXPECT_EQ(second.status, 304) << held;
      EXPECT_TRUE(second.body->empty());
    }
    Response changed = Response::html(std::string(5'000, 'c'));
    finish(asking("/", {{"if-none-match", std::string(first.header("ETag"))}}), changed);
    EXPECT_EQ(changed.status, 200);
  }
}

TEST(Finish, never_lets_an_error_be_kept) {
  Response page = Response::html("<p>Perdu", 404);
  finish(asking("/"), page);
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_EQ(page.header("ETag"), "");
}

TEST(Gzip, reads_back_whatever_was_compressed) {
  for (const std::string& text : {std::string(), std::string("é"), std::string(300'000, 'x')}) {
    EXPECT_EQ(gunzip(gzip(text)), text);
    EXPECT_EQ(gunzip(gzip(text, Effort::best)), text);
  }
}

struct Counter {
  int calls = 0;
};
Response home(const Request&, Counter& counter) {
  ++counter.calls;
  return Response::text("accueil");
}
Response place(const Request&, Counter&, std::string_view id) {
  return Response::text("lieu " + std::string(id));
}
Response page_number(const Request&, Counter&, int number) {
  return Response::text("page " + std::to_string(number));
}
Response refuse(const Request&, Counter&) {
  throw base::Error(base::ErrorCode::environment, "La base dort.");
}
Response break_down(const Request&, Counter&) {
  throw std::logic_error("secret");
}
Response failed(const Request&, Counter&, const Failure& failure) {
  return Response::text("échec " + failure.message, failure.status);
}

struct Routing : testing::Test {
  Router<Counter> router{failed};
  Counter counter;
  void SetUp() override {
    router.get("/", home);
    router.get("/lieux/{}", place);
    router.get("/pages/{}", page_number);
    router.get("/dort", refuse);
    router.get("/casse", break_down);
    router.post("/envoi", home);
  }
  Response get(std::string_view target, Method method = Method::get) {
    Request request = asking(target);
    request.method = method;
    return router.answer(request, counter);
  }
};

TEST_F(Routing, gives_parameters_by_their_type) {
  EXPECT_EQ(*get("/lieux/a%2Fb").body, "lieu a/b");
  EXPECT_EQ(*get("/pages/12").body, "page 12");
  EXPECT_EQ(get("/pages/douze").status, 404);
  EXPECT_EQ(get("/pages/99999999999999").status, 404);
}

TEST_F(Routing, answers_head_like_get) {
  EXPECT_EQ(get("/", Method::head).status, 200);
  EXPECT_EQ(counter.calls, 1);
}

TEST_F(Routing, says_404_405_and_what_is_allowed) {
  EXPECT_EQ(get("/inconnu").status, 404);
  EXPECT_EQ(get("/", Method::post).status, 405);
  EXPECT_EQ(get("/", Method::post).header("Allow"), "GET, HEAD");
  EXPECT_EQ(get("/envoi").header("Allow"), "POST");
}

TEST_F(Routing, sends_a_trailing_slash_to_the_page_without) {
  const Response response = get("/lieux/x/?page=2");
  EXPECT_EQ(response.status, 301);
  EXPECT_EQ(response.header("Location"), "/lieux/x?page=2");
}

TEST_F(Routing, turns_what_is_thrown_into_a_page_that_keeps_secrets) {
  EXPECT_EQ(get("/dort").status, 503);
  EXPECT_NE(get("/dort").body->find("La base dort."), std::string::npos);
  EXPECT_EQ(get("/casse").status, 500);
  EXPECT_EQ(get("/casse").body->find("secret"), std::string::npos);
}

TEST(Assets, serve_a_file_for_ever_under_an_address_that_holds_its_hash) {
  const EmbeddedFile files[] = {{"style.css", "@font-face { src: url(fonts/a.woff2) }"},
                                {"fonts/a.woff2", "font"}};
  const Assets assets(files);
  const std::string address = assets.address("style.css").text();
  EXPECT_TRUE(address.starts_with("/ressources/style.")) << address;
  auto response = assets.serve(address.substr(12), asking("/"));
  ASSERT_TRUE(response);
  EXPECT_NE(response->body->find("url(" + assets.address("fonts/a.woff2").text() + ")"),
            std::string::npos);
  finish(asking("/"), *response);
  EXPECT_NE(response->header("Cache-Control").find("immutable"), std::string::npos);
  EXPECT_FALSE(assets.serve("style.css", asking("/")));
  EXPECT_FALSE(assets.serve("../style.css", asking("/")));
}

TEST(Assets, hold_the_style_sheet_and_fonts_of_the_project) {
  const Assets assets(embedded_files());
  EXPECT_FALSE(assets.address("style.css").text().empty());
  EXPECT_FALSE(assets.address("icons.svg").text().empty());
}

TEST(Words, say_numbers_and_plurals_the_french_way) {
  const Words t;
  EXPECT_EQ(t.count("{} lieu", "{} lieux", 0), "0 lieu");
  EXPECT_EQ(t.count("{} lieu", "{} lieux", 1), "1 lieu");
  EXPECT_EQ(t.count("{} lieu", "{} lieux", 12'345), "12\u202f345 lieux");
  EXPECT_EQ(t.fill("Page {} sur {}", {"2", "{}"}), "Page 2 sur {}");
}

/// A catalogue in gettext's binary form with one phrase.
std::string one_phrase_catalogue(const std::string& phrase, const std::string& translation) {
  const std::string head =
      "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n";
  const std::string ids = std::string("\0", 1) + phrase + '\0';
  const std::string texts = head + '\0' + translation + '\0';
  const auto u32 = [](std::size_t n) {
    const auto v = static_cast<std::uint32_t>(n);
    return std::string(reinterpret_cast<const char*>(&v), 4);
  };
  const std::size_t start = 28 + 32;
  return u32(0x950412de) + u32(0) + u32(2) + u32(28) + u32(44) + u32(0) + u32(60) + u32(0) +
         u32(start) + u32(phrase.size()) + u32(start + 1) + u32(head.size()) +
         u32(start + ids.size()) + u32(translation.size()) +
         u32(start + ids.size() + head.size() + 1) + ids + texts;
}

TEST(Words, speak_another_language_through_its_catalogue_and_french_where_it_is_silent) {
  const Words t = Words::from_catalogue(
      "en", one_phrase_catalogue("Tous les lieux, près d'ici", "All places near here"));
  EXPECT_EQ(t("Tous les lieux, près d'ici"), "All places near here");
  EXPECT_EQ(t("Horaires"), "Horaires");
  EXPECT_EQ(t.language(), "en");
}

}  // namespace
}  // namespace maillage::web
