#include "transform/file_names.hpp"

#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {

TEST(FileNames, whole_names_are_the_recorded_ones) {
  for (const test::Case& c : test::load_cases("file-name")) {
    const auto date = base::parse_iso_date(c.input["date"]["$date"].text().substr(0, 10));
    ASSERT_TRUE(date) << c.name;
    const auto suffix = c.input.has("suffix") ? c.input["suffix"].text() : "";
    EXPECT_EQ(output_name(*date, c.input["idProducteur"].text(), c.input["territoire"].text(),
                          suffix, c.input["extension"].text()),
              c.expected.text());
  }
}

TEST(FileNames, parts_are_the_recorded_ones) {
  for (const test::Case& c : test::load_cases("file-name-gen"))
    EXPECT_EQ(file_name_part(c.input.text()), c.expected.text());
}

TEST(FileNames, a_name_cannot_leave_its_folder) {
  EXPECT_EQ(file_name_part("../etc/x\\y\n"), "..-etc-x-y-");
}

}  // namespace maillage::transform
