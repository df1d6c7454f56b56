#include "formats/xml_writer.hpp"

#include <gtest/gtest.h>

namespace maillage::formats {
namespace {

TEST(XmlWriter, nests_elements_and_escapes_texts_and_values) {
  std::string out;
  XmlWriter xml(out);
  xml.open("a", {{"b", "\"1\" & <2>"}}).element("c", "x < y & z").leaf("d").close();
  EXPECT_EQ(out, "<a b=\"&quot;1&quot; &amp; &lt;2&gt;\"><c>x &lt; y &amp; z</c>\n<d/>\n</a>\n");
}

TEST(XmlWriter, leaves_out_what_xml_cannot_hold) {
  std::string out;
  XmlWriter(out).element("a", std::string("x\x01y\x00z", 5) + "\xff");
  EXPECT_EQ(out, "<a>xyz\xEF\xBF\xBD</a>\n");
}

}  // namespace
}  // namespace maillage::formats
