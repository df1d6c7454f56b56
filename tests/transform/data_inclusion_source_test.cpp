#include "transform/data_inclusion_source.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json.hpp"
#include "support/stub_server.hpp"
#include "support/vectors.hpp"

#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

namespace maillage::transform {

using test::StubAnswer;
using test::StubRequest;
using test::StubServer;

namespace {

StubAnswer page(const std::string& items, int pages) {
  return {200, R"({"items":[)" + items + R"(],"pages":)" + std::to_string(pages) + "}", {}};
}

DataInclusionOptions options(const std::string& api_url, const std::string& file) {
  return {file, "dora", "cle", api_url};
}

}  // namespace

TEST(DataInclusionSource, services_of_all_pages_are_attached_to_their_structures) {
  StubServer server([](const StubRequest& request) {
    if (request.target == "/services?sources=dora&page=1") {
      return page(
          R"({"id":"s1","structure_id":"a","source":"dora","nom":"x","thematiques":["numerique--acceder-a-du-materiel"]})",
          2);
    }
    if (request.target == "/services?sources=dora&page=2") {
      return page(
          R"({"id":"s2","structure_id":"b","source":"dora","nom":"y","thematiques":["mobilite"]})",
          2);
    }
    return page(
        R"({"id":"a","source":"dora","nom":"Pimms","commune":"Brest","code_postal":"29200","adresse":"1 rue X"},
                   {"id":"b","source":"dora","nom":"Taxi","commune":"Brest","code_postal":"29200","adresse":"2 rue X"})",
        1);
  });
  const std::string file = test::scratch_folder("di") + "/dora.json";
  std::ostringstream out;
  EXPECT_EQ(data_inclusion_command(options(server.url(), file), out), 0);
  const formats::Json rows = formats::parse_json(test::read_file(file));
  ASSERT_EQ(rows.items().size(), 1u);
  EXPECT_EQ(rows.items()[0]["id"].text(), "a");
  EXPECT_EQ(rows.items()[0]["nom"].text(), "Pimms");
  EXPECT_TRUE(base::contains(server.requests()[0].head, "Authorization: Bearer cle"));
}

TEST(DataInclusionSource, nothing_found_is_said_and_nothing_written) {
  StubServer server([](const StubRequest&) { return page("", 0); });
  const std::string file = test::scratch_folder("di-empty") + "/x.json";
  std::ostringstream out;
  EXPECT_EQ(data_inclusion_command(options(server.url(), file), out), 1);
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(DataInclusionSource, a_failing_server_writes_nothing) {
  StubServer server([](const StubRequest&) { return StubAnswer{500, "", {}}; });
  const std::string file = test::scratch_folder("di-500") + "/x.json";
  std::ostringstream out;
  EXPECT_THROW(data_inclusion_command(options(server.url(), file), out), base::Error);
  EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace maillage::transform
