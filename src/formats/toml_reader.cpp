#include "formats/toml_reader.hpp"

#include "base/error.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

namespace maillage::formats {

void TomlReader::fail(std::string_view message) const {
  throw base::Error(base::ErrorCode::bad_input, fmt::format("{} : {}", what_, message));
}

toml::table TomlReader::parse(std::string_view text) const {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    fail(fmt::format("la ligne {} n’est pas du TOML ({}).", error.source().begin.line,
                     error.description()));
  }
}

void TomlReader::only(const toml::table& table, std::string_view where,
                      std::initializer_list<std::string_view> possible) const {
  for (const auto& [key, value] : table) {
    if (std::find(possible.begin(), possible.end(), key.str()) == possible.end()) {
      fail(fmt::format("la clé « {} » de {} est inconnue (ligne {}). Clés possibles : {}.",
                       key.str(), where, value.source().begin.line, fmt::join(possible, ", ")));
    }
  }
}

std::string TomlReader::text(const toml::table& table, std::string_view key,
                             std::string_view where) const {
  const auto value = table[key].value<std::string>();
  if (!value || value->empty()) fail(fmt::format("il manque « {} » à {}.", key, where));
  return *value;
}

std::vector<std::string> TomlReader::texts(const toml::table& table, std::string_view key) const {
  std::vector<std::string> list;
  if (!table.contains(key)) return list;
  if (const auto one = table[key].value<std::string>()) return {*one};
  const toml::array* items = table[key].as_array();
  if (items == nullptr) fail(fmt::format("« {} » est un texte ou une liste de textes.", key));
  for (const toml::node& item : *items) {
    const auto text = item.value<std::string>();
    if (!text) fail(fmt::format("« {} » est un texte ou une liste de textes.", key));
    list.push_back(*text);
  }
  return list;
}

std::vector<double> TomlReader::numbers(const toml::table& table, std::string_view key) const {
  std::vector<double> list;
  if (!table.contains(key)) return list;
  const toml::array* items = table[key].as_array();
  if (items == nullptr) fail(fmt::format("« {} » est une liste de nombres.", key));
  for (const toml::node& item : *items) {
    const auto number = item.value<double>();
    if (!number) fail(fmt::format("« {} » est une liste de nombres.", key));
    list.push_back(*number);
  }
  return list;
}

double TomlReader::number(const toml::table& table, std::string_view key, double otherwise,
                          double least, double most) const {
  if (!table.contains(key)) return otherwise;
  const auto value = table[key].value<double>();
  if (!value || !(*value >= least && *value <= most)) {
    fail(fmt::format("« {} » est un nombre entre {} et {}.", key, least, most));
  }
  return *value;
}

void TomlReader::each(const toml::table& root, std::string_view key,
                      const std::function<void(const toml::table&)>& visit) const {
  const toml::array* items = root[key].as_array();
  if (items == nullptr || items->empty()) {
    fail(fmt::format("il faut au moins un bloc [[{}]].", key));
  }
  for (const toml::node& item : *items) {
    const toml::table* table = item.as_table();
    if (table == nullptr) fail(fmt::format("« {} » est une suite de blocs [[{}]].", key, key));
    visit(*table);
  }
}

}  // namespace maillage::formats
