#include "geocoding/address_writer.hpp"

#include "formats/bytes_out.hpp"
#include "geocoding/address_file.hpp"
#include "geocoding/address_layout.hpp"
#include "geocoding/letters.hpp"
#include "geocoding/words.hpp"
#include "territory/name_key.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace maillage::geocoding {
namespace {

constexpr std::size_t kMostHouses = 65'535;  ///< of a street
constexpr std::size_t kMostWordsOfStreet = 255;

/// Texts, each once, numbered in order of first appearance.
class Lexicon {
 public:
  std::uint32_t number_of(std::string_view text) {
    const auto found = numbers_.find(text);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    numbers_.emplace(text, number);
    return number;
  }
  std::size_t size() const { return numbers_.size(); }
  /// In order of number.
  std::vector<std::string_view> texts() const {
    std::vector<std::string_view> texts(numbers_.size());
    for (const auto& [text, number] : numbers_) texts[number] = text;
    return texts;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
};

struct GatheredStreet {
  const territory::Commune* commune;
  std::uint32_t postcode;
  std::string former, name, key;
  bool has_point = false;
  std::int32_t latitude = 0, longitude = 0;  ///< its own, where it has no house
};

struct GatheredHouse {
  std::uint32_t street, number, suffix;  ///< suffix: 1 + its number; 0: none
  std::int32_t latitude, longitude;
};

void put_varint(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}
void put_signed(std::string& out, std::int32_t value) {
  put_varint(out,
             (static_cast<std::uint32_t>(value) << 1) ^ static_cast<std::uint32_t>(value >> 31));
}

class Writer {
 public:
  explicit Writer(const std::string& path) : out_(path) {}

  void departement(AddressSpool& spool, std::string_view code) {
    gather(spool, code);
    std::vector<std::uint32_t> order(gathered_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
      const GatheredStreet &left = gathered_[a], &right = gathered_[b];
      return std::tuple(left.commune, std::string_view(left.key), left.postcode,
                        std::string_view(left.former)) <
             std::tuple(right.commune, std::string_view(right.key), right.postcode,
                        std::string_view(right.former));
    });
    std::vector<std::uint32_t> rank(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    for (GatheredHouse& house : houses_) house.street = rank[house.street];
    std::ranges::stable_sort(houses_, [](const GatheredHouse& a, const GatheredHouse& b) {
      return std::tie(a.street, a.number, a.suffix) < std::tie(b.street, b.number, b.suffix);
    });
    std::size_t house = 0;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      std::size_t end = house;
      while (end < houses_.size() && houses_[end].street == i) ++end;
      street(gathered_[order[i]], std::span(houses_).subspan(house, end - house));
      house = end;
    }
  }

  AddressCounts finish() {
    const std::vector<std::uint32_t> sorted_words = sort_words();
    trailer_.sections[kNumbers] = {0, written_};
    write_suffixes();
    write_words(sorted_words);
    write_grid();
    communes_.push_back({{}, static_cast<std::uint32_t>(streets_.size()), 0});
    section(kCommunes, std::span<const CommuneRecord>(communes_));
    section(kStreets, std::span<const StreetRecord>(streets_));
    section(kText, std::span<const char>(text_));
    align();
    std::memcpy(trailer_.magic, kAddressMagic, sizeof kAddressMagic);
    trailer_.version = kAddressVersion;
    trailer_.addresses = counts_.addresses;
    trailer_.file_size = written_ + sizeof trailer_;
    write({reinterpret_cast<const char*>(&trailer_), sizeof trailer_});
    out_.commit();
    counts_.communes = communes_.size() - 1;
    counts_.streets = streets_.size();
    return counts_;
  }

 private:
  /// Streets and houses of a département, a street once whatever its spelling.
  void gather(AddressSpool& spool, std::string_view code) {
    gathered_.clear();
    houses_.clear();
    std::unordered_map<std::string, std::uint32_t> known;
    std::uint32_t current = 0;
    spool.each(code, [&](const SpooledAddress& address) {
      if (address.new_street) current = street_of(address, known);
      GatheredStreet& street = gathered_[current];
      if (!address.has_point) return;
      if (address.number == 0) {
        street.has_point = true;
        street.latitude = address.latitude;
        street.longitude = address.longitude;
        return;
      }
      const std::uint32_t suffix =
          address.suffix.empty() ? 0 : 1 + suffixes_.number_of(address.suffix);
      houses_.push_back({current, address.number, suffix, address.latitude, address.longitude});
    });
  }

