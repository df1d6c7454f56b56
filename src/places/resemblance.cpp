#include "places/resemblance.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

namespace maillage::places {

namespace {

using standard::Field;
using standard::Place;

constexpr double kSamePoint = 0.0004;  // degrees
constexpr std::string_view kHeader =
    "Score;Typologie 1;Typologie 2;Score Nom;Nom 1;Nom 2;Score Adresse;Adresse 1;Adresse 2;"
    "Score Distance;Localisation 1;Localisation 2;Source 1;Source 2";

/// Letters and digits of the scripts that French lists hold; marks and signs are none.
bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  const bool marks = c >= 0x300 && c < 0x370, signs = c >= 0x2000 && c < 0x2C00;
  const bool modifiers = c >= 0x2C2 && c < 0x300 && c != 0x2EC && c != 0x2EE &&
                         !(c >= 0x2C6 && c <= 0x2D1) && !(c >= 0x2E0 && c <= 0x2E4);
  return !marks && !signs && !modifiers && c != 0xFFFD && !(c >= 0x3000 && c < 0x3005) &&
         !(c >= 0xFE00 && c < 0xFE70);
}

/// The longest common subsequence of a text of 64 letters at most, all below 256, and another.
std::size_t common_letters_of_one_word(std::u16string_view a, std::u16string_view b) {
  std::array<std::uint64_t, 256> masks{};
  for (std::size_t i = 0; i < a.size(); ++i) masks[a[i]] |= std::uint64_t{1} << i;
  std::uint64_t row = ~std::uint64_t{0};
  for (const char16_t c : b) {
    const std::uint64_t mask = c < 256 ? masks[c] : 0, shared = row & mask;
    row = (row + shared) | (row & ~mask);
  }
  const std::uint64_t used =
      a.size() == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << a.size()) - 1;
  return static_cast<std::size_t>(std::popcount(~row & used));
}

/// The longest common subsequence, 64 letters of `a` at a time (Hyyrö 2004).
std::size_t common_letters(std::u16string_view a, std::u16string_view b) {
  const auto plain = [](char16_t c) { return c < 256; };
  if (a.size() <= 64 && std::all_of(a.begin(), a.end(), plain)) {
    return common_letters_of_one_word(a, b);
  }
  const std::size_t blocks = (a.size() + 63) / 64;
  std::unordered_map<char16_t, std::size_t> wide;     // where the masks of a letter beyond 255 are
  std::vector<std::uint64_t> masks(256 * blocks, 0);  // of each letter, its places in `a`
  const auto masks_of = [&](char16_t c) -> std::size_t {
    if (c < 256) return c * blocks;
    const auto [entry, added] = wide.try_emplace(c, masks.size());
    if (added) masks.resize(masks.size() + blocks, 0);
    return entry->second;
  };
  for (std::size_t i = 0; i < a.size(); ++i) {
    masks[masks_of(a[i]) + i / 64] |= std::uint64_t{1} << (i % 64);
  }
  std::vector<std::uint64_t> row(blocks, ~std::uint64_t{0});
  for (const char16_t c : b) {
    const std::size_t mask = masks_of(c);
    std::uint64_t carry = 0;
    for (std::size_t block = 0; block < blocks; ++block) {
      const std::uint64_t shared = row[block] & masks[mask + block];
      const std::uint64_t half = row[block] + carry, sum = half + shared;
      carry = static_cast<std::uint64_t>(half < carry) | static_cast<std::uint64_t>(sum < shared);
      row[block] = sum | (row[block] & ~masks[mask + block]);
    }
  }
  std::size_t common = 0;
  for (std::size_t i = 0; i < a.size(); ++i) common += (~row[i / 64] >> (i % 64)) & 1;
  return common;
}

bool has_code(const std::vector<std::string_view>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// A record with its texts ready to be compared.
struct Compared {
  std::size_t position;
  std::u16string name, street;
};

Resemblance compare(std::span<const SourcedPlace> records, const Compared& a, const Compared& b) {
  Resemblance pair{};
  pair.first = a.position;
  pair.second = b.position;
  pair.name = resemblance(a.name, b.name);
  pair.street = resemblance(a.street, b.street);
  pair.distance = closeness(records[a.position].place, records[b.position].place);
  pair.score = (pair.name + pair.street + pair.distance) / 3;
  return pair;
}

/// A cell of this file has no quotes: what separates cells is left out.
std::string cell(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c != ';' && c != '\n' && c != '\r'; });
  return out;
}

