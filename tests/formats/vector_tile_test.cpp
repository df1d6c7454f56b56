#include "formats/vector_tile.hpp"

#include <array>

#include <gtest/gtest.h>

namespace maillage::formats {

TEST(VectorTile, without_points_is_no_tile) {
  EXPECT_EQ(VectorTile("lieux", 4096).bytes(), "");
}

TEST(VectorTile, one_point_is_written_as_the_specification_shows) {
  // The example of section 4.3.5 of the specification: a point at (25, 17) is the geometry 9 50 34.
  VectorTile tile("a", 4096);
  const std::array tags{tile.key("k"), tile.value("v")};
  tile.point(1, 25, 17, tags);
  const std::string feature("\x08\x01\x18\x01\x22\x03\x09\x32\x22\x12\x02\x00\x00", 13);
  const std::string layer = std::string(
                                "\x78\x02\x0a\x01"
                                "a") +  // version, name
                            "\x12\x0d" +
                            feature +                                         //
                            "\x1a\x01k" + std::string("\x22\x03\x0a\x01v") +  // key, value
                            "\x28\x80\x20";                                   // extent 4096
  EXPECT_EQ(tile.bytes(), std::string("\x1a") + static_cast<char>(layer.size()) + layer);
}

TEST(VectorTile, keeps_each_text_and_number_once) {
  VectorTile tile("a", 512);
  EXPECT_EQ(tile.value("Creuse"), 0u);
  EXPECT_EQ(tile.value(std::uint64_t{12}), 1u);
  EXPECT_EQ(tile.value("Creuse"), 0u);
  EXPECT_EQ(tile.value(std::uint64_t{12}), 1u);
  EXPECT_EQ(tile.value("12"), 2u);
}

TEST(VectorTile, a_point_of_the_margin_may_lie_outside) {
  VectorTile tile("a", 512);
  tile.point(300, -3, 515, {});
  EXPECT_NE(tile.bytes().find(std::string("\x22\x04\x09\x05\x86\x08", 6)), std::string::npos);
}

}  // namespace maillage::formats
