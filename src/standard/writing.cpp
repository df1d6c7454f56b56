#include "standard/writing.hpp"

#include "base/text.hpp"
#include "formats/csv_cell.hpp"
#include "formats/json_string.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

/// The order of members in the files of the sector's tools; structure_parente, which they do not
/// write, beside source.
constexpr std::array<Field, kFieldCount> kJsonOrder = {Field::id,
                                                       Field::nom,
                                                       Field::pivot,
                                                       Field::services,
                                                       Field::typologie,
                                                       Field::commune,
                                                       Field::code_postal,
                                                       Field::adresse,
                                                       Field::code_insee,
                                                       Field::complement_adresse,
                                                       Field::latitude,
                                                       Field::longitude,
                                                       Field::telephone,
                                                       Field::courriels,
                                                       Field::site_web,
                                                       Field::presentation_resume,
                                                       Field::presentation_detail,
                                                       Field::publics_specifiquement_adresses,
                                                       Field::prise_en_charge_specifique,
                                                       Field::frais_a_charge,
                                                       Field::itinerance,
                                                       Field::modalites_acces,
                                                       Field::modalites_accompagnement,
                                                       Field::dispositif_programmes_nationaux,
                                                       Field::formations_labels,
                                                       Field::autres_formations_labels,
                                                       Field::fiche_acces_libre,
                                                       Field::horaires,
                                                       Field::prise_rdv,
                                                       Field::source,
                                                       Field::structure_parente,
                                                       Field::date_maj};

/// `,"code_insee":` for each field, built once.
const std::array<std::string, kFieldCount>& json_keys() {
  static const std::array<std::string, kFieldCount> keys = [] {
    std::array<std::string, kFieldCount> built;
    for (const Field field : all_fields())
      built[static_cast<std::size_t>(field)] = fmt::format(",\"{}\":", field_name(field));
    return built;
  }();
  return keys;
}

/// "48.5" may stand in JSON as it is; "048", "48." or ".5" may not.
bool is_json_number(std::string_view text) {
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  const std::size_t whole_at = at;
  const std::size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[whole_at] == '0')) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

void append_number(std::string& out, std::string_view text) {
  double value = 0;
  if (is_json_number(text)) {
    out += text;
  } else if (base::parse_number(text, value)) {
    out += base::number_text(value);
  } else {
    formats::append_json_string(out, text);
  }
}

void append_cell(std::string& out, std::string_view text) {
  if (!text.empty()) formats::append_quoted_cell(out, text);
}

bool is_number_field(Field field) {
  return field == Field::latitude || field == Field::longitude;
}

std::string_view extra_of(const Place& place, std::string_view name) {
  for (const auto& [key, value] : place.extras) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

PlaceWriter::PlaceWriter(OutputFormat format, std::string& out, StandIns stand_ins,
                         std::vector<std::string> extra_columns)
    : format_(format),
      out_(out),
      stand_ins_(std::move(stand_ins)),
      extra_columns_(std::move(extra_columns)) {
  switch (format_) {
    case OutputFormat::csv:
      for (const Field field : all_fields()) {
        if (field != Field::id) out_ += ',';
        append_cell(out_, field_name(field));
      }
      for (const std::string& name : extra_columns_) {
        out_ += ',';
        append_cell(out_, name);
      }
      out_ += '\n';
      break;
    case OutputFormat::json:
      out_ += '[';
      break;
    case OutputFormat::geojson:
      out_ += R"({"type":"FeatureCollection","features":[)";
      break;
  }
}

void PlaceWriter::write(const Place& place) {
  switch (format_) {
    case OutputFormat::csv:
      return write_csv(place);
    case OutputFormat::json:
      out_ += first_ ? "\n{" : ",\n{";
      write_json(place);
      out_ += '}';
      break;
    case OutputFormat::geojson:
      out_ += first_ ? "\n" : ",\n";
      write_feature(place);
      break;
  }
  first_ = false;
}

void PlaceWriter::finish() {
  if (format_ == OutputFormat::json) out_ += first_ ? "]\n" : "\n]\n";
  if (format_ == OutputFormat::geojson) out_ += first_ ? "]}\n" : "\n]}\n";
}

std::string_view PlaceWriter::value_of(const Place& place, Field field) const {
  const std::string& value = place[field];
  if (!value.empty()) return value;
  if (field == Field::date_maj) return stand_ins_.date_maj;
  if (field == Field::pivot) return stand_ins_.pivot;
  return {};
}

void PlaceWriter::write_csv(const Place& place) {
  for (const Field field : all_fields()) {
    if (field != Field::id) out_ += ',';
    append_cell(out_, value_of(place, field));
  }
  for (const std::string& name : extra_columns_) {
    out_ += ',';
    append_cell(out_, extra_of(place, name));
  }
  out_ += '\n';
}

void PlaceWriter::write_json(const Place& place) {
  const auto& keys = json_keys();
  bool first = true;
  for (const Field field : kJsonOrder) {
    const std::string_view value = value_of(place, field);
    if (value.empty() || (format_ == OutputFormat::geojson && is_number_field(field))) continue;
    const std::string_view key = keys[static_cast<std::size_t>(field)];
    out_ += first ? key.substr(1) : key;
    first = false;
    if (is_number_field(field)) {
      append_number(out_, value);
    } else {
      formats::append_json_string(out_, value);
    }
  }
  for (const auto& [name, value] : place.extras) {
    if (value.empty()) continue;
    if (!first) out_ += ',';
    first = false;
    formats::append_json_string(out_, name);
    out_ += ':';
    formats::append_json_string(out_, value);
  }
}

void PlaceWriter::write_feature(const Place& place) {
  out_ += R"({"type":"Feature","geometry":)";
  if (place.coordinates()) {
    out_ += R"({"type":"Point","coordinates":[)";
    append_number(out_, place[Field::longitude]);
    out_ += ',';
    append_number(out_, place[Field::latitude]);
    out_ += "]}";
  } else {
    out_ += "null";
  }
  out_ += R"(,"properties":{)";
  write_json(place);
  out_ += "}}";
}

std::string text_of(OutputFormat format, std::span<const Place> places, const StandIns& stand_ins) {
  std::string out;
  PlaceWriter writer(format, out, stand_ins, extra_columns_of(places));
  for (const Place& place : places) writer.write(place);
  writer.finish();
  return out;
}

std::vector<std::string> extra_columns_of(std::span<const Place> places) {
  std::vector<std::string> names;
  for (const Place& place : places) {
    for (const auto& extra : place.extras) {
      if (std::find(names.begin(), names.end(), extra.first) == names.end())
        names.push_back(extra.first);
    }
  }
  return names;
}

std::string arrondissement_code(std::string_view code_insee, std::string_view code_postal) {
  struct City {
    std::string_view code_insee, postcodes, codes;
    int count;
  };
  static constexpr City kCities[] = {
      {"75056", "75", "751", 20}, {"13055", "130", "132", 16}, {"69123", "6900", "6938", 9}};
  for (const City& city : kCities) {
    if (code_insee != city.code_insee || code_postal.size() != 5 ||
        !code_postal.starts_with(city.postcodes))
      continue;
    // Paris 16 has two postcodes, 75016 and 75116.
    const std::string_view number = code_postal.substr(city.codes.size());
    double value = 0;
    if (base::parse_number(number, value) && value >= 1 && value <= city.count)
      return std::string(city.codes).append(number);
  }
  return std::string(code_insee);
}

}  // namespace maillage::standard
