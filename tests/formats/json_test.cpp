#include "formats/json.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json_string.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::formats {

TEST(Json, every_kind_is_read_and_written_again) {
  const std::string text = R"({"a":[1,-2.5,"é\n\"",true,null,{}],"b":{"c":[]}})";
  EXPECT_EQ(json_text(parse_json(text)), text);
  EXPECT_EQ(json_text(parse_json(json_text(parse_json(text), true))), text);
}

TEST(Json, a_bare_value_is_a_document) {
  EXPECT_EQ(parse_json(" 12 ").as_number(), 12);
  EXPECT_EQ(parse_json("\"\\u00e9\"").text(), "é");
  EXPECT_TRUE(parse_json("null").is_null());
  EXPECT_TRUE(parse_json("\xEF\xBB\xBF[]").is_array());
}

TEST(Json, of_two_members_with_one_name_the_last_counts) {
  EXPECT_EQ(json_text(parse_json(R"({"a":1,"b":2,"a":3,"a":4})")), R"({"a":4,"b":2})");
}

TEST(Json, whole_numbers_of_any_length_are_read) {
  EXPECT_EQ(parse_json("100000000000000000000").as_number(), 1e20);
  EXPECT_EQ(parse_json("36750100000000").text(), "36750100000000");
}

TEST(Json, what_is_no_document_is_refused_in_a_sentence) {
  for (const char* text :
       {"", " ", "[", "[1,]", "{\"a\":1", "{\"a\" 1}", "{a:1}", "nul", "tru", "truex", "1 2", "1,2",
        "1],[2", "01", "\"a", "\"\x01\"", "\"\xFF\"", "[1]]", "NaN"}) {
    try {
      parse_json(text);
      ADD_FAILURE() << "accepted: " << text;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.code(), base::ErrorCode::bad_input) << text;
      EXPECT_TRUE(base::contains(error.what(), "Ce JSON ne peut pas être lu")) << text;
    }
  }
}

TEST(Json, depth_is_limited) {
  EXPECT_NO_THROW(parse_json(std::string(64, '[') + std::string(64, ']')));
  EXPECT_THROW(parse_json(std::string(65, '[') + std::string(65, ']')), base::Error);
  EXPECT_THROW(parse_json(std::string(100'000, '[')), base::Error);
}

TEST(Json, an_object_of_many_members_is_read_in_no_time) {
  std::string text = "{\"a\":0";
  for (int i = 0; i < 100'000; ++i) text += ",\"m" + std::to_string(i) + "\":1";
  EXPECT_EQ(parse_json(text + "}").members().size(), 100'001u);
}

TEST(JsonWriter, escapes_what_it_must_wherever_it_stands_in_a_text) {
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (const auto& [mark, escaped] :
           {std::pair{"\"", "\\\""}, {"\\", "\\\\"}, {"\x1F", "\\u001f"}}) {
        std::string text(length, 'a'), out;
        text.replace(at, 1, mark);
        append_json_string(out, text);
        EXPECT_EQ(out,
                  "\"" + std::string(at, 'a') + escaped + std::string(length - at - 1, 'a') + "\"");
      }
    }
  }
}

TEST(JsonWriter, a_wrong_byte_becomes_a_replacement_character) {
  std::string out;
  JsonWriter(out).begin_array().string("a\xFF\xE9z").string("\x01\x1f").end_array();
  EXPECT_EQ(out, "[\"a\xEF\xBF\xBD\xEF\xBF\xBDz\",\"\\u0001\\u001f\"]");
}

RC_GTEST_PROP(JsonWriter, any_text_comes_back, (const std::string& text)) {
  std::string out;
  JsonWriter(out).string(text);
  RC_ASSERT(parse_json(out).text() == base::valid_utf8(text));
}

}  // namespace maillage::formats
