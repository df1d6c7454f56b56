#include "territory/communes.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "territory/communes_data.hpp"
#include "territory/name_key.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <numeric>

namespace maillage::territory {

namespace {

constexpr std::string_view kMagic = "MLGC";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint16_t kNoEpci = 0xFFFF;
constexpr std::size_t kMostBytes = 64 << 20;
constexpr std::size_t kHeaderBytes = 8 + 8 * 8;
constexpr std::size_t kHashHeads = 1 << 16;  ///< values of the upper half of a hash
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

std::ifstream open(const std::string& path, std::size_t& size) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) {
    throw base::Error(
        base::ErrorCode::environment,
        "Le fichier des communes " + path + " ne s'ouvre pas. Vérifiez qu'il est là et lisible.");
  }
  size = static_cast<std::size_t>(file.tellg());
  if (size > kMostBytes) damaged(path);  // a folder "holds" 2^63 - 1 bytes
  file.seekg(0);
  return file;
}

/// The sections of the file, each checked to lie inside it.
class Sections {
 public:
  Sections(std::string_view bytes, const std::string& path) : bytes_(bytes), path_(path) {
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
  /// As the header says, before it is checked.
  std::size_t count(Section section) const { return word(12 + 8 * section); }

 private:
  std::uint32_t word(std::size_t at) const {
    std::uint32_t value;
    std::memcpy(&value, bytes_.data() + at, sizeof value);
    return value;
  }
  std::string_view bytes_;
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
  const std::span<Commune> communes = data.arena.take<Commune>(records.size());
  data.communes = communes;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const CommuneRecord& record = records[i];
    if (record.region >= regions.size() ||
        std::size_t{record.name} + record.name_length > data.text.size() ||
        std::size_t{record.first_postcode} + record.postcode_count > postcodes.size() ||
        (record.epci != kNoEpci && record.epci >= epcis.size())) {
      return false;
    }
    Commune& commune = *new (&communes[i]) Commune;
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
/// file. Both are counting sorts: counts, their sums, then (by commune) the names in their places.
bool index_names(Communes::Data& data) {
  const auto names_from = data.arena.take<std::uint32_t>(kHashHeads + 1);
  const auto names_of_from = data.arena.take<std::uint32_t>(data.communes.size() + 2);
  const auto names_of = data.arena.take<std::uint32_t>(data.names.size());
  for (const NameRecord& name : data.names) {
    const bool inside = name.commune < data.communes.size() &&
                        std::size_t{name.key} + name.key_length <= data.text.size();
    if (!inside) return false;
    ++names_from[(name.hash >> 16) + 1];
    ++names_of_from[name.commune + 2];
  }
  std::partial_sum(names_from.begin(), names_from.end(), names_from.begin());
  std::partial_sum(names_of_from.begin(), names_of_from.end(), names_of_from.begin());
  for (std::uint32_t i = 0; i < data.names.size(); ++i) {
    names_of[names_of_from[data.names[i].commune + 1]++] = i;
  }
  data.names_from = names_from;
  data.names_of_from = names_of_from;
  data.names_of = names_of;
  return true;
}

/// Room for the file, the communes and the indices.
std::size_t arena_bytes(const Sections& header, std::size_t file_bytes, const std::string& path) {
  const std::size_t communes = header.count(kCommunes), names = header.count(kNames);
  if (communes > file_bytes || names > file_bytes) damaged(path);
  const std::size_t words = kHashHeads + 1 + communes + 2 + names;
  return file_bytes + communes * sizeof(Commune) + words * sizeof(std::uint32_t) + 64;
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
  const auto begin = std::ranges::lower_bound(served, postcode, {}, &ServedRecord::postcode);
  const auto end = std::ranges::upper_bound(served, postcode, {}, &ServedRecord::postcode);
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
  const std::string_view wanted = prefix;
  const auto begin = std::ranges::lower_bound(communes, wanted, {}, departement);
  const auto end = std::ranges::upper_bound(communes, wanted, {}, departement);
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
  std::size_t size = 0;
  std::ifstream file = open(path, size);
  std::array<char, kHeaderBytes> header;
  if (!file.read(header.data(), header.size())) damaged(path);
  auto data = std::make_unique<Data>();
  data->arena = Arena(arena_bytes(Sections({header.data(), header.size()}, path), size, path));
  const std::span<char> bytes = data->arena.take<char>(size);
  file.seekg(0);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size))) damaged(path);
  const Sections sections({bytes.data(), size}, path);
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
