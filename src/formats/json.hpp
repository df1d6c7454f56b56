#pragma once
/// JSON documents small enough to hold: mapping files, API bodies, test cases. Lists of places are read row by row
/// (row_reader.hpp) and written with `JsonWriter`; neither builds this tree.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::formats {

/// One JSON value. Objects keep the order of their members. Numbers keep their text when it is an integer.
class Json {
 public:
  enum class Kind { null, boolean, number, string, array, object };
  using Member = std::pair<std::string, Json>;

  Json() = default;
  static Json string(std::string text);
  static Json number(double value);
  static Json boolean(bool value);
  static Json array(std::vector<Json> items = {});
  static Json object(std::vector<Member> members = {});

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_number() const { return kind_ == Kind::number; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_object() const { return kind_ == Kind::object; }
  bool is_boolean() const { return kind_ == Kind::boolean; }

  /// The text of a string; of another scalar, what JavaScript's String() gives ("12", "true", "null").
  const std::string& text() const { return text_; }
  double as_number() const { return number_; }
  bool as_boolean() const { return number_ != 0; }
  const std::vector<Json>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }

  /// The member of that name, or the null value when there is none or this is no object.
  const Json& operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  void set(std::string_view name, Json value);
  void push(Json value) { items_.push_back(std::move(value)); }

  bool operator==(const Json& other) const;

 private:
  Kind kind_ = Kind::null;
  double number_ = 0;
  std::string text_ = "null";
  std::vector<Json> items_;
  std::vector<Member> members_;
};

/// Reads one document. Depth at most 64. Throws base::Error (bad_input) with a French sentence that says where.
Json parse_json(std::string_view text);
/// Compact text, or indented by two spaces.
std::string json_text(const Json& value, bool pretty = false);

/// Writes JSON text piece by piece into a string. Invalid UTF-8 becomes U+FFFD.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(double value);
  JsonWriter& integer(long long value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& value(const Json& json);
  /// `key` and `string` in one call.
  JsonWriter& member(std::string_view name, std::string_view text) { return key(name).string(text); }

 private:
  void separate();
  std::string& out_;
  bool first_ = true;
  bool after_key_ = false;
};

}  // namespace maillage::formats