std::string typologies(const Place& place) {
  return base::replace_all(place[Field::typologie], "|", ",");
}

std::string full_address(const Place& place) {
  return place[Field::adresse] + " " + place[Field::code_postal] + " " + place[Field::commune];
}

std::string location(const Place& place) {
  return place[Field::latitude] + " : " + place[Field::longitude];
}

}  // namespace

std::u16string compared_text(std::string_view text) {
  const std::string lower = base::lower(text);
  std::u16string out;
  bool gap = false;
  for (std::size_t at = 0; at < lower.size();) {
    const char32_t c = base::next_code_point(lower, at);
    if (!is_letter_or_digit(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += u' ';
    gap = false;
    if (c < 0x10000) {
      out += static_cast<char16_t>(c);
    } else {
      out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

int resemblance(std::u16string_view a, std::u16string_view b) {
  if (a.empty() || b.empty()) return 0;
  const double length = static_cast<double>(a.size() + b.size());
  const double common =
      a == b ? static_cast<double>(a.size()) : static_cast<double>(common_letters(a, b));
  return static_cast<int>(std::floor(200 * common / length + 0.5));
}

int closeness(const Place& a, const Place& b) {
  const auto from = a.coordinates(), to = b.coordinates();
  if (!from || !to) return 100;
  const double degrees = std::hypot(from->latitude - to->latitude, from->longitude - to->longitude);
  if (degrees < kSamePoint) return 100;
  return static_cast<int>(100 / (1 + 1000 * degrees));
}

bool compatible_typologies(const Place& a, const Place& b) {
  const auto x = a.list(Field::typologie), y = b.list(Field::typologie);
  if (x.empty() || y.empty()) return true;
  const auto shared = [&](std::string_view code) { return has_code(y, code); };
  if (std::any_of(x.begin(), x.end(), shared)) return true;
  return (has_code(x, "RFS") && has_code(y, "PIMMS")) ||
         (has_code(x, "PIMMS") && has_code(y, "RFS"));
}

std::vector<Resemblance> resemblances(std::span<const SourcedPlace> records, bool within_sources) {
  std::map<std::string_view, std::vector<Compared>> by_commune;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Place& place = records[i].place;
    if (!place.has(Field::code_insee)) continue;
    by_commune[place[Field::code_insee]].push_back(
        {i, compared_text(place[Field::nom]), compared_text(place[Field::adresse])});
  }
  std::vector<Resemblance> pairs;
  for (auto& [commune, members] : by_commune) {
    if (members.size() > kLargestCommune) continue;
    std::sort(members.begin(), members.end(), [&](const Compared& x, const Compared& y) {
      return records[x.position].record_id < records[y.position].record_id;
    });
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        const SourcedPlace& a = records[members[i].position];
        const SourcedPlace& b = records[members[j].position];
        if ((within_sources || a.source != b.source) && compatible_typologies(a.place, b.place)) {
          pairs.push_back(compare(records, members[i], members[j]));
        }
      }
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Resemblance& x, const Resemblance& y) { return x.score > y.score; });
  return pairs;
}

std::string resemblances_csv(std::span<const SourcedPlace> records,
                             std::span<const Resemblance> pairs) {
  std::string out(kHeader);
  for (const Resemblance& pair : pairs) {
    const SourcedPlace& a = records[pair.first];
    const SourcedPlace& b = records[pair.second];
    out += fmt::format(
        "\n{};{};{};{};{};{};{};{};{};{};{};{};{};{}", pair.score, cell(typologies(a.place)),
        cell(typologies(b.place)), pair.name, cell(a.place[Field::nom]), cell(b.place[Field::nom]),
        pair.street, cell(full_address(a.place)), cell(full_address(b.place)), pair.distance,
        cell(location(a.place)), cell(location(b.place)), cell(a.source), cell(b.source));
  }
  return out;
}

}  // namespace maillage::places
