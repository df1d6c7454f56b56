#include "transform/publish.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "support/stub_server.hpp"
#include "support/vectors.hpp"
#include "transform/dataset.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace maillage::transform {

namespace {

using formats::Json;
using formats::parse_json;
using test::StubAnswer;
using test::StubRequest;
using test::StubServer;

const std::string kTitle = "Lieux de médiation numérique sur le territoire Ain fournis par Hub";

/// A folder with publier.json and its two files.
class World {
 public:
  explicit World(const std::string& name, const std::string& json_rows = R"([{"id":"1"}])")
      : folder_(test::scratch_folder("publish-" + name)) {
    formats::write_file(folder_ + "/20240402-hub.csv", "\"id\"\n\"1\"\n");
    formats::write_file(folder_ + "/20240402-hub.json", json_rows);
    formats::write_file(
        folder_ + "/publier.json",
        R"({"title":")" + kTitle +
            R"(","description":"d","tags":["inclusion"],"frequency":"daily","license":"lov2","granularity":"poi",
                            "start":"2024-01-02","end":"2024-03-04","ressources":[
                            {"source":"ailleurs/20240402-hub.csv","schema":"LaMednum/standard-mediation-num","description":"CSV"},
                            {"source":"20240402-hub.json","schema":"LaMednum/standard-mediation-num","description":"JSON"}]})");
  }

  PublishOptions options(const std::string& api_url) const {
    PublishOptions options;
    options.api_url = api_url;
    options.key = "cle";
    options.id = "org-1";
    options.zone = "fr:departement:01";
    options.metadata_file = folder_ + "/publier.json";
    return options;
  }

 private:
  std::string folder_;
};

std::string run(const PublishOptions& options, const formats::HttpOptions& http = {}) {
  std::ostringstream out;
  EXPECT_EQ(publish_command(options, out, http), 0);
  return out.str();
}

std::vector<std::string> calls(const StubServer& server) {
  std::vector<std::string> calls;
  for (const StubRequest& request : server.requests())
    calls.push_back(request.method + " " + request.target);
  return calls;
}

}  // namespace

/// The recorded calls of the incumbent's repository against the steps that we would take.
TEST(Publish, steps_are_the_recorded_ones) {
  test::Tally tally("publish-dataset");
  for (const test::Case& c : test::load_cases("publish-dataset")) {
    const auto& recorded = c.expected["repositoryCalls"].items();
    const Dataset dataset = dataset_of(c.input);
    std::vector<RemoteDataset> remote;
    for (const Json& known : recorded.at(0)["result"].items()) {
      RemoteDataset one{known["id"].text(), known["title"].text(), {}};
      for (const Json& resource : known["ressources"].items()) {
        one.resources.push_back({resource["id"].text(), resource["name"].text(), ""});
      }
      remote.push_back(one);
    }
    const PublicationSteps steps = publication_steps(dataset, remote);
    std::vector<std::string> ours{steps.dataset ? "update " + *steps.dataset : "post"};
    for (const auto& upload : steps.uploads) {
      ours.push_back(upload.replaces ? "replace " + *upload.replaces
                     : steps.dataset ? "new"
                                     : "add");
    }
    std::vector<std::string> theirs;
    bool undefined = false;
    for (const Json& call : recorded) {
      const std::string& name = call["call"].text();
      if (name == "post") theirs.push_back("post");
      if (name == "update") theirs.push_back("update " + call["args"].items().at(1)["id"].text());
      if (name == "addRessourceTo()") theirs.push_back("add");
      if (name == "updateRessourceFor()") {
        const Json& id = call["args"].items().at(1);
        undefined = undefined || !id.is_string();
        theirs.push_back(id.is_string() ? "replace " + id.text() : "new");
      }
    }
    EXPECT_EQ(ours, theirs) << c.name;
    undefined ? tally.different("publish-new-resource", c.name) : tally.equal();
  }
  tally.report();
}

TEST(Publish, a_new_dataset_is_created_with_its_files) {
  int uploads = 0;
  StubServer server([&](const StubRequest& request) {
    if (request.method == "GET")
      return StubAnswer{200, R"({"data":[{"id":"x","title":"Autre"}],"next_page":null})", {}};
    if (request.target == "/api/datasets/") return StubAnswer{201, R"({"id":"d1"})", {}};
    if (request.target.ends_with("/upload/"))
      return StubAnswer{201, R"({"id":"r)" + std::to_string(++uploads) + R"("})", {}};
    return StubAnswer{200, "{}", {}};
  });
  const std::string said = run(World("new").options(server.url("/api/")));
  EXPECT_EQ(calls(server),
            (std::vector<std::string>{
                "GET /api/datasets/?organization=org-1&page_size=10000", "POST /api/datasets/",
                "POST /api/datasets/d1/upload/", "PUT /api/datasets/d1/resources/r1/",
                "POST /api/datasets/d1/upload/", "PUT /api/datasets/d1/resources/r2/"}));
  const auto requests = server.requests();
  const Json body = parse_json(requests[1].body);
  EXPECT_EQ(body["title"].text(), kTitle);
  EXPECT_EQ(body["license"].text(), "lov2");
  EXPECT_EQ(body["frequency"].text(), "daily");
  EXPECT_EQ(body["organization"].text(), "org-1");
  EXPECT_EQ(formats::json_text(body["spatial"]),
            R"({"granularity":"poi","zones":["fr:departement:01"]})");
  EXPECT_EQ(formats::json_text(body["temporal_coverage"]),
            R"({"start":"2024-01-02","end":"2024-03-04"})");
  EXPECT_TRUE(base::contains(requests[1].head, "X-API-KEY: cle"));
  EXPECT_TRUE(base::contains(requests[2].body, "filename=\"20240402-hub.csv\""));
  EXPECT_TRUE(base::contains(requests[2].body, "\"id\"\n\"1\"\n"));
  EXPECT_EQ(formats::json_text(parse_json(requests[3].body)["schema"]),
            R"({"name":"LaMednum/standard-mediation-num"})");
  EXPECT_TRUE(base::contains(said, "Jeu de données créé"));
}

