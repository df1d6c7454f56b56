// The description against the server: every path answers, every answer is what it says.
#include "base/text.hpp"
#include "open_world.hpp"
#include "opendata/daily_files.hpp"
#include "opendata/publication.hpp"
#include "support/json_schema.hpp"

namespace maillage::opendata {
namespace {

using formats::Json;
using places::place;
using standard::Field;

struct DescribedWorld : OpenWorld {
  DescribedWorld() : OpenWorld({"", test::scratch_folder("described-days")}) {
    standard::Place full = place("a", "Médiathèque");
    full[Field::services] += "|Maîtrise des outils numériques du quotidien";
    full[Field::latitude] = "46.169";
    full[Field::longitude] = "1.871";
    full[Field::telephone] = "+33555520000";
    full[Field::date_maj] = "2026-05-01";
    full[Field::horaires] = "Mo-Fr 09:00-12:00";
    import("liste", {full, place("b", "Mairie"), place("c", "La Poste")});
    full[Field::telephone] = "+33555520001";
    import("liste", {full, place("b", "Mairie")});
    publish(*database, *site.snapshot(), now);
    write_day(open->settings.daily_folder, site.snapshot(), site.today());
    description = formats::parse_json(body("/api/v1/openapi.json"));
  }

  /// A parameter, wherever it is described.
  const Json& parameter(const Json& given) const {
    if (!given.has("$ref")) return given;
    const std::string& link = given["$ref"].text();
    return description["components"]["parameters"][link.substr(link.rfind('/') + 1)];
  }

  /// The path with its example parameters; `with_query`: those of the query too.
  std::string example_of(std::string path, const Json& operation, bool with_query) const {
    std::string query;
    for (const Json& each : operation["parameters"].items()) {
      const Json& described = parameter(each);
      const std::string& name = described["name"].text();
      const std::string& example = described["example"].text();
      if (described["in"].text() == "path") {
        path = base::replace_all(path, "{" + name + "}", example);
      } else if (with_query && described.has("example")) {
        query += (query.empty() ? "?" : "&") + name + "=" + example;
      }
    }
    return path + query;
  }

  Json description;
};

TEST(OpenApi, describes_what_every_path_answers) {
  DescribedWorld world;
  const auto& paths = world.description["paths"].members();
  ASSERT_GT(paths.size(), 15u);
  for (const auto& [path, methods] : paths) {
    const Json& operation = methods["get"];
    const auto& [kind, media] = operation["responses"]["200"]["content"].members().at(0);
    for (const bool with_query : {false, true}) {
      const std::string target = world.example_of(path, operation, with_query);
      const web::Response response = world.get(target);
      EXPECT_EQ(response.status, 200) << target;
      EXPECT_TRUE(response.content_type.starts_with(kind)) << target << response.content_type;
      if (!base::contains(kind, "json")) continue;
      EXPECT_EQ(test::schema_complaint(formats::parse_json(*response.body), media["schema"],
                                       world.description),
                "")
          << target;
    }
  }
}

TEST(OpenApi, describes_errors) {
  DescribedWorld world;
  const Json& schema = world.description["components"]["schemas"]["Probleme"];
  for (const char* target :
       {"/api/v1/lieux?limite=0", "/api/v1/lieux/zzz", "/api/v1/lieux/zzz/historique",
        "/ogc/collections/lieux/items?bbox=1", "/ogc/collections/lieux/items/zzz",
        "/flux/nouveautes/99.atom", "/flux/lieux/zzz.ics", "/donnees/quotidien/2026-05-13/autre",
        "/donnees/quotidien/2020-01-01/lieux.csv"}) {
    const web::Response response = world.get(target);
    EXPECT_GE(response.status, 400) << target;
    EXPECT_EQ(response.content_type, "application/problem+json") << target;
    EXPECT_EQ(
        test::schema_complaint(formats::parse_json(*response.body), schema, world.description), "")
        << target;
  }
}

TEST(OpenApi, is_noticed_when_it_is_wrong) {
  const Json schema = formats::parse_json(
      R"({"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1}}})");
  EXPECT_EQ(test::schema_complaint(formats::parse_json("{}"), schema, schema), ": lacks a");
  EXPECT_EQ(test::schema_complaint(formats::parse_json(R"({"a":"1"})"), schema, schema),
            "/a: not of type integer");
  EXPECT_EQ(test::schema_complaint(formats::parse_json(R"({"a":0})"), schema, schema),
            "/a: too small");
}

}  // namespace
}  // namespace maillage::opendata
