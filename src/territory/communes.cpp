#include "territory/communes.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "territory/communes_data.hpp"
#include "territory/name_key.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <cstring>

namespace maillage::territory {

namespace {

constexpr std::string_view kMagic = "MLGC";
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kMostBytes = 64 << 20;
constexpr std::size_t kCodeLength = 5;
constexpr unsigned kHeadBits = 12;  ///< of a hash, by which the names are found
constexpr std::size_t kHeads = std::size_t{1} << kHeadBits;
enum Section {
  kCommunes,
  kPostcodes,
  kServed,
  kNames,
  kNamesFrom,
  kNamesOf,
  kCodes,
  kAreas,
  kText
};
constexpr std::size_t kHeaderBytes = 8 + 8 * (kText + 1);

static_assert(sizeof(Commune) == 44 && sizeof(NameRecord) == 20 && sizeof(ServedRecord) == 8 &&
              sizeof(CodeRecord) == 12 && sizeof(AreaRecord) == 20);

[[noreturn]] void damaged(const std::string& path) {
  throw base::Error(
      base::ErrorCode::environment,
      "Le fichier des communes " + path +
          " est abîmé ou d’une autre version. Refaites-le avec data/territories/make.mjs.");
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

 private:
  std::uint32_t word(std::size_t at) const {
    std::uint32_t value;
    std::memcpy(&value, bytes_.data() + at, sizeof value);
    return value;
  }
  std::string_view bytes_;
  const std::string& path_;
};

std::string_view code_of(const CodeRecord& record) {
  return {record.code, kCodeLength};
}

/// The characters of a code as one number, which compares as they do and faster.
std::uint64_t code_number(std::string_view code) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kCodeLength; ++i)
    number = number << 8 | static_cast<unsigned char>(code[i]);
  return number;
}
std::string_view code_of(const AreaRecord& record) {
  return {record.code, strnlen(record.code, sizeof record.code)};
}

/// The code of the area that stands at an offset; 0: none.
std::string_view area_code(const char* file, std::uint32_t offset) {
  return offset == 0 ? std::string_view()
                     : code_of(*reinterpret_cast<const AreaRecord*>(file + offset));
}

}  // namespace

std::string_view Commune::departement() const {
  return code().substr(0, code().starts_with("97") || code().starts_with("98") ? 3 : 2);
}
std::string_view Commune::region() const {
  return area_code(file(), region_);
}
std::string_view Commune::epci() const {
  return area_code(file(), epci_);
}
std::span<const std::uint32_t> Commune::postcodes() const {
  return {reinterpret_cast<const std::uint32_t*>(file() + postcodes_), postcode_count_};
}

bool Communes::Data::is_sound() const {
  const std::size_t size = file.bytes().size();
  const auto inside = [size](std::size_t offset, std::size_t length) {
    return offset + length <= size;
  };
  const auto is_area = [&](std::uint32_t offset) {
    return offset == 0 || (offset % alignof(AreaRecord) == 0 && inside(offset, sizeof(AreaRecord)));
  };
  const auto known = [&](const auto& record) { return record.commune < communes.size(); };
  return names_from.size() == kHeads + 1 &&
         std::ranges::all_of(
             communes,
             [&](const Commune& c) {
               return c.file() == file.bytes().data() && inside(c.name_, c.name_length_) &&
                      c.postcodes_ % alignof(std::uint32_t) == 0 &&
                      inside(c.postcodes_, c.postcode_count_ * sizeof(std::uint32_t)) &&
                      is_area(c.region_) && is_area(c.epci_) &&
                      std::size_t{c.names_} + c.name_count_ <= names_of.size();
             }) &&
         std::ranges::all_of(names,
                             [&](const NameRecord& name) {
                               return known(name) && inside(name.key, name.key_length);
                             }) &&
         std::ranges::all_of(names_from,
                             [&](std::uint32_t name) { return name <= names.size(); }) &&
         std::ranges::all_of(names_of, [&](std::uint32_t name) { return name < names.size(); }) &&
         std::ranges::all_of(served, known) && std::ranges::all_of(codes, known) &&
         std::ranges::all_of(
             areas, [&](const AreaRecord& area) { return inside(area.name, area.name_length); });
}

std::span<const NameRecord> Communes::Data::named(std::string_view wanted) const {
  const std::uint32_t hash = key_hash(wanted);
  const std::uint32_t head = hash >> (32 - kHeadBits);
  const std::uint32_t from = names_from[head], to = names_from[head + 1];
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
    return commune.code().substr(0, prefix.size());
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
  return file.bytes().substr(found->name, found->name_length);
}

Communes::Communes(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Communes::Communes(Communes&&) noexcept = default;
Communes& Communes::operator=(Communes&&) noexcept = default;
Communes::~Communes() = default;

Communes Communes::load(const std::string& path) {
  auto data = std::make_unique<Data>();
  data->file = formats::MappedFile(path, kMostBytes);
  const Sections sections(data->file.bytes(), path);
  data->communes = sections.get<Commune>(kCommunes);
  data->names = sections.get<NameRecord>(kNames);
  data->names_from = sections.get<std::uint32_t>(kNamesFrom);
  data->names_of = sections.get<std::uint32_t>(kNamesOf);
  data->served = sections.get<ServedRecord>(kServed);
  data->codes = sections.get<CodeRecord>(kCodes);
  data->areas = sections.get<AreaRecord>(kAreas);
  if (!data->is_sound()) damaged(path);
  return Communes(std::move(data));
}

std::span<const Commune> Communes::all() const {
  return data_->communes;
}

const Commune* Communes::by_code(std::string_view code) const {
  if (code.size() != kCodeLength) return nullptr;
  const std::uint64_t wanted = code_number(code);
  const auto current =
      std::ranges::lower_bound(data_->communes, wanted, {},
                               [](const Commune& commune) { return code_number(commune.code()); });
  if (current != data_->communes.end() && current->code() == code) return &*current;
  const auto other = std::ranges::lower_bound(
      data_->codes, wanted, {},
      [](const CodeRecord& record) { return code_number(code_of(record)); });
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
    if (name.kind == NameKind::official && base::slug(commune.name()) == slug)
      found.push_back(&commune);
  }
  return found;
}

std::vector<CommuneName> Communes::names() const {
  std::vector<CommuneName> names;
  names.reserve(data_->names.size());
  for (const NameRecord& name : data_->names) {
    names.push_back({data_->key(name), &data_->communes[name.commune], name.kind, name.postcode});
  }
  return names;
}

std::vector<Area> Communes::areas() const {
  std::vector<Area> areas;
  areas.reserve(data_->areas.size());
  for (const AreaRecord& area : data_->areas) {
    areas.push_back({static_cast<AreaKind>(area.kind), code_of(area),
                     data_->file.bytes().substr(area.name, area.name_length)});
  }
  return areas;
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
