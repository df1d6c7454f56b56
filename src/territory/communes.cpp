#include "territory/communes.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "territory/communes_data.hpp"
#include "territory/name_key.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>

namespace maillage::territory {

namespace {

constexpr std::string_view kMagic = "MLGC";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint16_t kNoEpci = 0xFFFF;
constexpr std::size_t kHeaderBytes = 8 + 8 * 8;
enum Section { kCommunes, kPostcodes, kServed, kNames, kCodes, kAreas, kText };

struct CommuneRecord {
  char code[5];
  std::uint8_t name_length, postcode_count, region;
  std::uint32_t name, first_postcode, population;
  float latitude, longitude;
  std::uint16_t epci, padding;
};
static_assert(sizeof(CommuneRecord) == 32 && sizeof(NameRecord) == 20 &&
              sizeof(ServedRecord) == 8 && sizeof(CodeRecord) == 12 && sizeof(AreaRecord) == 20);

[[noreturn]] void damaged(const std::string& path) {
  throw base::Error(
      base::ErrorCode::environment,
      "Le fichier des communes " + path +
          " est abîmé ou d'une autre version. Refaites-le avec data/territories/make.mjs.");
}

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) {
    throw base::Error(
        base::ErrorCode::environment,
        "Le fichier des communes " + path + " ne s'ouvre pas. Vérifiez qu'il est là et lisible.");
  }
  std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file) damaged(path);
  return bytes;
}

/// The sections of the file, each checked to lie inside it.
class Sections {
 public:
  Sections(const std::string& bytes, const std::string& path) : bytes_(bytes), path_(path) {
    if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic) || word(4) != kVersion)
      damaged(path);
  }
  template <class T>
  std::span<const T> get(Section section) const {
    const std::size_t offset = word(8 + 8 * section), count = word(12 + 8 * section);
    if (offset % alignof(T) != 0 || offset > bytes_.size() ||
        count > (bytes_.size() - offset) / sizeof(T)) {
      damaged(path_);
    }
    return {reinterpret_cast<const T*>(bytes_.data() + offset), count};
  }

 private:
  std::uint32_t word(std::size_t at) const {
    std::uint32_t value;
    std::memcpy(&value, bytes_.data() + at, sizeof value);
    return value;
  }
  const std::string& bytes_;
  const std::string& path_;
};

std::size_t departement_length(std::string_view code) {
  return code.starts_with("97") || code.starts_with("98") ? 3 : 2;
}

std::string_view code_of(const CodeRecord& record) {
  return {record.code, 5};
}
std::string_view code_of(const AreaRecord& record) {
  return {record.code, strnlen(record.code, sizeof record.code)};
}

/// Communes with their views; false when a record points outside the file.
bool read_communes(const Sections& sections, Communes::Data& data) {
  const auto records = sections.get<CommuneRecord>(kCommunes);
  const auto postcodes = sections.get<std::uint32_t>(kPostcodes);
  const auto region_end = std::find_if(data.areas.begin(), data.areas.end(),
                                       [](const AreaRecord& area) { return area.kind != 0; });
  const auto regions = data.areas.first(static_cast<std::size_t>(region_end - data.areas.begin()));
  const auto epci_start = std::find_if(region_end, data.areas.end(),
                                       [](const AreaRecord& area) { return area.kind == 2; });
  const auto epcis = data.areas.subspan(static_cast<std::size_t>(epci_start - data.areas.begin()));
  data.communes.reserve(records.size());
  for (const CommuneRecord& record : records) {
    if (record.region >= regions.size() ||
        std::size_t{record.name} + record.name_length > data.text.size() ||
        std::size_t{record.first_postcode} + record.postcode_count > postcodes.size() ||
        (record.epci != kNoEpci && record.epci >= epcis.size())) {
      return false;
    }
    Commune& commune = data.communes.emplace_back();
    commune.code = {record.code, sizeof record.code};
    commune.name = data.text.substr(record.name, record.name_length);
    commune.departement = commune.code.substr(0, departement_length(commune.code));
    commune.region = code_of(regions[record.region]);
    if (record.epci != kNoEpci) commune.epci = code_of(epcis[record.epci]);
    commune.postcodes = postcodes.subspan(record.first_postcode, record.postcode_count);
    commune.population = record.population;
    commune.latitude = record.latitude;
    commune.longitude = record.longitude;
  }
  return true;
}

/// The directory by hash and the names of each commune; false when a record points outside the
/// file.
bool index_names(Communes::Data& data) {
  data.names_from.assign((1u << 16) + 1, 0);
  data.names_of_from.assign(data.communes.size() + 1, 0);
  for (const NameRecord& name : data.names) {
    if (name.commune >= data.communes.size() ||
        std::size_t{name.key} + name.key_length > data.text.size())
      return false;
    ++data.names_from[(name.hash >> 16) + 1];
    ++data.names_of_from[name.commune + 1];
  }
  for (std::size_t i = 1; i < data.names_from.size(); ++i)
    data.names_from[i] += data.names_from[i - 1];
  for (std::size_t i = 1; i < data.names_of_from.size(); ++i)
    data.names_of_from[i] += data.names_of_from[i - 1];
  std::vector<std::uint32_t> next(data.names_of_from.begin(), data.names_of_from.end() - 1);
  data.names_of.resize(data.names.size());
  for (std::uint32_t i = 0; i < data.names.size(); ++i)
    data.names_of[next[data.names[i].commune]++] = i;
  return true;
}

}  // namespace

