#include "transform/publication_plan.hpp"

#include "support/vectors.hpp"
#include "transform/file_names.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {

TEST(PublicationPlan, the_recorded_answers) {
  test::Tally tally("publish-metadata");
  for (const test::Case& c : test::load_cases("publish-metadata")) {
    const auto& output = c.input["output"];
    const auto date = base::parse_iso_date(c.input["date"]["$date"].text().substr(0, 10));
    ASSERT_TRUE(date);
    PublicationPlan plan{output["name"].text(), output["territoire"].text(), "", "", "", ""};
    const auto path = [&](std::string_view extension) {
      return output["path"].text() + "/" +
             output_name(*date, plan.source_name, plan.territory, "", extension);
    };
    plan.csv_path = path("csv");
    plan.json_path = path("json");
    for (const formats::Json& lieu : c.input["lieux"].items()) {
      const std::string day = lieu["date_maj"]["$date"].text().substr(0, 10);
      if (plan.first_day.empty() || day < plan.first_day) plan.first_day = day;
      plan.last_day = std::max(plan.last_day, day);
    }
    EXPECT_EQ(formats::json_text(formats::parse_json(publication_plan(plan)), true),
              formats::json_text(c.expected, true));
    tally.equal();
  }
  tally.report();
}

TEST(PublicationPlan, unknown_dates_are_left_out) {
  const formats::Json json = formats::parse_json(publication_plan({"a", "b", "c", "d", "", ""}));
  EXPECT_FALSE(json.has("start"));
  EXPECT_FALSE(json.has("end"));
}

}  // namespace maillage::transform
