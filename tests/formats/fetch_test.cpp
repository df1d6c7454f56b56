#include "formats/fetch.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "support/rows.hpp"
#include "support/stub_server.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::formats {

namespace {

using test::StubAnswer;
using test::StubRequest;
using test::StubServer;
using Rows = std::vector<std::string>;

const std::string kJson = "Content-Type: application/json";

/// Options that note the waits instead of waiting.
HttpOptions patient(std::vector<long>& waits) {
  HttpOptions options;
  options.wait = [&waits](std::chrono::seconds pause) { waits.push_back(pause.count()); };
  return options;
}

Rows fetched(const std::string& source, const HttpOptions& http = {}) {
  const auto reader = open_source(source, {}, http);
  return test::rows_of(*reader);
}

std::pair<base::ErrorCode, std::string> error_of(const std::string& source,
                                                 const HttpOptions& http = {}) {
  try {
    fetched(source, http);
  } catch (const base::Error& error) {
    return {error.code(), error.what()};
  }
  return {base::ErrorCode::usage, "no error"};
}

}  // namespace

TEST(Fetch, the_key_is_what_stands_behind_the_last_at_sign) {
  const std::string folder = test::scratch_folder("split");
  write_file(folder + "/liste@2024", "[]");
  const struct {
    std::string source, location, key;
  } cases[] = {
      {"https://a.fr/x.json@features", "https://a.fr/x.json", "features"},
      {"https://a.fr/x?q=1@rows", "https://a.fr/x?q=1", "rows"},
      {"https://me:secret@a.fr/x.json", "https://me:secret@a.fr/x.json", ""},
      {"https://me:secret@a.fr/x.json@rows", "https://me:secret@a.fr/x.json", "rows"},
      {"https://me@a.fr", "https://me@a.fr", ""},
      {"https://a.fr/conumm@2023-06-05.json", "https://a.fr/conumm@2023-06-05.json", ""},
      {"liste.json@lieux", "liste.json", "lieux"},
      {folder + "/liste@2024", folder + "/liste@2024", ""},
      {folder + "/liste@2024@rows", folder + "/liste@2024", "rows"},
      {"conumm@2023-06-05.json", "conumm@2023-06-05.json", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(split_source(c.source).location, c.location) << c.source;
    EXPECT_EQ(split_source(c.source).key, c.key) << c.source;
  }
}

TEST(Fetch, local_files_are_read_by_name_and_by_address) {
  const std::string folder = test::scratch_folder("une liste");
  write_file(folder + "/liste.csv", "nom;ville\nPimms;Brest\n");
  write_file(folder + "/liste.json", R"({"rows":[{"a":1}]})");
  EXPECT_EQ(fetched(folder + "/liste.csv"), (Rows{"nom=Pimms|ville=Brest"}));
  EXPECT_EQ(fetched("file://" + base::replace_all(folder, " ", "%20") + "/liste.json@rows"),
            (Rows{"a=1"}));
}

TEST(Fetch, the_content_type_tells_the_format) {
  StubServer server([](const StubRequest& request) {
    return request.target == "/json" ? StubAnswer{200, R"([{"a":1}])", {kJson}}
                                     : StubAnswer{200, "a\n1\n", {"Content-Type: text/csv"}};
  });
  EXPECT_EQ(fetched(server.url("/json")), (Rows{"a=1"}));
  EXPECT_EQ(fetched(server.url("/csv")), (Rows{"a=1"}));
}

TEST(Fetch, pages_are_followed_whether_absolute_or_relative) {
  std::string self;
  StubServer server([&](const StubRequest& request) {
    if (request.target == "/p?n=1")
      return StubAnswer{200, R"({"results":[{"a":1},{"a":2}],"next":"?n=2"})", {kJson}};
    if (request.target == "/p?n=2")
      return StubAnswer{
          200, R"({"next":")" + self + R"(/p?n=3","results":[{"b":3,"a":4}]})", {kJson}};
    return StubAnswer{200, R"({"results":[{"a":5}],"next":null})", {kJson}};
  });
  self = server.url();
  const auto reader = open_source(server.url("/p?n=1@results"), {}, {});
  Row row;
  std::vector<std::string> seen;
  while (reader->next(row))
    seen.push_back(std::to_string(row.index) + ":" + std::string(row[reader->columns().find("a")]));
  EXPECT_EQ(seen, (std::vector<std::string>{"0:1", "1:2", "2:4", "3:5"}));
}

TEST(Fetch, pages_that_turn_in_a_circle_are_refused) {
  StubServer server([](const StubRequest& request) {
    return StubAnswer{
        200,
        request.target == "/a" ? R"({"next":"/b","r":[]})" : R"({"next":"/a","r":[]})",
        {kJson}};
  });
  const auto [code, message] = error_of(server.url("/a@r"));
  EXPECT_EQ(code, base::ErrorCode::bad_input);
  EXPECT_TRUE(base::contains(message, "tournent en rond")) << message;
}

TEST(Fetch, a_next_page_that_is_a_local_file_is_refused) {
  StubServer server([](const StubRequest&) {
    return StubAnswer{200, R"({"next":"file:///etc/passwd","r":[]})", {kJson}};
  });
  EXPECT_TRUE(base::contains(error_of(server.url("/a@r")).second, "n’est pas une adresse valable"));
}

TEST(Fetch, a_busy_server_is_asked_again_after_the_time_it_names) {
  int asked = 0;
  StubServer server([&](const StubRequest&) {
    ++asked;
    if (asked == 1) return StubAnswer{503, "", {"Retry-After: 7"}};
    if (asked == 2) return StubAnswer{429, "", {}};
    return StubAnswer{200, "a\n1\n", {"Content-Type: text/csv"}};
  });
  std::vector<long> waits;
  EXPECT_EQ(fetched(server.url("/x"), patient(waits)), (Rows{"a=1"}));
  EXPECT_EQ(waits, (std::vector<long>{7, 4}));
}

TEST(Fetch, a_server_that_stays_busy_is_given_up) {
  StubServer server([](const StubRequest&) { return StubAnswer{503, "", {}}; });
  std::vector<long> waits;
  const auto [code, message] = error_of(server.url("/x"), patient(waits));
  EXPECT_EQ(code, base::ErrorCode::environment);
  EXPECT_EQ(waits.size(), 4u);
}

TEST(Fetch, a_failing_server_is_an_error_of_the_environment) {
  StubServer server([](const StubRequest& request) {
    return StubAnswer{request.target == "/gone" ? 404 : 500, "oops", {}};
  });
  EXPECT_EQ(error_of(server.url("/x")).first, base::ErrorCode::environment);
  EXPECT_TRUE(base::contains(error_of(server.url("/x")).second, "répondu 500"));
  EXPECT_EQ(error_of(server.url("/gone")).first, base::ErrorCode::not_found);
}

TEST(Fetch, a_connection_cut_in_the_middle_is_said) {
  StubServer server([](const StubRequest&) {
    StubAnswer answer{200, "a\n1\n", {"Content-Type: text/csv"}};
    answer.cut = true;
    return answer;
  });
  EXPECT_TRUE(base::contains(error_of(server.url("/x")).second, "coupé la connexion"));
}

TEST(Fetch, nobody_listening_is_said) {
  EXPECT_TRUE(base::contains(error_of("http://127.0.0.1:1/x").second, "ne répond pas"));
}

TEST(Fetch, an_answer_too_long_is_refused) {
  StubServer server([](const StubRequest&) {
    return StubAnswer{200, std::string(3u << 20, 'x'), {}};
  });
  HttpOptions options;
  options.limits.bytes = 1u << 20;
  EXPECT_EQ(error_of(server.url("/x"), options).first, base::ErrorCode::too_large);
}

TEST(Fetch, endless_redirects_and_other_schemes_are_refused) {
  StubServer server([](const StubRequest& request) {
    return StubAnswer{
        302, "", {request.target == "/file" ? "Location: file:///etc/passwd" : "Location: /again"}};
  });
  EXPECT_TRUE(base::contains(error_of(server.url("/x")).second, "tourne en rond"));
  EXPECT_NE(error_of(server.url("/file")).second, "no error");
}

TEST(Fetch, the_key_of_an_api_is_sent_as_a_bearer_token) {
  StubServer server([](const StubRequest&) { return StubAnswer{200, "[]", {kJson}}; });
  HttpOptions options;
  options.bearer_token = "s3cret";
  fetched(server.url("/x"), options);
  EXPECT_TRUE(base::contains(server.requests().at(0).head, "Authorization: Bearer s3cret"));
}

TEST(Fetch, the_key_does_not_follow_to_another_host) {
  StubServer other([](const StubRequest&) { return StubAnswer{200, R"({"r":[]})", {kJson}}; });
  StubServer server([&](const StubRequest&) {
    return StubAnswer{200, R"({"next":")" + other.url("/p2") + R"(","r":[]})", {kJson}};
  });
  HttpOptions options;
  options.bearer_token = "s3cret";
  fetched(server.url("/p1@r"), options);
  EXPECT_FALSE(base::contains(other.requests().at(0).head, "s3cret"));
}

}  // namespace maillage::formats