std::span<const NameRecord> Communes::Data::named(std::string_view wanted) const {
  const std::uint32_t hash = key_hash(wanted);
  const std::uint32_t from = names_from[hash >> 16], to = names_from[(hash >> 16) + 1];
  std::uint32_t begin = from;
  while (begin < to && (names[begin].hash != hash || key(names[begin]) != wanted)) ++begin;
  std::uint32_t end = begin;
  while (end < to && names[end].hash == hash && key(names[end]) == wanted) ++end;
  return names.subspan(begin, end - begin);
}

std::span<const ServedRecord> Communes::Data::served_by(std::uint32_t postcode) const {
  const auto [begin, end] = std::ranges::equal_range(served, postcode, {}, &ServedRecord::postcode);
  return {begin, end};
}

std::span<const Commune> Communes::Data::around(std::uint32_t postcode) const {
  // The overseas prefix has three digits; Corsica's 20 is 2A up to 201xx, 2B from 202xx on; 971xx
  // also serves Saint-Barthélemy (977) and Saint-Martin (978), which the postcode index finds.
  const std::uint32_t two = postcode / 1000;
  std::string prefix = two >= 97   ? std::to_string(postcode / 100)
                       : two == 20 ? (postcode < 20200 ? "2A" : "2B")
                                   : std::to_string(two);
  if (prefix.size() < 2) prefix.insert(0, "0");
  const auto departement = [&](const Commune& commune) {
    return commune.code.substr(0, prefix.size());
  };
  const auto [begin, end] =
      std::ranges::equal_range(communes, std::string_view(prefix), {}, departement);
  return {begin, end};
}

std::string_view Communes::Data::area_name(AreaKind kind, std::string_view code) const {
  const auto before = [](const AreaRecord& area,
                         const std::pair<AreaKind, std::string_view>& wanted) {
    const auto area_kind = static_cast<AreaKind>(area.kind);
    return area_kind != wanted.first ? area_kind < wanted.first : code_of(area) < wanted.second;
  };
  const auto found = std::lower_bound(areas.begin(), areas.end(), std::pair(kind, code), before);
  if (found == areas.end() || static_cast<AreaKind>(found->kind) != kind || code_of(*found) != code)
    return {};
  return text.substr(found->name, found->name_length);
}

Communes::Communes(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Communes::Communes(Communes&&) noexcept = default;
Communes& Communes::operator=(Communes&&) noexcept = default;
Communes::~Communes() = default;

Communes Communes::load(const std::string& path) {
  auto data = std::make_unique<Data>();
  data->bytes = read_whole(path);
  const Sections sections(data->bytes, path);
  data->names = sections.get<NameRecord>(kNames);
  data->served = sections.get<ServedRecord>(kServed);
  data->codes = sections.get<CodeRecord>(kCodes);
  data->areas = sections.get<AreaRecord>(kAreas);
  const auto text = sections.get<char>(kText);
  data->text = {text.data(), text.size()};
  const auto outside = [&](const auto& record) { return record.commune >= data->communes.size(); };
  const auto nameless = [&](const AreaRecord& area) {
    return std::size_t{area.name} + area.name_length > data->text.size();
  };
  if (std::ranges::any_of(data->areas, nameless) || !read_communes(sections, *data) ||
      !index_names(*data) || std::ranges::any_of(data->served, outside) ||
      std::ranges::any_of(data->codes, outside)) {
    damaged(path);
  }
  return Communes(std::move(data));
}

std::span<const Commune> Communes::all() const {
  return data_->communes;
}

const Commune* Communes::by_code(std::string_view code) const {
  const auto current = std::ranges::lower_bound(data_->communes, code, {}, &Commune::code);
  if (current != data_->communes.end() && current->code == code) return &*current;
  const auto other = std::ranges::lower_bound(
      data_->codes, code, {}, [](const CodeRecord& record) { return code_of(record); });
  if (other != data_->codes.end() && code_of(*other) == code)
    return &data_->communes[other->commune];
  return nullptr;
}

std::vector<const Commune*> Communes::by_postcode(std::string_view postcode) const {
  if (postcode.size() != 5) return {};
  std::vector<const Commune*> found;
  for (const ServedRecord& served : data_->served_by(read_postcode(postcode))) {
    found.push_back(&data_->communes[served.commune]);
  }
  return found;
}

std::vector<const Commune*> Communes::by_slug(std::string_view slug) const {
  std::vector<const Commune*> found;
  for (const NameRecord& name : data_->named(name_key(slug))) {
    const Commune& commune = data_->communes[name.commune];
    if (name.kind == NameKind::official && base::slug(commune.name) == slug)
      found.push_back(&commune);
  }
  return found;
}

std::string_view Communes::departement_name(std::string_view code) const {
  return data_->area_name(AreaKind::departement, code);
}
std::string_view Communes::region_name(std::string_view code) const {
  return data_->area_name(AreaKind::region, code);
}
std::string_view Communes::epci_name(std::string_view siren) const {
  return data_->area_name(AreaKind::epci, siren);
}

}  // namespace maillage::territory
