#include "formats/json.hpp"

#include <unordered_map>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json_fault.hpp"
#include "formats/json_string.hpp"

namespace maillage::formats {

namespace {

constexpr std::size_t kMaxDepth = 64;
const Json kNull;

/// Of several members with one name the last counts, in the place of the first, as in JavaScript.
Json object_of(std::vector<Json::Member> members) {
  std::unordered_map<std::string_view, std::size_t> first;
  std::vector<std::size_t> repeated;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto [known, is_new] = first.emplace(members[i].first, i);
    if (is_new) continue;
    members[known->second].second = std::move(members[i].second);
    repeated.push_back(i);
  }
  for (auto i = repeated.rbegin(); i != repeated.rend(); ++i) {
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(*i));
  }
  return Json::object(std::move(members));
}

/// Throws simdjson::simdjson_error.
Json convert(simdjson::ondemand::value value, std::size_t depth) {
  using simdjson::ondemand::json_type;
  if (depth > kMaxDepth) throw simdjson::simdjson_error(simdjson::DEPTH_ERROR);
  switch (value.type().value()) {
    case json_type::array: {
      Json array = Json::array();
      simdjson::ondemand::array items = value.get_array().value();
      for (auto item : items) array.push(convert(item.value(), depth + 1));
      return array;
    }
    case json_type::object: {
      std::vector<Json::Member> members;
      simdjson::ondemand::object fields = value.get_object().value();
      for (auto field : fields) {
        std::string name(field.unescaped_key().value());
        members.emplace_back(std::move(name), convert(field.value().value(), depth + 1));
      }
      return object_of(std::move(members));
    }
    case json_type::string: return Json::string(std::string(value.get_string().value()));
    case json_type::boolean: return Json::boolean(value.get_bool().value());
    case json_type::number: return Json::number(value.get_double().value());  // of any length, unlike the DOM's
    case json_type::null: break;
  }
  if (!value.is_null()) throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
  return Json();
}

/// The document is read as the only element of a list, so that a bare text or number needs no path of its own.
Json convert_document(std::string_view text) {
  const simdjson::padded_string listed(fmt::format("[{}]", text));
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document = parser.iterate(listed).value();
  simdjson::ondemand::array items = document.get_array().value();
  std::vector<Json> found;
  for (auto item : items) {
    if (!found.empty()) throw simdjson::simdjson_error(simdjson::TAPE_ERROR);
    found.push_back(convert(item.value(), 1));
  }
  if (found.empty()) throw simdjson::simdjson_error(simdjson::EMPTY);
  if (!document.current_location().error()) throw simdjson::simdjson_error(simdjson::TAPE_ERROR);  // more behind the list
  return std::move(found.front());
}

void write_pretty(std::string& out, const Json& value, std::size_t indent) {
  const auto line = [&](std::size_t depth) { out.append("\n").append(2 * depth, ' '); };
  if (value.is_array() && !value.items().empty()) {
    out += '[';
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      if (i > 0) out += ',';
      line(indent + 1);
      write_pretty(out, value.items()[i], indent + 1);
    }
    line(indent);
    out += ']';
  } else if (value.is_object() && !value.members().empty()) {
    out += '{';
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      if (i > 0) out += ',';
      line(indent + 1);
      append_json_string(out, value.members()[i].first);
      out += ": ";
      write_pretty(out, value.members()[i].second, indent + 1);
    }
    line(indent);
    out += '}';
  } else {
    JsonWriter(out).value(value);
  }
}

}  // namespace

Json Json::string(std::string text) {
  Json json;
  json.kind_ = Kind::string;
  json.text_ = std::move(text);
  return json;
}

Json Json::number(double value) {
  Json json;
  json.kind_ = Kind::number;
  json.number_ = value;
  json.text_ = base::number_text(value);
  return json;
}

Json Json::boolean(bool value) {
  Json json;
  json.kind_ = Kind::boolean;
  json.number_ = value ? 1 : 0;
  json.text_ = value ? "true" : "false";
  return json;
}

Json Json::array(std::vector<Json> items) {
  Json json;
  json.kind_ = Kind::array;
  json.text_.clear();
  json.items_ = std::move(items);
  return json;
}

Json Json::object(std::vector<Member> members) {
  Json json;
  json.kind_ = Kind::object;
  json.text_.clear();
  json.members_ = std::move(members);
  return json;
}

const Json& Json::operator[](std::string_view name) const {
  for (const Member& member : members_) {
    if (member.first == name) return member.second;
  }
  return kNull;
}

bool Json::has(std::string_view name) const {
  for (const Member& member : members_) {
    if (member.first == name) return true;
  }
  return false;
}

void Json::set(std::string_view name, Json value) {
  for (Member& member : members_) {
    if (member.first == name) {
      member.second = std::move(value);
      return;
    }
  }
  members_.emplace_back(std::string(name), std::move(value));
}

bool Json::operator==(const Json& other) const {
  if (kind_ != other.kind_) return false;
  switch (kind_) {
    case Kind::null: return true;
    case Kind::boolean: case Kind::number: return number_ == other.number_;
    case Kind::string: return text_ == other.text_;
    case Kind::array: return items_ == other.items_;
    case Kind::object: break;
  }
  if (members_.size() != other.members_.size()) return false;
  for (const Member& member : members_) {
    if (!other.has(member.first) || !(other[member.first] == member.second)) return false;
  }
  return true;
}

Json parse_json(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  try {
    return convert_document(text);
  } catch (const simdjson::simdjson_error& error) {
    if (error.error() == simdjson::DEPTH_ERROR) {
      throw base::Error(base::ErrorCode::too_large, "Ce JSON a trop de niveaux imbriqués (64 au plus).");
    }
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("Ce JSON ne peut pas être lu : {}. Vérifiez que le fichier est entier.",
                                  json_fault(error.error())));
  }
}

std::string json_text(const Json& value, bool pretty) {
  std::string out;
  if (pretty) {
    write_pretty(out, value, 0);
  } else {
    JsonWriter(out).value(value);
  }
  return out;
}

void JsonWriter::separate() {
  if (!first_ && !after_key_) out_ += ',';
  first_ = false;
  after_key_ = false;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_ += '{';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_ += '[';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  separate();
  out_ += base::number_text(value);
  return *this;
}

JsonWriter& JsonWriter::integer(long long value) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::value(const Json& json) {
  switch (json.kind()) {
    case Json::Kind::null: return null();
    case Json::Kind::boolean: return boolean(json.as_boolean());
    case Json::Kind::number: return number(json.as_number());
    case Json::Kind::string: return string(json.text());
    case Json::Kind::array:
      begin_array();
      for (const Json& item : json.items()) value(item);
      return end_array();
    case Json::Kind::object:
      begin_object();
      for (const auto& [name, member] : json.members()) {
        key(name);
        value(member);
      }
      return end_object();
  }
  return *this;
}

}  // namespace maillage::formats