TEST(Publish, a_known_dataset_is_updated_and_its_files_replaced_or_added) {
  StubServer server([&](const StubRequest& request) {
    if (request.method == "GET") {
      return StubAnswer{
          200,
          R"({"data":[{"id":"d9","title":")" + kTitle +
              R"(","resources":[{"id":"r9","title":"Tous les lieux","url":"https://x.fr/a/20240101-hub.csv"}]}]})",
          {}};
    }
    return StubAnswer{200, R"({"id":"r10"})", {}};
  });
  const std::string said = run(World("known").options(server.url()));
  EXPECT_EQ(calls(server),
            (std::vector<std::string>{"GET /datasets/?organization=org-1&page_size=10000",
                                      "PUT /datasets/d9/", "POST /datasets/d9/resources/r9/upload/",
                                      "PUT /datasets/d9/resources/r9/", "POST /datasets/d9/upload/",
                                      "PUT /datasets/d9/resources/r10/"}));
  EXPECT_TRUE(base::contains(said, "Fichier remplacé : 20240402-hub.csv"));
  EXPECT_TRUE(base::contains(said, "Fichier ajouté : 20240402-hub.json"));
}

TEST(Publish, an_empty_dataset_is_refused_before_any_call) {
  StubServer server([](const StubRequest&) { return StubAnswer{200, "{}", {}}; });
  try {
    run(World("empty", "[]").options(server.url()));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::bad_input);
    EXPECT_TRUE(base::contains(error.what(), "aucun lieu"));
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(Publish, nothing_is_sent_to_a_resource_without_a_name) {
  StubServer server([](const StubRequest& request) {
    return request.method == "GET" ? StubAnswer{200, R"({"data":[]})", {}}
                                   : StubAnswer{201, R"({"slug":"no id"})", {}};
  });
  EXPECT_THROW(run(World("undefined").options(server.url())), base::Error);
  EXPECT_EQ(server.requests().size(), 2u);
}

TEST(Publish, a_busy_portal_is_asked_again) {
  int asked = 0;
  StubServer server([&](const StubRequest& request) {
    if (++asked <= 2) return StubAnswer{503, "", {"Retry-After: 3"}};
    return request.method == "GET" ? StubAnswer{200, R"({"data":[]})", {}}
                                   : StubAnswer{201, R"({"id":"i"})", {}};
  });
  std::vector<long> waits;
  formats::HttpOptions http;
  http.wait = [&](std::chrono::seconds pause) { waits.push_back(pause.count()); };
  run(World("busy").options(server.url()), http);
  EXPECT_EQ(waits, (std::vector<long>{3, 3}));
}

TEST(Publish, the_reason_of_the_portal_is_passed_on) {
  StubServer server([](const StubRequest&) {
    return StubAnswer{401, R"({"message":"Invalid API Key"})", {}};
  });
  try {
    run(World("refused").options(server.url()));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::environment);
    EXPECT_TRUE(base::contains(error.what(), "Vérifiez votre clé"));
    EXPECT_TRUE(base::contains(error.what(), "Invalid API Key"));
  }
}

TEST(Publish, a_simulation_makes_no_call) {
  PublishOptions options = World("simulated").options("http://127.0.0.1:1");
  options.simulate = true;
  options.key.clear();
  const std::string said = run(options);
  EXPECT_TRUE(base::contains(said, "rien n’est envoyé"));
  EXPECT_TRUE(base::contains(said, kTitle));
  EXPECT_TRUE(base::contains(said, "20240402-hub.json"));
}

TEST(Publish, a_simulation_says_whose_dataset_it_is_or_that_it_must_be_said) {
  PublishOptions options = World("owner").options("http://127.0.0.1:1");
  options.simulate = true;
  options.id = "534fff8e";
  EXPECT_TRUE(base::contains(run(options), "Propriétaire : organisation 534fff8e\n"));
  options.id.clear();
  EXPECT_TRUE(base::contains(run(options), "Propriétaire : organisation à préciser (-v)\n"));
}

TEST(Publish, dates_of_a_name_do_not_count) {
  EXPECT_EQ(name_without_dates("20230107-lieux.csv"), name_without_dates("2024-11-30-lieux.csv"));
  EXPECT_EQ(name_without_dates("lieux-123456789.csv"), "lieux-123456789.csv");
}

}  // namespace maillage::transform