  std::uint32_t street_of(const SpooledAddress& address,
                          std::unordered_map<std::string, std::uint32_t>& known) {
    std::string key = territory::name_key(address.street);
    std::string id = std::string(address.commune->code()) + std::to_string(address.postcode) + ' ' +
                     territory::name_key(address.former) + ' ' + key;
    const auto [at, is_new] =
        known.emplace(std::move(id), static_cast<std::uint32_t>(gathered_.size()));
    if (is_new) {
      gathered_.push_back({address.commune, address.postcode, std::string(address.former),
                           std::string(address.street), std::move(key)});
    }
    return at->second;
  }

  void street(const GatheredStreet& gathered, std::span<const GatheredHouse> houses) {
    if (communes_.empty() || gathered.commune != commune_) {
      commune_ = gathered.commune;
      CommuneRecord commune{{}, static_cast<std::uint32_t>(streets_.size()), 0};
      std::ranges::copy(gathered.commune->code(), commune.code);
      communes_.push_back(commune);
    }
    StreetRecord record{};
    record.postcode = gathered.postcode;
    record.name_length = static_cast<std::uint8_t>(gathered.name.size());
    record.name = put_text(gathered.name);
    record.former_length = static_cast<std::uint8_t>(gathered.former.size());
    record.former = gathered.former == last_former_ ? last_former_at_ : put_text(gathered.former);
    last_former_ = gathered.former;
    last_former_at_ = record.former;
    record.first_word = static_cast<std::uint32_t>(street_words_.size());
    for (const std::string& word : street_words(gathered.name)) {
      if (record.word_count == kMostWordsOfStreet) break;
      street_words_.push_back(words_.number_of(word));
      ++record.word_count;
    }
    place(gathered, houses, record);
    put_houses(houses, record);
    streets_.push_back(record);
  }

  /// The street lies in the middle of its houses, else where its own row says, else where its
  /// commune does.
  void place(const GatheredStreet& gathered, std::span<const GatheredHouse> houses,
             StreetRecord& record) const {
    if (!houses.empty()) {
      std::int64_t latitude = 0, longitude = 0;
      for (const GatheredHouse& house : houses) {
        latitude += house.latitude;
        longitude += house.longitude;
      }
      const auto count = static_cast<std::int64_t>(houses.size());
      record.latitude = static_cast<std::int32_t>(latitude / count);
      record.longitude = static_cast<std::int32_t>(longitude / count);
    } else if (gathered.has_point) {
      record.latitude = gathered.latitude;
      record.longitude = gathered.longitude;
    } else {
      record.latitude = static_cast<std::int32_t>(gathered.commune->latitude() * kDegree);
      record.longitude = static_cast<std::int32_t>(gathered.commune->longitude() * kDegree);
    }
  }

  void put_houses(std::span<const GatheredHouse> houses, StreetRecord& record) {
    record.numbers = static_cast<std::uint32_t>(written_);
    const auto street = static_cast<std::uint32_t>(streets_.size());
    std::string bytes;
    std::uint32_t number = 0;
    std::int32_t latitude = record.latitude, longitude = record.longitude;
    const GatheredHouse* last = nullptr;
    for (const GatheredHouse& house : houses) {
      if (record.number_count == kMostHouses) break;
      const bool twice =
          last != nullptr && last->number == house.number && last->suffix == house.suffix;
      if (twice) continue;
      last = &house;
      put_varint(bytes, (house.number - number) << 1 | (house.suffix != 0));
      if (house.suffix != 0) put_varint(bytes, house.suffix - 1);
      put_signed(bytes, house.latitude - latitude);
      put_signed(bytes, house.longitude - longitude);
      number = house.number;
      latitude = house.latitude;
      longitude = house.longitude;
      ++record.number_count;
      const std::uint64_t cell = cell_of(latitude, longitude);
      if (in_cells_.empty() || in_cells_.back() != std::pair(cell, street))
        in_cells_.emplace_back(cell, street);
    }
    if (houses.empty()) in_cells_.emplace_back(cell_of(latitude, longitude), street);
    counts_.addresses += record.number_count;
    write(bytes);
  }

  std::uint32_t put_text(std::string_view text) {
    const auto at = static_cast<std::uint32_t>(text_.size());
    text_ += text;
    return at;
  }

  /// Numbers the words in alphabetical order; the texts in that order.
  std::vector<std::uint32_t> sort_words() {
    word_texts_ = words_.texts();
    std::vector<std::uint32_t> order(word_texts_.size()), rank(word_texts_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t word) { return word_texts_[word]; });
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    for (std::uint32_t& word : street_words_) word = rank[word];
    return order;
  }

