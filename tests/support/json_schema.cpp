#include "support/json_schema.hpp"

#include "base/date.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace maillage::test {
namespace {

using formats::Json;

const Json& resolved(const Json& schema, const Json& root) {
  if (!schema.has("$ref")) return schema;
  const Json* at = &root;
  for (const std::string_view part : base::split(schema["$ref"].text(), '/')) {
    if (part != "#") at = &(*at)[part];
  }
  return *at;
}

bool is_of_type(const Json& value, const std::string& type) {
  if (type == "integer")
    return value.is_number() && std::floor(value.as_number()) == value.as_number();
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
         (type == "boolean" && value.is_boolean()) || (type == "null" && value.is_null());
}

bool is_of_format(const std::string& text, const std::string& format) {
  if (format == "date") return base::parse_iso_date(text).has_value();
  constexpr std::size_t kInstant = 20;  // 2026-05-13T08:30:00Z
  return format == "date-time" && text.size() == kInstant && text.back() == 'Z' &&
         base::parse_iso_date(text.substr(0, 10)).has_value();
}

class Checker {
 public:
  explicit Checker(const Json& root) : root_(root) {}

  std::string check(const Json& value, const Json& schema, const std::string& path) const {
    static const std::set<std::string> kKnown{
        "$ref",    "type",     "properties", "required", "additionalProperties",
        "items",   "enum",     "allOf",      "oneOf",    "minimum",
        "maximum", "minItems", "maxItems",   "format",   "description",
        "default"};
    const Json& rules = resolved(schema, root_);
    if (!rules.is_object()) return path + ": no such schema";
    for (const auto& [keyword, unused] : rules.members()) {
      if (!kKnown.contains(keyword)) return path + ": unknown keyword " + keyword;
    }
    if (rules.has("type") && !is_of_type(value, rules["type"].text()))
      return path + ": not of type " + rules["type"].text();
    for (const auto& part : {scalar(value, rules, path), members(value, rules, path),
                             items(value, rules, path), combined(value, rules, path)}) {
      if (!part.empty()) return part;
    }
    return {};
  }

 private:
  static std::string scalar(const Json& value, const Json& rules, const std::string& path) {
    const auto& allowed = rules["enum"].items();
    if (rules.has("enum") && std::find(allowed.begin(), allowed.end(), value) == allowed.end())
      return path + ": not among the values, " + value.text();
    if (rules.has("format") && !is_of_format(value.text(), rules["format"].text()))
      return path + ": no " + rules["format"].text() + ", " + value.text();
    if (rules.has("minimum") && value.as_number() < rules["minimum"].as_number())
      return path + ": too small";
    if (rules.has("maximum") && value.as_number() > rules["maximum"].as_number())
      return path + ": too large";
    return {};
  }

  std::string members(const Json& value, const Json& rules, const std::string& path) const {
    for (const Json& name : rules["required"].items()) {
      if (!value.has(name.text())) return path + ": lacks " + name.text();
    }
    for (const auto& [name, member] : value.members()) {
      const bool described = rules["properties"].has(name);
      if (!described && !rules.has("additionalProperties")) continue;
      const std::string wrong =
          check(member, described ? rules["properties"][name] : rules["additionalProperties"],
                path + "/" + name);
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  std::string items(const Json& value, const Json& rules, const std::string& path) const {
    if (!value.is_array()) return {};
    const auto size = static_cast<double>(value.items().size());
    if (rules.has("minItems") && size < rules["minItems"].as_number()) return path + ": too few";
    if (rules.has("maxItems") && size > rules["maxItems"].as_number()) return path + ": too many";
    if (!rules.has("items")) return {};
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      const std::string wrong =
          check(value.items()[i], rules["items"], path + "/" + std::to_string(i));
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  std::string combined(const Json& value, const Json& rules, const std::string& path) const {
    for (const Json& part : rules["allOf"].items()) {
      const std::string wrong = check(value, part, path);
      if (!wrong.empty()) return wrong;
    }
    if (!rules.has("oneOf")) return {};
    std::size_t fitting = 0;
    for (const Json& part : rules["oneOf"].items()) fitting += check(value, part, path).empty();
    return fitting == 1 ? "" : path + ": fits " + std::to_string(fitting) + " of oneOf";
  }

  const Json& root_;
};

}  // namespace

std::string schema_complaint(const Json& value, const Json& schema, const Json& root) {
  return Checker(root).check(value, schema, "");
}

}  // namespace maillage::test