  void write_words(std::span<const std::uint32_t> order) {
    std::vector<WordRecord> records(order.size() + 1);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::string_view text = word_texts_[order[i]];
      records[i] = {put_text(text), letters_of(text), 0, static_cast<std::uint16_t>(text.size()),
                    is_street_type(text)};
    }
    const std::vector<std::uint32_t> postings = invert(records);
    std::vector<std::uint32_t> slots(order.size() * 2 + 1), lengths(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      std::size_t slot = territory::key_hash(word_texts_[order[i]]) % slots.size();
      while (slots[slot] != 0) slot = (slot + 1) % slots.size();
      slots[slot] = i + 1;
    }
    std::iota(lengths.begin(), lengths.end(), 0u);
    std::ranges::stable_sort(lengths, {}, [&](std::uint32_t word) { return records[word].length; });
    section(kStreetWords, std::span<const std::uint32_t>(street_words_));
    section(kWords, std::span<const WordRecord>(records));
    section(kWordSlots, std::span<const std::uint32_t>(slots));
    section(kWordLengths, std::span<const std::uint32_t>(lengths));
    section(kPostings, std::span<const std::uint32_t>(postings));
  }

  /// The streets of each word, in order; a street that bears it twice is named once.
  std::vector<std::uint32_t> invert(std::vector<WordRecord>& records) const {
    std::vector<std::uint32_t> next(records.size());
    const auto each = [&](auto visit) {
      for (std::uint32_t street = 0; street < streets_.size(); ++street) {
        const auto words = std::span(street_words_)
                               .subspan(streets_[street].first_word, streets_[street].word_count);
        for (std::size_t i = 0; i < words.size(); ++i) {
          const auto before = words.first(i);
          if (std::ranges::find(before, words[i]) == before.end()) visit(words[i], street);
        }
      }
    };
    each([&](std::uint32_t word, std::uint32_t) { ++next[word + 1]; });
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (std::size_t i = 0; i < records.size(); ++i) records[i].first_posting = next[i];
    std::vector<std::uint32_t> postings(next.back());
    each([&](std::uint32_t word, std::uint32_t street) { postings[next[word]++] = street; });
    return postings;
  }

  void write_suffixes() {
    std::vector<SuffixRecord> records;
    for (const std::string_view suffix : suffixes_.texts())
      records.push_back({put_text(suffix), static_cast<std::uint32_t>(suffix.size())});
    section(kSuffixes, std::span<const SuffixRecord>(records));
  }

  void write_grid() {
    std::ranges::sort(in_cells_);
    in_cells_.erase(std::unique(in_cells_.begin(), in_cells_.end()), in_cells_.end());
    std::vector<CellRecord> cells;
    std::vector<std::uint32_t> streets;
    streets.reserve(in_cells_.size());
    for (const auto& [cell, street] : in_cells_) {
      if (cells.empty() || cells.back().cell != cell)
        cells.push_back({cell, static_cast<std::uint32_t>(streets.size()), 0});
      streets.push_back(street);
    }
    cells.push_back({~std::uint64_t{0}, static_cast<std::uint32_t>(streets.size()), 0});
    section(kCells, std::span<const CellRecord>(cells));
    section(kCellStreets, std::span<const std::uint32_t>(streets));
  }

  template <class T>
  void section(Section which, std::span<const T> items) {
    align();
    trailer_.sections[which] = {written_, items.size()};
    write({reinterpret_cast<const char*>(items.data()), items.size_bytes()});
  }
  void align() { write(std::string_view("\0\0\0\0\0\0\0\0", (8 - written_ % 8) % 8)); }
  void write(std::string_view bytes) {
    out_.write(bytes);
    written_ += bytes.size();
  }

  formats::AtomicFile out_;
  std::uint64_t written_ = 0;
  Trailer trailer_{};
  AddressCounts counts_;

  std::vector<GatheredStreet> gathered_;
  std::vector<GatheredHouse> houses_;

  const territory::Commune* commune_ = nullptr;
  std::vector<CommuneRecord> communes_;
  std::vector<StreetRecord> streets_;
  std::vector<std::uint32_t> street_words_;
  std::string text_, last_former_;
  std::uint32_t last_former_at_ = 0;
  Lexicon words_, suffixes_;
  std::vector<std::string_view> word_texts_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> in_cells_;
};

}  // namespace

AddressCounts write_addresses(AddressSpool& spool, const std::string& path) {
  Writer writer(path);
  for (const std::string& departement : spool.departements())
    writer.departement(spool, departement);
  return writer.finish();
}

}  // namespace maillage::geocoding
